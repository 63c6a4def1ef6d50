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
assert done.returncode == 0 and report["schema"] == "aval.check/1" and report["valid"] is True, report
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

assert "scdl-deliberations" in aval.fails(2, "check", "ok.csv", "--schema", "inconnu")
pathlib.Path("bad.json").write_text('{"fields": 3}', encoding="utf-8")
assert "no Table Schema" in aval.fails(2, "check", "ok.csv", "--schema", "bad.json")
print("check: agreement, every code, lenient, limit, refusals")
