"""Parts of a source scanned apart, then merged, give the report of the whole, byte for byte; parts that do not belong together are told.
usage: merge_test.py BINARY SOURCE_FOLDER"""
import difflib
import gzip
import json
import os
import pathlib
import random
import stat
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval  # noqa: E402

aval = Aval(sys.argv[1])
source = pathlib.Path(sys.argv[2])
draw = random.Random(7)
NAMES = ["Martin", "Bernard", "Petit", "Durand", "Leroy", "Moreau", "Simon", "Laurent", "Michel", "Garcia"]
FIRST = ["Camille", "Louis", "Jeanne", "Paul", "Lou", "Emma", "Jules", "Alice", "Hugo", "Chloé"]
TOWNS = ["Lyon", "Évry", "Saint-Étienne", "Villeurbanne", "Bron"]


def nir(sex, year, month):
    body = f"{sex}{year % 100:02d}{month:02d}69{draw.randrange(1, 400):03d}{draw.randrange(1, 900):03d}"
    return body + f"{97 - int(body) % 97:02d}"


def persons(rows, separator=";"):
    lines = [separator.join(("num", "nom", "prenom", "date_naissance", "sexe", "nir", "ville", "date_debut", "date_fin", "remarque"))]
    for i in range(rows):
        year, month, day, man = draw.randrange(1930, 2010), draw.randrange(1, 13), draw.randrange(1, 29), draw.randrange(2)
        start, end = draw.randrange(2000, 2024), draw.randrange(2000, 2026)
        note = draw.choice(["", "", "à rappeler", '"suivi par Mme Durand\nle 3 mai ; ""urgent"""', "tél. 06 12 34 56 78"])
        cells = [str(i), draw.choice(NAMES), draw.choice(FIRST), f"{day:02d}/{month:02d}/{year}", "HF"[1 - man],
                 nir(1 if man else 2, year, month) if draw.random() < 0.8 else "", draw.choice(TOWNS), f"01/02/{start}", f"01/02/{end}", note]
        lines.append(separator.join(cells[:-1] if draw.random() < 0.01 else cells))
        if draw.random() < 0.02:
            lines.append(lines[-1].upper())
    return "\n".join(lines) + "\n"


def counts(rows):
    lines = ["commune,code_insee,annee,population,latitude,longitude"]
    lines += [f'"{draw.choice(TOWNS)}, {i}",{10000 + i % 900},{2000 + i % 25},{draw.randrange(90000000)},{45 + draw.random():.5f},4.8'
              for i in range(rows)]
    return "\r\n".join(lines) + "\r\n"


def make(name, text, encoding="utf-8"):
    pathlib.Path(name).write_bytes(text.encode(encoding))
    return name


def report(command, *arguments, form="json"):
    out = f"out.{form}"
    done = aval.run(command, *arguments, "--format", form, "--output", out)
    return done.returncode, pathlib.Path(out).read_bytes(), done.stderr


def parts_of(file, count, *more):
    parts = []
    for index in range(1, count + 1):
        parts.append(f"{index}-{count}.part")
        aval.ok("scan", file, "--part", f"{index}/{count}", "--partial", parts[-1], *more)
    return parts


def same_as_whole(file, numbers, *more):
    whole = {form: report("scan", file, "--no-cross-checks", *more, form=form) for form in ("json", "html")}
    for count in numbers:
        parts = parts_of(file, count, *more)
        draw.shuffle(parts)
        for form, expected in whole.items():
            assert report("merge", *parts, form=form) == expected, (file, count, form)
    return json.loads(whole["json"][1])


files = [make("persons.csv", persons(400)), make("wide.csv", persons(60), "utf-16"), make("latin.csv", persons(90), "cp1252"),
         make("tabs.tsv", persons(50, "\t")), make("counts.csv", counts(300)), make("tiny.csv", "nom;prenom\nMartin;Lou\n"),
         make("header.csv", "nom;prenom;ville\n"),
         make("titled.csv", "Liste tenue par Mme Jeanne Durand, jeanne.durand@orange.fr\n\n" + persons(20)),
         make("bare.csv", "\n".join(persons(30).split("\n")[1:])),
         make("quotes.csv", 'nom;ville\n"Mar"tin;Lyon\nDurand;"Bron\nPetit;Évry\n' * 20),
         make("stacked.csv", "nom;ville;age\nMartin;Lyon;31\nDurand;Bron;42\nPetit;Lyon;7\n\n\ncommune;annee;total\nLyon;2020;5\n"
              "Bron;2021;6\nÉvry;2022;9\n")]
pathlib.Path("packed.csv.gz").write_bytes(gzip.compress(persons(300).encode()))
files.append("packed.csv.gz")
for file in files:
    same_as_whole(file, (1, 2, 3, 7))
whole = same_as_whole("persons.csv", (3,), "--delimiter", ";", "--threads", "1")["sources"][0]["tables"][0]
assert whole["risk"]["unique_rows"] is not None and whole["quality"]["duplicate_rows"] == 0, whole["risk"]
# What binds columns takes one more reading of the rows: told as not measured, never as sound.
rules = [measure for measure in whole["quality"]["measures"] if measure["key"] == "rules"]
assert rules and all(measure["value"] is None for measure in rules), whole["quality"]["measures"]
read = [measure for measure in json.loads(report("scan", "persons.csv")[1])["sources"][0]["tables"][0]["quality"]["measures"]
        if measure["key"] == "rules"]
assert read and all(measure["value"] is not None for measure in read), read

