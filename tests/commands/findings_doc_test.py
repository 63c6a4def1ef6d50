"""The commands of docs/findings.md run as printed, in order, and print what the page shows (numbers and fingerprints apart;
a line [...] stands for lines left out)."""
import os
import re
import subprocess
import sys

BINARY, SOURCE = sys.argv[1:3]
os.makedirs("bin")
os.symlink(BINARY, "bin/aval")
env = dict(os.environ, PATH=os.path.abspath("bin") + ":" + os.environ["PATH"], AVAL_EXAMPLES=os.path.join(SOURCE, "docs/examples"), LC_ALL="fr_FR.UTF-8")


def plain(line):
    return re.sub(r"[0-9a-f]{12,}|[0-9]+", "#", line.replace("\u202f", " ").replace("\u00a0", " ")).rstrip()


with open(os.path.join(SOURCE, "docs/findings.md"), encoding="utf-8") as page:
    blocks = re.findall(r"```console\n(.*?)```", page.read(), re.S)
commands = []
for block in blocks:
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append([line[2:], 0, []])
        elif line.startswith("? "):
            commands[-1][1] = int(line[2:])
        else:
            commands[-1][2].append(line)
shown = 0
for command, code, lines in commands:
    done = subprocess.run(command, shell=True, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, (command, done.returncode, done.stdout[-400:], done.stderr[-400:])
    printed = [plain(line) for line in (done.stdout + done.stderr).splitlines()]
    at = 0
    for line in (plain(line) for line in lines):
        if line in ("", "[...]"):
            continue
        assert line in printed[at:], "after « %s » the page shows a line that is not printed: %s\n%s" % (command, line, "\n".join(printed))
        at += printed[at:].index(line) + 1
        shown += 1
assert len(commands) >= 12 and shown >= 25, (len(commands), shown)
