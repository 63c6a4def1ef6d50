"""The text of a PDF is audited page by page; a scanned one, a damaged one and one without the program that reads it are not audited,
never clean."""
import json
import os
import shutil
import subprocess
import sys
import zipfile

from running import Aval

if shutil.which("pdftotext") is None:
    print("skipped: pdftotext is not installed (package poppler-utils)")
    sys.exit(77)
aval = Aval(sys.argv[1])


def pdf(name, pages, author="Auteur Invente"):
    """One object after the other (ISO 32000-1, 7.5); a page is a list of lines, none for a picture only."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % (5 + 2 * page) for page in range(len(pages))), len(pages)),
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
               b"<< /Author (%s) >>" % author.encode("cp1252")]
    for page, lines in enumerate(pages):
        content = b"0 0 100 100 re f" if lines is None else b"BT /F1 12 Tf 50 800 Td 14 TL %s ET" % b" ".join(
            b"(%s) Tj T*" % line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * page))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    with open(name, "wb") as file:
        file.write(data)


pages = [["Délibération du conseil", "Madame Élise Quimperlec, née le 3 mars 1961, demande une aide."], ["Monsieur Paul Kerbrazou habite 3 rue du Port, 29000 Quimper.",
         "Il peut être joint à paul.kerbrazou@exemple.test"]]
pdf("deliberation.pdf", pages)
rows = aval.ok("table", "deliberation.pdf").splitlines()
assert rows[0] == "page,texte" and rows[1].startswith('1,"Délibération du conseil'), rows
report = aval.json("scan", "deliberation.pdf")
[source] = report["sources"]
assert source["format"] == "pdf" and source["publication"] in ("personal", "special"), source["publication"]
assert "images_not_read" in source["tables"][0]["notes"]

# A page without text is told, and the scan is incomplete; without any, the document is not audited.
pdf("partiel.pdf", [pages[0], None])
done = aval.run("scan", "partiel.pdf", "--format", "json")
[table] = json.loads(done.stdout)["sources"][0]["tables"]
assert done.returncode == 3 and table["skipped"]["page_without_text"]["count"] == 1, (done.returncode, table["skipped"])
pdf("numerise.pdf", [None, None])
assert "not audited" in aval.fails(2, "scan", "numerise.pdf")
with open("abime.pdf", "wb") as file:
    file.write(b"%PDF-1.4\nrien")
assert "not audited" in aval.fails(2, "scan", "abime.pdf")

# In a folder and in an archive.
os.mkdir("dossier")
shutil.move("numerise.pdf", "dossier")
shutil.copy("deliberation.pdf", "dossier")
done = aval.run("scan", "dossier", "--format", "json")
report = json.loads(done.stdout)
assert done.returncode == 3 and [f["uri"] for f in report["failures"]] == ["dossier/numerise.pdf"], report["failures"]
with zipfile.ZipFile("envoi.zip", "w") as archive:
    archive.write("deliberation.pdf")
assert aval.json("scan", "envoi.zip")["sources"][0]["uri"] == "envoi.zip/deliberation.pdf"

# Without the program the reason and the way out are told.
done = subprocess.run([sys.argv[1], "--lang", "en", "scan", "deliberation.pdf"], capture_output=True, text=True, env={**os.environ, "PATH": "/nonexistent"})
assert done.returncode == 2 and "poppler-utils" in done.stderr, done.stderr