# Long enough for estimated counts of distinct values, and for several batches a part.
big = same_as_whole(make("big.csv", counts(120000)), (2, 3))["sources"][0]["tables"][0]
assert big["rows"] == 120000 and big["columns"][0]["distinct"] > 65536
assert report("scan", "big.csv", "--memory", "1K") == report("scan", "big.csv", "--memory", "0")
same_as_whole(make("people.csv", persons(25000)), (1, 7))  # parts of more and of fewer cells than all columns are kept of

for folder in ("docs/examples", "tests/data"):
    for path in sorted((source / folder).rglob("*.csv")):
        if path.stat().st_size < 200000 and aval.run("scan", str(path)).returncode != 2:
            kind = json.loads(report("scan", str(path))[1])["sources"][0]["format"]
            if kind in ("csv", "tsv", "txt"):
                same_as_whole(str(path), (3,))

# A part tells no value: neither in its readable line nor, without the key, in the rest.
first = parts_of("persons.csv", 2)[0]
content = pathlib.Path(first).read_bytes()
header = json.loads(content.split(b"\n")[0])
assert header["schema"] == "aval.partial/1" and header["part"] == {"index": 1, "count": 2}, header
for value in ("Martin", "Camille", "Villeurbanne", "date_naissance", "urgent"):
    assert value.encode() not in content, value
for name in (first, "aval-partial.key"):
    assert stat.S_IMODE(os.stat(name).st_mode) == 0o600, name
aval.ok("scan", "persons.csv", "--part", "1/2", "--partial", "again.part", "--threads", "1")
assert pathlib.Path("again.part").read_bytes() == content  # whatever the threads

# Files of their own, below the same header, stand for one source.
head, *records = [line for line in persons(90).replace('"suivi par Mme Durand\nle 3 mai ; ""urgent"""', "vu").split("\n") if line]
make("all.csv", "\n".join([head, *records]) + "\n")
for index, rows in enumerate((records[:30], records[30:60], records[60:])):
    make(f"year{index}.csv", "\n".join([head, *rows]) + "\n")
    aval.ok("scan", f"year{index}.csv", "--partial", f"year{index}.part")
expected = json.loads(report("scan", "all.csv", "--no-cross-checks")[1])
merged = json.loads(report("merge", "year0.part", "year1.part", "year2.part", "--name", "all.csv")[1])
for document in (expected, merged):
    for key in ("bytes", "sha256"):
        del document["sources"][0][key]
    del document["sources"][0]["tables"][0]["dialect"]["delimiter_margin"]  # that of the start of the first file
assert merged == expected, [line for line in difflib.unified_diff(*(json.dumps(d, indent=1).split("\n") for d in (expected, merged)))]

# What does not belong together.
def refused(words, *arguments):
    message = aval.fails(2, *arguments)
    assert words in message, (words, message)


two, three = parts_of("persons.csv", 2), parts_of("persons.csv", 3)
refused("2/2 of this source are missing", "merge", two[0])
refused("given twice", "merge", two[0], two[1], two[0])
refused("the number of parts", "merge", two[0], three[1])
other = parts_of("counts.csv", 2)
two = parts_of("persons.csv", 2)
aval.ok("scan", "counts.csv", "--part", "2/2", "--partial", "other.part")
refused("the source (its digest)", "merge", two[0], "other.part")
aval.ok("scan", "counts.csv", "--partial", "counts.part")
refused("its columns are not those", "merge", "year0.part", "counts.part")
refused("is given twice", "merge", "year0.part", "year0.part")
aval.ok("scan", "persons.csv", "--part", "2/2", "--partial", "comma.part", "--delimiter", ";")
refused("the reading options", "merge", two[0], "comma.part")
os.mkdir("pack")
damaged = bytearray(pathlib.Path(two[0]).read_bytes())
damaged[-20] ^= 1
pathlib.Path("damaged.part").write_bytes(damaged)
refused("damaged partial profile", "merge", "damaged.part", two[1])
pathlib.Path("short.part").write_bytes(damaged[:-500])
refused("damaged partial profile", "merge", "short.part", two[1])
refused("no partial profile", "merge", "persons.csv")
aval.ok("scan", "persons.csv", "--part", "1/2", "--partial", "keyed.part", "--key-file", "pack/key")
refused("another key", "merge", "keyed.part", two[1])
later = dict(json.loads(content.split(b"\n")[0]), schema="aval.partial/2")
pathlib.Path("later.part").write_bytes(json.dumps(later).encode() + b"\n")
refused("not of the format aval.partial/1", "merge", "later.part")
os.environ["AVAL_TODAY"] = "2026-11-25"
aval.ok("scan", "persons.csv", "--part", "2/2", "--partial", "tomorrow.part")
os.environ["AVAL_TODAY"] = "2026-11-24"
refused("the day", "merge", two[0], "tomorrow.part")
for part in ("0/2", "3/2", "2", "a/b", "1/99999"):
    refused("a part is written I/N", "scan", "persons.csv", "--part", part, "--partial", "x.part")
make("list.json", json.dumps([{"nom": "Martin"}]))
refused("is of format json", "scan", "list.json", "--part", "1/2", "--partial", "x.part")
assert aval.run("scan", "persons.csv", "--part", "1/2").returncode == 2
assert aval.run("scan", "persons.csv", "--partial", "x.part", "--sample", "5").returncode == 2
refused("name one file only", "scan", "persons.csv", "counts.csv", "--partial", "x.part")
assert not os.path.exists("x.part")
