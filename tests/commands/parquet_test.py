"""aval reads Parquet through DuckDB's library: nested fields as dotted columns, lists as JSON, dictionaries, every usual compression; the findings of the
same table as CSV; a truncated or hostile file is a clear error; without the library the error names the command that gives it."""
import csv
import ctypes
import datetime
import io
import json
import os
import random
import shutil
import subprocess
import sys

from running import Aval

aval = Aval(sys.argv[1])
source = sys.argv[2]
data = os.path.join(source, "tests/data/table/parquet")
places = [os.environ.get("AVAL_DUCKDB", ""), os.path.join(source, "build/duckdb/libduckdb.so"), "/usr/local/lib/libduckdb.so",
          os.path.expanduser("~/.local/share/aval/libduckdb.so")]
library = next((place for place in places if os.path.isfile(place)), None)
if not library:
    print("skipped: libduckdb.so is not there (audit/install-duckdb)")
    sys.exit(77)
# A library in the working folder, and one that LD_LIBRARY_PATH leads to, are never loaded.
open("libduckdb.so", "w").write("not a library")


def run(*arguments, duckdb=library, **options):
    environment = dict(os.environ, HOME=os.getcwd(), **options)
    environment.pop("AVAL_DUCKDB", None)
    if duckdb:
        environment["AVAL_DUCKDB"] = duckdb
    done = subprocess.run([aval.binary, "--lang", "en", *arguments], capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode >= 0, (arguments, done.returncode, done.stderr)
    return done


def table_of(name):
    done = run("table", name)
    assert done.returncode == 0, (name, done.returncode, done.stderr)
    return list(csv.reader(io.StringIO(done.stdout)))


def types_of(name):
    """The types of the columns, told by the library itself."""
    duck = ctypes.CDLL(library)
    database, connection, result = ctypes.c_void_p(), ctypes.c_void_p(), (ctypes.c_uint64 * 6)()
    assert duck.duckdb_open(None, ctypes.byref(database)) == 0 and duck.duckdb_connect(database, ctypes.byref(connection)) == 0
    assert duck.duckdb_query(connection, f"DESCRIBE SELECT * FROM read_parquet('{name}')".encode(), ctypes.byref(result)) == 0
    duck.duckdb_value_varchar.restype = ctypes.c_char_p
    duck.duckdb_row_count.restype = ctypes.c_uint64
    cell = lambda column, row: duck.duckdb_value_varchar(ctypes.byref(result), ctypes.c_uint64(column), ctypes.c_uint64(row)).decode()  # noqa: E731
    return {cell(0, row): cell(1, row) for row in range(duck.duckdb_row_count(ctypes.byref(result)))}


# Whatever the compression, the same cells: big integers, days, empty apart from null, fields of structures, lists.
expected = [
    ["id", "nom", "prenom", "naissance", "code_postal", "telephone", "actif", "montant", "part", "photo", "vu", "mots", "adresse.rue", "adresse.lieu.ville",
     "adresse.lieu.x", "parents", "options"],
    ["1", "Abgrallou", "Yann", "2015-03-07", "01000", "0639980101", "true", "12.50", "0.1", "", "2026-01-02 03:04:05+00", '["a","b \\"c\\""]', "1 rue des Lilas",
     "Brest", "1.5", '[{"nom":"Kerbrazou","age":40}]', '{"menu":"x"}'],
    ["2", "Kerbrazou", "", "", "29000", "", "false", "0.00", "1e+21", "", "", "[]", "", "", "", "", "{}"],
    ["9007199254740993", "Élo日本🏛️", "", "2014-12-31", "75011", "0639980102", "", "-3.10", "nan", "", "", "", "", "", "", "[]", ""]]
for codec in ("snappy", "zstd", "gzip", "none"):
    got = table_of(os.path.join(data, f"imbrique-{codec}.parquet"))
    assert got == expected, (codec, [(a, b) for a, b in zip(got, expected) if a != b])
done = run("scan", os.path.join(data, "imbrique-zstd.parquet"), "--format", "json")
assert done.returncode == 0, done.stderr
report = json.loads(done.stdout)["sources"][0]
columns = {column["name"]: column for column in report["tables"][0]["columns"]}
assert report["format"] == "parquet" and columns["nom"]["type"] == "last_name" and columns["adresse.rue"]["filled"] == 1, columns
assert columns["prenom"]["filled"] == 1 and report["tables"][0]["repairs"]["binary_value"]["count"] == 2

# Geometries, by what GeoParquet says of them or by their bytes alone; a picture is counted.
def make_parquet(sql):
    duck = ctypes.CDLL(library)
    database, connection, result = ctypes.c_void_p(), ctypes.c_void_p(), (ctypes.c_uint64 * 6)()
    assert duck.duckdb_open(None, ctypes.byref(database)) == 0 and duck.duckdb_connect(database, ctypes.byref(connection)) == 0
    assert duck.duckdb_query(connection, sql.encode(), ctypes.byref(result)) == 0, sql


point = "0101000000D7A3703DBAE8234114AE4751782D5A41"  # 652381.12 6862305.27
picture = "89504E470D0A1A0A" + "00" * 40
for name, more in (("dit.parquet", ", KV_METADATA {geo: '" + json.dumps({"version": "1.1.0", "primary_column": "geom", "columns": {"geom": {
        "encoding": "WKB", "geometry_types": ["Point"], "crs": {"id": {"authority": "EPSG", "code": 2154}}}}}) + "'}"), ("tu.parquet", "")):
    make_parquet(f"COPY (SELECT i AS code, unhex('{point}') AS geom, unhex('{picture}') AS photo FROM range(9) t(i)) TO '{name}' (FORMAT PARQUET{more})")
    assert table_of(name)[1] == ["0", "652381.12,6862305.27", ""], table_of(name)
    told = run("scan", name).stdout
    assert ("system EPSG:2154" if more else "system presumed EPSG:2154") in told, told
    assert json.loads(run("scan", name, "--format", "json").stdout)["sources"][0]["tables"][0]["repairs"]["binary_value"]["count"] == 9

# The same table as CSV.
names = ["Quimperlec", "Abgrallou", "Kerbrazou", "Lannuzel"]
with open("liste.csv", "w", encoding="utf-8") as file:
    file.write("code,nom,naissance,telephone\n")
    for row in range(2400):
        file.write("%05d,%s,%s,07%08d\n" % (row * 37, names[row % 4], datetime.date(1950 + row % 50, 3, 1 + row % 28), 31223344 + row * 1013))


def summary(name, first_row):
    [table] = json.loads(run("scan", name, "--format", "json").stdout)["sources"][0]["tables"]
    return (table["rows"], table["grain"], [(c["name"], c["type"], c["gdpr"], c["filled"], c["distinct"]) for c in table["columns"]],
            [(f["rule"], f["columns"], f["rows"], [r - first_row for r in f["first_rows"]]) for f in table["findings"]], table["risk"]["k"])


listed = os.path.join(data, "liste.parquet")
assert summary("liste.csv", 2) == summary(listed, 1), (summary("liste.csv", 2), summary(listed, 1))
assert run("scan", listed, "--threads", "1").stdout == run("scan", listed, "--threads", "4").stdout

# Names that the library would take for a pattern or for columns; a name that says otherwise; a member of an archive.
for name in ("annee=2026/liste [1].parquet", "a*?b'c\"d.parquet", "liste.csv.parquet", "liste.txt"):
    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
    shutil.copy(listed, name)
    assert len(table_of(name)) == 2401 and len(table_of(name)[0]) == 4, name
shutil.copy(os.path.join(data, "imbrique-zstd.parquet"), "annee=2026/liste 1.parquet")
assert len(table_of("annee=2026/liste [1].parquet")) == 2401
subprocess.run(["gzip", "-k", "liste.txt"], check=True)
assert len(table_of("liste.txt.gz")) == 2401
before = sorted(os.listdir("."))

# Cut short or damaged anywhere: an error or an incomplete reading, never a clean report nor a crash.
whole = open(listed, "rb").read()
for end in (4, 11, 12, 1000, len(whole) - 1, len(whole) - 9):
    open("coupe.parquet", "wb").write(whole[:end])
    done = run("scan", "coupe.parquet")
    assert done.returncode == 2 and "cut short, damaged or encrypted" in done.stderr and "SELECT" not in done.stderr, (end, done.returncode, done.stderr)
generator = random.Random(7)
for attempt in range(40):
    damaged = bytearray(whole)
    for _ in range(8):
        damaged[generator.randrange(4, len(damaged))] = generator.randrange(256)
    open("abime.parquet", "wb").write(damaged)
    done = run("scan", "abime.parquet", "--format", "json")
    assert done.returncode in (0, 2, 3), (attempt, done.returncode, done.stderr)
    assert not any(name in done.stderr for name in names), done.stderr
open("coupe.parquet", "wb").write(b"PARE" + whole[4:])
assert "encrypted Parquet" in run("scan", "coupe.parquet").stderr

# What pseudonymize writes as Parquet is what it writes as CSV, whatever a cell holds; what is kept of a Parquet file keeps its types; one file, the same
# bytes whatever the threads.
tricky = [["note", "Note", "vide", "suite, \"x\""], ["a,b", "NULL", "", "ligne\nsuivante"], ["\"", "", "", "  x  "], ["'", "null", "", "=1+1"],
          ["é" * 100000, "0012", "", "\r\n"], ["", "", "", ""]]
for name, rows in (("pieges.csv", tricky), ("une.csv", [["montant"], ["12"], [""], ["15"], ["7"]])):
    with open(name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    with open("plan.json", "w", encoding="utf-8") as file:
        json.dump({"schema": "aval.plan/1", "domain": "essai", "columns": [{"column": cell, "operator": "keep"} for cell in rows[0]]}, file)
    for output in ("sortie.csv", "sortie.parquet"):
        done = run("pseudonymize", name, "--plan", "plan.json", "--output", output)
        assert done.returncode == 0, (name, output, done.stderr)
    assert table_of("sortie.parquet")[1:] == table_of("sortie.csv")[1:], (name, table_of("sortie.parquet"), table_of("sortie.csv"))
    assert os.stat("sortie.parquet").st_mode & 0o777 == 0o600
kept = [name for name in expected[0] if name != "photo"]
with open("plan.json", "w", encoding="utf-8") as file:
    json.dump({"schema": "aval.plan/1", "domain": "essai", "columns": [
        {"column": "nom", "operator": "mask"}, {"column": "photo", "operator": "suppress"},
        *({"column": name, "operator": "keep"} for name in kept if name != "nom")]}, file)
for threads in ("1", "2"):
    done = run("pseudonymize", os.path.join(data, "imbrique-zstd.parquet"), "--plan", "plan.json", "--output", f"types{threads}.parquet", "--threads", threads)
    assert done.returncode == 0, done.stderr
assert open("types1.parquet", "rb").read() == open("types2.parquet", "rb").read()
got = table_of("types1.parquet")
types = types_of("types1.parquet")
assert types["id"] == "BIGINT" and types["montant"] == "DECIMAL(8,2)" and types["actif"] == "BOOLEAN" and types["naissance"] == "DATE", types
assert types["nom"] == "VARCHAR" and types["vu"] == "TIMESTAMP WITH TIME ZONE" and types["parents"] == "VARCHAR", types
for name in kept:
    if name != "nom":
        at, from_column = got[0].index(name), expected[0].index(name)
        assert [row[at] for row in got[1:]] == [row[from_column] for row in expected[1:]], name
done = run("pseudonymize", "une.csv", "--plan", "plan.json", "--output", "rien.parquet", duckdb="/absent/libduckdb.so")
assert done.returncode == 2 and not os.path.exists("rien.parquet"), done.stderr
# The same for anonymize: the rows of the CSV, kept columns with their types, generalized ones as text.
for name, quasi, kept in (("pieges.csv", "#1", ["#2", "#3", "#4"]), (os.path.join(data, "imbrique-zstd.parquet"), "code_postal", None)):
    columns = ["--quasi", quasi, "--keep", ",".join(kept)] if kept else ["--quasi", quasi, "--drop", ",".join(
        column for column in expected[0] if column not in (quasi, "id", "actif", "montant")), "--keep", "id,actif,montant"]
    for output in ("anonyme.csv", "anonyme.parquet"):
        done = run("anonymize", name, *columns, "--k", "2", "--hierarchy", f"{quasi}=none", "--output", output)
        assert done.returncode == 0, (name, output, done.stderr)
    assert table_of("anonyme.parquet")[1:] == table_of("anonyme.csv")[1:], name
    assert os.stat("anonyme.parquet").st_mode & 0o777 == 0o600
types = types_of("anonyme.parquet")
assert types == {"id": "BIGINT", "code_postal": "VARCHAR", "actif": "BOOLEAN", "montant": "DECIMAL(8,2)"}, types
for name in ("anonyme.csv", "anonyme.parquet", "pieges.csv", "une.csv", "plan.json", "sortie.csv", "sortie.parquet", "types1.parquet", "types2.parquet"):
    os.remove(name)

# The library is named, or told how to get; nothing of the working folder is loaded.
done = run("scan", listed, duckdb="", LD_LIBRARY_PATH=os.getcwd())
if not os.path.isfile("/usr/local/lib/libduckdb.so"):
    assert done.returncode == 2 and "audit/install-duckdb" in done.stderr, done.stderr
done = run("scan", listed, duckdb="libduckdb.so")
assert done.returncode == 2 and "absolute path" in done.stderr, done.stderr
done = run("scan", listed, duckdb=os.path.abspath("libduckdb.so"))
assert done.returncode == 2 and "cannot be loaded" in done.stderr, done.stderr
assert sorted(set(os.listdir(".")) - {"coupe.parquet", "abime.parquet"}) == before, "nothing is left beside"
