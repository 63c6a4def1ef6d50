"""The life of an entry of the register: typical sheets, what article 30 lacks, states, versions, search, reconciliation with scans,
and what is shown of it."""
import json
import os
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
aval, french = Aval(BINARY), Aval(BINARY, "fr")
aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))

# Twenty-six typical activities, aval's own sheet and its shared hosting: each is a draft that article 30 finds complete,
# with sources, and with what is not confirmed said so.
templates = aval.json("register", "templates")
assert [entry["number"] for entry in templates] == list(range(1, 29)), templates
files = []
for entry in templates:
    sheet = json.loads(aval.ok("register", "template", "--from", entry["name"]))
    assert sheet["status"] == "draft" and sheet["sources"] and sheet["to_confirm"], entry
    assert all(purpose["legal_texts_status"] == "to_confirm" for purpose in sheet["purposes"]), entry
    assert all(category["retention"]["final"] for category in sheet["data_categories"]), entry
    write_json(entry["name"] + ".json", sheet)
    files.append(entry["name"] + ".json")
aval.ok("register", "add", *files)
checked = aval.json("register", "check")
assert len(checked["activities"]) == 28
for activity in checked["activities"]:
    assert activity["complete"] and activity["missing"] == [], activity
assert "etat-civil" in aval.fails(2, "register", "template", "--from", "cantine")
# The closed list of the heat-wave register (CASF R121-4) holds no pathology.
heat = json.loads(aval.ok("register", "template", "--from", "registre-canicule"))
assert "health" not in [category["category"] for category in heat["data_categories"]]
# Video: the month of CSI L252-5; the social housing, social support, alerts and location items of the CNIL list.
video = json.loads(aval.ok("register", "template", "--from", "videoprotection"))
assert {category["retention"].get("active_months") for category in video["data_categories"] if category["category"] == "image"} == {1}
for name, item in (("logement-social", 12), ("aide-sociale-ccas", 13), ("signalements-sociaux", 5), ("mobilite", 14)):
    sheet = json.loads(aval.ok("register", "template", "--from", name))
    assert sheet["dpia_screening"] | {"reason": 0, "status": 0} == {"outcome": "required", "item": item, "reason": 0, "status": 0}, name

# Each item of article 30(1) taken away is told, with its item; a reason stands for an empty f or g.
full = json.loads(aval.ok("register", "template", "--from", "restauration-scolaire"))
ITEMS = {"purposes": "art. 30(1)b", "data_subjects": "art. 30(1)c", "data_categories": "art. 30(1)c", "recipients": "art. 30(1)d", "transfers": "art. 30(1)e"}


def gaps(sheet):
    write_json("sheet.json", sheet)
    aval.ok("register", "add", "sheet.json")
    done = aval.run("register", "check", sheet["id"], "--format", "json")
    answer = json.loads(done.stdout)["activities"][0]
    assert done.returncode == (1 if answer["complete"] is False else 0), done
    return [(gap["field"], gap["source"]) for gap in answer["missing"]]


for key, source in ITEMS.items():
    sheet = {k: v for k, v in full.items() if k != key}
    assert gaps(sheet) == [(key, source)], (key, gaps(sheet))
sheet = {k: v for k, v in full.items() if not k.startswith("security")}
assert gaps(sheet) == [("security_measures", "art. 30(1)g")]
assert gaps(sheet | {"no_security_reason": "In the security policy"}) == []
sheet = json.loads(json.dumps(full))
del sheet["data_categories"][6]["retention"]
assert gaps(sheet) == [("data_categories/health/retention", "art. 30(1)f")]
assert gaps(sheet | {"no_erasure_reason": "Being set with the archives"}) == []
assert gaps(full | {"transfers": [{"tool": "art. 49(1)"}]}) == [("transfers/0/country", "art. 30(1)e"), ("transfers/0/safeguards", "art. 30(1)e, 49(6)")]
assert gaps(full | {"joint_controllers": [{"name": "EPCI"}]}) == [("joint_controllers/0", "art. 30(1)a")]
hosting = json.loads(aval.ok("register", "template", "--from", "hebergement-mutualise-aval"))
assert gaps({k: v for k, v in hosting.items() if k != "served_controllers"}) == [("served_controllers", "art. 30(2)a")]
assert gaps(hosting | {"served_controllers": [{"name": "Commune", "contact": "mairie@commune.example"}]}) == [("served_controllers/0/processing_categories", "art. 30(2)b")]
assert gaps({"schema": "aval.activity/1", "id": "led", "name": "Police", "regime": "led"}) == []
assert "not covered by aval" in aval.ok("register", "check", "led")
gaps(hosting), gaps(full)

