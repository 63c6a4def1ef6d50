"""The register out and in again: nothing lost in JSON; what a format cannot hold is named."""
import json
import os
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")

aval = Aval(BINARY)
aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
for name in ("cantine", "mobilite", "subventions"):
    aval.ok("register", "add", os.path.join(EXAMPLES, f"activite-{name}.json"))

# JSON: out, into an empty workspace, out again: the same bytes.
aval.ok("register", "export", "--format", "json", "--output", "register.json", "--losses", "losses.json")
assert json.load(open("losses.json"))["losses"] == []
other = ("--workspace", "other.db")
aval.ok(*other, "init")
assert "would be recorded" in aval.ok(*other, "register", "import", "register.json", "--dry-run")
assert aval.json(*other, "register", "list") == []
aval.ok(*other, "register", "import", "register.json")
assert aval.ok(*other, "register", "export") == open("register.json", encoding="utf-8").read()
# What did not change makes no version.
assert "0 new or changed" in aval.ok(*other, "register", "import", "register.json")
assert {row["version"] for row in aval.json(*other, "register", "list")} == {1}
assert [row["id"] for row in json.loads(aval.ok("register", "export", "restauration-scolaire"))["activities"]] == ["restauration-scolaire"]
assert "unknown" in aval.fails(2, "register", "export", "unknown")

# All or nothing, every problem told.
register = json.load(open("register.json", encoding="utf-8"))
register["activities"][0]["role"] = "boss"
register["activities"][1]["id"] = register["activities"][2]["id"]
write_json("bad.json", register)
message = aval.fails(2, *other, "register", "import", "bad.json")
assert "role" in message and "two sheets" in message, message
write_json("foreign.json", {"schema": "aval.usecase/1"})
assert "aval.register/1" in aval.fails(2, *other, "register", "import", "foreign.json")

# An impact assessment for the CNIL's tool: the form of its published example, prefilled; what no question takes is named.
aval.run("usecase", "add", os.path.join(EXAMPLES, "cas-cantine.json"))
dataset = json.load(open(os.path.join(EXAMPLES, "cas-cantine.json"), encoding="utf-8"))["sources"][0]["dataset"]
aval.ok("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"), "--id", dataset)
for subject in ("restauration-scolaire", "gaspillage-cantine"):
    aval.ok("register", "export-pia", subject, "--output", "pia.json", "--losses", "losses.json")
    pia = json.load(open("pia.json", encoding="utf-8"))
    assert set(pia) == {"pia", "answers", "measures", "evaluations", "comments"} and pia["pia"]["status"] == 0
    answers = {answer["reference_to"]: answer["data"] for answer in pia["answers"]}
    assert {111, 112, 121, 122, 211, 212, 213, 214, 215, 221, 223, 224, 225, 227} <= set(answers), sorted(answers)
    assert all(set(data) == {"text", "gauge", "list"} and data["gauge"] == 0 for data in answers.values())
    assert dataset in answers[213]["text"] and "servir des repas" in answers[211]["text"]
    assert pia["measures"] and all(measure["title"] for measure in pia["measures"])
    assert "restauration-scolaire#/status" in [loss["place"] for loss in json.load(open("losses.json"))["losses"]]
# Words of the register are escaped: they are markup on the other side.
sheet = aval.json("register", "show", "restauration-scolaire")
write_json("markup.json", sheet | {"id": "markup", "name": "<b>Bold</b> & more"})
aval.ok("register", "add", "markup.json")
assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in aval.ok("register", "export", "markup", "--format", "pia")
assert "one sheet" in aval.fails(2, "register", "export", "--format", "pia")

# In again, from a file of the published form: lines of the markup become fields; what has no target is told.
FORM = {
    "pia": {"id": 12, "name": "Suivi des repas", "status": 3, "dpo_status": 1, "dpo_opinion": "Favorable", "author_name": "Une autrice"},
    "answers": [{"pia_id": 12, "reference_to": question, "data": {"text": text, "gauge": 0, "list": []}} for question, text in {
        211: "<ol>\n<li>Servir les <strong>repas</strong> &amp; facturer<br /></li>\n<li>Compter les pertes</li>\n</ol>", 212: "Mission d'int\u00e9r\u00eat public",
        121: "<p>Nom, classe</p>", 215: "Un an", 123: "<div>Serveur de la mairie</div>", 226: "<ul><li>H\u00e9bergeur</li></ul>", 321: "Vol"}.items()],
    "measures": [{"title": "Chiffrement", "pia_id": 12, "content": "<div>Disques &lt;tous&gt;</div>", "id": 1}],
    "evaluations": [{"status": 3, "reference_to": "2.1"}], "comments": []}
