"""The count: labels against what a scanner says, column by column.

Personal is direct, quasi, special, criminal or professional. Columns labelled with a `?` (two careful readers could
differ) and columns without any value (`vide` in the note) are left out. A column that the scanner never names counts as
none. A type counts only on personal columns; a type said of a column that is not personal is a false positive of it.
"""
import collections
import csv
import os

PERSONAL = ("direct", "quasi", "special", "criminal", "professional")
NOTHING = {"type": "none", "gdpr": "none"}


def read_tsv(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_corpus(folder, endings=None, only=None):
    """(rows of files.tsv, labels by file id). `endings` and `only`, when given, say which files are kept."""
    files = read_tsv(os.path.join(folder, "files.tsv"))
    if endings:
        files = [f for f in files if f["file"].rsplit(".", 1)[-1] in endings]
    if only:
        files = [f for f in files if f["id"] in only]
    labels = collections.defaultdict(list)
    for row in read_tsv(os.path.join(folder, "labels.tsv")):
        labels[row["file"]].append(row)
    return files, labels


def ratio(part, whole):
    return part / whole if whole else 0.0


def f1(counts):
    return ratio(2 * counts["tp"], 2 * counts["tp"] + counts["fp"] + counts["fn"])


class Answer:
    """What a scanner said of one file: tables of columns, each with name, index, type and gdpr, and a verdict."""

    def __init__(self, tables, verdict=None, error=None, seconds=0.0):
        self.verdict, self.error, self.seconds = verdict, error, seconds
        self.by_name, self.by_table = {}, {}
        widest = max(tables, key=lambda t: len(t["columns"]), default={"columns": []})
        self.by_index = {c.get("index"): c for c in widest["columns"]}
        for table in tables:
            for c in table["columns"]:
                self.by_name.setdefault(c.get("name"), c)
                self.by_table[(table.get("name"), c.get("name"))] = c

    def column(self, label, nested):
        name = label["column_name"]
        if "::" in name:
            found = self.by_table.get(tuple(name.split("::", 1)))
        else:
            found = self.by_name.get(name) if nested else self.by_index.get(int(label["column_index"]))
        return found or NOTHING


class Score:
    """Counts over the files given to `add`, and the figures drawn from them."""

    def __init__(self):
        self.columns = collections.Counter()
        self.file_f1, self.on_clean_files, self.files, self.seconds = [], 0, 0, 0.0
        self.types = collections.defaultdict(collections.Counter)
        self.classes = collections.defaultdict(collections.Counter)
        self.verdicts = collections.Counter()
        self.wrong, self.failed = [], []

    def add(self, row, labels, answer):
        """Counts one file: its row of files.tsv, its labels, what the scanner said."""
        nested, here = row["file"].endswith("json"), collections.Counter()
        for label in labels:
            if label["gdpr"].endswith("?") or "vide" in label["note"].split():
                continue
            self._add_column(row["id"], label, answer.column(label, nested), here)
        self.columns.update(here)
        if here["tp"] + here["fn"] + here["fp"]:
            self.file_f1.append(f1(here))
        self.on_clean_files += here["fp"] if row["verdict"] == "ok" else 0
        self.files += 1
        self.seconds += answer.seconds
        if answer.error:
            self.failed.append((row["id"], answer.error))
        self.verdicts[(row["verdict"], answer.verdict or "none")] += 1

    def _add_column(self, ident, label, said, here):
        want, got = label["gdpr"] in PERSONAL, said.get("gdpr", "none") in PERSONAL
        here["tp" if want and got else "fn" if want else "fp" if got else "tn"] += 1
        if want:
            self.classes[label["gdpr"]]["found" if got else "missed"] += 1
        true_type = label["type"] if want else "none"
        said_type = said.get("type", "none") if got else "none"
        if true_type == said_type:
            self.types[true_type]["tp"] += true_type != "none"
            return
        self.types[true_type]["fn"] += true_type != "none"
        self.types[said_type]["fp"] += said_type != "none"
        self.wrong.append({"file": ident, "index": int(label["column_index"]), "name": label["column_name"], "want": label["gdpr"],
                           "want_type": true_type, "got": said.get("gdpr", "none"), "got_type": said_type})

    def figures(self, least=3):
        """All figures as a dict; `least`, the columns a type needs to count in the mean over types."""
        c = self.columns
        measured = {t: n for t, n in self.types.items() if t != "none" and n["tp"] + n["fn"] >= least}
        right = sum(n for (want, got), n in self.verdicts.items() if want == got)
        hidden = sum(n for (want, got), n in self.verdicts.items() if want in ("personal", "special") and got == "ok")
        per_type = {t: {"precision": ratio(n["tp"], n["tp"] + n["fp"]), "recall": ratio(n["tp"], n["tp"] + n["fn"]),
                        "f1": f1(n), "columns": n["tp"] + n["fn"]} for t, n in sorted(self.types.items()) if t != "none"}
        return {"files": self.files, "failed": len(self.failed), "columns": sum(c.values()), "personal_columns": c["tp"] + c["fn"],
                "precision": ratio(c["tp"], c["tp"] + c["fp"]), "recall": ratio(c["tp"], c["tp"] + c["fn"]), "f1": f1(c),
                "f1_mean_over_files": ratio(sum(self.file_f1), len(self.file_f1)),
                "false_positives_on_ok_files": self.on_clean_files,
                "type_f1_macro": ratio(sum(f1(n) for n in measured.values()), len(measured)), "types_measured": len(measured),
                "recall_by_class": {k: ratio(n["found"], n["found"] + n["missed"]) for k, n in sorted(self.classes.items())},
                "verdict_accuracy": ratio(right, self.files), "personal_or_special_called_ok": hidden,
                "verdicts": {"%s->%s" % k: n for k, n in sorted(self.verdicts.items())}, "types": per_type,
                "seconds": round(self.seconds, 2)}
