"""What decide --what-if names is true of real files: the columns left out for good, the file scanned again, nothing blocks any more; one
column fewer and it still does. Persons informed in the register lift what only that blocks. usage: what_if_test.py BINARY SOURCE"""
import csv
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval  # noqa: E402

aval, examples = Aval(sys.argv[1]), os.path.join(sys.argv[2], "docs/examples")
with open(os.path.join(examples, "cantine.csv"), encoding="utf-8", newline="") as file:
    ROWS = list(csv.reader(file, delimiter=";"))
aval.ok("init", "--organisation", os.path.join(examples, "organisation.json"))
aval.ok("register", "add", os.path.join(examples, "activite-cantine.json"))
aval.ok("usecase", "add", os.path.join(examples, "cas-cantine.json"))


def verdict_without(columns):
    """The verdict once the file without these columns is scanned."""
    kept = [c for c, name in enumerate(ROWS[0]) if name not in columns]
    with open("cantine.csv", "w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([row[c] for c in kept] for row in ROWS)
    aval.ok("dataset", "add", "cantine.csv", "--id", "cantine")
    return json.loads(aval.run("decide", "gaspillage-cantine", "--gate", "G2", "--format", "json").stdout)["verdict"]


def what_if(gate):
    done = aval.run("decide", "gaspillage-cantine", "--gate", gate, "--what-if", "--format", "json")
    return done.returncode, json.loads(done.stdout)


assert verdict_without([]) == "no_go"
code, told = what_if("G2")
assert code == 20 and told["schema"] == "aval.what_if/1" and told["verdict"] == "no_go" and told["smallest"] is True, told
named = [change["column"] for change in told["sets"][0]["changes"]]
assert {change["change"] for change in told["sets"][0]["changes"]} == {"drop"} and len(named) == 2, told
assert verdict_without(named) == told["sets"][0]["verdict"] != "no_go"
assert what_if("G2")[1]["sets"] == [] and "Nothing blocks" in aval.run("decide", "gaspillage-cantine", "--gate", "G2", "--what-if").stdout
# No smaller set does it: not one column by itself, whichever.
for name in ROWS[0]:
    assert verdict_without([name]) == "no_go", name
# What no column can lift is named by its rule.
verdict_without([])
assert what_if("G3")[1]["still_blocking"] == ["DP-02"]
said = aval.run("decide", "gaspillage-cantine", "--gate", "G3", "--what-if").stdout
assert "DP-02" in said and "No change of a column" in said
assert "--record" in aval.fails(2, "decide", "gaspillage-cantine", "--gate", "G2", "--what-if", "--record")
