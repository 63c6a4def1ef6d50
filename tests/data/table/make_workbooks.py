#!/usr/bin/env python3
"""Makes the workbooks of this folder, with openpyxl, xlsxwriter and odfpy from PyPI. usage: make_workbooks.py [FOLDER]"""
import datetime
import io
import os
import sys
import zipfile

import openpyxl
import xlsxwriter
from odf import office, style, table, text
from odf.opendocument import OpenDocumentSpreadsheet

STAMP = (2026, 1, 1, 0, 0, 0)
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_openpyxl():
    """Shared strings, sparse and merged cells, a hidden sheet, title lines, an empty sheet, a formula without value."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Inscrits"
    sheet["A1"] = "Inscriptions de la commune"
    sheet.merge_cells("A1:E1")
    for row in (["id", "nom", "ville", "code", "date"], [1, "Durand", "Lyon", "00123", datetime.date(2020, 1, 31)],
                [2, "Étienne", None, 1234567890123, datetime.datetime(2021, 2, 3, 4, 5, 6)], [3, "Petit", "Metz", 0.1, None]):
        sheet.append(row)
    sheet.move_range("A2:E5", rows=1)
    sheet["D7"] = "=1+1"
    sheet["B9"] = "#N/A"
    sheet["C9"] = True
    sheet["Z40"].number_format = "0.00"
    hidden = book.create_sheet("Cachée")
    hidden.append(["id", "email"])
    hidden.append([1, "a@exemple.fr"])
    hidden.sheet_state = "veryHidden"
    book.create_sheet("Vide")
    book.save("openpyxl.xlsx")


def with_xlsxwriter(name, options):
    """Inline strings (constant memory) or not, both date systems, formats of dates, zeros and durations, rich text."""
    book = xlsxwriter.Workbook(name, options)
    sheet = book.add_worksheet("Formats")
    codes = ["dd/mm/yyyy", "yyyy-mm-dd hh:mm:ss", "hh:mm", "[h]:mm", "00000", "0# ## ## ## ##", "0.00%", "mmmm yyyy",
             '0.0 "jours"', "[$-40C]d mmmm yyyy;@", "0.00E+00", "mm:ss.0", "jj/mm/aaaa"]
    values = [43861, 43861.5, 0.75, 1.5, 1000, 612345678, 0.125, 43861, 12, 43861, 1234567890123, 0.001, 43861]
    sheet.write_row(0, 0, ["c%d" % i for i in range(len(codes))])
    for column, (code, value) in enumerate(zip(codes, values)):
        sheet.write_number(1, column, value, book.add_format({"num_format": code}))
    sheet.write_string(2, 0, "tab_x0009_fin  ")
    if not options.get("constant_memory"):
        sheet.write_rich_string(2, 1, "gras ", book.add_format({"bold": 1}), "et ", "maigre")
        sheet.write_formula(2, 2, "=A1", None, "résultat")
    book.close()


def with_odfpy():
    """Repeats, types, several paragraphs, covered cells, an annotation, a hidden sheet."""
    book = OpenDocumentSpreadsheet()
    hidden = style.Style(name="masquee", family="table")
    hidden.addElement(style.TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)

    def cell(words=(), kind=table.TableCell, **attributes):
        made = kind(**attributes)
        for paragraph in words:
            made.addElement(text.P(text=paragraph))
        return made

    def row(sheet, cells, **attributes):
        made = table.TableRow(**attributes)
        for one in cells:
            made.addElement(one)
        sheet.addElement(made)

    sheet = table.Table(name="Relevés")
    row(sheet, [cell([w], valuetype="string") for w in ("id", "nom", "date", "taux", "code", "actif", "heure")])
    noted = cell(["Durand", "veuve Petit"], valuetype="string")
    note = office.Annotation()
    note.addElement(text.P(text="remarque"))
    noted.addElement(note)
    row(sheet, [cell(["1"], valuetype="float", value="1"), noted, cell(["31/01/20"], valuetype="date", datevalue="2020-01-31"),
                cell(["12,5 %"], valuetype="percentage", value="0.125"), cell(["01000"], valuetype="float", value="1000"),
                cell(["VRAI"], valuetype="boolean", booleanvalue="true"), cell(["12:30"], valuetype="time", timevalue="PT12H30M00S")])
    row(sheet, [cell(["2"], valuetype="float", value="2.0"), cell(["même"], valuetype="string", numbercolumnsrepeated=2),
                cell(), cell([], kind=table.CoveredTableCell), cell(numbercolumnsrepeated=16000)], numberrowsrepeated=2)
    row(sheet, [cell(numbercolumnsrepeated=16384)], numberrowsrepeated=3)
    row(sheet, [cell(["5"], valuetype="float", value="5"), cell(["fin"], valuetype="string")])
    row(sheet, [cell(numbercolumnsrepeated=16384)], numberrowsrepeated=1048568)
    book.spreadsheet.addElement(sheet)
    book.spreadsheet.addElement(table.Table(name="Vide"))
    second = table.Table(name="Cachée", stylename=hidden)
    row(second, [cell([w], valuetype="string") for w in ("id", "email")])
    row(second, [cell(["1"], valuetype="float", value="1"), cell(["a@exemple.fr"], valuetype="string")])
    book.spreadsheet.addElement(second)
    book.save("odfpy.ods")


def package(sheet, strings=None, extra=()):
    """A minimal XLSX of the given sheet XML, as bytes."""
    parts = {
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
                       'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/>'
                       '</Relationships>',
        "xl/workbook.xml": '<workbook %s xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
                           '<sheet name="Feuille" sheetId="1" r:id="rId1"/></sheets></workbook>' % MAIN,
        "xl/_rels/workbook.xml.rels":
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="../xl/sharedStrings.xml"/>'
            '</Relationships>',
        SHEET: sheet,
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in list(parts.items()) + list(extra):
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rows(*lines):
    return "<worksheet %s><sheetData>%s</sheetData></worksheet>" % (MAIN, "".join(lines))


def hostile():
    plain = rows('<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>nom</t></is></c></row>',
                 *['<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d" t="inlineStr"><is><t>n%d</t></is></c></row>' % (n, n, n * 7919 % 10007, n, n * 31)
                   for n in range(2, 400)])
    whole = package(plain)
    files = {
        "prefixed.xlsx": package('<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c>'
                                 '<x:c t="s"><x:v>1</x:v></x:c></x:row><x:row><x:c><x:v>1.50E+3</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row>'
                                 '<x:row r="9"><x:c r="C9" t="d"><x:v>2020-01-31T00:00:00</x:v></x:c><x:c r="A9" t="s"><x:v>7</x:v></x:c></x:row>'
                                 '</x:sheetData></x:worksheet>',
                                 '<sst %s><si><r><t>co</t></r><r><t>de</t></r><rPh sb="0" eb="1"><t>PHON</t></rPh></si><si><t>nom</t></si></sst>' % MAIN),
        "truncated_zip.xlsx": whole[:len(whole) // 2],
        "truncated_xml.xlsx": package(plain[:len(plain) * 3 // 4]),
        "entities.xlsx": package('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + plain),
        "traversal.xlsx": package(plain, extra=[("../../evasion.xml", "x")]),
        "far_cell.xlsx": package(rows('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')),
        "far_row.xlsx": package(rows('<row r="99999999999"><c><v>1</v></c></row>')),
        "no_data.xlsx": package(rows()),
    }
    # One cell of 2 MiB.
    files["bomb.xlsx"] = package(rows('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * 2 * 1048576 + "</t></is></c></row>"))
    # Spaces after a row: nothing to keep, and past 200 times the packed size above 64 MiB.
    files["spaces.xlsx"] = package(rows('<row r="1"><c r="A1"><v>1</v></c></row>' + " " * 66 * 1048576))
    place = whole.index(b"xl/worksheets/sheet1.xml") - 30
    crc = bytearray(whole)
    directory = whole.rindex(b"xl/worksheets/sheet1.xml") - 46
    for offset in (place + 14, directory + 16):
        crc[offset] ^= 0xFF
    files["wrong_crc.xlsx"] = bytes(crc)
    content = ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
               'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
               '<office:body><office:spreadsheet><table:table table:name="F">%s</table:table></office:spreadsheet></office:body></office:document-content>')
    repeats = ('<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
               'office:value-type="float" office:value="1"/></table:table-row>')
    for name, body, manifest in (("repeats.ods", content % repeats, "<manifest/>"),
                                 ("password.ods", "x", '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
                                                       '<m:encryption-data/></m:file-entry></m:manifest>')):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("META-INF/manifest.xml", manifest), ("content.xml", body)):
                archive.writestr(zipfile.ZipInfo(part, STAMP), data, zipfile.ZIP_DEFLATED)
        files[name] = out.getvalue()
    for name, data in files.items():
        with open(name, "wb") as out:
            out.write(data)


def main():
    os.chdir(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__)))
    with_openpyxl()
    with_xlsxwriter("formats.xlsx", {})
    with_xlsxwriter("formats_1904.xlsx", {"date_1904": True, "constant_memory": True})
    with_odfpy()
    hostile()


if __name__ == "__main__":
    main()
