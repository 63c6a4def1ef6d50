#!/usr/bin/env python3
"""No value of a direct or special column, of five characters or more, appears in any output, message or database.
usage: leak_test.py BINARY SOURCE_FOLDER [CORPUS]

Files: the shipped examples, with their direct and special columns named here; and the labelled files of CORPUS (or of the variable AVAL_CORPUS; the shipped corpus else), a
folder with files.tsv, labels.tsv and files/. A value that the tool says by itself (it stands in the column names, or in what aval prints for the same table without its rows)
proves nothing and is left out."""
import csv
import json
import os
import subprocess
import sys

binary, source = sys.argv[1], sys.argv[2]
corpus = sys.argv[3] if len(sys.argv) > 3 else os.environ.get("AVAL_CORPUS", os.path.join(sys.argv[2], "tests/data/corpus"))
FORMATS = ["text", "json", "html", "md", "csv", "sarif"]
EXAMPLES = {"cantine.csv": (";", ["nom_enfant", "prenom_enfant", "adresse", "telephone_parent", "courriel_parent", "allergie"])}
csv.field_size_limit(1 << 24)


def run(*arguments):
    done = subprocess.run([binary, *arguments], capture_output=True, timeout=300)
    return done.stdout + done.stderr


def decoded(path, encoding, delimiter):
    with open(path, encoding=encoding, errors="replace", newline="") as table:
        return [row for row in csv.reader(table, delimiter=delimiter)]


def sensitive_values(rows, indices):
    values = set()
    for row in rows:
        for index in indices:
            if index < len(row) and len(row[index].strip()) >= 5:
                values.add(row[index].strip())
    return values


def labelled_files():
    for name, (delimiter, columns) in EXAMPLES.items():
        rows = decoded(os.path.join(source, "docs/examples", name), "utf-8", delimiter)
        yield os.path.join(source, "docs/examples", name), rows[0], sensitive_values(rows[1:], [rows[0].index(c) for c in columns])
    if not os.path.isdir(os.path.join(corpus, "files")):
        return
    read = lambda name: list(csv.DictReader(open(os.path.join(corpus, name), encoding="utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    labels = read("labels.tsv")
    for entry in read("files.tsv"):
        if not entry["file"].endswith((".csv", ".txt")):
            continue
        indices = [int(l["column_index"]) for l in labels if l["file"] == entry["id"] and l["gdpr"] in ("direct", "special") and "vide" not in l["note"].split()]
        if not indices:
            continue
        delimiter = {"\\t": "\t"}.get(entry["delimiter"], entry["delimiter"])
        rows = decoded(os.path.join(corpus, "files", entry["file"]), entry["encoding"].replace("-bom", "-sig"), delimiter)
        skipped = 1 if entry["header"] == "yes" else 0
        yield os.path.join(corpus, "files", entry["file"]), rows[0] if skipped else [], sensitive_values(rows[skipped:], indices)


def everything_said(path):
    said = b""
    for form in FORMATS:
        said += run("scan", path, "--format", form) + run("--lang", "en", "scan", path, "--format", form)
        said += run("scan", path, "--format", form, "--masked-samples")
    for form in ("text", "json", "html", "md"):
        said += run("risk", path, "--format", form, "--suda", "--link", path)
    database = "leak.db"
    for name in (database, database + "-wal", database + "-shm"):
        if os.path.exists(name):
            os.remove(name)
    said += run("--workspace", database, "init") + run("--workspace", database, "dataset", "add", path, "--id", "d")
    run("scan", path, "--format", "json", "--masked-samples", "--output", "masked.json")
    said += run("--workspace", database, "dataset", "add", "--scan", "masked.json", "--id", "d")
    said += run("--workspace", database, "dataset", "show", "d") + run("--workspace", database, "findings", "list")
    stored = run("--workspace", database, "dataset", "show", "d", "--format", "json")
    assert b"masked_samples" not in stored and b"*****" not in stored, "masked samples are in the database"
    for name in (database, database + "-wal"):
        if os.path.exists(name):
            with open(name, "rb") as raw:
                said += raw.read()
    return said.decode("utf-8", "replace")


def own_words():
    """What the tool says whatever the data: rules, policies, help."""
    words = ""
    for language in ("fr", "en"):
        for arguments in (["rules", "list"], ["policies", "list"], ["scan", "--help"]):
            words += run("--lang", language, *arguments).decode("utf-8", "replace")
    return words


def check_masks():
    """Masked samples come only when asked for, never for sensitive columns, and show one character whatever the length."""
    path = os.path.join(source, "docs/examples/cantine.csv")
    plain = json.loads(run("scan", path, "--format", "json"))
    masked = json.loads(run("scan", path, "--format", "json", "--masked-samples"))
    shown = {}
    for column in masked["sources"][0]["tables"][0]["columns"]:
        samples = column.get("masked_samples", [])
        assert len(samples) <= 3 and len(set(samples)) == len(samples)
        assert all(len(sample) == 6 and sample[1:] == "*****" for sample in samples), column["name"]
        assert not samples or column["gdpr"] not in ("special", "criminal", "org", "none"), column["name"]
        shown[column["name"]] = len(samples)
    assert shown["nom_enfant"] > 0 and shown["allergie"] == 0 and shown["regime_alimentaire"] == 0, shown
    assert not any("masked_samples" in c for c in plain["sources"][0]["tables"][0]["columns"])
    for form in ("text", "html"):
        assert b"*****" in run("scan", path, "--format", form, "--masked-samples")
        assert b"*****" not in run("scan", path, "--format", form)


def main():
    check_masks()
    leaks, checked = 0, 0
    words = own_words()
    for path, header, values in labelled_files():
        said = everything_said(path)
        baseline = words + " ".join(header) + os.path.basename(path)
        empty = "empty.csv"
        with open(empty, "w", encoding="utf-8") as table:
            table.write(";".join(header) + "\n" + ";".join("0" for _ in header) + "\n")
        baseline += everything_said(empty)
        for value in sorted(values):
            checked += 1
            if value in said and value not in baseline and not is_word_of_report(value, said):
                leaks += 1
                print("a value of %d characters of %s is in the output" % (len(value), os.path.basename(path)))
    print("%d values looked for, %d found" % (checked, leaks))
    return 1 if leaks or checked < 100 else 0


def is_word_of_report(value, said):
    """A plain number inside a longer one (a digest, a count), or a word inside a longer word, is no leak: whole tokens only."""
    at = said.find(value)
    while at >= 0:
        before, after = said[at - 1 : at], said[at + len(value) : at + len(value) + 1]
        if not (before.isalnum() or after.isalnum()):
            return False
        at = said.find(value, at + 1)
    return True


if __name__ == "__main__":
    sys.exit(main())
