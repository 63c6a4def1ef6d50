"""aval check: a file against its Table Schema. usage: check_test.py BINARY SOURCE_FOLDER"""
import json
import pathlib
import sys

from running import Aval, write_json

aval = Aval(sys.argv[1])
source = pathlib.Path(sys.argv[2])
examples = source / "docs/examples"

# The published example of a published standard agrees with it.
assert "agrees" in aval.ok("check", str(examples / "subventions.csv"), "--schema", "scdl-subventions", "--lenient")

# One fault of each kind, with the codes of frictionless; rows count from the header.
write_json("schema.json", {"fields": [
    {"name": "id", "type": "integer", "constraints": {"required": True, "unique": True}},
    {"name": "jour", "type": "date"},
    {"name": "commune", "constraints": {"pattern": "^[\\u00C0-\\u00FFA-Z -]+$"}},
    {"name": "code", "constraints": {"pattern": "^(?=A)B"}}]})
pathlib.Path("ok.csv").write_text("id,jour,commune,code\n1,2026-01-31,ÉVREUX,x\n", encoding="utf-8")
done = aval.run("check", "ok.csv", "--schema", "schema.json", "--format", "json")
report = json.loads(done.stdout)
assert done.returncode == 3 and report["complete"] is False and report["schema"] == "aval.check/1" and report["valid"] is True, report
assert report["errors"] == [] and report["unchecked"] == ["code"], report

pathlib.Path("ko.csv").write_text(
    "id,jour,commune,autre\n1,31/01/2026,Évreux,x\n1,2026-02-30,ÉVREUX,x\n,,ÉVREUX,zorglub\n,,,\n", encoding="utf-8")
done = aval.run("check", "ko.csv", "--schema", "schema.json", "--format", "json")
report = json.loads(done.stdout)
assert done.returncode == 1 and report["valid"] is False
found = [(error["code"], error.get("row"), error.get("field")) for error in report["errors"]]
assert found == [("missing-label", None, "code"), ("extra-label", None, "autre"), ("type-error", 2, "jour"), ("constraint-error", 2, "commune"),
                 ("unique-error", 3, "id"), ("type-error", 3, "jour"), ("constraint-error", 4, "id"), ("blank-row", 5, None)], found
assert "zorglub" not in done.stdout and "31/01" not in done.stdout
assert report["error_count"] == 8 and report["counts"]["type-error"] == 2, report

# Lenient: an absent optional column and one more are told, not counted.
done = aval.run("check", "ko.csv", "--schema", "schema.json", "--lenient", "--format", "json")
lenient = json.loads(done.stdout)
assert {warning["code"] for warning in lenient["warnings"]} == {"missing-label", "extra-label"}, lenient
assert all(error["code"] not in ("missing-label", "extra-label") for error in lenient["errors"])

# --limit lists fewer and counts all.
done = aval.run("check", "ko.csv", "--schema", "schema.json", "--limit", "2", "--format", "json")
limited = json.loads(done.stdout)
assert len(limited["errors"]) == 2 and limited["error_count"] == 8, limited

# --errors writes every one, without a value.
aval.run("check", "ko.csv", "--schema", "schema.json", "--limit", "2", "--errors", "erreurs.csv")
listed = pathlib.Path("erreurs.csv").read_bytes().decode("utf-8").split("\r\n")
assert listed[0] == "row;column;code;message" and len(listed) == 10 and listed[-1] == "", listed
assert "zorglub" not in "".join(listed) and any(line.startswith("2;jour;type-error;") for line in listed), listed

# A Data Package: the resource of that file, and a foreign key to the file beside it.
pathlib.Path("communes.csv").write_text("code,nom\n01001,A\n01002,B\n", encoding="utf-8")
pathlib.Path("lieux.csv").write_text("lieu,commune\nx,01001\ny,01003\n", encoding="utf-8")
write_json("datapackage.json", {"resources": [
    {"name": "communes", "path": "communes.csv", "schema": {"fields": [{"name": "code"}, {"name": "nom"}], "primaryKey": "code"}},
    {"name": "lieux", "path": "lieux.csv", "schema": {"fields": [{"name": "lieu"}, {"name": "commune"}], "foreignKeys": [
        {"fields": "commune", "reference": {"resource": "communes", "fields": "code"}}]}}]})
done = aval.run("check", "lieux.csv", "--schema", "datapackage.json", "--format", "json")
assert [(e["code"], e["row"]) for e in json.loads(done.stdout)["errors"]] == [("foreign-key", 3)], done.stdout
aval.ok("check", "communes.csv", "--schema", "datapackage.json")
assert "several tables" in aval.fails(2, "check", "ok.csv", "--schema", "datapackage.json")

# A scan checks values too, and names the standard that columns look like.
scan = json.loads(aval.run("scan", "ko.csv", "--schema", "schema.json", "--format", "json").stdout)
conformity = scan["sources"][0]["tables"][0]["schema"]["conformity"]
assert conformity["counts"]["type-error"] == 2 and conformity["bad_rows"] == 4 and conformity["unchecked"] == ["code"], conformity
assert "type-error" in aval.run("scan", "ko.csv", "--schema", "schema.json").stdout
[table] = json.loads(aval.run("scan", str(examples / "subventions.csv"), "--format", "json").stdout)["sources"][0]["tables"]
assert table["standard"]["id"] == "scdl-subventions" and table["standard"]["missing"] == [], table.get("standard")
assert "scdl-subventions" in aval.run("scan", str(examples / "subventions.csv")).stdout

# A schema drawn from a file is one that the file agrees with.
for name in ("subventions.csv", "cantine.csv", "enquete_mobilite.csv"):
    pathlib.Path("inferred.json").write_text(aval.ok("schema", "infer", str(examples / name)), encoding="utf-8")
    aval.ok("check", str(examples / name), "--schema", "inferred.json")

assert "scdl-deliberations" in aval.fails(2, "check", "ok.csv", "--schema", "inconnu")
pathlib.Path("bad.json").write_text('{"fields": 3}', encoding="utf-8")
assert "no Table Schema" in aval.fails(2, "check", "ok.csv", "--schema", "bad.json")
print("check: agreement, every code, lenient, limit, refusals")
