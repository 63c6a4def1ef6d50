#!/usr/bin/env python3
"""The commands of docs/tour.md run as printed, in order, with the exit codes it tells. usage: tour_test.py BINARY SOURCE_FOLDER"""
import os
import re
import subprocess
import sys

binary, source = sys.argv[1], sys.argv[2]
os.makedirs("bin")
os.symlink(binary, "bin/aval")
env = dict(os.environ, PATH=os.path.abspath("bin") + ":" + os.environ["PATH"], AVAL_EXAMPLES=os.path.join(source, "docs/examples"), LANG="fr_FR.UTF-8")

with open(os.path.join(source, "docs/tour.md"), encoding="utf-8") as tour:
    blocks = re.findall(r"```console\n(.*?)```", tour.read(), re.S)
commands = []
for block in blocks:
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append([line[2:], 0])
        elif line.startswith("? "):
            commands[-1][1] = int(line[2:])

failures = 0
for command, expected in commands:
    run = subprocess.run(command, shell=True, env=env, capture_output=True, text=True, timeout=120)
    if run.returncode != expected:
        failures += 1
        print("FAILED: %s\n  exit %d, expected %d\n%s%s" % (command, run.returncode, expected, run.stdout[-800:], run.stderr[-800:]))
assert len(commands) >= 20, "the tour lost its commands"
assert os.path.getsize("cantine.html") > 2000 and os.path.getsize("dossier.html") > 2000
sys.exit(1 if failures else 0)
