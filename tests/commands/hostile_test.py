"""Files made to harm: bounded memory, a clear error that names the file, exit code 2 or 3, no value and no control character on the terminal.
usage: hostile_test.py BINARY SOURCE_FOLDER [LARGE]: with a third word, the line of two gigabytes too (tests/long/hostile)."""
import json
import os
import resource
import subprocess
import sys
import tarfile
import zipfile

MOST_MIB = 600  # of resident memory, for any of these files; ordinary files take about 100
binary = sys.argv[1]
with_large = len(sys.argv) > 3
sanitized = b"__asan_init" in open(binary, "rb").read()
SECRET = "zorglubine"


def run(*arguments):
    """Exit code, both outputs as bytes, MiB."""
    code = ("import resource,subprocess,sys; p = subprocess.run(sys.argv[2:], stdout=open('out', 'wb'), stderr=open('err', 'wb')); "
            "print(p.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)")
    done = subprocess.run([sys.executable, "-c", code, "-", binary, "--lang", "en", *arguments], capture_output=True, text=True, check=True)
    exit_code, mib = map(int, done.stdout.split())
    return exit_code, open("out", "rb").read(), open("err", "rb").read(), mib


def hostile(name, codes=(2, 3), said=""):
    """`said` must stand in what is printed."""
    exit_code, out, err, mib = run("scan", name)
    shown = (out + err).decode("utf-8")
    assert exit_code in codes, (name, exit_code, shown[-500:])
    assert sanitized or mib < MOST_MIB, (name, mib)
    assert SECRET not in shown and not any(ord(c) < 32 and c != "\n" for c in shown), (name, shown[-300:])
    assert exit_code != 2 or err, name
    assert said in shown, (name, said, shown[-500:])
    print(f"{name!r:34} exit {exit_code} {mib:4} MiB {err.decode().splitlines()[0][:110] if err else ''}", flush=True)


def write(name, content):
    with open(name, "wb") as file:
        file.write(content)


def zipped(name, parts):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for part, content in parts.items():
            file.writestr(part, content)


def repeated(name, member, piece, times, parts=None):
    """A ZIP whose member holds `piece` many times, written without holding it."""
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for part, content in (parts or {}).items():
            file.writestr(part, content)
        with file.open(member, "w", force_zip64=True) as out:
            for _ in range(times):
                out.write(piece)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="s" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def bombs():
    megabyte = b"a" * (1 << 20)
    repeated("bomb.zip", "gens.csv", megabyte, 512)
    hostile("bomb.zip", said="bomb.zip")
    repeated("cell.xlsx", "xl/worksheets/sheet1.xml", megabyte, 1024, BOOK)
    hostile("cell.xlsx", said="cell.xlsx")
    repeated("spaces.ods", "content.xml", b" " * (1 << 20), 1024, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    hostile("spaces.ods", said="spaces.ods")
    zipped("a.zip", {"gens.csv": "nom;age\nx;1\n"})
    for outer, inner in (("b.zip", "a.zip"), ("c.zip", "b.zip"), ("d.zip", "c.zip")):
        zipped(outer, {inner: open(inner, "rb").read()})
    hostile("d.zip", (2,), "d.zip/c.zip/b.zip: archive nested too deep: aval opens an archive and the archives in it, which is 2 levels; extract this one")
    zipped("many.zip", {f"{n}.csv": "" for n in range(10001)})
    hostile("many.zip", said="many.zip")


def entities():
    for name, doctype in (("laughs", LAUGHS), ("outside", OUTSIDE)):
        write(f"{name}.xml", f"{doctype}<x><p><n>&a;</n></p><p><n>&a;</n></p></x>".encode())
        hostile(f"{name}.xml", said="entities")
        zipped(f"{name}.xlsx", {**BOOK, "xl/worksheets/sheet1.xml": f'{doctype}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'})
        hostile(f"{name}.xlsx")


def broken():
    write("short.parquet", b"PAR1" + b"\0" * 40)
    hostile("short.parquet", (2,), "short.parquet")
    write("deep.json", b"[" * 200000 + b"]" * 200000)
    hostile("deep.json")
    write("objects.json", b'[{"a":' * 100000)
    hostile("objects.json")
    write("open.json", b'[{"nom": "' + SECRET.encode())
    hostile("open.json")
    write("quote.csv", b'nom;age\n"' + SECRET.encode() + b";1\n" * 1000000)
    hostile("quote.csv", (0, 3))
    write("zeros.csv", b"\0" * (1 << 20))
    hostile("zeros.csv", (2,))
    write("empty.csv", b"")
    hostile("empty.csv", (2,), "empty.csv")
    write("half.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\x03abc")
    hostile("half.gz")


def wide():
    names = ";".join(f"c{n}" for n in range(10000))
    line = ";".join(str(n) for n in range(10000))
    write("wide.csv", (names + "\n" + (line + "\n") * 50).encode())
    hostile("wide.csv", (0,))
    write("line.csv", b"nom;age\nx;1\n" + b"b" * (50 << 20) + b"\ny;2\n")
    hostile("line.csv", (3,))
    exit_code, out, _, _ = run("scan", "line.csv", "--format", "json")
    [table] = json.loads(out)["sources"][0]["tables"]
    assert b"reading incomplete" in run("scan", "line.csv")[1]  # a piece is no proof that nothing is there
    assert table["rows"] >= 2 and "record_too_long" in json.dumps(table), table["skipped"]


def names():
    evil = "a\x1b[2Jb\n.csv"
    write(evil, b"nom;age\nMartin;12\nBernard;13\n")
    exit_code, out, err, _ = run("scan", evil)
    assert exit_code == 0 and b"\x1b" not in out + err, (exit_code, out[:200])
    with zipfile.ZipFile("paths.zip", "w") as file:
        for name in ("../../evil.csv", "/tmp/evil.csv", "a/../../evil.csv", "gens.csv"):
            file.writestr(name, "nom;age\nMartin;12\n")
    before = set(os.listdir("..")) | set(os.listdir("/tmp"))
    hostile("paths.zip")
    with tarfile.open("link.tar", "w") as file:
        link = tarfile.TarInfo("gens.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    hostile("link.tar")
    assert "evil.csv" not in (set(os.listdir("..")) | set(os.listdir("/tmp"))) - before
    write("'; DROP TABLE gens; --.csv", b"nom;age\nMartin;12\n")
    hostile("'; DROP TABLE gens; --.csv", (0,))


def large():
    """A line of two gigabytes."""
    with open("large.csv", "wb") as file:
        file.write(b"nom;age\nx;1\n")
        for _ in range(2048):
            file.write(b"b" * (1 << 20))
        file.write(b"\ny;2\n")
    hostile("large.csv", (3,))
    os.remove("large.csv")


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
for part in (bombs, entities, broken, wide, names):
    part()
if with_large:
    large()
