"""The exported journal is verified without aval, and what is changed or cut there is found; sealed checkpoints; operators apart.
usage: journal_export_test.py BINARY SOURCE_FOLDER"""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval  # noqa: E402

binary, source = sys.argv[1:3]
aval = Aval(binary)
examples = os.path.join(source, "docs", "examples")
PASSPHRASE = "une phrase longue et fausse"


def with_passphrase(*arguments):
    reader, writer = os.pipe()
    os.write(writer, (PASSPHRASE + "\n").encode())
    os.close(writer)
    done = subprocess.run([binary, "--lang", "en", *arguments, "--keyring", "keys.aval", "--passphrase-fd", str(reader)],
                          capture_output=True, text=True, pass_fds=[reader])
    os.close(reader)
    assert done.returncode == 0, (arguments, done.stderr)


def verify(data, *arguments):
    with open("changed.jsonl", "wb") as file:
        file.write(data)
    done = subprocess.run([sys.executable, "verifier.py", "changed.jsonl", *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout


aval.ok("init", "--organisation", os.path.join(examples, "organisation.json"))
for name in ("cantine", "mobilite"):
    aval.ok("register", "add", os.path.join(examples, f"activite-{name}.json"))
    aval.ok("usecase", "add", os.path.join(examples, f"cas-{name}.json"))
program = aval.ok("journal", "verifier")
assert len(program.splitlines()) <= 60
with open("verifier.py", "w", encoding="utf-8") as file:
    file.write(program)
aval.ok("journal", "export", "--output", "journal.jsonl")
whole = open("journal.jsonl", "rb").read()
lines = whole.splitlines(keepends=True)
head = json.loads(lines[0])
events = aval.json("journal", "list")
assert head["count"] == len(events) == len(lines) - 2 and head["hash"] == events[-1]["hash"]
account = sqlite3.connect("aval.db").execute("SELECT account FROM operators").fetchone()[0]
assert b"account" not in whole
assert verify(whole) == (0, "intact\n")
assert verify(whole, f"{len(events)}:{events[-1]['hash']}") == (0, "intact\n")
assert verify(whole, f"{len(events)}:{'0' * 64}")[0] == 1

# Any changed byte is found or makes the file unreadable.
found = 0
for at in range(0, len(whole), 7):  # each run of Python takes its time; 7 is no divisor of a line
    changed = bytearray(whole)
    changed[at] ^= 1
    code, told = verify(bytes(changed))
    assert code in (1, 2), (at, whole[max(0, at - 20):at + 20], told)
    found += 1
# A cut tail, with or without the last line; a line taken out; two lines swapped.
for cut in range(1, len(lines)):
    assert verify(b"".join(lines[:cut]))[0] == 1, cut
    assert verify(b"".join(lines[:cut - 1] + lines[cut:]))[0] == 1, cut
assert verify(b"".join(lines[:-2] + lines[-1:]))[0] == 1
assert verify(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))[0] == 1
# A tail cut with both heads set back shows against a checkpoint only.
back = json.dumps({"count": len(events) - 1, "hash": events[-2]["hash"], "schema": head["schema"]}).encode() + b"\n"
end = json.dumps({"count": len(events) - 1, "hash": events[-2]["hash"], "end": True}).encode() + b"\n"
short = b"".join([back, *lines[1:-2], end])
assert verify(short)[0] == 0 and verify(short, f"{len(events)}:{events[-1]['hash']}")[0] == 1

# With the operators; a changed account shows.
named = aval.ok("journal", "export", "--operators").encode()
assert verify(named) == (0, "intact\n") and account.encode() in named
assert verify(named.replace(b'"account":"', b'"account":"x'))[0] == 1
assert account in aval.ok("journal", "operators", "export")

# A sealed checkpoint shows a cut end; a false one is refused.
with_passphrase("keyring", "init", "--controller", "Valombre")
with_passphrase("keyring", "signing-key", "--name", "seal-2026")
with_passphrase("keyring", "public-key", "--output", "seal.pem")
with_passphrase("journal", "checkpoint", "--output", "point.json")
assert "intact" in aval.ok("journal", "verify", "--checkpoint", "point.json", "--public-key", "seal.pem")
assert "not checked" in aval.run("journal", "verify", "--checkpoint", "point.json").stderr
shutil.copy("aval.db", "cut.db")
database = sqlite3.connect("cut.db")
for trigger, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
    database.execute(f"DROP TRIGGER {trigger}")
for table in ("documents", "events"):
    database.execute(f"DELETE FROM {table} WHERE sequence = ?", (len(events),))
database.execute("UPDATE journal_head SET count = ?, hash = ?", (len(events) - 1, events[-2]["hash"]))
database.commit()
database.close()
assert aval.run("--workspace", "cut.db", "journal", "verify").returncode == 0
cut = aval.run("--workspace", "cut.db", "journal", "verify", "--checkpoint", "point.json", "--public-key", "seal.pem")
assert cut.returncode == 1 and f"event {len(events)}" in cut.stdout, cut.stdout
point = json.load(open("point.json"))
for key, value in (("count", point["count"] - 1), ("hash", events[-2]["hash"]), ("time", "2026-11-25T12:00:00Z")):
    json.dump(dict(point, **{key: value}), open("false.json", "w"))
    assert "false" in aval.fails(2, "journal", "verify", "--checkpoint", "false.json", "--public-key", "seal.pem")

# To print and sign; every event is there.
page = aval.ok("journal", "export", "--format", "html")
assert all(event["hash"] in page for event in events) and "Handwritten signature" in page
assert account not in re.sub(r"(?s)<style>.*?</style>", "", page)

# Operators go, the journal stays and says so.
os.environ["AVAL_TODAY"] = "2028-01-01"
assert "account(s) removed" in aval.ok("journal", "operators", "remove", "--before", "2027-01-01")
assert aval.fails(2, "journal", "operators", "remove", "--before", "2029-01-01")
aval.ok("journal", "verify")
assert aval.json("journal", "list")[-1]["action"] == "operators.remove"
print(f"{found} changed bytes found")
