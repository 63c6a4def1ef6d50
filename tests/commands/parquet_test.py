"""aval reads Parquet through DuckDB's library: nested fields as dotted columns, lists as JSON, dictionaries, every usual compression; the findings of the
same table as CSV; a truncated or hostile file is a clear error; without the library the error names the command that gives it."""
import csv
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

# The library is named, or told how to get; nothing of the working folder is loaded.
done = run("scan", listed, duckdb="", LD_LIBRARY_PATH=os.getcwd())
if not os.path.isfile("/usr/local/lib/libduckdb.so"):
    assert done.returncode == 2 and "audit/install-duckdb" in done.stderr, done.stderr
done = run("scan", listed, duckdb="libduckdb.so")
assert done.returncode == 2 and "absolute path" in done.stderr, done.stderr
done = run("scan", listed, duckdb=os.path.abspath("libduckdb.so"))
assert done.returncode == 2 and "cannot be loaded" in done.stderr, done.stderr
assert sorted(set(os.listdir(".")) - {"coupe.parquet", "abime.parquet"}) == before, "nothing is left beside"
