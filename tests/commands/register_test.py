"""The register: skeleton, add, versions, show in words, list; what is refused and how it is told."""
import json
import os
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")

aval = Aval(BINARY)
french = Aval(BINARY, "fr")
aval.ok("init")

# The skeleton is taken as it is printed; so is the organisation's.
for kind in ("activity", "organisation"):
    with open(f"{kind}.json", "w", encoding="utf-8") as file:
        file.write(aval.ok("register", "template", kind))
aval.ok("register", "add", "activity.json")
aval.ok("register", "organisation", "organisation.json")
with open("activity.json", encoding="utf-8") as file:
    skeleton = json.load(file)
assert aval.ok("register", "template") == aval.ok("register", "template", "activity")
assert json.loads(aval.ok("register", "schema"))["properties"]["purposes"]["title"]

# What show prints as JSON can be changed and added again: a new version, the old one kept.
shown = aval.json("register", "show", skeleton["id"])
assert shown == skeleton
shown["name"] = "Another name"
write_json("changed.json", shown)
assert aval.json("register", "add", "changed.json")[0]["version"] == 2
assert "Another name" in aval.ok("register", "show", skeleton["id"])
assert aval.json("register", "show", skeleton["id"], "--version", "1") == skeleton
assert "latest is 2" in aval.fails(2, "register", "show", skeleton["id"], "--version", "3")
assert skeleton["id"] in aval.fails(2, "register", "show", "unknown")

# Words in the reader's language.
aval.ok("register", "add", os.path.join(EXAMPLES, "activite-cantine.json"))
text = french.ok("register", "show", "restauration-scolaire")
assert "Nom de l'activité : Restauration scolaire" in text and "mission d'intérêt public" in text, text
assert "Transferts hors UE (art. 30(1)e) : aucun" in text, text
text = aval.ok("register", "show", "restauration-scolaire")
assert "public_task" not in text and "none" in text, text
rows = aval.json("register", "list")
assert [row["id"] for row in rows] == sorted(row["id"] for row in rows) and len(rows) == 2
assert len(french.ok("register", "list").splitlines()) == 3

# Several files: all of them or none, and every problem at once.
events = len(aval.json("journal", "list"))
write_json("good.json", {"schema": "aval.activity/1", "id": "good", "name": "Good"})
write_json("bad.json", {"schema": "aval.activity/1", "id": "Bad One", "role": "boss", "purposse": []})
with open("broken.json", "w", encoding="utf-8") as file:
    file.write('{"schema": "aval.activity/1",\n "id": }')
message = aval.fails(2, "register", "add", "good.json", "bad.json", "broken.json", "absent.json")
for part in ("bad.json#", "'name'", "bad.json#/id", "bad.json#/role", "controller, processor", "bad.json#/purposse",
             "'purposes'", "broken.json:2:", "absent.json"):
    assert part in message, (part, message)
assert len(aval.json("journal", "list")) == events, "something of a refused command was recorded"
assert "same id" in aval.fails(2, "register", "add", "good.json", "good.json")
aval.ok("register", "add", "good.json", "changed.json")
assert len(aval.json("journal", "list")) == events + 2

# A use case's file is no activity: the form is named.
message = aval.fails(2, "register", "add", os.path.join(EXAMPLES, "cas-cantine.json"))
assert "aval.activity/1" in message, message
aval.ok("journal", "verify")
