"""pdscan on a table. It looks at columns in databases only (in a file it names the whole file), so each table is first
written to a SQLite file with its header as column names; then `pdscan sqlite:FILE` with its defaults."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from answering import answer, read_rows  # noqa: E402

PROGRAM = os.environ["AVAL_PDSCAN"]


def write_database(path, header, rows):
    quoted = ", ".join('"%s" TEXT' % h.replace('"', '""') for h in header)
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (%s)" % quoted)
        db.executemany("INSERT INTO t VALUES (%s)" % ", ".join("?" * len(header)), rows)


def unique_names(header):
    """SQLite refuses a name twice, whatever the case, and an empty one."""
    seen, names = set(), []
    for i, h in enumerate(header):
        name = h if h and h.lower() not in seen else "%s_%d" % (h or "column", i + 1)
        seen.add(name.lower())
        names.append(name)
    return names


def find_labels(path, encoding, delimiter):
    header, rows = read_rows(path, encoding, delimiter)
    names = unique_names(header)
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "t.db")
        write_database(database, names, rows)
        done = subprocess.run([PROGRAM, "sqlite:" + database, "--format", "ndjson"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found = {}
    for line in done.stdout.decode("utf-8").splitlines():
        if line.startswith("{"):
            match = json.loads(line)
            for name in match["identifier"].split(".", 1)[1].split("+"):
                found.setdefault(name, match["name"])
    if done.returncode and not found:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-100:])
    return [(i, header[i], found.get(name)) for i, name in enumerate(names)]


answer(find_labels)
