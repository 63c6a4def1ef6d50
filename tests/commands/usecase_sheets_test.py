"""Dossiers through ODS, XLSX and CSV: forms, export, import without loss, errors by sheet, row and column. The files are also read by
Python's own ZIP and XML, and by openpyxl where it is installed."""
import csv
import json
import os
import shutil
import sys
import xml.etree.ElementTree as tree
import zipfile

from running import Aval

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

aval = Aval(BINARY)
aval.ok("init")
cases = [os.path.join(EXAMPLES, name) for name in sorted(os.listdir(EXAMPLES)) if name.startswith("cas-")]
aval.run("usecase", "add", *cases)
ids = [row["id"] for row in aval.json("usecase", "list")]
before = {i: aval.json("usecase", "show", i) for i in ids}
assert len(ids) >= 3

for format in ("ods", "xlsx", "csv"):
    name = "cas." + format
    aval.ok("usecase", "export", "--format", format, "--output", name)
    with open(name, "rb") as file:
        first = file.read()
    aval.ok("usecase", "export", "--format", format, "--output", name)
    with open(name, "rb") as file:
        assert file.read() == first, "two exports differ: " + format
    # Nothing new in the same workspace; everything in another.
    assert "0 new or changed" in aval.ok("usecase", "import", name)
    other = ("--workspace", format + ".db")
    aval.ok(*other, "init")
    done = aval.run(*other, "usecase", "import", name)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    for i in ids:
        assert json.loads(aval.ok(*other, "usecase", "show", i, "--format", "json")) == before[i], (format, i)
    form = "modele." + format
    aval.ok("usecase", "template", "--format", format, "--output", form)
    assert "1 dossier(s) read, 1 new" in aval.ok(*other, "usecase", "import", form, "--dry-run")
assert json.loads(aval.ok("usecase", "template"))["schema"] == "aval.usecase/1"

with zipfile.ZipFile("cas.ods") as archive:
    assert archive.testzip() is None
    first = archive.infolist()[0]
    assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED and not first.extra
    listed = {entry.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path")
              for entry in tree.fromstring(archive.read("META-INF/manifest.xml"))}
    assert listed == {"/"} | {name for name in archive.namelist() if name not in ("mimetype", "META-INF/manifest.xml")}
    for part in archive.namelist()[1:]:
        tree.fromstring(archive.read(part))
    content = tree.fromstring(archive.read("content.xml"))
    sheets = [table.get(TABLE + "name") for table in content.iter(TABLE + "table")]
    assert sheets[:2] == ["Mode d'emploi", "Cas d'usage"] and "Impacts attendus" in sheets, sheets
    assert not [cell for cell in content.iter() if cell.get(TABLE + "formula")]
    rules = {rule.get(TABLE + "name") for rule in content.iter(TABLE + "content-validation")}
    used = {cell.get(TABLE + "content-validation-name") for cell in content.iter(TABLE + "table-cell")} - {None}
    assert rules and rules == used
    styles = {style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name") for style in content.iter()} - {None}
    assert {cell.get(TABLE + "style-name") for cell in content.iter(TABLE + "table-cell")} - {None} <= styles

with zipfile.ZipFile("cas.xlsx") as archive:
    assert archive.testzip() is None
    book = tree.fromstring(archive.read("xl/workbook.xml"))
    assert [sheet.get("name") for sheet in book.iter(MAIN + "sheet")] == sheets + ["Listes"]
    for part in archive.namelist():
        if part.endswith(".xml"):
            assert not list(tree.fromstring(archive.read(part)).iter(MAIN + "f")), part

try:
    import openpyxl
except ImportError:
    print("openpyxl is not installed: the workbook was not opened with it")
else:
    book = openpyxl.load_workbook("cas.xlsx")
    titles = {row[0].value: row for row in book["Cas d'usage"].iter_rows()}
    assert book["Cas d'usage"].freeze_panes == "A2" and set(ids) <= set(titles), titles.keys()

with open("cas.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.reader(file, delimiter=";"))
assert len({len(row) for row in rows}) == 1 and rows[0][0] == "Rubrique"
assert not [cell for row in rows for cell in row if cell[:1] in ("=", "@", "+")]

with open("faux.csv", "w", encoding="utf-8") as file:
    file.write("Identifiant;Titre;Délai du premier résultat (mois);Décision automatisée\nun;Un;bientôt;aide à la décision\n;;;\ndeux;Deux;3;peut-être\n")
message = Aval(BINARY, "fr").fails(2, "usecase", "import", "faux.csv")
for part in ("ligne 2, colonne « Délai du premier résultat (mois) » : un nombre entier est attendu",
             "ligne 4, colonne « Décision automatisée » : un mot de la liste est attendu : aucune, aide à la décision"):
    assert part in message, (part, message)
assert [row["id"] for row in aval.json("usecase", "list")] == ids
shutil.copy("cas.ods", "sans-extension")
assert "0 new or changed" in aval.ok("usecase", "import", "sans-extension")
aval.ok("journal", "verify")
