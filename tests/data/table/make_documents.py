#!/usr/bin/env python3
"""Makes the documents of this folder, with python-docx and odfpy from PyPI; flat ones by hand. usage: make_documents.py [FOLDER]"""
import datetime
import os
import sys
import zipfile

import docx
from odf import dc, office, table, text
from odf.opendocument import OpenDocumentText

STAMP = (2026, 1, 1, 0, 0, 0)
ROWS = [["nom", "prenom", "ville"], ["Durand", "Élise", "Lyon"], ["Petit", "", "Metz"]]


def with_python_docx(path):
    """Title, paragraphs, a line break, a tab, a table, a header, properties; a comment, deleted text and a link, added to the parts."""
    document = docx.Document()
    document.core_properties.author = "Auteur Inventé"
    document.core_properties.last_modified_by = "Relectrice Inventée"
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2026, 1, 1)
    document.add_heading("Délibération du conseil", 1)
    document.add_paragraph("Le maire expose\tla demande.")
    document.add_paragraph()
    document.add_paragraph("Première ligne").add_run().add_break()
    grid = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, value in zip(grid.add_row().cells, row):
            cell.text = value
    merged = grid.add_row().cells
    merged[0].merge(merged[1]).text = "Total"
    merged[2].text = "2"
    document.add_paragraph("Fait à Lyon.")
    document.sections[0].header.paragraphs[0].text = "En-tête de page"
    document.save(path)
    parts = []
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename == "word/document.xml":
                content = content.replace("Fait à Lyon.</w:t></w:r>".encode(), 'Fait à Lyon.</w:t></w:r><w:del w:id="9" w:author="Correctrice Inventée"><w:r>'
                                          '<w:delText>texte effacé</w:delText></w:r></w:del>'.encode())
            if part.filename == "word/_rels/document.xml.rels":
                content = content.replace(b"</Relationships>", b'<Relationship Id="z" Type="x/hyperlink" Target="mailto:lien@exemple.test" '
                                          b'TargetMode="External"/></Relationships>')
            if not part.filename.endswith((".jpeg", "styles.xml", "stylesWithEffects.xml", "theme1.xml")):
                parts.append((part.filename, content))
    parts.append(("word/comments.xml", '<w:comments xmlns:w="urn:w"><w:comment w:author="Commentatrice Inventée"><w:p><w:r><w:t>À vérifier</w:t></w:r></w:p>'
                                       '</w:comment></w:comments>'.encode()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)


def odf_text():
    document = OpenDocumentText()
    document.meta.addElement(dc.Creator(text="Auteur Inventé"))
    document.text.addElement(text.H(outlinelevel=1, text="Délibération du conseil"))
    paragraph = text.P(text="Le maire")
    paragraph.addElement(text.S(c=2))
    paragraph.addText("expose")
    note = office.Annotation()
    note.addElement(dc.Creator(text="Commentatrice Inventée"))
    note.addElement(dc.Date(text="2026-01-01T00:00:00"))
    note.addElement(text.P(text="À vérifier"))
    paragraph.addElement(note)
    paragraph.addText(" la demande.")
    document.text.addElement(paragraph)
    grid = table.Table(name="t")
    for row in ROWS:
        line = table.TableRow()
        for value in row:
            cell = table.TableCell()
            cell.addElement(text.P(text=value))
            line.addElement(cell)
        grid.addElement(line)
    document.text.addElement(grid)
    document.text.addElement(text.P(text="Fait à Lyon."))
    return document


def with_odfpy(path):
    document = odf_text()
    document.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)


def flat(folder):
    head = ('<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
            'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.%s"><office:body><office:%s>%s</office:%s></office:body></office:document>')
    cells = lambda row: "".join('<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % value for value in row)
    sheet = '<table:table table:name="Inscrits">%s</table:table>' % "".join("<table:table-row>%s</table:table-row>" % cells(row) for row in ROWS)
    with open(os.path.join(folder, "plat.fods"), "w", encoding="utf-8") as file:
        file.write(head % ("spreadsheet", "spreadsheet", sheet + '<table:table table:name="Autre"><table:table-row>%s</table:table-row></table:table>'
                           % cells(["id", "nom"]), "spreadsheet"))
    with open(os.path.join(folder, "plat.fodt"), "w", encoding="utf-8") as file:
        file.write(head % ("text", "text", "<text:p>Le maire expose.</text:p><text:p>Fait à Lyon.</text:p>", "text"))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    with_python_docx(os.path.join(folder, "deliberation.docx"))
    with_odfpy(os.path.join(folder, "deliberation.odt"))
    flat(folder)


if __name__ == "__main__":
    main()
