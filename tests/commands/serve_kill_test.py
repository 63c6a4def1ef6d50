#!/usr/bin/env python3
"""kill -9 at any moment: what was acknowledged is there at the next start, waiting files are audited, no copy stays, the journal holds.
AVAL_ROUNDS says how often (tests/long: 500)."""
import os
import pathlib
import random
import signal
import sys
import threading

from running import Aval
from served import Served

binary = sys.argv[1]
rounds = int(os.environ.get("AVAL_ROUNDS", "8"))
chance = random.Random(20261127)
aval = Aval(binary)
aval.ok("init")
table = b"nom;date_naissance\n" + b"".join(b"Durand;19%02d-03-02\n" % (i % 100) for i in range(20000))
datasets, usecases = [], []


def send(web, number):
    """Acknowledged only when the answer came whole."""
    try:
        if web.upload(f"jeu-{number}.csv", table).status == 303:
            datasets.append(f"jeu-{number}")
        if "Dossier open" in web.post("/usecases", {"title": f"cas {number}"}).text:
            usecases.append(f"cas-{number}")
    except (OSError, AssertionError, KeyError):
        pass
    except Exception as error:  # an answer cut short has many names
        if type(error).__module__ != "http.client":
            raise


for number in range(rounds):
    web = Served(binary).__enter__()
    web.enter()
    sender = threading.Thread(target=send, args=(web, number))
    sender.start()
    sender.join(chance.random() * 0.4)
    web.stop(signal.SIGKILL)
    sender.join()

with Served(binary) as web:
    web.enter()
    web.wait_for_scans()
    failed = [job for job in web.get("/scans").text.split("},") if '"failed"' in job]
    assert not failed, failed
assert not list(pathlib.Path("aval.db.uploads").iterdir())
known = {entry["id"] for entry in aval.json("dataset", "list")}
assert known.issuperset(datasets), set(datasets) - known
known = {entry["id"] for entry in aval.json("usecase", "list")}
assert known.issuperset(usecases), set(usecases) - known
aval.ok("journal", "verify")
assert rounds < 8 or datasets or usecases, "nothing was ever acknowledged"
print(f"{rounds} rounds, {len(datasets)} files and {len(usecases)} dossiers acknowledged, none lost")
