"""The dossier of a use case: skeleton, add, show, list; links not yet recorded are told."""
import json
import os
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")

aval = Aval(BINARY)
aval.ok("init")
with open("case.json", "w", encoding="utf-8") as file:
    file.write(aval.ok("usecase", "template"))
aval.ok("usecase", "add", "case.json")

done = aval.run("usecase", "add", os.path.join(EXAMPLES, "cas-cantine.json"))
assert done.returncode == 0 and "aval dataset add" in done.stderr and "aval register add" in done.stderr, done.stderr
aval.ok("register", "add", os.path.join(EXAMPLES, "activite-cantine.json"))
aval.ok("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"))
done = aval.run("usecase", "add", os.path.join(EXAMPLES, "cas-cantine.json"))
assert done.returncode == 0 and done.stderr == "", done.stderr

with open(os.path.join(EXAMPLES, "cas-cantine.json"), encoding="utf-8") as file:
    assert aval.json("usecase", "show", "gaspillage-cantine") == json.load(file)
text = Aval(BINARY, "fr").ok("usecase", "show", "gaspillage-cantine")
assert "version 2" in text and "Titre : Prévoir les repas" in text and "anticiper" in text, text
assert [row["id"] for row in aval.json("usecase", "list")] == ["gaspillage-cantine", "mon-cas-d-usage"]
assert json.loads(aval.ok("usecase", "schema"))["title"]

write_json("wrong.json", {"schema": "aval.usecase/1", "id": "x", "title": "X", "stakeholders": [{"name": "A", "literacy": 7}],
                          "dpia": {"criteria": {"large_scale": "yes"}}})
message = aval.fails(2, "usecase", "add", "wrong.json")
for part in ("wrong.json#/stakeholders/0/literacy", "at most 4", "wrong.json#/dpia/criteria/large_scale", "true or false"):
    assert part in message, (part, message)
write_json("capitals.json", {"schema": "aval.usecase/1", "id": "MON-CAS", "title": "X"})
message = Aval(BINARY, "fr").fails(2, "usecase", "add", "capitals.json")
assert "des minuscules sans accent" in message and "[a-z" not in message, message
aval.ok("journal", "verify")
