"""Ctrl-C during a scan leaves a whole report of what was read, marked as partial, never as publishable; a second one ends at once.
usage: interrupt_test.py BINARY SOURCE_FOLDER"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval  # noqa: E402

binary = os.path.abspath(sys.argv[1])
aval = Aval(binary)
ROWS = 1_500_000
with open("big.csv", "w", encoding="utf-8") as file:
    file.write("commune;annee;total;part;remarque\n")
    for i in range(ROWS):
        file.write(f"commune {i % 977};{1990 + i % 30};{i * 7919 % 1000003};{i % 97},{i % 10};observation {i} du releve\n")
size = os.path.getsize("big.csv")
pathlib.Path("small.csv").write_text("commune;total\nLyon;5\nBron;6\n", encoding="utf-8")


def bytes_read(process):
    try:
        for line in pathlib.Path(f"/proc/{process.pid}/io").read_text(encoding="utf-8").splitlines():
            if line.startswith("rchar:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def interrupted(*arguments, signals=(signal.SIGINT,)):
    """The command, interrupted once it is well into the rows: the file is read once before, for its digest."""
    process = subprocess.Popen([binary, "--lang", "en", *arguments, "--threads", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while bytes_read(process) < size * 1.15 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    for number in signals:
        process.send_signal(number)
        time.sleep(0.0005)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


before = set(os.listdir(".")) | {"report.json", "report.html"}
for number in (signal.SIGINT, signal.SIGTERM):
    code, out, err = interrupted("scan", "big.csv", "small.csv", "--format", "json", "--output", "report.json", signals=(number,))
    assert code == 3, (code, out, err)
    report = json.loads(pathlib.Path("report.json").read_text(encoding="utf-8"))
    assert report["partial"] is True
    source = report["sources"][0]
    assert len(report["sources"]) == 1 and 0 < source["interrupted"]["rows_read"] < ROWS, source["interrupted"]
    assert 0 < source["interrupted"]["share"] < 1 and source["coverage"] == source["interrupted"]["share"]
    assert "interrupted" in source["tables"][0]["notes"]
    assert [failure["uri"] for failure in report["failures"]] == ["small.csv"] and "interrupted" in report["failures"][0]["reason"]
    os.remove("report.json")

code, out, err = interrupted("scan", "big.csv", "--format", "html", "--output", "report.html")
page = pathlib.Path("report.html").read_text(encoding="utf-8")
assert code == 3 and page.rstrip().endswith("</html>"), code
assert "Scan interrupted: " in page and "no ground for publishing" in page and "Publishable as it is" not in page
assert page.index("Scan interrupted: ") < page.index("Next action")
code, out, err = interrupted("scan", "big.csv")
assert code == 3 and "Scan interrupted: " in out and "Publishable" not in out, out

# A whole report after it: nothing of the interruption stays.
whole = json.loads(aval.ok("scan", "small.csv", "--format", "json"))
assert "partial" not in whole and "interrupted" not in whole["sources"][0]

# The second interruption ends the program at once, and leaves what was there before.
pathlib.Path("report.json").write_text("before", encoding="utf-8")
code, out, err = interrupted("scan", "big.csv", "--format", "json", "--output", "report.json", signals=(signal.SIGINT, signal.SIGINT))
assert code in (-signal.SIGINT, 3), code  # 3: the report was written between the two
if code != 3:
    assert pathlib.Path("report.json").read_text(encoding="utf-8") == "before"
    assert out == ""

# A part that is not whole is not written, and a partial report is not recorded.
code, out, err = interrupted("scan", "big.csv", "--part", "1/1", "--partial", "big.part")
assert code == 2 and "nothing was written" in err and not os.path.exists("big.part"), (code, err)
aval.ok("init")
code, out, err = interrupted("scan", "big.csv", "--record", "--format", "json", "--output", "report.json")
assert code == 3 and "nothing is recorded" in err, (code, err)
assert "this report is partial" in aval.fails(2, "dataset", "add", "--scan", "report.json")
assert aval.json("dataset", "list") in ([], {"datasets": []}), aval.json("dataset", "list")
left = set(os.listdir(".")) - before - {"aval.db", "aval.db-wal", "aval.db-shm", "aval-partial.key"}
assert not left, left
