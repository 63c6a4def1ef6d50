"""init creates a private workspace once, takes the organisation's sheet, and says what comes next."""
import os
import sqlite3
import stat
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
ORGANISATION = os.path.join(SOURCE, "docs", "examples", "organisation.json")

aval = Aval(BINARY)
for command in (["register", "list"], ["journal", "verify"], ["findings", "list"], ["dataset", "list"]):
    assert "aval init" in aval.fails(2, *command)
assert not os.path.exists("aval.db"), "reading made a workspace"

assert "aval dataset add" in aval.ok("init")
assert stat.S_IMODE(os.stat("aval.db").st_mode) == 0o600
assert "exists here already" in aval.fails(2, "init")
assert "register template organisation" in aval.fails(2, "register", "organisation")
assert "version 1" in aval.ok("init", "--organisation", ORGANISATION)
assert "version 2" in aval.ok("init", "--organisation", ORGANISATION)
assert aval.json("register", "organisation")["population"] == 6200
assert "Name of the organisation: Commune de Valmoreau" in aval.ok("register", "organisation")
assert "Commune" in Aval(BINARY, "fr").ok("register", "organisation")

# A broken sheet leaves no workspace behind; --workspace and AVAL_WORKSPACE name another file.
write_json("broken.json", {"schema": "aval.organisation/1", "name": "X"})
assert "'type'" in aval.fails(2, "--workspace", "other.db", "init", "--organisation", "broken.json")
assert not os.path.exists("other.db")
os.environ["AVAL_WORKSPACE"] = "named.db"
aval.ok("init", "--organisation", ORGANISATION)
assert os.path.exists("named.db")
del os.environ["AVAL_WORKSPACE"]

# Another program's file is refused and stays as it is.
database = sqlite3.connect("theirs.db")
database.execute("CREATE TABLE theirs (x)")
database.commit()
database.close()
with open("table.csv", "w", encoding="utf-8") as file:
    file.write("a;b\n1;2\n")
for name in ("theirs.db", "table.csv"):
    with open(name, "rb") as file:
        before = file.read()
    for command in (["init"], ["register", "list"], ["journal", "verify"]):
        aval.fails(2, "--workspace", name, *command)
    with open(name, "rb") as file:
        assert file.read() == before, name
for name in (".", "nowhere/aval.db"):
    assert "opened" in aval.fails(2, "--workspace", name, "init"), name
