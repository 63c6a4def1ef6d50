"""Writes the .xls files of this folder with xlwt (PyPI), another program's BIFF8. usage: python3 make_xls.py FOLDER"""
import datetime
import os
import struct
import sys

import xlwt

folder = sys.argv[1]


def style(code):
    made = xlwt.XFStyle()
    made.num_format_str = code
    return made


def inscrits():
    book = xlwt.Workbook(encoding="utf-8")
    book.set_owner("Quimperlec")
    sheet = book.add_sheet("Inscrits")
    sheet.write_merge(0, 0, 0, 4, "Inscriptions de la commune")
    for column, name in enumerate(["id", "nom", "ville", "code", "date"]):
        sheet.write(2, column, name)
    sheet.write(3, 0, 1)
    sheet.write(3, 1, "Durand")
    sheet.write(3, 2, "Lyon")
    sheet.write(3, 3, 123, style("00000"))
    sheet.write(3, 4, datetime.date(2020, 1, 31), style("DD/MM/YYYY"))
    sheet.write(4, 0, 2)
    sheet.write(4, 1, "Étienne")
    sheet.write(4, 3, 1234567890123)
    sheet.write(4, 4, datetime.datetime(2021, 2, 3, 4, 5, 6), style("dd/mm/yyyy hh:mm:ss"))
    sheet.write(5, 0, 3)
    sheet.write_rich_text(5, 1, [("Pe", xlwt.easyfont("bold true")), "tit"])
    sheet.write(5, 2, "Metz")
    sheet.write(5, 3, 0.1)
    sheet.write(8, 1, True)
    sheet.write(8, 2, "жизнь 😀")
    sheet.write(8, 3, -12.5)
    sheet.write(9, 1, xlwt.Formula("1+1"))
    sheet.row(5).hidden = True
    sheet.col(4).hidden = True
    sheet.header_str = "&LDirection des sports".encode()
    hidden = book.add_sheet("Contacts")
    hidden.visibility = 1
    for column, name in enumerate(["id", "email"]):
        hidden.write(0, column, name)
    hidden.write(1, 0, 1)
    hidden.write(1, 1, "a@exemple.fr")
    very = book.add_sheet("Secret")
    very.visibility = 2
    very.write(0, 0, "id")
    very.write(1, 0, 7)
    book.add_sheet("Vide")
    book.save(os.path.join(folder, "xlwt.xls"))


def long_strings():
    """Strings that are cut by records that go on, in both widths."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Textes")
    sheet.write(0, 0, "id")
    sheet.write(0, 1, "nom")
    for row in range(1, 40):
        sheet.write(row, 0, row)
        sheet.write(row, 1, ("é" if row % 2 else "ж") * (300 + row) + str(row))
    book.save(os.path.join(folder, "strings.xls"))


def from_1904():
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("Dates")
    sheet.write(0, 0, "id")
    sheet.write(0, 1, "date")
    sheet.write(1, 0, 1)
    sheet.write(1, 1, datetime.date(2020, 1, 31), style("yyyy-mm-dd"))
    book.save(os.path.join(folder, "dates_1904.xls"))


inscrits()
long_strings()
from_1904()
