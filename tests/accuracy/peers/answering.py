"""What every adapter does: read paths, ask the peer within a time limit, print one JSON line a file.

usage of an adapter: ADAPTER.py SECONDS [FILE ENCODING DELIMITER]...

A line: {"file": ..., "seconds": ..., "columns": [{"index": 0, "name": ..., "label": ...}], "error": null}, labels in the peer's words.
ENCODING and DELIMITER come from the labels of the corpus, for peers that take a table and not a file: what they are told
can only help them. Only the standard library and the peer itself are imported: the adapter runs in the peer's virtualenv.
"""
import csv
import json
import os
import signal
import sys
import time


class TooLong(Exception):
    pass


def stop(signum, frame):
    raise TooLong()


def read_rows(path, encoding, delimiter):
    """(header, rows) of a delimited file, every row cut or filled to the header's width."""
    with open(path, encoding=encoding, errors="replace", newline="") as f:
        rows = list(csv.reader(f, delimiter=delimiter))
    width = len(rows[0])
    return rows[0], [(r + [""] * width)[:width] for r in rows[1:]]


def answer(find_labels):
    """`find_labels(path, encoding, delimiter)` gives [(index, name, label or None)]; raises what it likes."""
    limit, rest = int(sys.argv[1]), sys.argv[2:]
    signal.signal(signal.SIGALRM, stop)
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # peers print progress on standard output
    for path, encoding, delimiter in zip(rest[0::3], rest[1::3], rest[2::3]):
        begin, columns, error = time.monotonic(), [], None
        signal.alarm(limit)
        try:
            columns = [{"index": i, "name": n, "label": x} for i, n, x in find_labels(path, encoding, delimiter)]
        except TooLong:
            error = "no answer in %d s" % limit
        except Exception as e:  # the peer's failure is its result on this file
            error = "%s: %s" % (type(e).__name__, str(e)[:120])
        finally:
            signal.alarm(0)
        print(json.dumps({"file": path, "seconds": round(time.monotonic() - begin, 3), "columns": columns, "error": error}),
              file=out, flush=True)
