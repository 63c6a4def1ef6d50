#!/usr/bin/env python3
"""What `aval publish-check` says of each file of a corpus, against its publication label: the table of docs/publication.md.

usage: publish_verdicts.py CORPUS AVAL [OPTION...]   (CORPUS: a folder with files.tsv and files/; options go to publish-check)
"""
import collections
import csv
import json
import os
import statistics
import subprocess
import sys

corpus, binary, options = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(os.path.join(corpus, "files.tsv"), encoding="utf-8") as file:
    labels = {row["file"]: row["verdict"] for row in csv.DictReader(file, delimiter="\t")}
verdicts = collections.defaultdict(collections.Counter)
asked = []
for name, label in sorted(labels.items()):
    done = subprocess.run([binary, "publish-check", os.path.join(corpus, "files", name), "--format", "json", *options],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 10, 20, 30):
        sys.exit(f"{name}: {done.returncode} {done.stderr}")
    sheet = json.loads(done.stdout)["publications"][0]
    verdicts[label][sheet["verdict"]] += 1
    asked.append(len(sheet["questions"]))
columns = ("go", "go_with_conditions", "incomplete", "no_go")
print("| label | files |", " | ".join(columns), "|")
for label in ("ok", "quasi-risk", "personal", "special"):
    print("|", label, "|", sum(verdicts[label].values()), "|", " | ".join(str(verdicts[label][column]) for column in columns), "|")
print("answers asked: median", statistics.median(asked), "most", max(asked))
