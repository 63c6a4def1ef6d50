"""What is shown of the register: extract, one sheet, communicable edition with its log, notices, rights, annex."""
import json
import os
import re
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
aval, french = Aval(BINARY), Aval(BINARY, "fr")
aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
sheet = json.loads(aval.ok("register", "template", "--from", "aide-sociale-ccas"))
sheet |= {"validated_by": "Camille Exemple", "validated_function": "maire", "observations": "SECRETREMARK", "location": "SECRETPLACE",
          "owner": {"function": "Directrice du CCAS", "contact": "SECRETCONTACT"},
          "transfers": [{"country": "Suisse", "tool": "adéquation (art. 45)", "document": "https://contract.example/SECRETLINK"}]}
sheet["security_technical"][0] = "SECRETMEASURE"
write_json("sheet.json", sheet)
aval.ok("register", "add", "sheet.json")

# Full: everything is there; communicable: masked with the ground, in every form, and logged without what was masked.
secrets = ("SECRETREMARK", "SECRETPLACE", "SECRETMEASURE", "SECRETCONTACT", "SECRETLINK", "Camille Exemple")
page = french.ok("report", "activity", sheet["id"])
assert all(secret in page for secret in ("SECRETREMARK", "SECRETPLACE", "SECRETMEASURE", "SECRETLINK", "Camille Exemple")), page
for what in (("register",), ("activity", sheet["id"])):
    for form in ("html", "md", "json"):
        page = french.ok("report", *what, "--format", form, "--communicable", "--log", "log.json")
        assert not [secret for secret in secrets if secret in page], (what, form)
        for kept in ("Directrice du CCAS", "maire", "L311-5, 2° d", "L311-6, 1°", "L311-4"):
            assert kept in page.replace(" ", " "), (what, form, kept)
    log = json.load(open("log.json", encoding="utf-8"))
    assert {(entry["field"], entry["ground"]) for entry in log["maskings"]} == {
        ("security_technical", "CRPA L311-5, 2° d"), ("security_organisational", "CRPA L311-5, 2° d"), ("security_baseline", "CRPA L311-5, 2° d"),
        ("location", "CRPA L311-5, 2° d"), ("validated_by", "CRPA L311-6, 1°"), ("owner/contact", "CRPA L311-6, 1°"),
        ("observations", "CRPA L311-6, 1° à 3°"), ("transfers/0/document", "CRPA L311-4")}, log
    assert not [secret for secret in secrets if secret in open("log.json", encoding="utf-8").read()]
organisation = json.load(open(os.path.join(EXAMPLES, "organisation.json"), encoding="utf-8"))
page = aval.ok("report", "register", "--communicable", "--format", "md")
assert organisation["dpo"]["contact"] in page and organisation["controller"]["contact"] in page, page
assert "--communicable" in aval.fails(2, "report", "register", "--log", "log.json")

# Notices: each element of article 13 or 14 that the register lacks is a visible gap; none when it is whole.
done = french.run("report", "notice", sheet["id"], "--format", "md")
assert done.returncode == 0 and "[À compléter" in done.stdout.replace("\\", ""), done.stdout
whole = sheet | {"data_provision": {"required": True, "consequences": "l'aide ne peut être instruite"}, "automated_decision": {"exists": False},
                 "data_sources": [{"name": "Caisse d'allocations familiales", "type": "other", "public": False}]}
write_json("sheet.json", whole)
aval.ok("register", "add", "sheet.json")
for source in ("direct", "indirect"):
    for language in (aval, french):
        done = language.run("report", "notice", sheet["id"], "--source", source)
        assert done.returncode == 0 and done.stderr == "" and "À compléter" not in done.stdout and "To be filled in" not in done.stdout, done
        assert "CNIL" in done.stdout and organisation["dpo"]["contact"] in done.stdout
ARTICLES = {  # element -> (direct, indirect)
    "data_provision": ("art. 13(2)e", None), "automated_decision": ("art. 13(2)f", "art. 14(2)g"), "data_sources": (None, "art. 14(2)f"),
    "recipients": ("art. 13(1)e", "art. 14(1)e"), "transfers": ("art. 13(1)f", "art. 14(1)f"), "purposes": ("art. 13(1)c", "art. 14(1)c"),
    "rights_procedure": ("art. 13(2)b", "art. 14(2)c"), "data_categories": ("art. 13(2)a", "art. 14(1)d")}
for key, articles in ARTICLES.items():
    write_json("less.json", {k: v for k, v in whole.items() if k != key})
    aval.ok("register", "add", "less.json")
    for source, article in zip(("direct", "indirect"), articles):
        page = aval.ok("report", "notice", sheet["id"], "--source", source, "--format", "md").replace("\\", "")
        assert (article in page) if article else "To be filled in" not in page, (key, source, page)
write_json("led.json", {"schema": "aval.activity/1", "id": "led", "name": "Police", "regime": "led"})
aval.ok("register", "add", "led.json", "sheet.json")
assert "13" in aval.fails(2, "report", "notice", "led")

# Rights by legal basis: governance.md B.6 with its correction (erasure conditional for a public task too).
page = aval.ok("report", "rights", sheet["id"], "--format", "md").replace("\\", "")
rows = {cells[1].strip(): [cell.strip() for cell in cells[2:8]] for cells in (line.split("|") for line in page.splitlines() if line.count("|") >= 8)}
for basis, expected in {"Consent": "yyyyyW", "Contract": "yyyyyn", "Legitimate interests": "yyyyny", "Legal obligation": "yycynn", "Public task": "yycyny", "Vital interests": "yyyynn"}.items():
    letters = "".join("c" if cell.startswith("conditional") else "W" if cell.startswith("withdrawal") else cell[0] for cell in rows[basis])
    assert letters == expected, (basis, letters)
assert len([name for name in rows if "Instruire" in name]) == 2, rows.keys()

# The annex holds the eight duties of article 28(3).
page = french.ok("report", "annex", "--format", "md")
assert len(re.findall(r"^[-*] [a-h]\W", page, re.M)) == 8, page
