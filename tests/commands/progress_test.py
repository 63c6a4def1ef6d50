"""Long work shows how far it is on a terminal, and only there; the line is erased at the end. usage: progress_test.py BINARY SOURCE_FOLDER"""
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import time

binary = os.path.abspath(sys.argv[1])
ROWS = 2_000_000
with open("long.csv", "w", encoding="utf-8") as file:
    file.write("num;commune;annee;sexe;remarque\n")
    for i in range(ROWS):
        file.write(f"{i};commune {i % 977};{1950 + i % 60};{'HF'[i % 2]};observation {i * 7919 % 1000003} du releve\n")
LINE = {"en": re.compile(r"\r(?:reading|measures on) long\.csv: [\d,]+ rows, \d+ %, [\d,]+ rows/s(?:, (?:\d+ min )?\d+ s left)?\x1b\[K"),
        "fr": re.compile(r"\r(?:lecture de|mesures sur) long\.csv : [\d ]+ lignes, \d+ %, [\d ]+ lignes/s(?:, encore (?:\d+ min )?\d+ s)?\x1b\[K")}
ERASED = "\r\x1b[K"


def pause(process):
    """Stops the command for a moment once it reads rows (the file is read once before): a fast machine needs longer than a second too."""
    read = 0
    while read < os.path.getsize("long.csv") * 1.02 and process.poll() is None:
        time.sleep(0.002)
        with open(f"/proc/{process.pid}/io", encoding="utf-8") as file:
            read = int(re.search(r"rchar: (\d+)", file.read()).group(1))
    process.send_signal(signal.SIGSTOP)
    time.sleep(1.2)
    process.send_signal(signal.SIGCONT)


def on_terminal(language, *arguments, pauses=False, **environment):
    """What the command writes to a terminal that only its standard error is, and how long it took."""
    master, slave = pty.openpty()
    start = time.monotonic()
    process = subprocess.Popen([binary, "--lang", language, *arguments], stdout=subprocess.DEVNULL, stderr=slave,
                               env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, **environment})
    os.close(slave)
    if pauses:
        pause(process)
    shown = b""
    while True:
        try:
            block = os.read(master, 65536)
        except OSError:
            break
        if not block:
            break
        shown += block
    os.close(master)
    return process.wait(), shown.decode("utf-8"), time.monotonic() - start


def check(language, *arguments):
    code, shown, seconds = on_terminal(language, *arguments, pauses=True)
    lines = LINE[language].findall(shown)
    assert code in (0, 1), (arguments, code, shown)
    assert lines, (arguments, seconds, shown)
    assert len(lines) <= 4 * seconds + 1, (arguments, len(lines), seconds)
    assert shown.endswith(ERASED), (arguments, shown[-80:])
    rest = LINE[language].sub("", shown).replace(ERASED, "")
    assert "\x1b" not in rest and "long.csv:" not in rest.replace("\r\n", ""), (arguments, rest)


check("en", "scan", "long.csv", "--threads", "1")
check("fr", "scan", "long.csv", "--threads", "2")
check("en", "risk", "long.csv", "--quasi", "commune,annee,sexe")
check("fr", "anonymize", "long.csv", "--quasi", "commune,annee,sexe", "--output", "out.csv")

# Not when colour is refused, not in a pipe, not for what is over at once.
code, shown, _ = on_terminal("en", "scan", "long.csv", NO_COLOR="1")
assert code == 0 and shown == "", shown
done = subprocess.run([binary, "--lang", "en", "scan", "long.csv"], capture_output=True, check=True)
assert done.stderr == b"" and b"\x1b" not in done.stdout
pathlib.Path("short.csv").write_text("commune;total\nLyon;5\n", encoding="utf-8")
code, shown, _ = on_terminal("en", "scan", "short.csv")
assert code == 0 and shown == "", shown
