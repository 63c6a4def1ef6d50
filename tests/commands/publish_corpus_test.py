"""On real files, publish-check opens none that holds people or a re-identification risk, and asks few answers of a clean one."""
import os
import subprocess
import sys

BINARY, SOURCE = sys.argv[1:3]
done = subprocess.run([sys.executable, os.path.join(SOURCE, "tests/accuracy/publish_verdicts.py"), os.path.join(SOURCE, "tests/data/corpus"), BINARY,
                       "--own-data", "--producer", "Commune", "--secrets-read-by", "DPO"], capture_output=True, text=True, check=True)
rows = {cells[1].strip(): [int(cell) for cell in cells[2:7]] for cells in (line.split("|") for line in done.stdout.splitlines()) if len(cells) == 8 and cells[2].strip().isdigit()}
assert set(rows) == {"ok", "quasi-risk", "personal", "special"}, done.stdout
for label in ("quasi-risk", "personal", "special"):
    assert rows[label][1] == rows[label][2] == 0, done.stdout
files, go, conditions, incomplete, no_go = rows["ok"]
assert go + conditions >= 0.8 * files and no_go == 0, done.stdout
