"""SARIF 2.1.0 reports fit the published JSON Schema: clean and personal files, sources that failed, findings set aside, a
baseline. No row number nor value stands where a viewer would look for code. The schema comes from the npm registry in one
pinned version; without it the test says so and checks the rest."""
import json
import os
import subprocess
import sys

BINARY, SOURCE = sys.argv[1:3]
sys.path.insert(0, os.path.join(SOURCE, "tests", "browser"))
from browser_tools import Missing, npm_file
from running import Aval, write_json

# The schema of the OASIS Standard (2.1.0 rtm.5, draft-04), MIT-licensed package.
SCHEMA = ("@microsoft/jest-sarif@1.0.0-beta.0", "package/lib/schemas/sarif-2.1.0-rtm.5.json",
          "A1fOhPd6Ic5iDk4F9YPw1qNB4XF+7+IviR7xl8r2F6QzQkx5cpY9LsGk2rExiFIEcBbjpVnSmwWGBukASkiQ9A==")
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
# Debian's python3-jsonschema belongs to the system's interpreter.
CHECK = """
import json, sys, jsonschema
validator = jsonschema.Draft4Validator(json.load(open(sys.argv[1], encoding="utf-8")), format_checker=jsonschema.FormatChecker())
for name in sys.argv[2:]:
    for error in validator.iter_errors(json.load(open(name, encoding="utf-8"))):
        sys.exit("%s: %s at %s" % (name, error.message[:200], list(error.absolute_path)))
"""

aval = Aval(BINARY, "fr")
canteen = os.path.join(EXAMPLES, "cantine.csv")
reports = []


def sarif(name, *arguments, codes=(0, 3)):
    done = aval.run("scan", *arguments, "--format", "sarif", "--output", name)
    assert done.returncode in codes, (arguments, done.returncode, done.stderr)
    reports.append(name)
    with open(name, encoding="utf-8") as file:
        return json.load(file)["runs"][0]


run = sarif("plain.sarif", canteen)
assert len(run["results"]) > 5
for result in run["results"]:
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] and rule["shortDescription"]["text"] and rule["help"]["text"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["locations"][0]["logicalLocations"][0]["name"]
    assert "suppressions" not in result and "baselineState" not in result
    assert len(result["partialFingerprints"]["avalFinding/v1"]) == 32
os.mkdir("folder")
with open("folder/vide.csv", "w", encoding="utf-8") as file:
    file.write("nom;prenom\n")
with open("folder/plan.dwg", "w", encoding="utf-8") as file:
    file.write("x")
sarif("folder.sarif", "folder", "absent.csv")
sarif("clean.sarif", os.path.join(EXAMPLES, "subventions.csv"))

# One finding set aside, one that is not; a baseline of other columns.
report = json.loads(aval.ok("scan", canteen, "--format", "json"))
finding = report["sources"][0]["tables"][0]["findings"][0]
write_json("set-aside.json", {"schema": "aval.suppressions/1", "suppressions": [
    {"fingerprint": finding["fingerprint"], "rule": finding["rule"], "column": finding["column_names"][0],
     "reason": "Intitulés", "author": "DPO", "created": "2026-11-24", "expires": "2027-11-24",
     "opinion": {"sense": "favourable", "by": "DPO", "on": "2026-11-24"}}]})
report["sources"][0]["tables"][0]["findings"][1]["rule"] = "fr.nir"
report["sources"][0]["tables"][0]["findings"].pop()
write_json("earlier.json", report)
run = sarif("compared.sarif", canteen, "--suppressions", "set-aside.json", "--baseline", "earlier.json")
states = [result["baselineState"] for result in run["results"]]
assert sorted(set(states)) == ["absent", "new", "unchanged"], states
suppressed = [result for result in run["results"] if result["suppressions"]]
assert [r["partialFingerprints"]["avalFinding/v1"] for r in suppressed] == [finding["fingerprint"]]
assert suppressed[0]["suppressions"][0]["justification"] == "Intitulés"

try:
    schema = str(npm_file(SCHEMA))
except Missing as missing:
    print(f"not checked against the schema: {missing}")
    sys.exit(0)
system = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
done = subprocess.run([system, "-c", CHECK, schema, *reports], capture_output=True, text=True)
assert done.returncode == 0, done.stderr[-600:]
# The check can fail: a level that the standard does not know.
with open("plain.sarif", encoding="utf-8") as file:
    wrong = json.load(file)
wrong["runs"][0]["results"][0]["level"] = "fatal"
write_json("wrong.sarif", wrong)
done = subprocess.run([system, "-c", CHECK, schema, "wrong.sarif"], capture_output=True, text=True)
assert done.returncode != 0 and "fatal" in done.stderr, done.stderr[-300:]
print(f"{len(reports)} SARIF reports fit the schema")
