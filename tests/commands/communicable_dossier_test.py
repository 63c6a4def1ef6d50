"""A dossier handed to whoever asks (CRPA L311-1): masked with grounds and a log, preparatory until someone decides; title III is said not covered."""
import json
import os
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
aval, french = Aval(BINARY), Aval(BINARY, "fr")
aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
activity = json.load(open(os.path.join(EXAMPLES, "activite-cantine.json"), encoding="utf-8"))
write_json("activity.json", activity)
aval.ok("register", "add", "activity.json")
dossier = json.load(open(os.path.join(EXAMPLES, "cas-cantine.json"), encoding="utf-8"))
usecase = dossier["id"]
dossier["stakeholders"] = [{"name": "Direction des achats", "type": "department", "literacy": 0, "decides": True},
                           {"name": "Élu délégué", "type": "elected", "literacy": 3, "decides": True, "awareness_on": "2026-10-06"}]
dossier["awareness"] = [{"on": "2026-10-06", "audience": "Élus", "subject": "Lire un tableau", "attendance": 87654, "parties": ["Élu délégué"]}]
dossier["attestations"] = [{"fact": "dpia.reason", "reference": "Note", "words": "peu de données", "name": "Camille Exemple",
                            "function": "directrice juridique", "on": "2026-01-01", "expires_on": "2999-01-01"}]
write_json("dossier.json", dossier)
aval.ok("usecase", "add", "dossier.json")
organisation = json.load(open(os.path.join(EXAMPLES, "organisation.json"), encoding="utf-8"))

whole = french.ok("report", "usecase", usecase, "--gate", "G2", "--format", "md")
assert "87654" in whole.replace(" ", "").replace("\u202f", "").replace("\xa0", "") and "Pas encore sensibilisés" in whole, whole
for form in ("html", "md"):
    page = french.ok("report", "usecase", usecase, "--gate", "G2", "--format", form, "--communicable", "--log", "log.json")
    plain = page.replace("\u202f", " ").replace("\xa0", " ").replace("\\", "")
    for hidden in ("87654", "87 654", "Pas encore sensibilisés", "0 sur 4", "3 sur 4", "Camille Exemple"):
        assert hidden not in plain, (form, hidden)
    for kept in ("[occulté : CRPA L311-6, 1° à 3°]", "document préparatoire", "CRPA L311-2", "CADA", organisation["dpo"]["contact"],
                 organisation["controller"]["contact"], "Direction des achats"):
        assert kept in plain, (form, kept, plain)
log = json.load(open("log.json", encoding="utf-8"))
found = {(entry["sheet"], entry["field"], entry["ground"]) for entry in log["maskings"]}
assert {(usecase, "stakeholders/0/literacy", "CRPA L311-6, 1° à 3°"), (usecase, "awareness/0/attendance", "CRPA L311-6, 1° à 3°"),
        (usecase, "attestations/0/name", "CRPA L311-6, 1°")} <= found, found
assert "87654" not in open("log.json", encoding="utf-8").read()
assert "--communicable" in aval.fails(2, "report", "usecase", usecase, "--log", "log.json")

# Once someone decided, the dossier is no longer preparatory.
aval.run("decide", usecase, "--gate", "G2", "--record")
adopted = json.loads(aval.ok("decision", "template")) | {"usecase": usecase, "verdict": "no_go", "conditions": [], "waivers": []}
write_json("adopted.json", adopted)
aval.ok("decision", "adopt", usecase, "--gate", "G2", "--from", "adopted.json")
page = french.ok("report", "usecase", usecase, "--format", "md", "--communicable")
assert "document préparatoire" not in page and "CADA" in page, page

# Title III: never judged by the GDPR's rules, and said wherever they would be asked.
write_json("activity.json", activity | {"regime": "led", "purposes": []})
aval.ok("register", "add", "activity.json")
decision = json.loads(aval.run("decide", usecase, "--gate", "G3", "--format", "json").stdout)
assert decision["not_covered"] == [{"activity": activity["id"], "regime": "led"}], decision["not_covered"]
judged = {result["policy"]: result["result"] for result in decision["results"]}
for rule in ("REG-01", "REG-02", "LB-01", "LB-05", "DP-01", "DP-02", "DP-03", "OR-01", "SE-01", "IN-01", "TP-01"):
    assert judged[rule] == "not_applicable", (rule, judged[rule])
SAID = "non couverte par aval : loi 78-17, titre III (police et justice)"
for words in (french.run("decide", usecase, "--gate", "G3").stdout, french.ok("register", "check"), french.ok("usecase", "screening", usecase),
              french.ok("report", "activity", activity["id"], "--format", "md"), french.ok("report", "rights", "--format", "md"),
              french.ok("report", "usecase", usecase, "--gate", "G3", "--format", "md"),
              french.ok("report", "decision-letter", usecase, "--gate", "G3", "--format", "md")):
    assert SAID in words.replace("\xa0", " ").replace("\u202f", " ").replace("\\", ""), words
entry = json.loads(aval.ok("register", "check", "--format", "json"))["activities"][0]
assert entry["covered"] is False and entry["complete"] is None, entry
