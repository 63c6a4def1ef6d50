"""aval check against frictionless-py: the same codes at the same rows on the tables of tests/data/table_schema.
usage: check_vectors_test.py BINARY SOURCE_FOLDER"""
import json
import pathlib
import sys

from running import Aval, write_json

aval = Aval(sys.argv[1])
data = pathlib.Path(sys.argv[2]) / "tests/data/table_schema"
sys.path.insert(0, str(data))
from cases import CASES  # noqa: E402

expected = json.loads((data / "expected.json").read_text(encoding="utf-8"))["cases"]
# Where the specification (Table Schema, Data Package 2.0) says otherwise than frictionless-py 5.21.0, with what aval answers.
BY_THE_SPECIFICATION = {
    "date": [("type-error", 5)],  # the default format is ISO 8601, with two digits for month and day
}

for name, fields, more, lines in CASES:
    pathlib.Path("t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_json("s.json", {"fields": fields, **more})
    done = aval.run("check", "t.csv", "--schema", "s.json", "--format", "json", "--delimiter", ",")
    report = json.loads(done.stdout)
    found = sorted((error["code"], error.get("row", 0)) for error in report["errors"])
    wanted = sorted([(code, row) for code, row, _ in expected[name]] + BY_THE_SPECIFICATION.get(name, []))
    assert found == wanted, (name, found, wanted)
    assert done.returncode == (1 if wanted else 0) and report["unchecked"] == [], (name, done.returncode, report["unchecked"])
print(f"check: {len(CASES)} tables, the codes and rows of frictionless-py")
