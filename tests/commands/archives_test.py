"""Each readable file of an archive is a source of its own, named with the archive as a folder; what is not read is listed, bombs,
forged names and passwords are refused, and nothing is left on the disk."""
import gzip
import io
import json
import os
import shutil
import struct
import sys
import tarfile
import tempfile
import zipfile

from running import Aval

aval = Aval(sys.argv[1])
data = os.path.join(sys.argv[2], "tests/data/table")
os.environ["TMPDIR"] = tempfile.mkdtemp(dir=".")
people = "code;nom;naissance;courriel\n" + "".join(
    "%05d;%s;19%02d-03-01;%s%d@exemple.test\n" % (row, "Quimperlec", 50 + row, "q", row) for row in range(20))
with open("liste.csv", "w") as file:
    file.write(people)


def zip_of(name, members):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)


def tar_of(name, members, mode, form=tarfile.PAX_FORMAT):
    with tarfile.open(name, mode, format=form) as archive:
        for member, content in members:
            entry = tarfile.TarInfo(member)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def read(name):
    return open(os.path.join(data, name), "rb").read()


def scan(name):
    done = aval.run("scan", name, "--format", "json")
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


members = [("listes/été.csv", people.encode()), ("listes/classeur.xlsx", read("openpyxl.xlsx")), ("notes.bin", b"rien"), ("plan.png", b"\x89PNG"),
           ("sig/lieux.shp", read("lieux.shp")), ("sig/lieux.shx", read("lieux.shx")), ("sig/lieux.dbf", read("lieux.dbf")),
           ("sig/lieux.prj", read("lieux.prj")), ("sig/lieux.cpg", read("lieux.cpg")), ("base.sqlite", read("tables.sqlite"))]
zip_of("envoi.zip", members)
long_name = "dossier/" + "sous-dossier-au-nom-long/" * 6 + "liste.csv"
tar_of("envoi.tar", [*members, (long_name, people.encode())], "w")
tar_of("gnu.tar", [(long_name, people.encode())], "w", tarfile.GNU_FORMAT)
tar_of("envoi.tar.gz", members, "w:gz")
expected = [("base.sqlite", "sqlite"), ("listes/classeur.xlsx", "xlsx"), ("listes/été.csv", "csv"), ("sig/lieux.shp", "shapefile")]
for archive in ("envoi.zip", "envoi.tar", "envoi.tar.gz"):
    code, report = scan(archive)
    found = sorted((s["uri"], s["format"]) for s in report["sources"])
    more = [(archive + "/" + long_name, "csv")] if archive == "envoi.tar" else []
    assert found == sorted([(archive + "/" + name, form) for name, form in expected] + more), found
    # Files that no reader audits are told, and the scan is incomplete.
    assert code == 3 and sorted(f["uri"] for f in report["not_audited"]) == [archive + "/notes.bin", archive + "/plan.png"], report["not_audited"]
assert scan("gnu.tar")[1]["sources"][0]["uri"] == "gnu.tar/" + long_name

# The same findings as the file alone.
[alone] = scan("liste.csv")[1]["sources"]
[inside] = [s for s in scan("envoi.zip")[1]["sources"] if s["uri"].endswith("été.csv")]
assert [inside[key] for key in ("publication", "sha256", "bytes")] == [alone[key] for key in ("publication", "sha256", "bytes")]
[ours], [theirs] = inside["tables"], alone["tables"]
assert [c["type"] for c in ours["columns"]] == [c["type"] for c in theirs["columns"]]
assert len(ours["findings"]) == len(theirs["findings"]) > 0

# One member by its name; an archive of one file stands for it.
assert aval.ok("table", "envoi.zip/listes/été.csv").splitlines()[0] == "code,nom,naissance,courriel"
assert "listes/été.csv" in aval.fails(2, "table", "envoi.zip")
assert "no file of that name" in aval.fails(2, "table", "envoi.zip/autre.csv")
zip_of("seul.zip", [("liste.csv", people)])
assert aval.ok("table", "seul.zip").startswith("code,nom")

# Archives in archives, two deep; deeper ones are not audited.
inner = open("seul.zip", "rb").read()
zip_of("deux.zip", [("seul.zip", inner), ("liste.csv.gz", gzip.compress(people.encode()))])
zip_of("trois.zip", [("deux.zip", open("deux.zip", "rb").read()), ("liste.csv", people)])
assert sorted(s["uri"] for s in scan("deux.zip")[1]["sources"]) == ["deux.zip/liste.csv.gz", "deux.zip/seul.zip/liste.csv"]
code, report = scan("trois.zip")
assert [f["uri"] for f in report["failures"]] == ["trois.zip/deux.zip/seul.zip"] and code == 3, report["failures"]
assert "nested too deep" in report["failures"][0]["reason"] and "extract this one" in report["failures"][0]["reason"], report["failures"]
# A workbook, a database and a DBF table through gzip.
for name in ("openpyxl.xlsx", "tables.sqlite", "dbase3.dbf"):
    with gzip.open(name + ".gz", "wb") as file:
        file.write(read(name))
    assert scan(name + ".gz")[1]["sources"][0]["compression"] == "gzip"
os.mkdir("dossier")
shutil.copy("seul.zip", "dossier")
shutil.copy("liste.csv", "dossier")
assert sorted(s["uri"] for s in scan("dossier")[1]["sources"]) == ["dossier/liste.csv", "dossier/seul.zip/liste.csv"]

# Bombs, forged names, passwords, damage.
with zipfile.ZipFile("bombe.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for index in range(40):
        archive.writestr("%d.csv" % index, bytes(40000000))
assert "limits" in aval.fails(2, "scan", "bombe.zip")
with zipfile.ZipFile("menteur.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("a.csv", people * 50)
forged = open("menteur.zip", "rb").read()
real = struct.pack("<I", len(people) * 50)
open("menteur.zip", "wb").write(forged.replace(real, struct.pack("<I", 10)))
assert "damaged" in aval.fails(2, "scan", "menteur.zip")
zip_of("nombreux.zip", [("%d.csv" % index, b"a") for index in range(10001)])
aval.fails(2, "scan", "nombreux.zip")
zip_of("sortie.zip", [("../../liste.csv", people)])
assert "leave the archive" in aval.fails(2, "scan", "sortie.zip")
tar_of("sortie.tar", [("/etc/liste.csv", people.encode())], "w")
assert "leave the archive" in aval.fails(2, "scan", "sortie.tar")
tar_of("double.tar", [("a.csv", b"a;b\n"), ("a.csv", b"a;b\n")], "w")
assert "given twice" in aval.fails(2, "scan", "double.tar")
open("coupe.tar", "wb").write(open("envoi.tar", "rb").read()[:3000])
assert "damaged" in aval.fails(2, "scan", "coupe.tar")
with tarfile.open("lien.tar", "w") as archive:
    entry = tarfile.TarInfo("passwd.csv")
    entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
    archive.addfile(entry)
    entry = tarfile.TarInfo("liste.csv")
    entry.size = len(people)
    archive.addfile(entry, io.BytesIO(people.encode()))
code, report = scan("lien.tar")
assert code == 3 and [s["uri"] for s in report["sources"]] == ["lien.tar/liste.csv"] and report["not_audited"][0]["uri"] == "lien.tar/passwd.csv"
zip_of("images.zip", [("plan.png", b"\x89PNG")])
assert "no readable file" in aval.fails(2, "scan", "images.zip")
assert os.listdir(os.environ["TMPDIR"]) == [], os.listdir(os.environ["TMPDIR"])
