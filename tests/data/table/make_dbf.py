#!/usr/bin/env python3
"""Makes the DBF files and Shapefiles of this folder, with dbf 0.99 (dBase III, FoxPro, Visual FoxPro, their memos) and pyshp 2 from PyPI.
usage: make_dbf.py [FOLDER]"""
import datetime
import os
import struct
import sys

import dbf
import shapefile

ROWS = [("01000", "Étienne", 1, datetime.date(2020, 1, 31), True, "Une première note"),
        ("75011", "Durand", 12345678901234, None, False, ""),
        ("13001", "Effacé", 3, datetime.date(1999, 12, 31), None, "Note de la ligne effacée"),
        ("", "Petit", None, datetime.date(2021, 2, 3), True, "x" * 600)]


def table(folder, name, kind, fields, page, rows):
    path = os.path.join(folder, name)
    made = dbf.Table(path, fields, dbf_type=kind, codepage=page, on_disk=True)
    made.open(dbf.READ_WRITE)
    for row in rows:
        made.append(row)
    dbf.delete(made[2])
    made.close()


def stamp(path):
    """The day of making would differ each time."""
    with open(path, "r+b") as file:
        file.seek(1)
        file.write(bytes([126, 1, 1]))


def shapes(folder):
    path = os.path.join(folder, "lieux")
    with shapefile.Writer(path, shapeType=shapefile.POINT, encoding="utf-8") as writer:
        writer.field("NOM", "C", 20)
        writer.field("CODE", "N", 20, 0)
        for name, code, x, y in (("Mairie", 1, 652381.25, 6862047.5), ("École", 2, 652400, 6862100)):
            writer.point(x, y)
            writer.record(name, code)
        writer.null()
        writer.record("Nulle part", 3)
    with open(path + ".prj", "w") as file:
        file.write('PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993"]]]')
    with open(path + ".cpg", "w") as file:
        file.write("UTF-8")
    with shapefile.Writer(os.path.join(folder, "zones"), shapeType=shapefile.POLYGON, encoding="cp1252") as writer:
        writer.field("NOM", "C", 20)
        writer.poly([[[0, 0], [0, 1], [1, 1], [0, 0]], [[5, 5], [5, 6], [6, 6], [5, 5]]])
        writer.record("Forêt")


def by_hand(folder):
    """A dBase IV memo, stars for a number too long, a record past the count, one cut short: no library writes these."""
    def field(name, kind, length, decimals=0):
        return struct.pack("<11sc4xBB14x", name, kind, length, decimals)

    fields = field(b"CODE", b"C", 5) + field(b"MONTANT", b"N", 6, 2) + field(b"NOTE", b"M", 10)
    records = [b" 01000  1.50         1", b"*02000******          ", b" 03000 -2.00         9"]
    head = struct.pack("<B3BIHH17xB2x", 0x8B, 126, 1, 1, 2, 32 + len(fields) + 1, 22, 0x57)
    with open(os.path.join(folder, "dbase4.dbf"), "wb") as file:
        file.write(head + fields + b"\r" + b"".join(records) + b"\x1a")
    memo = b"Une note, \xe9crite"
    with open(os.path.join(folder, "dbase4.dbt"), "wb") as file:
        file.write(struct.pack("<I16xH490x", 2, 512) + struct.pack("<4sI", b"\xff\xff\x08\x00", 8 + len(memo)) + memo)
    with open(os.path.join(folder, "truncated.dbf"), "wb") as file:
        file.write(struct.pack("<B3BIHH17xB2x", 0x03, 126, 1, 1, 3, 65, 6, 0) + field(b"CODE", b"C", 5) + b"\r" + b" 01000" + b" 0200")


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    for name in os.listdir(folder):
        if name.split(".")[0] in ("dbase3", "foxpro", "visual_foxpro", "dbase4", "lieux", "zones") or name == "truncated.dbf":
            os.remove(os.path.join(folder, name))
    base = "code C(5); nom C(10); numero N(20,0); jour D; actif L; note M"
    table(folder, "dbase3.dbf", "db3", base, "cp850", ROWS)
    table(folder, "foxpro.dbf", "fp", base, "cp1252", ROWS)
    table(folder, "visual_foxpro.dbf", "vfp", "code C(5); rang I; prix Y; moment T; mesure B; note M", "cp1252",
          [("01000", -7, dbf.Decimal("12.50") if hasattr(dbf, "Decimal") else 12.5, datetime.datetime(2020, 1, 31, 13, 5, 9), 0.1, "Été"),
           ("02000", 8, -1, datetime.datetime(2021, 2, 3), 1e15, ""), ("03000", 9, 0, None, 0, "")])
    shapes(folder)
    by_hand(folder)
    for name in ("dbase3.dbf", "foxpro.dbf", "visual_foxpro.dbf", "lieux.dbf", "zones.dbf"):
        stamp(os.path.join(folder, name))


if __name__ == "__main__":
    main()