write_json("aipd.json", FORM)
aval.ok("register", "import-pia", "aipd.json", "--usecase", "gaspillage-cantine", "--losses", "losses.json")
draft = aval.json("register", "show", "suivi-des-repas")
assert [purpose["text"] for purpose in draft["purposes"]] == ["Servir les repas & facturer", "Compter les pertes"], draft
assert draft["status"] == "draft" and draft["security_measures"] == ["Chiffrement : Disques <tous>"] and draft["software"] == ["Serveur de la mairie"]
assert draft["data_categories"][0]["retention"]["text"] == "Un an" and draft["processors"] == [{"name": "H\u00e9bergeur"}]
places = [loss["place"] for loss in json.load(open("losses.json"))["losses"]]
assert {"212", "321", "121, 215", "evaluations (1)", "pia/author_name", "pia/dpo_opinion"} == set(places), places
dpia = aval.json("usecase", "show", "gaspillage-cantine")["dpia"]
assert dpia["status"] == "validated" and dpia["dpo_opinion"]["sense"] == "favourable", dpia
aval.fails(2, "register", "import-pia", "aipd.json")
write_json("not-pia.json", {"answers": {}})
assert "pia" in aval.fails(2, "register", "import-pia", "not-pia.json")

# DPV: one record an activity, the basis by its letter; what no term takes is named.
aval.ok("register", "export-dpv", "--output", "register.jsonld", "--losses", "losses.json")
graph = json.load(open("register.jsonld", encoding="utf-8"))["@graph"]
record = next(node for node in graph if node["dct:identifier"] == "restauration-scolaire")
assert record["@type"] == "dpv:DataProcessingRecord" and record["dpv:hasProcess"][0]["dpv:hasLegalBasis"] == [{"@id": "eu-gdpr:A6-1-e"}]
known = set(open(os.path.join(SOURCE, "tests", "data", "register", "dpv_terms.txt"), encoding="utf-8").read().split("\n"))
assert "dpv:Process" in known


def terms_of(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from ([item] if key in ("@type", "@id") else terms_of(item))
    for item in value if isinstance(value, list) else []:
        yield from terms_of(item)


written = {term for term in terms_of(graph) if term.startswith(("dpv:", "eu-gdpr:"))}
assert len(written) > 20 and written <= known, written - known
duration = record["dpv:hasPersonalData"][0]["dpv:hasStorageCondition"]["dpv:hasDuration"]
assert duration == {"@type": "xsd:duration", "@value": "P12M"}, duration
assert "restauration-scolaire#/reviewed_on" in [loss["place"] for loss in json.load(open("losses.json"))["losses"]]

# One sheet in many workspaces: nothing written without --accept; each body keeps its own states.
for name in ("a", "b", "c"):
    aval.ok("--workspace", f"{name}.db", "init")
aval.ok("--workspace", "a.db", "register", "add", "markup.json")
aval.ok("--workspace", "b.db", "register", "add", "markup.json")
aval.ok("--workspace", "b.db", "register", "archive", "markup")
corrected = {k: v for k, v in sheet.items() if k not in ("status", "validated_by", "validated_on", "reviewed_on")} | {"id": "markup", "name": "Renamed"}
write_json("corrected.json", corrected)
where = ("register", "apply", "corrected.json", "--workspaces", "a.db", "b.db", "c.db")
shown = aval.json(*where)
assert [target["new"] for target in shown] == [False, False, True] and not any(target["written"] for target in shown)
assert shown[0]["changes"] == [{"field": "name", "before": "<b>Bold</b> & more", "after": "Renamed"}], shown[0]
assert aval.json("--workspace", "c.db", "register", "list") == []
assert all(target["written"] for target in aval.json(*where, "--accept"))
assert not any(target["written"] for target in aval.json(*where, "--accept"))
assert aval.json("--workspace", "b.db", "register", "show", "markup")["status"] == "archived"
aval.fails(2, *where[:4], "a.db", "absent.db", "--accept")
