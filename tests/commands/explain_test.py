"""aval explain: by name or number, the same answer as the scan, counts and no value, and what would change it."""
import csv
import json
import os
import subprocess
import sys

from running import Aval

BINARY, SOURCE = sys.argv[1:3]
CANTEEN = os.path.join(SOURCE, "docs", "examples", "cantine.csv")
CHECK = "import json,sys,jsonschema;jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))"
aval = Aval(BINARY)

scanned = json.loads(aval.ok("scan", CANTEEN, "--format", "json"))["sources"][0]["tables"][0]
with open(CANTEEN, encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file, delimiter=";"))
values = {cell.strip() for row in rows[1:] for cell in row if len(cell.strip()) >= 5}
changed = 0
for column in scanned["columns"]:
    number = str(column["index"] + 1)
    text = aval.ok("explain", CANTEEN, column["name"])
    explained = json.loads(aval.ok("explain", CANTEEN, number, "--format", "json"))
    assert (explained["column"]["type"], explained["column"]["gdpr"]) == (column["type"], column["gdpr"]), column["name"]
    assert explained["column"]["label"] == column["label"] and explained["profile"]["filled"] == column["filled"]
    chosen = [c["type"] for c in explained["candidates"] if c["chosen"]]
    assert chosen in ([], [column["type"]]), column["name"]
    assert chosen or explained["step"] not in ("header", "values", "either"), column["name"]
    assert aval.ok("explain", CANTEEN, number) == text
    for change in explained["what_if"]:
        same = (change["type"], change["gdpr"]) == (column["type"], column["gdpr"])
        assert change["differs"] != same, change
        changed += change["differs"]
    words = text + json.dumps(explained, ensure_ascii=False) + Aval(BINARY, "fr").ok("explain", CANTEEN, number)
    known = " ".join(rows[0]) + aval.ok("rules", "list") + Aval(BINARY, "fr").ok("rules", "list")
    assert not [v for v in values if v in words and v not in known and not v.replace(" ", "").isdigit()], column["name"]
    with open("explained.json", "w", encoding="utf-8") as file:
        json.dump(explained, file)
    schema = os.path.join(SOURCE, "docs", "schemas", "explanation.schema.json")
    system = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
    done = subprocess.run([system, "-c", CHECK, schema, "explained.json"], capture_output=True, text=True)
    assert done.returncode == 0, (column["name"], done.stderr[-400:])
assert changed > 10

text = aval.ok("explain", CANTEEN, "allergie")
for part in ("Column allergie", "WHAT DECIDED", "WHAT WOULD CHANGE THE ANSWER", "Without a header: "):
    assert part in text, (part, text)
assert "CE QUI A DÉCIDÉ" in Aval(BINARY, "fr").ok("explain", CANTEEN, "allergie")

with open("deux.csv", "w", encoding="utf-8") as file:
    file.write("nom;nom;note\nMartin;Dupont;12\nBernard;Petit;13\nDubois;Moreau;14\n")
assert "1, 2" in aval.fails(2, "explain", "deux.csv", "nom")
assert "note" in aval.fails(2, "explain", "deux.csv", "absente")
assert aval.fails(2, "explain", "deux.csv", "0") and aval.fails(2, "explain", "deux.csv", "4")
aval.ok("explain", "deux.csv", "2")
assert "--table" in aval.fails(2, "explain", "deux.csv", "note", "--table", "autre")
# A first record taken for a header is never repeated.
with open("sans.csv", "w", encoding="utf-8") as file:
    file.write("Quimperlec;Zenobie;12/03/1984\nAbgrallou;Louis;30/11/1990\nDubois;Jeanne;05/07/1972\n")
said = aval.ok("explain", "sans.csv", "1") + aval.fails(2, "explain", "sans.csv", "absente")
assert "Quimperlec" not in said and "Zenobie" not in said, said
assert "3" in aval.ok("explain", "--help") and "Exit codes" in aval.ok("explain", "--help")
