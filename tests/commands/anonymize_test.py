"""Anonymization as a person does it: columns by role, the search against every combination of levels tried in Python, thresholds counted
again on the file written, the report bound to it and read by rule PB-04, refusals. usage: anonymize_test.py BINARY SOURCE"""
import csv
import hashlib
import itertools
import json
import os
import random
import sys
from collections import Counter, defaultdict

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval, write_json  # noqa: E402

aval = Aval(sys.argv[1])
draw = random.Random(5)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_table(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# A survey; hierarchies in files so that Python knows every level.
TREES = {"tranche": {}, "quartier": {}, "metier": {}}
for n in range(40):
    TREES["tranche"][str(20 + n)] = [f"{20 + n // 5 * 5}+", f"{20 + n // 20 * 20}++"]
for n in range(12):
    TREES["quartier"][f"q{n}"] = [f"z{n // 3}", f"s{n // 6}"]
for n in range(8):
    TREES["metier"][f"m{n}"] = [f"g{n // 4}"]
QUASI = list(TREES)
people = [[str(20 + min(draw.randrange(40), draw.randrange(40))), f"q{min(draw.randrange(12), draw.randrange(12))}", f"m{draw.randrange(8)}",
           draw.choice(["asthme", "rien", "rien", "allergie"]), f"{i}"] for i in range(600)]
write_table("enquete.csv", [*QUASI, "affection", "ordre"], people)
for name, tree in TREES.items():
    with open(f"{name}.csv", "w", encoding="utf-8") as out:
        out.writelines(";".join([leaf, *levels]) + "\n" for leaf, levels in tree.items())


def loss_of_level(name, level, value):
    """Share of the leaves that cannot be told apart any more."""
    tree = TREES[name]
    if level == 0:
        return 0.0
    if level > len(tree[value]):
        return 1.0
    label = tree[value][level - 1]
    return (sum(levels[level - 1] == label for levels in tree.values()) - 1) / (len(tree) - 1)


def coarse(name, level, value):
    return value if level == 0 else "*" if level > len(TREES[name][value]) else TREES[name][value][level - 1]


def is_kept(classed, k, values):
    return len(classed) >= k and len({row[3] for row in classed}) >= values


def best_of_all(k, values, limit):
    best = None
    for node in itertools.product(*(range(len(next(iter(tree.values()))) + 2) for tree in TREES.values())):
        classes = defaultdict(list)
        for row in people:
            classes[tuple(coarse(name, node[c], row[c]) for c, name in enumerate(QUASI))].append(row)
        suppressed = sum(len(rows) for rows in classes.values() if not is_kept(rows, k, values))
        if suppressed > limit:
            continue
        cells = sum(loss_of_level(name, node[c], row[c]) for rows in classes.values() if is_kept(rows, k, values) for row in rows for c, name in enumerate(QUASI))
        loss = (cells + suppressed * len(QUASI)) / (len(people) * len(QUASI))
        best = loss if best is None else min(best, loss)
    return best


HIERARCHIES = [argument for name in QUASI for argument in ("--hierarchy", f"{name}={name}.csv")]
BASE = ["anonymize", "enquete.csv", "--quasi", ",".join(QUASI), "--sensitive", "affection", "--drop", "ordre", *HIERARCHIES]
for k, values, limit in ((11, 1, 12), (5, 2, 30), (3, 1, 0), (20, 3, 60)):
    told = aval.ok(*BASE, "--k", str(k), "--l", str(values), "--suppress", str(limit), "--output", "out.csv", "--report", "report.json")
    report = json.load(open("report.json", encoding="utf-8"))
    assert report["search"]["optimum"] == "proven" and "this is proven" in told, told
    assert abs(report["loss"]["value"] - best_of_all(k, values, limit)) < 1e-6, (k, values, limit, report["loss"])
    assert report["search"]["checked"] < report["search"]["nodes"] == 48
    written = rows_of("out.csv")
    assert list(written[0]) == [*QUASI, "affection"], "a dropped column came out"
    classes = Counter(tuple(row[name] for name in QUASI) for row in written)
    assert min(classes.values()) == report["reached"]["k"] >= k and len(classes) == report["reached"]["classes"]
    diverse = defaultdict(set)
    for row in written:
        diverse[tuple(row[name] for name in QUASI)].add(row["affection"])
    assert min(map(len, diverse.values())) == report["reached"]["sensitive"][0]["l"] >= values
    assert report["rows"] == {"read": 600, "written": len(written), "suppressed": 600 - len(written), "skipped": 0} and 600 - len(written) <= limit
    assert report["output"]["sha256"] == hashlib.sha256(open("out.csv", "rb").read()).hexdigest(), "not bound to the file"
    assert report["source"]["sha256"] == hashlib.sha256(open("enquete.csv", "rb").read()).hexdigest()
    # The levels that the report tells are those of the file.
    for column in report["columns"][:3]:
        depth = column["levels"].index(column["level"])
        assert {row[column["name"]] for row in written} <= {coarse(column["name"], depth, leaf) for leaf in TREES[column["name"]]}
    # No value of the source is told.
    for leaf in ("asthme", "allergie", "q11", "s1"):
        assert leaf not in told + json.dumps(report), leaf

# t: the distance of each class to the whole, counted again.
aval.ok(*BASE, "--k", "5", "--t", "0.15", "--suppress", "0", "--output", "out.csv", "--report", "report.json")
written, report = rows_of("out.csv"), json.load(open("report.json", encoding="utf-8"))
whole = Counter(row[3] for row in people)
classes = defaultdict(Counter)
for row in written:
    classes[tuple(row[name] for name in QUASI)][row["affection"]] += 1
farthest = max(sum(abs(values[v] / sum(values.values()) - whole[v] / 600) for v in whole) / 2 for values in classes.values())
assert abs(farthest - report["reached"]["sensitive"][0]["t_of_source"]) < 1e-9 and farthest <= 0.15 + 1e-9, farthest

# The same by a hierarchy of the sensitive values: the flow through each edge of the tree, 1 / (2 * 3) long, and the least loss of every
# combination of levels.
AFFECTIONS = {"asthme": ["souffle", "maladie"], "allergie": ["souffle", "maladie"], "rien": ["rien", "rien"]}
write_lines = "".join(";".join([leaf, *levels]) + ";*\n" for leaf, levels in AFFECTIONS.items())
open("affection.csv", "w", encoding="utf-8").write(write_lines)


def tree_distance(rows):
    gain = {leaf: sum(row[3] == leaf for row in rows) / len(rows) - whole[leaf] / 600 for leaf in AFFECTIONS}
    flow = sum(map(abs, gain.values()))
    for level in (0, 1):
        above = Counter()
        for leaf, labels in AFFECTIONS.items():
            above[labels[level]] += gain[leaf]
        flow += sum(map(abs, above.values()))
    return flow / 6


def least_loss(k, t):
    best = None
    for node in itertools.product(*(range(len(next(iter(tree.values()))) + 2) for tree in TREES.values())):
        groups = defaultdict(list)
        for row in people:
            groups[tuple(coarse(name, node[c], row[c]) for c, name in enumerate(QUASI))].append(row)
        if all(len(rows) >= k and tree_distance(rows) <= t + 1e-9 for rows in groups.values()):
            loss = sum(loss_of_level(name, node[c], row[c]) for row in people for c, name in enumerate(QUASI)) / (600 * len(QUASI))
            best = loss if best is None else min(best, loss)
    return best


for t in (0.05, 0.1, 0.2):
    aval.ok(*BASE, "--hierarchy", "affection=affection.csv", "--k", "5", "--t", str(t), "--suppress", "0", "--output", "tree.csv", "--report", "tree.json")
    report = json.load(open("tree.json", encoding="utf-8"))
    reached = report["reached"]["sensitive"][0]
    groups = defaultdict(list)
    for row in rows_of("tree.csv"):
        groups[tuple(row[name] for name in QUASI)].append([None, None, None, row["affection"]])
    assert reached["distance"] == "hierarchical" and report["columns"][3]["hierarchy"] == "affection.csv", report
    assert abs(max(map(tree_distance, groups.values())) - reached["t_of_source"]) < 1e-9 and reached["t_of_source"] <= t + 1e-9
    assert abs(report["loss"]["value"] - least_loss(5, t)) < 1e-6, (t, report["loss"])

# Same input, same bytes; a workbook holds the same cells; a search cut short says so.
first = open("out.csv", "rb").read()
aval.ok(*BASE, "--k", "5", "--t", "0.15", "--suppress", "0", "--output", "again.csv")
assert first == open("again.csv", "rb").read()
aval.ok(*BASE, "--k", "5", "--t", "0.15", "--suppress", "0", "--output", "out.xlsx")
aval.ok("table", "out.xlsx", "--output", "read.csv")
assert rows_of("read.csv") == written
assert "loses less may exist" in aval.ok(*BASE, "--k", "11", "--most-checks", "2", "--output", "cut.csv")
assert min(Counter(tuple(row[name] for name in QUASI) for row in rows_of("cut.csv")).values()) >= 11
assert os.stat("out.csv").st_mode & 0o777 == 0o600

# Single cells wiped out lose less than whole columns; every profile, wiped cells included, is still held by k rows.
whole = json.loads(aval.ok(*BASE, "--k", "30", "--output", "out.csv", "--format", "json"))
local = json.loads(aval.ok(*BASE, "--k", "30", "--method", "local", "--output", "local.csv", "--format", "json"))
assert local["loss"]["value"] < whole["loss"]["value"] and local["search"]["optimum"] == "not_proven" and local["rows"]["suppressed"] == 0
assert min(Counter(tuple(row[name] for name in QUASI) for row in rows_of("local.csv")).values()) == local["reached"]["k"] >= 30
levels = {column["name"]: column["levels"].index(column["level"]) for column in local["columns"] if column["role"] == "quasi"}
wiped = 0
for row, source in zip(rows_of("local.csv"), people):
    for c, name in enumerate(QUASI):
        full = coarse(name, levels[name], source[c])
        assert row[name] in (full, "*"), (row[name], full)
        wiped += row[name] != full
assert wiped == local["hidden_cells"] > 0

# The hierarchies used, read back, give the same file.
os.mkdir("used")
aval.ok(*BASE, "--k", "11", "--hierarchy-output", "used", "--output", "first.csv")
used = [argument for c, name in enumerate(QUASI) for argument in ("--hierarchy", f"{name}=used/column-{c + 1}.csv")]
aval.ok(*BASE[:-6], *used, "--k", "11", "--output", "second.csv")
assert min(Counter(tuple(row[name] for name in QUASI) for row in rows_of("second.csv")).values()) >= 11

# Built-in hierarchies, chosen by what the scan finds: names are left out without being asked.
streets = ["Lambert", "Morel", "Durand", "Petit", "Garnier", "Faure"]
usagers = [[streets[i % 6], f"{1 + i % 28:02d}/{1 + i % 12:02d}/{1950 + i % 50}", ["34000", "34070", "01000", "74130"][i % 4], ["F", "M"][i // 3 % 2]] for i in range(800)]
write_table("usagers.csv", ["nom", "date_naissance", "code_postal", "sexe"], usagers)
aval.ok("anonymize", "usagers.csv", "--k", "5", "--output", "usagers-k5.csv", "--report", "usagers.json")
report = json.load(open("usagers.json", encoding="utf-8"))
roles = {column["name"]: (column["role"], column.get("hierarchy")) for column in report["columns"]}
assert roles == {"nom": ("dropped", None), "date_naissance": ("quasi", "date"), "code_postal": ("quasi", "postcode"), "sexe": ("quasi", "none")}, roles
written = rows_of("usagers-k5.csv")
assert "nom" not in written[0] and min(Counter(tuple(row.values()) for row in written).values()) >= 5
assert not any(row[0] in open("usagers-k5.csv", encoding="utf-8").read() for row in usagers)
places = [["34000", "3 places"], ["74130", "x"], ["20000", "y"], ["", "z"]] * 12
write_table("lieux.csv", ["code_postal", "note"], places)
out = aval.ok("anonymize", "lieux.csv", "--k", "12", "--suppress", "0", "--quasi", "code_postal", "--hierarchy", "code_postal=postcode", "--output", "lieux-k.csv")
assert {row["code_postal"] for row in rows_of("lieux-k.csv")} == {"34000", "74130", "20000", ""}
aval.ok("anonymize", "lieux.csv", "--k", "13", "--suppress", "0", "--quasi", "code_postal", "--hierarchy", "code_postal=postcode", "--output", "lieux-k.csv")
assert {row["code_postal"] for row in rows_of("lieux-k.csv")} == {"*"}, "a missing value stood apart"

# PB-04 blocks until the report of that very file is concluded by a person.
aval.ok("init")
write_json("cas.json", {"schema": "aval.usecase/1", "id": "enquete", "title": "Publier l'enquête",
                        "sources": [{"dataset": "enquete", "holder": "department"}], "publication": {"intent": "open", "form": "anonymized", "ground": "anonymized"}})
aval.ok("usecase", "add", "cas.json")
aval.ok("dataset", "add", "usagers-k5.csv", "--id", "enquete")


def result_of_pb04():
    decision = json.loads(aval.run("decide", "enquete", "--gate", "G4", "--format", "json").stdout)
    return [result["result"] for result in decision["results"] if result["policy"] == "PB-04"]


def conclude(sha256):
    answers = [f"publication.anonymization_report.sha256={sha256}"]
    for name in ("singling_out", "linkability", "inference"):
        for key, value in (("conclusion", "prevented"), ("by", "DPO"), ("on", "2026-11-24"), ("reasons", "profils de cinq personnes au moins")):
            answers.append(f"publication.anonymization_report.{name}.{key}={value}")
    aval.ok("usecase", "set", "enquete", *answers)


assert result_of_pb04() in (["block"], ["missing"])
conclude("0" * 64)
assert result_of_pb04() == ["block"], "the report of another file counted"
conclude(report["output"]["sha256"])
assert result_of_pb04() == ["pass"]

# Refusals, each with its way out, and nothing written.
for reason, arguments in (
        ("two roles", [*BASE, "--keep", "affection"]), ("absent: no column of that name", [*BASE[:3], "absent", *BASE[4:]]),
        ("name them", ["anonymize", "enquete.csv", "--quasi", ",".join(QUASI), "--l", "2", "--keep", "affection"]),
        ("names persons directly", ["anonymize", "usagers.csv", "--keep", "nom"]), ("nothing names: date_naissance", ["anonymize", "usagers.csv", "--quasi", "sexe"]),
        ("lower k or l", [*BASE, "--k", "700"]), ("a share of the rows", [*BASE, "--suppress", "many"]), ("COLUMN=NAME", [*BASE, "--hierarchy", "tranche"]),
        ("are not there", [*BASE[:-2], "--hierarchy", "metier=quartier.csv"]), ("neither a quasi-identifier", [*BASE, "--hierarchy", "ordre=none"])):
    errors = aval.fails(2, *arguments, "--output", "refused.csv")
    assert reason in errors and not os.path.exists("refused.csv"), (reason, errors)
with open("croise.csv", "w", encoding="utf-8") as out:
    out.write("m0;a;x\nm1;a;y\n")
assert "croise.csv:2: the text of level 1 lies below another text" in aval.fails(2, *BASE[:-2], "--hierarchy", "metier=croise.csv", "--output", "refused.csv")
assert "another name" in aval.fails(2, *BASE, "--output", "enquete.csv")
