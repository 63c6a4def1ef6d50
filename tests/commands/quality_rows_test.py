"""aval scan: keys, required columns, expected values, the record of the dataset, rules between columns, how grave a fault is. Figures are counted by hand from
the rows below.
usage: quality_rows_test.py BINARY SOURCE_FOLDER"""
import json
import pathlib
import sys

from publications import publish
from running import Aval, write_json

aval = Aval(sys.argv[1])

# 40 aids of 2026, one on each of the first 28 days of January, then of February. Row 38 repeats the number of row 37, rows 39 and 40 have no amount, row 40 no day.
# Rows 1 and 2 have a postcode of Nîmes beside Lyon; rows 3 to 40 agree.
ROWS = [[f"A{1 + i}", f"2026-0{1 + i // 28}-{1 + i % 28:02}", "30000" if i < 2 else "69003", "Lyon", str(100 + 7 * i)] for i in range(40)]
ROWS[37][0] = ROWS[36][0]
for row in ROWS[38:]:
    row[4] = ""
ROWS[39][1] = ""
HEADER = "num_aide;date_accord;code_postal;commune;montant"
pathlib.Path("aides.csv").write_text("\n".join([HEADER, *(";".join(row) for row in ROWS)]) + "\n", encoding="utf-8")
SCHEMA = {"name": "aides", "primaryKey": "num_aide",
          "fields": [{"name": "num_aide", "type": "string", "description": "numéro de l'aide"}, {"name": "date_accord", "type": "date"},
                     {"name": "code_postal", "type": "string"}, {"name": "commune", "type": "string"},
                     {"name": "montant", "type": "integer", "description": "vide tant que l'aide n'est pas versée", "constraints": {"required": True}}]}
write_json("aides.schema.json", SCHEMA)
RECORD = {"title": "Aides", "description": "d" * 101, "license": "lov2", "frequency": "monthly", "last_update": "2026-11-20T10:00:00",
          "temporal_coverage": None, "spatial": {"zones": ["fr:commune:69123"]},
          "resources": [{"format": "csv", "type": "main", "description": "x", "extras": {"check:available": True}}]}
write_json("fiche.json", RECORD)


def quality(*arguments, file="aides.csv"):
    done = aval.run("scan", file, "--format", "json", *arguments)
    assert done.returncode in (0, 3), done.stderr
    report = json.loads(done.stdout)
    return report["sources"][0]["tables"][0]["quality"], report


def measures(found):
    return {(measure["key"], measure.get("column")): measure for measure in found["measures"]}


def fraction(measure):
    return measure["counted"], measure["of"]


plain, _ = quality()
told = measures(plain)
assert fraction(told[("keys_broken", None)]) == (1, 40) and told[("keys_broken", None)]["guessed"] is True, told[("keys_broken", None)]
assert ("complete_rows", None) not in told and "age_months" in told[("currentness", None)]
# The newest day is 11 February 2026 (row 39), the audit is of 24 November 2026: nine whole months.
assert told[("currentness", None)] == {"key": "currentness", "value": None, "columns": [1], "first_year": 2026, "last_year": 2026, "age_months": 9}
assert fraction(told[("rules", None)]) == (38, 40)
assert fraction(told[("references", 2)]) == (2, 2)
# Alone, no column is a key (the number repeats); the number and the day are one together.
assert told[("key", None)]["value"] == 0, "row 40 has no day"
assert {fault["code"]: (fault["column"], fault["cells"], fault["severity"]) for fault in plain["findings"]} == \
       {"key.broken": (0, 1, "minor"), "rule.postcode_commune": (3, 2, "minor"), "column.constant": (3, 40, "info")}, plain["findings"]
assert plain["findings"][0]["code"] == "rule.postcode_commune" and plain["findings"][-1]["severity"] == "info", "most cells first, information last"

# With a schema, its required columns and its key; a profile makes a broken key block.
strict, _ = quality("--schema", "aides.schema.json", "--profile", "registre")
told = measures(strict)
assert fraction(told[("complete_rows", None)]) == (38, 40), told[("complete_rows", None)]
assert fraction(told[("completeness_required", None)]) == (78, 80)
assert fraction(told[("keys_broken", None)]) == (1, 40) and "guessed" not in told[("keys_broken", None)]
assert told[("keys_broken", None)]["status"] == "insufficient" and strict["status"] == "insufficient"
assert strict["findings"][0]["code"] == "key.broken" and strict["findings"][0]["severity"] == "critical", strict["findings"]
assert strict["findings"][1]["severity"] == "major", "38 of 40 rows are under 99 %"
# 38 of 40 amounts are 95 %: short by nothing. A day more is missing from a column that nothing describes.
assert told[("completeness", 4)]["status"] == "ok" and told[("documented", 4)]["value"] == 1 and told[("documented", 1)]["value"] == 0
write_json("exigeant.json", {"schema": "aval.quality-profile/1", "id": "exigeant", "title": {"fr": "Exigeant", "en": "Strict"}, "required": ["Commune", "montant"],
                             "limits": [{"measure": "completeness", "scope": "columns", "at_least": 0.99, "or_documented": True, "source": "user", "status": "confirmed"}]})
own = measures(quality("--schema", "aides.schema.json", "--profile", "exigeant.json")[0])
assert own[("completeness", 4)]["status"] == "ok" and own[("completeness", 1)]["status"] == "watch"
assert fraction(own[("completeness_required", None)]) == (40 * 3 - 2, 40 * 3), "the number (key), the commune and the amount"

