"""One table in every format and encoding that aval reads: the same columns, types, counts and findings in all of them.
usage: one_table_test.py BINARY SOURCE_FOLDER"""
import gzip
import io
import json
import os
import sqlite3
import struct
import sys
import tarfile
import zipfile
from xml.sax.saxutils import escape

from running import Aval
from servers import MariaDb, Postgres

aval = Aval(sys.argv[1])
HEADER = ["nom", "prenom", "naissance", "courriel", "telephone", "cp", "ville", "montant", "remarque"]
LAST = ["Martin", "Bernard", "Dubois", "Moreau", "Lefèvre", "Girard", "Mercier", "Fournier", "Lambert", "Rousseau"]
FIRST = ["Camille", "Louis", "Jeanne", "Hélène", "Noël", "Émile", "Paul", "Lucie"]
TOWNS = [("01000", "Bourg-en-Bresse"), ("69001", "Lyon"), ("42000", "Saint-Étienne"), ("38000", "Grenoble")]


def fold(text):
    return text.lower().translate(str.maketrans("éèêëïôç", "eeeeioc"))


def row(n):
    last, first = LAST[n % 10], FIRST[n % 8]
    code, town = TOWNS[n % 4]
    return [last, first, f"19{50 + n % 40}-0{1 + n % 9}-{10 + n % 18}", f"{fold(first)}.{fold(last)}{n}@exemple.fr", f"06399801{n:02d}", code, town,
            f"{n * 3}.5", "" if n % 5 else "à rappeler"]


ROWS = [row(n) for n in range(60)]
NAMES = []


def add(name, content):
    with open(name, "wb") as file:
        file.write(content)
    NAMES.append(name)


def csv_of(delimiter, end="\r\n"):
    return "".join(delimiter.join(line) + end for line in [HEADER, *ROWS])


def column_letters(index):
    return chr(ord("A") + index)


def sheet_xml():
    cells = []
    for r, line in enumerate([HEADER, *ROWS], 1):
        inner = "".join(f'<c r="{column_letters(c)}{r}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' for c, value in enumerate(line) if value)
        cells.append(f'<row r="{r}">{inner}</row>')
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{"".join(cells)}</sheetData></worksheet>'


def excel_xml():
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    lines = "".join("<Row>" + "".join(f'<Cell ss:Index="{c}"><Data ss:Type="String">{escape(value)}</Data></Cell>' for c, value in enumerate(line, 1) if value)
                    + "</Row>" for line in [HEADER, *ROWS])
    return (f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="gens"><Table>'
            f'{lines}</Table></Worksheet></Workbook>').encode()


def xlsx():
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{relations}"><sheets>'
        '<sheet name="gens" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{relations}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml()}
    return zipped(parts)


def zipped(parts, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def office_content(tag):
    lines = ""
    for line in [HEADER, *ROWS]:
        cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>' if value else "<table:table-cell/>"
                        for value in line)
        lines += f"<table:table-row>{cells}</table:table-row>"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    kind = ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet"' if tag == "document" else ""
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:{tag} {spaces} office:version="1.2"{kind}><office:body><office:spreadsheet>'
            f'<table:table table:name="gens">{lines}</table:table></office:spreadsheet></office:body></office:{tag}>')


def ods():
    manifest = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
                'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>')
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest,
                   "content.xml": office_content("document-content")}, stored=("mimetype",))


def dbf():
    """dBase III with the code page byte of Windows-1252."""
    widths = [max(len(line[c]) for line in ROWS) for c in range(len(HEADER))]
    fields = b"".join(struct.pack("<11sc4xBB14x", name.upper()[:10].encode(), b"C", width, 0) for name, width in zip(HEADER, widths))
    records = b"".join(b" " + b"".join(value.encode("cp1252").ljust(width) for value, width in zip(line, widths)) for line in ROWS)
    head = struct.pack("<BBBBIHH17xB2x", 3, 126, 1, 1, len(ROWS), 32 + len(fields) + 1, 1 + sum(widths), 0x03)
    return head + fields + b"\r" + records + b"\x1a"


def sqlite():
    base = sqlite3.connect("gens.sqlite")
    base.execute(f"CREATE TABLE gens ({', '.join(name + ' TEXT' for name in HEADER)})")
    base.executemany(f"INSERT INTO gens VALUES ({', '.join('?' * len(HEADER))})", ROWS)
    base.commit()
    base.close()
    NAMES.append("gens.sqlite")


def xml():
    lines = "".join("<personne>" + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in zip(HEADER, line)) + "</personne>" for line in ROWS)
    return f'<?xml version="1.0" encoding="UTF-8"?><gens>{lines}</gens>'.encode()


def biff(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def workbook_stream():
    """Excel 97: globals, one sheet of labels (MS-XLS 2.4.21, 2.4.28, 2.4.148)."""
    start = struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6)
    cells = b"".join(biff(0x0204, struct.pack("<HHHHB", r, c, 0, len(value), 1) + value.encode("utf-16-le"))
                     for r, line in enumerate([HEADER, *ROWS]) for c, value in enumerate(line) if value)
    name = b"\x04\x00gens"
    head = biff(0x0809, start)
    place = len(head) + 4 + 6 + len(name) + 4
    return head + biff(0x0085, struct.pack("<IH", place, 0) + name) + biff(0x000A) + biff(0x0809, start.replace(b"\x05\x00", b"\x10\x00", 1)) + cells + biff(0x000A)


