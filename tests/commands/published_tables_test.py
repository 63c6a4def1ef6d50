"""risk --cells: hidden cells that totals and a second table give away are found, none that is not; every possible table is the judge.
usage: published_tables_test.py BINARY SOURCE"""
import csv
import itertools
import json
import os
import random
import sys
from collections import Counter

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval  # noqa: E402

aval = Aval(sys.argv[1])
draw = random.Random(5)


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def audit(*arguments):
    return json.loads(aval.ok("risk", *arguments, "--cells", "effectif", "--format", "json"))


# One hidden cell of a line is the total less the others; two of them are not; a second table tells one, and so the other.
write("un.csv", ["commune", "sexe", "effectif"], [["A", "F", "s"], ["A", "H", "20"], ["A", "Total", "25"], ["B", "F", "30"], ["B", "H", "s"], ["B", "Total", "s"],
                                                  ["Total", "F", "35"], ["Total", "H", "s"], ["Total", "Total", "s"]])
one = audit("un.csv")["tables"][0]
assert (one["hidden"], one["computed"]["cells"], one["computed"]["first_rows"]) == (5, 1, [2]), one
write("deux.csv", ["sexe", "effectif"], [["F", "35"], ["H", "60"], ["Total", "95"]])
both = audit("un.csv", "--with", "deux.csv")
first = both["tables"][0]
assert first["told_by_other"]["first_rows"] == [9, 10] and first["computed"]["first_rows"] == [2, 6, 7], both
assert "computed again exactly" in aval.ok("risk", "un.csv", "--with", "deux.csv", "--cells", "effectif")
write("faux.csv", ["sexe", "effectif"], [["F", "36"], ["H", "60"], ["Total", "96"]])
assert "contradict" in aval.fails(2, "risk", "un.csv", "--with", "faux.csv", "--cells", "effectif")
for wrong in (["--cells", "absente"], ["--cells", "sexe"], ["--with", "deux.csv"], ["--cells", "effectif", "--format", "html"]):
    aval.fails(2, "risk", "un.csv", *wrong)

# Random tables, with their margins published apart in a second one: what is told to be computed has one value in every table of whole
# numbers that agrees, and what one value only by equations is told.
SIZES = (3, 3)
KEYS = list(itertools.product(*(["a", "b", "c", "Total"],) * 2))
INNER = [key for key in KEYS if "Total" not in key]


def total(values, key):
    return sum(values[at] for at in INNER if all(k in ("Total", a) for k, a in zip(key, at)))


def possible(known):
    """The values of every cell in every table that agrees with `known`."""
    seen, values = {key: set() for key in KEYS}, {}

    def fill(i):
        if i == len(INNER):
            if all(total(values, key) == value for key, value in known.items()):
                for key in KEYS:
                    seen[key].add(total(values, key))
            return
        at = INNER[i]
        for value in [known[at]] if at in known else range(6):
            values[at] = value
            rows_done = at[1] != "c" or (at[0], "Total") not in known or sum(values[at[0], c] for c in "abc") == known[at[0], "Total"]
            if rows_done:
                fill(i + 1)

    fill(0)
    return seen


found = Counter()
for round_number in range(60):
    true = {at: draw.randrange(4) for at in INNER}
    hidden = set(draw.sample(INNER, draw.randrange(2, 6))) | set(draw.sample([key for key in KEYS if "Total" in key], draw.randrange(0, 3)))
    with_second = round_number % 2 == 1
    write("t1.csv", ["ligne", "colonne", "effectif"], [[*key, "s" if key in hidden else total(true, key)] for key in KEYS])
    write("t2.csv", ["colonne", "effectif"], [[c, total(true, ("Total", c))] for c in ("a", "b", "c", "Total")])
    known = {key: total(true, key) for key in KEYS if key not in hidden or (with_second and key[0] == "Total")}
    told = audit("t1.csv", "--threshold", "2", *(["--with", "t2.csv"] if with_second else []))["tables"][0]
    records = {row: key for row, key in enumerate(KEYS, 2)}
    computed = {records[row] for row in told["computed"]["first_rows"] + told["told_by_other"]["first_rows"]}
    seen = possible(known)
    for key in computed:
        assert seen[key] == {total(true, key)}, (key, seen[key])
    assert told["bounded"]["cells"] == 0
    found["computed"] += len(computed)
    found["safe"] += len(hidden - computed)
    # Cells that no table of numbers, negative ones too, can change: those are all told.
    for key in hidden - computed:
        found["single"] += len(seen[key]) == 1
assert found["computed"] > 30 and found["safe"] > 30 and found["single"] <= 5, found

# What anonymize publishes holds by itself.
people = [[draw.choice("abcdef"), draw.choice("xyz"), str(i)] for i in range(150)]
write("personnes.csv", ["commune", "aide", "numero"], people)
aval.ok("anonymize", "personnes.csv", "--method", "table", "--quasi", "commune,aide", "--k", "8", "--output", "tableau.csv")
table = audit("tableau.csv", "--threshold", "8")["tables"][0]
assert table["hidden"] > 0 and table["computed"]["cells"] == table["bounded"]["cells"] == table["told_by_other"]["cells"] == 0, table
