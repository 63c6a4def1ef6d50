"""Any changed byte of any recorded event or document makes `journal verify` fail and name the event."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")


def aval(*arguments, workspace="aval.db"):
    return subprocess.run([BINARY, "--lang", "en", "--workspace", workspace, *arguments],
                          capture_output=True, text=True)


def must(*arguments):
    done = aval(*arguments)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def fill():
    must("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
    for name in ("cantine", "mobilite"):
        must("register", "add", os.path.join(EXAMPLES, f"activite-{name}.json"))
        must("usecase", "add", os.path.join(EXAMPLES, f"cas-{name}.json"))
    must("register", "add", os.path.join(EXAMPLES, "activite-cantine.json"))
    must("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"))
    findings = json.loads(must("findings", "list", "--format", "json"))
    must("findings", "confirm", findings[0]["fingerprint"], "--reason", "Seen", "--author", "DPO")


def changed(value, at):
    """The value with one byte changed in its lowest bit; numbers one of their bits (too far to be another row's)."""
    if isinstance(value, int):
        return value ^ 1024
    data = bytearray(value.encode())
    data[at % len(data)] ^= 1
    return bytes(data)


def tamper(sql, arguments=()):
    shutil.copy("aval.db", "changed.db")
    database = sqlite3.connect("changed.db")
    for trigger, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    database.execute(sql, arguments)
    database.commit()
    database.close()
    return aval("journal", "verify", workspace="changed.db")


def check_each_row():
    database = sqlite3.connect("aval.db")
    rows = 0
    for table in ("events", "documents"):
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        for row in database.execute(f"SELECT * FROM {table}").fetchall():
            number = row[names.index("sequence")]
            for at, name in enumerate(names):
                place = number * 7919 + at  # another byte in each row
                value = changed(row[at], place)
                done = tamper(f"UPDATE {table} SET {name} = CAST(? AS {'INTEGER' if isinstance(value, int) else 'TEXT'})"
                              " WHERE sequence = ?", (value, number))
                assert done.returncode == 1, (table, name, number, done.stdout, done.stderr)
                assert f"event {number}:" in done.stdout, (table, name, number, done.stdout)
            rows += 1
    database.close()
    return rows


def check_every_byte_of_one_document():
    database = sqlite3.connect("aval.db")
    number, content = database.execute("SELECT sequence, content FROM documents ORDER BY length(content) LIMIT 1").fetchone()
    for at in range(len(content)):
        done = tamper("UPDATE documents SET content = CAST(? AS TEXT) WHERE sequence = ?", (changed(content, at), number))
        assert done.returncode == 1 and f"event {number}:" in done.stdout, (at, done.stdout)


def check_cut(events):
    last = len(events)
    done = tamper("DELETE FROM documents WHERE sequence = ?", (last,))
    assert done.returncode == 1 and f"event {last}:" in done.stdout, done.stdout
    shutil.copy("aval.db", "changed.db")
    database = sqlite3.connect("changed.db")
    for trigger, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    for table in ("documents", "events"):
        database.execute(f"DELETE FROM {table} WHERE sequence = ?", (last,))
    database.commit()
    done = aval("journal", "verify", workspace="changed.db")
    assert done.returncode == 1 and f"event {last}:" in done.stdout, done.stdout
    # With the head row set back only a checkpoint noted elsewhere shows the cut.
    database.execute("UPDATE journal_head SET count = ?, hash = ?", (last - 1, events[-2]["hash"]))
    database.commit()
    database.close()
    checkpoint = f"{last}:{events[-1]['hash']}"
    assert aval("journal", "verify", workspace="changed.db").returncode == 0
    done = aval("journal", "verify", "--checkpoint", checkpoint, workspace="changed.db")
    assert done.returncode == 1 and f"event {last}:" in done.stdout, done.stdout
    assert aval("journal", "verify", "--checkpoint", checkpoint).returncode == 0
    done = aval("journal", "verify", "--checkpoint", "12")
    assert done.returncode == 2 and "COUNT:HASH" in done.stderr, done.stderr


def main():
    fill()
    verified = must("journal", "verify")
    events = json.loads(must("journal", "list", "--format", "json"))
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert f"{len(events)}:{events[-1]['hash']}" in verified, verified
    text = must("journal", "list")
    assert len(text.splitlines()) == len(events) + 1
    report = json.loads(must("journal", "verify", "--format", "json"))
    assert report == {"schema": "aval.journal_check/1", "valid": True, "events": len(events), "hash": events[-1]["hash"]}
    assert check_each_row() == 2 * len(events)
    check_every_byte_of_one_document()
    check_cut(events)
    done = tamper("UPDATE operators SET account = 'someone-else'")
    assert done.returncode == 1, done.stdout
    # The table of operators may go; the journal stays.
    assert tamper("DELETE FROM operators").returncode == 0
    print(f"{len(events)} events, every column of each changed: all found")


main()
