"""What frictionless-py says of the cases of cases.py, written to expected.json: code, row and field of each error.
usage: make_expected.py, in a Python environment with frictionless 5 (the tool is not needed to run the tests)."""
import json
import os
import pathlib
import tempfile

import frictionless

from cases import CASES

here = pathlib.Path(__file__).parent.resolve()
expected = {"tool": f"frictionless-py {frictionless.__version__}", "cases": {}}
os.chdir(tempfile.mkdtemp())
for name, fields, more, lines in CASES:
    pathlib.Path("t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    schema = frictionless.Schema.from_descriptor({"fields": fields, **more})
    resource = frictionless.Resource(path="t.csv", schema=schema, encoding="utf-8")
    report = frictionless.validate(resource)
    rows = report.flatten(["type", "rowNumber", "fieldName"])
    expected["cases"][name] = sorted([code, row or 0, field or ""] for code, row, field in rows)
here.joinpath("expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