# The record of the dataset: eight of the nine criteria, and a frequency that the data do not keep.
late, report = quality("--metadata", "fiche.json", "--profile", "publication")
assert measures(late)[("currentness", None)]["value"] == 0 and measures(late)[("currentness", None)]["status"] == "watch"
assert (report["metadata"]["score"], report["metadata"]["unknown"], report["metadata"]["status"]) == (8, 0, "ok"), report["metadata"]
assert [item["key"] for item in report["metadata"]["criteria"] if not item["met"]] == ["temporal_coverage"]
write_json("fiche_annuelle.json", {**RECORD, "frequency": "annual"})
assert measures(quality("--metadata", "fiche_annuelle.json")[0])[("currentness", None)]["value"] == 1
write_json("liste.json", [1, 2])
assert "liste.json" in aval.fails(2, "scan", "aides.csv", "--metadata", "liste.json")
checked = publish(aval, "aides.csv", "--own-data", "--producer", "Commune", "--secrets-read-by", "DPO", "--metadata", "fiche.json")
assert checked["metadata"]["score"] == 8 and checked["metadata"]["unknown"] == 0, checked["metadata"]

# Expected values: two of three years... the file only has 2026.
pathlib.Path("communes.txt").write_text("Lyon\nNîmes\n", encoding="utf-8")
expected = [measure for measure in quality("--expect", "date_accord=2025..2026", "--expect", "date_accord=2026-01..2026-03", "--expect", "commune=communes.txt",
                                           "--expect", "num_aide=40")[0]["measures"] if measure["key"] == "expected_coverage"]
assert [fraction(measure) for measure in expected] == [(1, 2), (2, 3), (1, 2), (39, 40)], expected
assert "absente" in aval.fails(2, "scan", "aides.csv", "--expect", "absente=3")
assert "COLUMN=NUMBER" in aval.fails(2, "scan", "aides.csv", "--expect", "commune")

# In words, in both languages; nothing of a day or of a number leaves.
for language, words in (("fr", ("Bloquant. num_aide : identifiant vide ou répété (1 cellule)", "À surveiller. commune : commune qui n'a pas le code postal",
                                "2 lignes ont un vide dans une colonne obligatoire", "Dernier événement il y a 9 mois (date_accord)",
                                "date_accord : 1 valeurs présentes sur 2 attendues")),
                        ("en", ("Blocking. num_aide: empty or repeated identifier (1 cell)", "To be watched. commune: a commune without the postcode",
                                "2 rows have a gap in a required column", "Newest event 9 months ago (date_accord)",
                                "date_accord: 1 values of the 2 expected are there"))):
    speaking = Aval(sys.argv[1], language)
    arguments = ("scan", "aides.csv", "--schema", "aides.schema.json", "--profile", "registre", "--expect", "date_accord=2025..2026")
    text = " ".join(speaking.run(*arguments).stdout.replace("\u00a0", " ").replace("\u202f", " ").split())
    page = speaking.run(*arguments, "--format", "html").stdout
    for word in words:
        assert word in text, (word, text)
    assert "2026-02-11" not in page and "A37" not in page

# Beyond 512 rows a key of two columns is estimated, and counted in all rows for a use.
lines = ["rue;rang;etat"] + [f"r{i // 100};{i % 100};{'pair' if i % 2 else 'impair'}" for i in range(9000)]
pathlib.Path("points.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
key = measures(quality(file="points.csv")[0])[("key", None)]
assert key["columns"] == [0, 1] and key["estimated"] is True, key
key = measures(quality("--profile", "pilotage", file="points.csv")[0])[("key", None)]
assert key["columns"] == [0, 1] and "estimated" not in key, key
pathlib.Path("points.csv").write_text("\n".join([*lines, "r0;0;pair"]) + "\n", encoding="utf-8")
key = measures(quality("--profile", "pilotage", file="points.csv")[0])[("key", None)]
assert key["columns"] == [0, 1, 2] or key["value"] == 0, key

# Of a long table, places are read once more for a use only, and said not to be measured without.
pathlib.Path("lieux.csv").write_text("\n".join(["lieu;code_postal;commune", *(f"l{i};{'30000' if i == 7 else '69003'};Lyon" for i in range(10001))]) + "\n", encoding="utf-8")
assert measures(quality(file="lieux.csv")[0])[("rules", None)] == {"key": "rules", "value": None, "not_measured": True}
assert fraction(measures(quality("--profile", "pilotage", file="lieux.csv")[0])[("rules", None)]) == (10000, 10001)

# A catalogue for a use: each source is judged.
pathlib.Path("dossier").mkdir()
pathlib.Path("dossier/aides.csv").write_text(pathlib.Path("aides.csv").read_text(encoding="utf-8"), encoding="utf-8")
aval.ok("scan", "dossier", "--catalogue", "catalogue", "--profile", "registre")
pages = [json.loads(path.read_text(encoding="utf-8")) for path in pathlib.Path("catalogue").glob("*.json") if path.name != "catalogue.json"]
assert [page["report"]["sources"][0]["tables"][0]["quality"]["profile"] for page in pages] == ["registre"]
assert "1 read" not in aval.ok("scan", "dossier", "--catalogue", "catalogue", "--profile", "registre"), "nothing changed"
assert "1 read" in aval.ok("scan", "dossier", "--catalogue", "catalogue", "--profile", "publication"), "another use is another report"
print("keys, required and expected values, a record, rules, severity, a catalogue for a use")
