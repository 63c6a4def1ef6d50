"""Datasets: a scan is recorded without any value; a second one of the same id is a version."""
import json
import os
import shutil
import sqlite3
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
CANTEEN = os.path.join(EXAMPLES, "cantine.csv")

aval = Aval(BINARY)
assert "aval init" in aval.fails(2, "dataset", "add", CANTEEN)
aval.ok("init")
added = aval.json("dataset", "add", CANTEEN, "--name", "Canteen list")
assert added == [{"id": "cantine", "version": 1, "publication": "special"}], added
document = aval.json("dataset", "show", "cantine")
assert document["name"] == "Canteen list" and document["schema"] == "aval.dataset/1"
assert "Canteen list" in aval.ok("dataset", "show", "cantine")

# From a report already made: the same columns and findings.
report = aval.ok("scan", CANTEEN, "--format", "json")
with open("report.json", "w", encoding="utf-8") as file:
    file.write(report)
aval.ok("dataset", "add", "--scan", "report.json", "--id", "from-report")
tables = [aval.json("dataset", "show", name)["source"]["tables"] for name in ("cantine", "from-report")]
for key in ("columns", "risk", "quality"):
    assert tables[0][0][key] == tables[1][0][key], key
assert [f["fingerprint"] for f in tables[0][0]["findings"]] == [f["fingerprint"] for f in tables[1][0]["findings"]]

# A second audit is a version; the history stays.
shutil.copy(CANTEEN, "cantine.csv")
with open("cantine.csv", "a", encoding="utf-8") as file:
    file.write("")
assert aval.json("dataset", "add", "cantine.csv")[0]["version"] == 2
rows = {row["id"]: row for row in aval.json("dataset", "list")}
assert rows["cantine"]["version"] == 2 and len(rows) == 2, rows

# What is refused, and that nothing is recorded then.
events = len(aval.json("journal", "list"))
os.mkdir("other")
shutil.copy(CANTEEN, "other/cantine.csv")
assert "--id" in aval.fails(2, "dataset", "add", "cantine.csv", "other/cantine.csv")
assert "one file only" in aval.fails(2, "dataset", "add", "cantine.csv", "report.json", "--id", "x")
assert "'une-liste'" in aval.fails(2, "dataset", "add", "cantine.csv", "--id", "Une liste")
aval.fails(2, "dataset", "add")
aval.fails(2, "dataset", "add", "absent.csv")
write_json("no-report.json", {"schema": "aval.scan/1"})
assert "no-report.json" in aval.fails(2, "dataset", "add", "--scan", "no-report.json")
assert "cantine" in aval.fails(2, "dataset", "show", "unknown")
assert len(aval.json("journal", "list")) == events

# scan --record does the same beside its report; what it recorded is told on standard error.
done = aval.run("scan", "cantine.csv", "--format", "json", "--record", "--id", "recorded")
assert done.returncode == 0 and "'recorded' recorded, version 1" in done.stderr, done.stderr
assert json.loads(done.stdout)["schema"] == "aval.scan/1"
assert aval.json("dataset", "show", "recorded")["source"]["tables"][0]["findings"]
assert "--record" in aval.fails(2, "scan", "cantine.csv", "--id", "alone")

# One bad source of several: the good one is recorded, code 3, the bad one named.
done = aval.run("dataset", "add", os.path.join(EXAMPLES, "subventions.csv"), "absent.csv")
assert done.returncode == 3 and "absent.csv" in done.stderr, (done.returncode, done.stderr)
assert "subventions" in {row["id"] for row in aval.json("dataset", "list")}

# No cell of five characters or more of the file is in the database.
with open(CANTEEN, encoding="utf-8") as file:
    lines = file.read().splitlines()
values = {cell for line in lines[1:] for cell in line.replace('"', "").split(";") if len(cell) >= 5}
assert len(values) > 50
database = sqlite3.connect("aval.db")
stored = "\n".join(row[0] for row in database.execute("SELECT content FROM documents"))
leaked = [value for value in values if value in stored]
# Words that are column names, or that the rules themselves say, are no values.
allowed = json.dumps(tables, ensure_ascii=False)
leaked = [value for value in leaked if value not in lines[0] and not any(ord(c) < 128 and c.isalpha() for c in value)]
assert leaked == [], "values of the file are in the database"
aval.ok("journal", "verify")
