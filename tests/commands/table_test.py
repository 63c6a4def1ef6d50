"""aval table writes what was read as plain CSV: Python's own reader finds the same cells, a scan of it the same columns and findings,
formulas are harmless, and a source of several tables asks which one."""
import csv
import json
import os
import sys

from running import Aval

aval = Aval(sys.argv[1])
source = sys.argv[2]
data = os.path.join(source, "tests/data/table")


def summary(name):
    done = aval.run("scan", name, "--format", "json")
    assert done.returncode in (0, 3), (name, done.stderr)
    [table] = json.loads(done.stdout)["sources"][0]["tables"]
    columns = [(c["name"], c["type"], c["gdpr"], c["filled"], c["distinct"]) for c in table["columns"]]
    return table["rows"], table["grain"], columns, [(f["rule"], f["columns"], f["rows"]) for f in table["findings"] if f["columns"]]


def rows_of(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


people = [["nom", "téléphone", "remarque"]] + [
    ["Quimperlec %d" % row, "+33 7 31 22 33 %02d" % row, ["=1+2", "a;b", 'dit "oui"', "deux\nlignes", " espace ", "-", "'=3", "", "-12,5", "@x"][row % 10]]
    for row in range(30)]
with open("liste.csv", "w", encoding="cp1252", newline="") as file:
    csv.writer(file, delimiter=";").writerows(people)

told = aval.ok("table", "liste.csv", "--output", "relue.csv")
assert "30 rows, 3 columns." in told and "apostrophe" in told and "windows-1252" in told, told
written = rows_of("relue.csv")
assert written[0] == people[0]
for row, (ours, theirs) in enumerate(zip(written[1:], people[1:])):
    assert ours[0] == theirs[0] and ours[1] == "'" + theirs[1], (ours, theirs)
    harmless = theirs[2] in ("a;b", 'dit "oui"', "deux\nlignes", " espace ", "", "-12,5")
    # An apostrophe that stood there before a formula counts as a guard: it is read without.
    assert ours[2] == (theirs[2] if harmless else "'" + theirs[2].lstrip("'")), (ours, theirs)
assert os.stat("relue.csv").st_mode & 0o77 == 0
assert summary("relue.csv") == summary("liste.csv"), (summary("relue.csv"), summary("liste.csv"))
assert "phone" in [column[1] for column in summary("liste.csv")[2]]
aval.ok("table", "relue.csv", "--output", "encore.csv")
assert open("encore.csv", "rb").read() == open("relue.csv", "rb").read()

# To standard output, with what is told on standard error.
done = aval.run("table", "liste.csv")
assert done.returncode == 0 and done.stdout == open("relue.csv", encoding="utf-8", newline="").read().replace("\r\n", "\n"), done.stdout
assert "30 rows" in done.stderr

corpus = os.path.join(source, "tests/data/corpus/files")
small = [os.path.join(corpus, name) for name in sorted(os.listdir(corpus)) if name.endswith(".csv") and os.path.getsize(os.path.join(corpus, name)) < 40000]
assert len(small) > 5
for path in small + [os.path.join(data, name) for name in (
        "single.json", "array.json", "points.geojson", "titles.csv", "ragged.csv", "stray_quotes.csv", "latin1.csv",
        "utf16.csv", "no_header.csv", "two_headers.csv", "formats.xlsx", "prefixed.xlsx", "backslash.csv", "sep.csv")]:
    aval.ok("table", path, "--output", "table.csv")
    rows, grain, columns, findings = summary(path)
    again = summary("table.csv")
    assert (again[0], again[1], [c[1:] for c in again[2]], again[3]) == (rows, grain, [c[1:] for c in columns], findings), (path, columns, again)

# Several tables: the one named, or an error that lists them.
assert "Inscrits" in aval.fails(2, "table", os.path.join(data, "openpyxl.xlsx"), "--output", "x.csv")
assert not os.path.exists("x.csv")
aval.ok("table", os.path.join(data, "openpyxl.xlsx"), "--table", "Inscrits", "--output", "inscrits.csv")
assert rows_of("inscrits.csv")[:2] == [["id", "nom", "ville", "code", "date"], ["1", "Durand", "Lyon", "00123", "2020-01-31"]]

# Never over the source, never half a file, and what could not be read is told.
os.link("liste.csv", "lien.csv")
assert "another name" in aval.fails(2, "table", "liste.csv", "--output", "lien.csv")
assert aval.run("table", "absent.csv", "--output", "y.csv").returncode == 2 and not os.path.exists("y.csv")
aval.fails(3, "table", os.path.join(data, "broken.json"), "--output", "broken.csv")
