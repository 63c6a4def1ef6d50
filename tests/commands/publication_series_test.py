"""Three dossiers, each a month of weekly publications; the verdicts are reasoned in docs/publication.md.
usage: publication_series_test.py BINARY SOURCE_FOLDER"""
import json
import pathlib
import shutil
import sys

from publications import publish
from running import Aval

aval = Aval(sys.argv[1])
source = pathlib.Path(sys.argv[2])
aval.ok("init")


def write(name, header, rows):
    pathlib.Path(name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return name


def week(name, expected, *arguments, asking=None, changes=None):
    found = publish(aval, name, *arguments)
    what = [change["what"] for change in (found["series"] or {}).get("changes", [])]
    assert found["computed"] == expected, (name, arguments, found["computed"], found["asking"], found["series"])
    assert asking is None or found["asking"] == asking, (name, found["asking"], asking)
    assert changes is None or what == changes, (name, what, changes)
    return found


# 1. Subsidies (SCDL).
lines = (source / "docs/examples/subventions.csv").read_text(encoding="utf-8").splitlines()
header, rows = lines[0], lines[1:]
first = write("s1.csv", header, rows[: len(rows) // 2])
assert "--record" in aval.fails(2, "publish-check", first, "--series", "subventions")
week(first, "go", "--series", "subventions", "--record")
found = week(write("s2.csv", header, rows), "go", "--series", "subventions", asking=[], changes=[])
assert found["questions"] == [] and found["sheet_origin"] == "recorded"
third = write("s3.csv", header + ",commentaire", [row + ",Dossier complet" for row in rows])
found = week(third, "incomplete", "--series", "subventions", asking=["PB-06"], changes=["column_added"])
assert found["series"]["columns_to_read"] == ["commentaire"], found["series"]
week(third, "go", "--series", "subventions", "--secrets-read-by", "Service des associations", "--record", asking=[])
named = [row.split(",") for row in rows]
for i, row in enumerate(named):
    if i in (3, 11, 20):
        row[4], row[5] = {3: "Mme Paulette Martin", 11: "M. Karim Lefebvre", 20: "Mme Dupont"}[i], ""
fourth = write("s4.csv", header + ",commentaire", [",".join(row) + ",Dossier complet" for row in named])
found = week(fourth, "no_go", "--series", "subventions")
assert "PB-01" in found["asking"], found["asking"]
assert any(change["what"] == "findings" and change["column"] == "nomBeneficiaire" for change in found["series"]["changes"]), found["series"]

# 2. Deliberations.
HEADER = "COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET"
SUBJECTS = ("Vote du budget annexe de l'eau", "Tarifs de la piscine municipale", "Réfection de la toiture de la salle des fêtes")
PEOPLE = ("Secours exceptionnel accordé à Mme Paulette Martin", "Aide au logement de M. Karim Lefebvre", "Remise de dette de Mme Solène Dupont")


def deliberations(name, count, subjects):
    return write(name, HEADER, [f"Commune de Valmoreau,46939963800003,2026-{i:03},2026-10-{1 + i % 27:02},7.{1 + i % 9},"
                                f"finances locales/décisions budgétaires,{subjects[i % len(subjects)]}" for i in range(count)])


first = deliberations("d1.csv", 40, SUBJECTS)
week(first, "incomplete", "--series", "deliberations", "--record", asking=["PB-06"])
week(first, "go", "--series", "deliberations", "--secrets-read-by", "Service des assemblées", "--record", asking=[])
found = week(deliberations("d2.csv", 55, SUBJECTS), "go", "--series", "deliberations", asking=[], changes=[])
assert found["questions"] == []
shutil.copytree(source / "policies/packs/fr", "politiques")
pack = json.loads(pathlib.Path("politiques/pack.json").read_text(encoding="utf-8"))
pack["version"] = "2026.12"
pathlib.Path("politiques/pack.json").write_text(json.dumps(pack), encoding="utf-8")
week(deliberations("d3.csv", 60, SUBJECTS), "go", "--series", "deliberations", "--policies", "politiques", asking=[], changes=["policies"])
found = week(deliberations("d4.csv", 60, SUBJECTS + PEOPLE), "no_go", "--series", "deliberations")
assert "PB-01" in found["asking"], found["asking"]

# 3. An aggregated table of social aid.
AREAS = ("Centre", "Gare", "Lac", "Moulin", "Plateau", "Prés", "Port", "Rives", "Stade", "Vallon")


def aid(name, counts):
    return write(name, "quartier;annee;nombre_beneficiaires;nombre_menages", [f"{area};2026;{count};{count + 3}" for area, count in zip(AREAS, counts)])


COUNTS = (40, 25, 14, 33, 61, 18, 22, 90, 47, 55)
ANSWERS = ("--own-data", "--producer", "CCAS de Valmoreau", "--secrets-read-by", "Direction du CCAS", "--form", "aggregated",
           "--count-columns", "nombre_beneficiaires,nombre_menages")
week(aid("a1.csv", COUNTS), "go", "--series", "aides", *ANSWERS, "--record", asking=[])
week(aid("a2.csv", (40, 25, 12, 33, 61, 18, 22, 90, 47, 55)), "go", "--series", "aides", asking=[], changes=[])
found = week(aid("a3.csv", (40, 25, 4, 33, 61, 18, 22, 90, 47, 55)), "no_go", "--series", "aides", asking=["PB-05"], changes=["threshold"])
week(aid("a4.csv", (40, 29, 33, 61, 18, 22, 90, 47, 55)), "go", "--series", "aides", asking=[], changes=[])

# Nothing of a cell entered the workspace, and its journal holds.
bytes_kept = pathlib.Path("aval.db").read_bytes()
for value in ("Harmonie municipale", "Paulette", "Vallon", "piscine municipale"):
    assert value.encode() not in bytes_kept, value
aval.ok("journal", "verify")
print("three months of weekly publications: new columns, findings, packs and thresholds")
