"""anonymize --method table: every small table that agrees with what is published is made, one by one; each hidden cell that the rule names
takes values as far apart as the rule asks, and totals are right. usage: protected_table_test.py BINARY SOURCE"""
import csv
import hashlib
import itertools
import json
import os
import random
import sys
from collections import Counter, defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval  # noqa: E402

aval = Aval(sys.argv[1])
draw = random.Random(17)


def write_rows(header, rows):
    with open("source.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def published(path="table.csv"):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return {tuple(row[:-1]): None if row[-1] == "s" else int(row[-1]) for row in rows[1:]}


def tables_that_agree(cells, categories, most):
    """Inner tables of whole numbers from 0 whose every total agrees with the published cells: the values each cell takes."""
    inner = list(itertools.product(*categories))
    known = {key: value for key, value in cells.items() if value is not None}
    members = {key: [at for at in inner if all(k in ("Total", a) for k, a in zip(key, at))] for key in cells}
    last_of = {key: max(inner.index(at) for at in group) for key, group in members.items()}
    values, seen = {}, defaultdict(set)

    def fill(i):
        if i == len(inner):
            for key in cells:
                seen[key].add(sum(values[at] for at in members[key]))
            return
        at = inner[i]
        closing = [key for key in known if last_of[key] == i and len(members[key]) > 1]
        choices = [known[at]] if at in known else range(most + 1)
        if closing and at not in known:
            key = closing[0]
            left = known[key] - sum(values[other] for other in members[key] if other != at)
            choices = [left] if left >= 0 else []
        for value in choices:
            values[at] = value
            if all(sum(values[other] for other in members[key]) == known[key] for key in closing):
                fill(i + 1)
        values.pop(at, None)

    fill(0)
    return seen


# Counts: the true table, and every other that agrees with what is told.
protected = 0
for sizes, k in (((2, 3), 3), ((3, 3), 3), ((3, 3), 4), ((3, 4), 3), ((2, 2, 2), 3), ((4,), 4)) * 4:
    names = ["commune", "sexe", "tranche"][:len(sizes)]
    rows = []
    for at in itertools.product(*(range(size) for size in sizes)):
        rows += [[f"{name} {a}" for name, a in zip("xyz", at)]] * draw.choice([0, 1, 2, 4, 5, 6, 7])
    if any(len({row[d] for row in rows}) < sizes[d] for d in range(len(sizes))):
        continue
    draw.shuffle(rows)
    write_rows([*names, "numero"], [[*row, i] for i, row in enumerate(rows)])
    done = aval.run("anonymize", "source.csv", "--method", "table", "--quasi", ",".join(names), "--k", str(k), "--output", "table.csv", "--report", "r.json")
    assert done.returncode == 0, done.stderr
    cells, report = published(), json.load(open("r.json", encoding="utf-8"))
    categories = [sorted({row[d] for row in rows}) for d in range(len(sizes))]
    true = Counter()
    for row in rows:
        for totals in itertools.product((False, True), repeat=len(sizes)):
            true[tuple("Total" if total else value for total, value in zip(totals, row))] += 1
    assert set(cells) == set(itertools.product(*([*values, "Total"] for values in categories)))
    for key, value in cells.items():
        assert value is None or value == true[key], key
        assert value is None or value == 0 or value >= k, "a small count was told"
    small = [key for key in cells if 0 < true[key] < k]
    hidden = sum(value is None for value in cells.values())
    assert report["cells"] == {"all": len(cells), "published": len(cells) - hidden, "primary": len(small), "secondary": hidden - len(small)}
    seen = tables_that_agree(cells, categories, 16) if hidden <= 9 else {}
    for key in small if seen else []:
        assert true[key] in seen[key] and max(seen[key]) - min(seen[key]) >= k - 1, (key, seen[key])
        protected += 1
    assert report["output"]["sha256"] == hashlib.sha256(open("table.csv", "rb").read()).hexdigest()
    os.remove("table.csv")
assert protected > 20, protected

# Amounts: a cell of two units, one that a single unit dominates; each may be as large as the rule asks, in a table that agrees.
rows = [["a", "x", u, n] for u, n in (("u1", "60"), ("u2", "20"), ("u3", "20"))] + [["a", "y", u, n] for u, n in (("u1", "90"), ("u2", "5"), ("u3", "5"))]
rows += [["b", "x", u, "30"] for u in ("u4", "u5", "u6", "u7")] + [["b", "y", u, "40"] for u in ("u4", "u5", "u6")]
rows += [["c", "x", u, "25,50"] for u in ("u8", "u9", "u7", "u1")] + [["c", "y", u, "50"] for u in ("u8", "u9", "u7")] + [["c", "y", "u1", ""]]
write_rows(["zone", "secteur", "entreprise", "montant"], rows)
ask = ["anonymize", "source.csv", "--method", "table", "--quasi", "zone,secteur", "--sum", "montant", "--unit", "entreprise", "--output", "table.csv"]
report = json.loads(aval.ok(*ask, "--format", "json"))
assert report["rows"] == {"read": len(rows), "left_out": 1, "skipped": 0} and report["cells"]["primary"] == 1 and report["cells"]["secondary"] == 3, report
with open("table.csv", encoding="utf-8", newline="") as file:
    told = {tuple(row[:2]): row[2] for row in list(csv.reader(file))[1:]}
assert told["a", "y"] == "s" and told["Total", "Total"] == "692,00" and told["a", "Total"] == "200,00", told
assert sum(value == "s" for value in told.values()) == 4
assert json.loads(aval.ok(*ask, "--format", "json", "--cell-share", "0.95"))["cells"]["primary"] == 0
for place in ("out.csv", "out.xlsx"):
    aval.ok(*ask[:-1], place)
assert open("out.csv", "rb").read() != b"" and "90" not in open("out.csv", encoding="utf-8").read()

# What does not go with a table; an amount below 0.
write_rows(["commune", "montant"], [["x", "-5"], ["y", "7"]])
for more in (["--sum", "montant"], ["--sensitive", "montant"], ["--unit", "montant"]):
    aval.fails(2, "anonymize", "source.csv", "--method", "table", "--quasi", "commune", *more, "--output", "refused.csv")
aval.fails(2, "anonymize", "source.csv", "--sum", "montant", "--quasi", "commune", "--output", "refused.csv")
aval.fails(2, "anonymize", "source.csv", "--method", "table", "--output", "refused.csv")
assert not os.path.exists("refused.csv")