# States: an incomplete sheet is not validated; each state is a version with who and when.
write_json("poor.json", {"schema": "aval.activity/1", "id": "poor", "name": "Poor", "role": "controller"})
aval.ok("register", "add", "poor.json")
message = aval.fails(2, "register", "validate", "poor", "--by", "La maire", "--function", "maire")
assert "art. 30(1)b" in message and "art. 30(1)g" in message, message
aval.ok("register", "validate", "mobilite", "--by", "La maire", "--function", "maire")
shown = aval.json("register", "show", "mobilite")
assert (shown["status"], shown["validated_on"], shown["validated_function"]) == ("validated", "2026-11-24", "maire"), shown
aval.ok("register", "review", "mobilite", "--next", "2027-03-01")
aval.fails(2, "register", "review", "mobilite", "--next", "1/3/2027")
history = aval.json("register", "history", "mobilite")
assert [version["action"] for version in history] == ["add", "validate", "review"], history
assert all(version["by"].startswith("op-") and version["recorded_at"] for version in history)
assert {"field": "status", "before": "draft", "after": "validated"} in history[1]["changes"], history[1]
assert [change["field"] for change in history[2]["changes"]] == ["next_review_on"]
changed = aval.json("register", "show", "mobilite")
changed["data_categories"][2]["retention"]["active_months"] = 6
changed["recipients"].append({"name": "INSEE"})
changed["data_subjects"].remove("Abonnés")
write_json("changed.json", changed)
aval.ok("register", "add", "changed.json")
assert aval.json("register", "history", "mobilite", "--from", "3", "--to", "4") == [
    {"field": "data_categories/location/retention/active_months", "before": 3, "after": 6},
    {"field": "data_subjects", "before": "Abonnés", "after": None},
    {"field": "recipients/INSEE", "before": None, "after": {"name": "INSEE"}}]
assert "3 -> 6" in aval.ok("register", "history", "mobilite", "--from", "3")
aval.ok("register", "archive", "mobilite", "--reason", "Fin du service")
aval.fails(2, "register", "review", "mobilite")


def ids(*arguments):
    return [row["id"] for row in aval.json("register", "list", *arguments)]


assert ids("--status", "archived") == ["mobilite"] and ids("--role", "processor") == ["hebergement-mutualise-aval"]
aval.ok("register", "review", "elections", "--next", "2026-11-23")
aval.ok("register", "review", "cadastre-sig", "--next", "2026-11-24")
assert "elections" in ids("--due") and "cadastre-sig" not in ids("--due") and "mobilite" not in ids("--due")

# Search: accents and case do not matter; every word must be there; closed lists by their labels.
assert "elections" in [row["id"] for row in aval.json("register", "search", "ELECTEURS", "insee")]
assert [row["id"] for row in french.json("register", "search", "canicule")] == ["registre-canicule"]
assert "aide-sociale-ccas" in [row["id"] for row in french.json("register", "search", "securite sociale")]
assert aval.json("register", "search", "zzz") == []

# Reconciliation: the canteen file holds what the sheet does not say, and the other way round.
sheet = json.load(open(os.path.join(EXAMPLES, "activite-cantine.json"), encoding="utf-8"))
sheet["data_categories"] = [{"category": "identity", "retention": {"active_months": 12}}, {"category": "union_membership", "retention": {"active_months": 12}}]
write_json("canteen.json", sheet)
case = json.load(open(os.path.join(EXAMPLES, "cas-cantine.json"), encoding="utf-8"))
dataset = case["sources"][0]["dataset"]
case["sources"], case["activities"] = case["sources"][:1], [sheet["id"]]
case["sources"][0]["oldest_on"] = "2025-11-23"
write_json("case.json", case)
aval.ok("register", "add", "canteen.json")
aval.run("usecase", "add", "case.json")
assert [found["kind"] for found in aval.json("register", "reconcile", sheet["id"])["activities"][0]["discrepancies"]] == ["older_than_declared", "not_scanned"]
aval.ok("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"), "--id", dataset)
found = aval.json("register", "reconcile", sheet["id"])["activities"][0]["discrepancies"]
kinds = {(entry["kind"], entry["category"]) for entry in found}
assert {("undeclared_category", "health"), ("never_seen", "union_membership"), ("older_than_declared", None)} <= kinds, kinds
health = next(entry for entry in found if entry["category"] == "health")
assert health["columns"] and health["dataset"] == dataset, health
assert aval.run("register", "reconcile", sheet["id"], "--fail").returncode == 1
case["sources"][0]["oldest_on"] = "2025-11-24"  # twelve months to the day: kept within the period
write_json("case.json", case)
aval.run("usecase", "add", "case.json")
assert "older_than_declared" not in [entry["kind"] for entry in aval.json("register", "reconcile", sheet["id"])["activities"][0]["discrepancies"]]
assert "<table" in aval.ok("register", "reconcile", "--format", "html")
aval.ok("journal", "verify")
