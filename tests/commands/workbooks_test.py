"""One table through CSV, XLSX, ODS and SQLite gives the same columns, publication and findings; what is incomplete or refused has
its exit code, and a database is left as it was."""
import hashlib
import json
import os
import sqlite3
import sys
import zipfile
from xml.sax.saxutils import escape

from running import Aval

aval = Aval(sys.argv[1])
source = os.path.join(sys.argv[2], "tests/data/table")
header = ["identifiant", "nom", "prenom", "date_naissance", "courriel", "telephone", "commune"]
names = [("Quimperlec", "Louis"), ("Abgrallou", "Jeanne"), ("Kerbrazou", "Marie"), ("Lannuzel", "Paul")]
people = [["%05d" % (row * 37), *names[row % 4], "19%02d-03-%02d" % (50 + row, 1 + row), "%s.%d@exemple.test" % (names[row % 4][0].lower(), row),
           "07%08d" % (31223344 + row * 1013), "Quimper"] for row in range(24)]
table = [header] + people


def write_zip(name, parts):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts:
            archive.writestr(part, content)


with open("liste.csv", "w", encoding="utf-8") as file:
    file.writelines(";".join(row) + "\n" for row in table)
links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/%s" Target="%s"/></Relationships>'
write_zip("liste.xlsx", [
    ("_rels/.rels", links % ("officeDocument", "xl/workbook.xml")),
    ("xl/workbook.xml", '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
                        '<sheet name="liste" sheetId="1" r:id="a"/></sheets></workbook>'),
    ("xl/_rels/workbook.xml.rels", links % ("worksheet", "s.xml")),
    ("xl/s.xml", "<worksheet><sheetData>%s</sheetData></worksheet>" % "".join(
        "<row>%s</row>" % "".join('<c t="inlineStr"><is><t>%s</t></is></c>' % escape(cell) for cell in row) for row in table))])
write_zip("liste.ods", [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("content.xml", '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
                    '<o:body><o:spreadsheet><t:table t:name="liste">%s</t:table></o:spreadsheet></o:body></o:document-content>' % "".join(
                        "<t:table-row>%s</t:table-row>" % "".join('<t:table-cell o:value-type="string"><x:p>%s</x:p></t:table-cell>' % escape(cell)
                                                                  for cell in row) for row in table))])
base = sqlite3.connect("liste.sqlite")
base.execute("CREATE TABLE liste (%s)" % ", ".join(header))
base.executemany("INSERT INTO liste VALUES (%s)" % ", ".join("?" * len(header)), people)
base.commit()
base.close()


def summary(name, first_row):
    read = aval.json("scan", name)["sources"][0]
    [sheet] = read["tables"]
    columns = [(c["name"], c["type"], c["gdpr"], c["filled"], c["distinct"]) for c in sheet["columns"]]
    findings = [(f["rule"], f["columns"], f["rows"], [row - first_row for row in f["first_rows"]]) for f in sheet["findings"]]
    return read["publication"], sheet["name"], sheet["rows"], sheet["grain"], columns, findings


expected = summary("liste.csv", 2)
assert expected[0] == "personal" and expected[2] == 24 and expected[5], expected
before = hashlib.sha256(open("liste.sqlite", "rb").read()).hexdigest()
for name, form, first_row in (("liste.xlsx", "xlsx", 2), ("liste.ods", "ods", 2), ("liste.sqlite", "sqlite", 1), ("sqlite:liste.sqlite", "sqlite", 1)):
    assert summary(name, first_row) == expected, (name, summary(name, first_row), expected)
    assert aval.json("scan", name)["sources"][0]["format"] == form
assert hashlib.sha256(open("liste.sqlite", "rb").read()).hexdigest() == before
assert sorted(os.listdir(".")) == ["liste.csv", "liste.ods", "liste.sqlite", "liste.xlsx"], os.listdir(".")

# Rows that another program has not yet moved into the database are missing, and said so.
busy = sqlite3.connect("occupee.sqlite")
busy.execute("PRAGMA journal_mode=WAL")
busy.execute("CREATE TABLE liste (nom)")
busy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
busy.execute("INSERT INTO liste VALUES ('Quimperlec')")
busy.commit()
aval.fails(3, "scan", "occupee.sqlite")
[busy_table] = json.loads(aval.run("scan", "occupee.sqlite", "--format", "json").stdout)["sources"][0]["tables"]
assert busy_table["rows"] == 0 and busy_table["skipped"]["wal_not_read"]["count"] == 1, busy_table
busy.close()

aval.fails(3, "scan", os.path.join(source, "truncated_xml.xlsx"))
aval.fails(3, "scan", os.path.join(source, "tables.sqlite"))  # a view stands on nothing
for refused, word in (("bomb.xlsx", "limits"), ("entities.xlsx", "entities"), ("password.ods", "password"), ("truncated_zip.xlsx", "damaged")):
    assert word in aval.fails(2, "scan", os.path.join(source, refused)), refused
with open("ancien.xls", "wb") as file:
    file.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
assert ".xlsx" in aval.fails(2, "scan", "ancien.xls")
assert aval.fails(2, "scan", "sqlite:liste.csv").startswith("aval: liste.csv: this is no SQLite database")
