"""A Shapefile and a DBF file give the findings of the same table as CSV; the files beside them are part of them, a deleted row is
told, and a table whose texts are missing is incomplete."""
import json
import os
import shutil
import struct
import sys

from running import Aval

aval = Aval(sys.argv[1])
data = os.path.join(sys.argv[2], "tests/data/table")
people = [("%05d" % (row * 37), ["Quimperlec", "Abgrallou", "Kerbrazou", "Lannuzel"][row % 4], "19%02d-03-%02d" % (50 + row, 1 + row),
           "07%08d" % (31223344 + row * 1013)) for row in range(24)]
header = ["code", "nom", "naissance", "telephone"]
with open("liste.csv", "w", encoding="utf-8") as file:
    file.writelines(";".join(row) + "\n" for row in [header, *people])
fields = b"".join(struct.pack("<11sc4xB15x", name.encode(), kind, length) for name, kind, length in zip(header, (b"C", b"C", b"D", b"C"), (5, 12, 8, 10)))
head = struct.pack("<B3BIHH17xB2x", 3, 126, 1, 1, len(people), 32 + len(fields) + 1, 36, 3)
os.mkdir("dossier")
with open("dossier/liste.dbf", "wb") as file:
    file.write(head + fields + b"\r")
    for code, name, day, phone in people:
        file.write((" %-5s%-12s%8s%-10s" % (code, name, day.replace("-", ""), phone)).encode("cp1252"))
    file.write(b"\x1a")


def summary(name, first_row):
    [table] = aval.json("scan", name)["sources"][0]["tables"]
    columns = [(c["name"], c["type"], c["gdpr"], c["filled"], c["distinct"]) for c in table["columns"]]
    return table["rows"], table["grain"], columns, [(f["rule"], f["columns"], f["rows"], [r - first_row for r in f["first_rows"]]) for f in table["findings"]]


assert summary("liste.csv", 2) == summary("dossier/liste.dbf", 1), (summary("liste.csv", 2), summary("dossier/liste.dbf", 1))

for name in os.listdir(data):
    if name.split(".")[0] in ("lieux", "dbase3"):
        shutil.copy(os.path.join(data, name), "dossier")
report = aval.json("scan", "dossier")
assert [(os.path.basename(s["uri"]), s["format"]) for s in report["sources"]] == [
    ("dbase3.dbf", "dbf"), ("lieux.shp", "shapefile"), ("liste.dbf", "dbf")], report["sources"]
assert report.get("not_audited", []) == []
assert "marked as deleted" in aval.ok("scan", "dossier/dbase3.dbf")
os.remove("dossier/dbase3.dbt")
assert aval.run("scan", "dossier/dbase3.dbf").returncode == 3
os.remove("dossier/lieux.dbf")
assert ".dbf" in aval.fails(2, "scan", "dossier/lieux.shp")
# By what it holds, not by its name.
os.rename("dossier/liste.dbf", "dossier/liste.csv")
assert aval.json("scan", "dossier/liste.csv")["sources"][0]["format"] == "dbf"
