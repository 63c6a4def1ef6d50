"""What `cmake --install` gives works alone: the binary by itself in an empty folder, without the sources, any variable of the
environment or any program to call. It needs Debian's shared libraries and nothing else. usage: install_test.py BINARY SOURCE_FOLDER"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

binary, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
prefix = pathlib.Path("prefix").resolve()
made = subprocess.run(["cmake", "--install", str(binary.parent), "--prefix", str(prefix)], capture_output=True, text=True)
assert made.returncode == 0, made.stdout + made.stderr
installed = sorted(str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file())
assert installed == ["bin/aval", "share/doc/aval/LICENSE", "share/doc/aval/NOTICE"], installed

alone = pathlib.Path("alone")
alone.mkdir()
shutil.copy(prefix / "bin/aval", alone / "aval")
for name in ("cantine.csv", "organisation.json"):
    shutil.copy(source / "docs/examples" / name, alone / name)


def aval(*arguments):
    done = subprocess.run(["./aval", *arguments], cwd=alone, env={"PATH": "/nowhere", "LANG": "fr_FR.UTF-8"}, capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout


# The packs and their digests: three lines, and a report of a scan names the same digest.
version = aval("--version")
said = re.fullmatch(r"aval \d+\.\d+\.\d+\nrules fr \S+ sha256 ([0-9a-f]{64})\npolicies fr \S+ sha256 ([0-9a-f]{64})\n", version)
assert said, version
scan = json.loads(aval("scan", "cantine.csv", "--format", "json"))
assert scan["rules"]["sha256"] == said[1] and scan["sources"][0]["publication"] == "special", scan["rules"]

aval("scan", "cantine.csv", "--format", "html", "--output", "cantine.html")
assert "<style>" in (alone / "cantine.html").read_text(encoding="utf-8")
assert "fr.nir" in aval("rules", "list") and "SP-01" in aval("policies", "list")
aval("rules", "check")
aval("policies", "check")
for language in ("fr", "en"):
    assert "aval scan" in aval("--lang", language, "scan", "--help")
aval("init", "--organisation", "organisation.json")
aval("dataset", "add", "cantine.csv", "--id", "cantine")
aval("report", "dataset", "cantine", "--output", "dataset.html")
aval("report", "register", "--output", "register.html")

# Every shared library comes from a package of Debian.
libraries = re.findall(r"=> (/\S+)", subprocess.run(["ldd", str(prefix / "bin/aval")], capture_output=True, text=True, check=True).stdout)
assert len(libraries) >= 4, libraries
if shutil.which("dpkg"):
    for library in libraries:
        # A library of /lib may be recorded under /usr/lib, and the other way round.
        real = os.path.realpath(library)
        names = {library, real, library.removeprefix("/usr"), real.removeprefix("/usr"), "/usr" + library}
        owned = subprocess.run(["dpkg", "-S", *sorted(names)], capture_output=True, text=True)
        assert owned.stdout, f"{library} comes from no package of Debian"
