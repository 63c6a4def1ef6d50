#!/usr/bin/env python3
"""From an empty workspace to a recorded decision by the pages alone; what was done is what the command line then shows."""
import pathlib
import re
import sys

from running import Aval
from served import Served

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
examples = source / "docs" / "examples"
aval = Aval(binary)
aval.ok("init")

with Served(binary) as web:
    web.enter()
    home = web.get("/")
    assert "To begin" in home.text and "Nothing to review" in home.text, home.text

    # The organisation.
    page = web.get("/settings")
    done = web.post("/settings", {"version": page.field("version"), "f:name": "Ville d'Exemple", "f:type": "local_authority",
                                  "f:population": "12000", "f:dpo.function": "DPO mutualisé"})
    assert done.status == 200 and "Ville d&#39;Exemple" in done.text, done.text

    # A wrong value is told beside its field, nothing is recorded, and what was typed is there again.
    version = done.field("version")
    wrong = web.post("/settings", {"version": version, "f:name": "Ville d'Exemple", "f:population": "beaucoup"})
    assert wrong.status == 422 and 'value="beaucoup"' in wrong.text and 'aria-invalid="true"' in wrong.text, wrong.text
    assert web.get("/settings").field("version") == version

    # A file: received, audited, its copy gone.
    sent = web.upload("Cantine.csv", (examples / "cantine.csv").read_bytes())
    assert sent.status == 303, sent.text
    web.wait_for_scans()
    assert not list(pathlib.Path("aval.db.uploads").iterdir()), "the copy is still there"
    dataset = web.get("/datasets/cantine")
    assert dataset.status == 200, dataset.text
    print(dataset.verdict())
    finding = re.search(r"/datasets/cantine/findings/[0-9a-f]+", dataset.text)
    assert finding, dataset.text
    asked = web.post(finding[0], {"result": "", "reason": "", "author": ""})
    assert asked.status == 422, asked.status
    reviewed = web.post(finding[0], {"result": "confirmed", "reason": "checked with the department", "author": "DPO"})
    assert "Review recorded." in reviewed.text and "confirmed" in reviewed.text, reviewed.text
    assert any(entry["review"] == "confirmed" for entry in aval.json("findings", "list", "cantine"))
    printed = web.get("/datasets/cantine/report")
    assert printed.status == 200 and "<style>" in printed.text

    # The register, from a template.
    created = web.post("/register/new", {"template": "restauration-scolaire", "name": ""})
    assert "Edit: " in created.text, created.text
    activity = re.search(r'action="(/register/activities/[^"]+)/edit"', created.text)[1]
    saved = web.post(activity + "/edit", {"version": created.field("version"), "f:service": "Restauration"})
    assert "Sheet recorded, version 2." in saved.text and "Restauration" in saved.text, saved.text
    identifier = activity.rsplit("/", 1)[1]
    assert aval.json("register", "show", identifier)["service"] == "Restauration"
    for form, start in (("ods", b"PK"), ("xlsx", b"PK"), ("html", b"<!doctype")):
        extract = web.get("/register/extract/" + form)
        assert extract.status == 200 and extract.bytes.startswith(start), form

    # A use case, step by step.
    opened = web.post("/usecases", {"title": "Prévoir les repas"})
    assert "Step 1" in opened.text and "open questions" in opened.text, opened.text
    step = "/usecases/prevoir-les-repas/steps/1"
    first = web.post(step, [("version", opened.field("version")), ("f:public_policy", "Restauration scolaire"),
                            ("f:lead", "Responsable de la restauration"), ("f:impacts.+.text", "Moins de gaspillage"),
                            ("f:impacts.+.importance", "4"), ("set:data_uses", "1"), ("f:data_uses", "foresight"),
                            ("f:data_uses", "steering"), ("f:sources.+.dataset", "cantine"),
                            ("f:sources.+.holder", "department"), ("f:sources.+.licence", "sans objet"),
                            ("f:activities", identifier), ("f:further_use", "false")])
    assert "Step recorded, version 2" in first.text, first.text
    recorded = aval.json("usecase", "show", "prevoir-les-repas")
    assert recorded["impacts"] == [{"text": "Moins de gaspillage", "importance": 4}], recorded
    assert recorded["data_uses"] == ["foresight", "steering"] and recorded["further_use"] is False
    assert recorded["sources"][0]["licence"] is None and recorded["activities"] == [identifier]

    # What was not changed is no new version.
    again = web.post(step, {"version": first.field("version"), "f:lead": "Responsable de la restauration"})
    assert "version 2" in again.text, again.text

    # Another person, at the command line, changes other fields meanwhile: both stay. The same field: told, nothing lost.
    aval.ok("usecase", "set", "prevoir-les-repas", "elected_sponsor=Adjointe")
    both = web.post(step, {"version": "2", "f:lead": "Cheffe de service"})
    assert "version 4" in both.text, both.text
    merged = aval.json("usecase", "show", "prevoir-les-repas")
    assert merged["elected_sponsor"] == "Adjointe" and merged["lead"] == "Cheffe de service", merged
    clash = web.post(step, {"version": "2", "f:elected_sponsor": "Un autre"})
    assert clash.status == 422 and "meanwhile" in clash.text, clash.text
    assert aval.json("usecase", "show", "prevoir-les-repas")["elected_sponsor"] == "Adjointe"

    # An entry is taken away.
    gone = web.post(step, {"version": "4", "remove:impacts.1": "1", "f:impacts.1.text": "Moins de gaspillage"})
    assert "version 5" in gone.text and "impacts" not in aval.json("usecase", "show", "prevoir-les-repas"), gone.text

    # The gate: the same verdict as the command line, each missing fact leads to a page that is there.
    usecase = web.get("/usecases/prevoir-les-repas")
    links = set(re.findall(r'href="(/[^"]*)"', usecase.text))
    for path in sorted(links):
        assert web.get(path).status == 200, path
    gate = web.get("/usecases/prevoir-les-repas/gates/G1")
    words = {0: "Favourable", 10: "Favourable with conditions", 20: "Unfavourable", 30: "Incomplete"}
    code = aval.run("decide", "prevoir-les-repas", "--gate", "G1").returncode
    assert gate.verdict().startswith(words[code]), (gate.verdict(), code)
    assert "Decide" not in re.findall(r"<h2[^>]*>([^<]*)", gate.text)
    kept = web.post("/usecases/prevoir-les-repas/gates/G1/record", {})
    assert "Verdict recorded." in kept.text, kept.text
    refused = web.post("/usecases/prevoir-les-repas/gates/G1/adopt",
                       {"verdict": "go", "by": "Le maire", "function": "Maire", "statement": "Parce que"})
    assert refused.status == 400, refused.text  # looser than the verdict
    decided = web.post("/usecases/prevoir-les-repas/gates/G1/adopt",
                       {"verdict": "incomplete", "by": "Le maire", "function": "Maire", "statement": "À compléter"})
    assert "Decision recorded." in decided.text and "À compléter" in decided.text, decided.text
    assert aval.run("decision", "show", "prevoir-les-repas/G1").returncode == 0

    # A waiver: refused for the DPO's approval, then recorded; never for a rule of law.
    waivers = web.get("/usecases/prevoir-les-repas/waivers")
    assert waivers.status == 200 and 'value="UC-03"' in waivers.text and 'value="SP-01"' not in waivers.text, waivers.text
    grant = {"policy": "UC-03", "f:requested_by": "Service", "f:reason": "Formation reportée",
             "f:compensating_measures": "Accompagnement", "f:dpo_opinion.sense": "favourable", "f:dpo_opinion.by": "DPO mutualisé",
             "f:dpo_opinion.on": "2026-11-20", "f:approved_by.name": "X", "f:approved_by.function": "DPO",
             "f:granted_on": "2026-11-24", "f:expires_on": "2027-05-01"}
    assert web.post("/usecases/prevoir-les-repas/waivers", grant).status == 422
    assert web.post("/usecases/prevoir-les-repas/waivers", {**grant, "policy": "SP-01", "f:approved_by.function": "Maire"}).status == 422
    granted = web.post("/usecases/prevoir-les-repas/waivers", {**grant, "f:approved_by.function": "Maire"})
    assert "Waiver recorded." in granted.text and "UC-03" in granted.text, granted.text
    assert aval.json("waiver", "list")[0]["policy"] == "UC-03"

    # Versions of a sheet, with what changed.
    versions = web.get(activity + "/versions")
    assert "Version 2" in versions.text and "Responsible department" in versions.text, versions.text

    # Long lists come page by page; a page beyond the last is the last.
    for number in range(54):
        aval.ok("usecase", "new", f"cas-{number:02d}", "--title", f"Cas {number:02d}")
    first, second = web.get("/usecases").text, web.get("/usecases?page=2").text
    assert "1 to 50 of 55" in first and "page=2" in first and "page=0" not in first, first[-2000:]
    assert "51 to 55 of 55" in second and "page=1" in second and "page=3" not in second, second[-2000:]
    for page in ("99", "-1", "x", "18446744073709551615"):
        assert "of 55" in web.get("/usecases?page=" + page).text, page

    # The other language, and back to the same page.
    french = web.post("/language", {"language": "fr", "back": "/journal"})
    assert '<html lang="fr">' in french.text and "Le journal est intact." in french.text, french.text

aval.ok("journal", "verify")
print("ok")
