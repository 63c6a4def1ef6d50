"""One table through CSV, XLSX, ODS and SQLite gives the same columns, publication and findings; what is incomplete or refused has
its exit code, and a database is left as it was."""
import hashlib
import json
import os
import sqlite3
import struct
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


def write_xls(name, rows):
    """An Excel 97-2003 workbook: cells as records (MS-XLS) in a stream of 512-byte sectors (MS-CFB)."""
    def record(kind, body):
        return struct.pack("<HH", kind, len(body)) + body

    def label(row, column, text):
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    begin, end = record(0x0809, struct.pack("<HH", 0x0600, 5) + bytes(12)), record(0x000A, b"")
    sheet_name = b"\x05\x00liste"
    place = len(begin) + 4 + 6 + len(sheet_name) + len(end)
    stream = begin + record(0x0085, struct.pack("<IH", place, 0) + sheet_name) + end + begin + b"".join(
        label(row, column, cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells)) + end
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10) + struct.pack(
        "<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xFF" * 432
    chain = [0xFFFFFFFD, 0xFFFFFFFE] + [sector + 3 for sector in range(sectors - 1)] + [0xFFFFFFFE]
    def entry(title, kind, child, start, size):
        return title.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBBIII", 2 * len(title) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(
            36) + struct.pack("<IQ", start, size)
    with open(name, "wb") as file:
        file.write(header + struct.pack("<%dI" % len(chain), *chain).ljust(512, b"\xFF") + entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) +
                   entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256) + stream)


write_xls("liste.xls", table)
expected = summary("liste.csv", 2)
assert expected[0] == "personal" and expected[2] == 24 and expected[5], expected
before = hashlib.sha256(open("liste.sqlite", "rb").read()).hexdigest()
for name, form, first_row in (("liste.xlsx", "xlsx", 2), ("liste.ods", "ods", 2), ("liste.xls", "xls", 2), ("liste.sqlite", "sqlite", 1), ("sqlite:liste.sqlite", "sqlite", 1)):
    assert summary(name, first_row) == expected, (name, summary(name, first_row), expected)
    assert aval.json("scan", name)["sources"][0]["format"] == form
assert hashlib.sha256(open("liste.sqlite", "rb").read()).hexdigest() == before
assert sorted(os.listdir(".")) == ["liste.csv", "liste.ods", "liste.sqlite", "liste.xls", "liste.xlsx"], os.listdir(".")

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
assert "damaged" in aval.fails(2, "scan", "ancien.xls")
assert aval.fails(2, "scan", "sqlite:liste.csv").startswith("aval: liste.csv: this is no SQLite database")
