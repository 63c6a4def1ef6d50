#!/usr/bin/env python3
"""A million rows from PostgreSQL, MariaDB and Parquet: every row read, and the memory of aval no larger than for ten thousand.
usage: tests/long/million_rows.py BINARY SOURCE_FOLDER. Prints what was measured. Parquet takes the library of audit/install-duckdb (AVAL_DUCKDB)."""
import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../commands"))
from servers import MariaDb, Postgres

binary = os.path.abspath(sys.argv[1])
places = [os.environ.get("AVAL_DUCKDB", ""), os.path.join(os.path.abspath(sys.argv[2]), "build/duckdb/libduckdb.so"), "/usr/local/lib/libduckdb.so",
          os.path.expanduser("~/.local/share/aval/libduckdb.so")]
library = next((place for place in places if os.path.isfile(place)), None)
os.chdir(tempfile.mkdtemp())
ROWS = "SELECT {n} AS id, concat('Abgrallou', {n} % 5000) AS nom, concat('07', 31000000 + {n}) AS telephone, {n} % 97 AS age, " \
       "concat(1 + {n} % 200, ' rue des Lilas') AS adresse FROM {rows}"


def measure(uri, rows, *more):
    """Seconds and the largest resident size, in MiB, of one run."""
    code = "import os,resource,subprocess,sys; p = subprocess.run(sys.argv[1:], stdout=open('report', 'w')); " \
           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024); sys.exit(p.returncode)"
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code, binary, "scan", uri, "--format", "json", *more], capture_output=True, text=True)
    seconds = time.monotonic() - started
    assert done.returncode == 0, (uri, done.returncode, done.stderr)
    [table] = json.load(open("report"))["sources"][0]["tables"]
    assert table["rows_read"] >= rows or more, (uri, table["rows_read"])
    print(f"{uri.split(':')[0].split('/')[-1]:14} {table['rows']:9} rows {seconds:6.1f} s {int(done.stdout):5} MiB {' '.join(more)}", flush=True)
    return int(done.stdout)


def write_parquet(path, rows):
    duck = ctypes.CDLL(library)
    database, connection, result = ctypes.c_void_p(), ctypes.c_void_p(), (ctypes.c_uint64 * 6)()
    assert duck.duckdb_open(None, ctypes.byref(database)) == 0 and duck.duckdb_connect(database, ctypes.byref(connection)) == 0
    query = "COPY (" + ROWS.format(n="n", rows=f"range(1, {rows + 1}) t(n)") + f") TO '{path}' (FORMAT PARQUET)"
    assert duck.duckdb_query(connection, query.encode(), ctypes.byref(result)) == 0, query


postgres = Postgres()
mariadb = MariaDb()
for rows in (10000, 1000000):
    postgres.sql(f"CREATE SCHEMA n{rows}; CREATE TABLE n{rows}.gens AS " + ROWS.format(n="n", rows=f"generate_series(1, {rows}) n"))
    mariadb.sql(f"CREATE DATABASE n{rows}; CREATE TABLE n{rows}.gens AS " + ROWS.format(n="seq", rows=f"seq_1_to_{rows}"), "mysql")
for uri in (lambda rows: postgres.uri("postgres", more=f"?schema=n{rows}"), lambda rows: mariadb.uri(f"n{rows}")):
    few, many = measure(uri(10000), 10000), measure(uri(1000000), 1000000)
    measure(uri(1000000), 1000000, "--sample", "10000")
    # Counting distinct values and duplicate rows takes 16 bytes a row; what is read is never held.
    assert many < few + 150, (few, many)
if library:
    os.environ["AVAL_DUCKDB"] = library
    for rows in (10000, 1000000):
        write_parquet(f"n{rows}.parquet", rows)
    few, many = measure("n10000.parquet", 10000), measure("n1000000.parquet", 1000000)
    assert many < few + 150, (few, many)
else:
    print("Parquet was not measured: libduckdb.so is not there (audit/install-duckdb)")
