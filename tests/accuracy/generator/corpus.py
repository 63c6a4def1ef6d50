"""Writes the planned tables as a corpus folder: files.tsv, labels.tsv, files/."""
import hashlib
import os
import random

from .damage import CELLS
from .headers import style_header
from .plan import BUILDERS, make_plan
from .world import World
from .writing import as_json, delimited

FILE_COLUMNS = ["id", "file", "repo", "path", "commit", "sha256", "licence", "rows", "columns", "tables", "header", "encoding",
                "delimiter", "bytes", "persons", "verdict", "reason", "family", "damage"]
LABEL_COLUMNS = ["file", "column_index", "column_name", "type", "gdpr", "note"]
EXTENSIONS = {"csv": "csv", "json": "json", "nested": "json", "jsonl": "jsonl", "geojson": "geojson"}


def make_table(world, entry, rng):
    rows = 15 + rng.randrange(70)
    table = BUILDERS[entry["builder"]](world, rng, rows)
    for name in entry["damages"]:
        if name in CELLS:
            CELLS[name](table, rng)
    return table


def write_table(table, entry, rng):
    """(column names, bytes) of one file."""
    headers = [style_header(c.phrase, entry["style"], i) if c.phrase else "" for i, c in enumerate(table.columns)]
    if entry["form"] == "csv":
        names = [""] * len(headers) if "no_header" in entry["damages"] else headers
        return names, delimited(table, headers, entry, rng)
    return as_json(table, headers, entry["form"], rng)


def file_row(ident, name, table, entry, body):
    header = "no" if "no_header" in entry["damages"] else "yes"
    shown = "\\t" if entry["delimiter"] == "\t" else entry["delimiter"]
    return [ident, name, "generated", name, "-", hashlib.sha256(body).hexdigest(), "Apache-2.0",
            len(table.columns[0].cells), len(table.columns), 1, header, entry["encoding"],
            shown if entry["form"] == "csv" else "-", len(body), table.persons, table.verdict(), table.reason,
            table.family, entry["label"]]


def label_rows(ident, table, names, form):
    rows = [[ident, i, names[i], c.type, c.gdpr, c.note or "-"] for i, c in enumerate(table.columns)]
    if form == "geojson":  # the point of each record: a home when the record is about a person
        kind, nature = ("geo_precise", "direct?") if table.persons == "yes" else ("geo_place", "none?")
        rows.append([ident, len(rows), "geometry.coordinates", kind, nature, "point"])
    return rows


def write_tsv(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for row in [columns] + rows:
            f.write("\t".join(" ".join(str(c).split()) if c != "" else "" for c in row) + "\n")


def write_corpus(packs, folder, seed, keep=None):
    """Writes the corpus into `folder`; `keep`, a function of a plan entry, leaves out the entries it refuses."""
    world = World(packs)
    os.makedirs(os.path.join(folder, "files"), exist_ok=True)
    files, labels = [], []
    for number, entry in enumerate(make_plan()):
        if keep and not keep(entry):
            continue
        rng = random.Random("%s/%d/%s" % (seed, number, entry["builder"]))
        table = make_table(world, entry, rng)
        names, body = write_table(table, entry, rng)
        ident = "g%03d_%s_%s" % (number, entry["builder"], entry["label"].replace("-", ""))
        name = ident + "." + EXTENSIONS[entry["form"]]
        with open(os.path.join(folder, "files", name), "wb") as f:
            f.write(body)
        files.append(file_row(ident, name, table, entry, body))
        labels += label_rows(ident, table, names, entry["form"])
    write_tsv(os.path.join(folder, "files.tsv"), FILE_COLUMNS, files)
    write_tsv(os.path.join(folder, "labels.tsv"), LABEL_COLUMNS, labels)
    return len(files)