def xls():
    """The stream in a compound file: a table of sectors, a folder, then the stream (MS-CFB)."""
    stream = workbook_stream()
    sectors = -(-len(stream) // 512)
    assert 8 <= sectors <= 126
    head = bytearray(512)
    head[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 40, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]

    def entry(name, kind, child, first, size):
        text = name.encode("utf-16-le")
        return struct.pack("<64sHBBIII16xI16xIQ", text, len(text) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child, 0, first, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return (bytes(head) + struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain))) + folder.ljust(512, b"\0")
            + stream.ljust(512 * sectors, b"\0"))


def servers():
    """The table on real servers, where they are installed."""
    names = ", ".join(f"{name} text" for name in HEADER)
    rows = ", ".join("(" + ", ".join("'" + value.replace("'", "''") + "'" for value in line) + ")" for line in ROWS)
    for kind in (Postgres, MariaDb):
        try:
            server = kind()
        except SystemExit:
            continue  # it said why
        if kind is MariaDb:
            server.sql("CREATE DATABASE mairie CHARACTER SET utf8mb4")
        database = "mairie" if kind is MariaDb else "postgres"
        server.sql(f"CREATE TABLE gens ({names}); INSERT INTO gens VALUES {rows}", database)
        NAMES.append(server.uri(database))


def write_all():
    reference = csv_of(",")
    add("gens.csv", reference.encode())
    for name, delimiter in (("semicolon", ";"), ("tab", "\t"), ("pipe", "|")):
        add(f"gens-{name}.csv", csv_of(delimiter).encode())
    add("gens.tsv", csv_of("\t", "\n").encode())
    add("gens-cr.csv", csv_of(",", "\r").encode())
    for name, encoding in (("bom", "utf-8-sig"), ("utf16", "utf-16"), ("utf16be", "utf-16-be"), ("utf16le", "utf-16-le"), ("1252", "cp1252"),
                           ("latin9", "iso8859-15"), ("mac", "mac_roman"), ("dos", "cp850")):
        add(f"gens-{name}.csv", reference.encode(encoding))
    add("gens.csv.gz", gzip.compress(reference.encode(), mtime=0))
    objects = [dict(zip(HEADER, line)) for line in ROWS]
    add("gens.json", json.dumps(objects, ensure_ascii=False).encode())
    add("gens-escaped.json", json.dumps(objects).encode())
    add("gens.jsonl", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects).encode())
    add("gens.xlsx", xlsx())
    add("gens.xls", xls())
    add("gens-2003.xls", excel_xml())
    add("gens.ods", ods())
    add("gens.fods", office_content("document").encode())
    add("gens.dbf", dbf())
    add("gens.xml", xml())
    sqlite()
    add("gens.zip", zipped({"gens.csv": reference}))
    with tarfile.open("gens.tar.gz", "w:gz") as file:
        file.add("gens.csv")
    NAMES.append("gens.tar.gz")


def seen(name):
    """What must not depend on the format."""
    done = aval.run("scan", name, "--format", "json")
    assert done.returncode == 0, (name, done.returncode, done.stderr)
    [source] = json.loads(done.stdout)["sources"]
    [table] = source["tables"]
    columns = [[column[key] for key in ("type", "gdpr", "filled", "distinct")] for column in table["columns"]]
    findings = sorted([finding["rule"], finding["columns"], finding["severity"], finding["rows"]] for finding in table["findings"])
    quality = table["quality"]
    measures = [measure for measure in quality.get("measures", []) if measure["key"] != "documented_columns"]
    return {"rows": table["rows"], "grain": table["grain"], "columns": columns, "findings": findings, "publication": source["publication"],
            "risk": [table["risk"]["k"], table["risk"]["unique_rows"]], "completeness": quality["completeness"],
            "duplicates": quality["duplicate_rows"], "faults": quality["findings"], "measures": measures}


def parquet():
    """Written by the library that reads it, where it is installed."""
    places = [os.environ.get("AVAL_DUCKDB", ""), os.path.join(sys.argv[2], "build/duckdb/libduckdb.so"), "/usr/local/lib/libduckdb.so",
              os.path.expanduser("~/.local/share/aval/libduckdb.so")]
    library = next((place for place in places if os.path.isfile(place)), None)
    if not library:
        print("skipped: Parquet (libduckdb.so is not there: audit/install-duckdb)")
        return
    import ctypes
    os.environ["AVAL_DUCKDB"] = library
    duckdb = ctypes.CDLL(library)
    base, connection = ctypes.c_void_p(), ctypes.c_void_p()
    duckdb.duckdb_open(None, ctypes.byref(base))
    duckdb.duckdb_connect(base, ctypes.byref(connection))
    query = "COPY (SELECT * FROM read_csv('gens.csv', all_varchar=true, header=true)) TO 'gens.parquet' (FORMAT parquet)"
    assert duckdb.duckdb_query(connection, query.encode(), None) == 0
    NAMES.append("gens.parquet")


write_all()
parquet()
servers()
wanted = seen("gens.csv")
assert wanted["rows"] == 60 and len(wanted["columns"]) == 9 and wanted["grain"] == "person", wanted
assert [column[0] for column in wanted["columns"]][:4] == ["last_name", "first_name", "birth_date", "email_personal"], wanted["columns"]
different = []
for name in NAMES[1:]:
    found = seen(name)
    for key in wanted:
        if found[key] != wanted[key]:
            different.append((name, key, found[key], wanted[key]))
for one in different:
    print(*one)
print(f"{len(NAMES)} forms of one table, {len({name for name, *_ in different})} read otherwise")
sys.exit(1 if different else 0)
