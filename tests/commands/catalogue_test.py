"""aval scan FOLDER --catalogue DIR: an index of hundreds of sources, worst first, duplicates and unread files told; a second run reads what changed.
usage: catalogue_test.py BINARY SOURCE_FOLDER"""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from running import Aval

aval = Aval(sys.argv[1])
corpus = pathlib.Path("sources")
corpus.mkdir()
(corpus / "a").mkdir()
for n in range(24):
    corpus.joinpath(f"lieux-{n:03d}.csv").write_text("code;surface\n" + "".join(f"L{n}-{k};{'' if n % 9 == 4 and k else k * 7 + n}\n" for k in range(2 + n % 5)), encoding="utf-8")
PEOPLE = "nom;prenom;courriel\n" + "".join(f"Martin;Camille;camille.martin{n}@exemple.fr\n" for n in range(8))
corpus.joinpath("gens.csv").write_text(PEOPLE, encoding="utf-8")
corpus.joinpath("a/copie.csv").write_text(PEOPLE, encoding="utf-8")
corpus.joinpath("vide.csv").write_bytes(b"")
corpus.joinpath("photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")


def run():
    done = aval.run("scan", "sources", "--catalogue", "cat")
    assert done.returncode == 3, (done.returncode, done.stderr)  # two files could not be read
    read, kept, unread = map(int, re.search(r"(\d+) read, (\d+) unchanged since last time, (\d+) not audited", done.stdout).groups())
    return read, kept, unread


assert run() == (26, 0, 2)
catalogue = json.loads(pathlib.Path("cat/catalogue.json").read_text(encoding="utf-8"))
sources = catalogue["sources"]
assert catalogue["schema"] == "aval.catalogue/1" and len(sources) == 28
assert sources[0]["uri"] == "sources/a/copie.csv" and sources[1]["uri"] == "sources/gens.csv" and sources[0]["publication"] == "personal", sources[:2]
assert sources[1]["same_as"] == "sources/a/copie.csv" and "same_as" not in sources[0]
unread = {source["uri"]: source["not_audited"] for source in sources if "not_audited" in source}
assert set(unread) == {"sources/vide.csv", "sources/photo.png"} and "empty" in unread["sources/vide.csv"], unread

# Every page sorts the same rows, and every link leads to a page of the folder.
pages = {}
for name in ("index.html", "par-nom.html", "par-lignes.html", "par-remplissage.html"):
    page = pathlib.Path("cat", name).read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)"', page)
    assert all(pathlib.Path("cat", link).is_file() for link in links), name
    pages[name] = [link for link in links if re.fullmatch(r"[0-9a-f]{16}\.html", link)]
    assert len(pages[name]) == 26 and "vide.csv" in page and "photo.png" in page and "Martin" not in page
assert len({tuple(links) for links in pages.values()}) >= 3 and len({frozenset(links) for links in pages.values()}) == 1
assert "Martin" not in "".join(path.read_text(encoding="utf-8") for path in pathlib.Path("cat").iterdir())

# A second run reads nothing; then only what changed, what is new, and what a kill left half done.
before = {path.name: path.read_bytes() for path in pathlib.Path("cat").iterdir()}
assert run() == (0, 26, 2)
assert before == {path.name: path.read_bytes() for path in pathlib.Path("cat").iterdir()}
corpus.joinpath("lieux-007.csv").write_text("code;surface\nX;1\n", encoding="utf-8")
corpus.joinpath("nouveau.csv").write_text("code;surface\nX;1\n", encoding="utf-8")
os.remove(next(path for path in pathlib.Path("cat").glob("*.json") if path.name != "catalogue.json"))
assert run()[0] in (2, 3)
assert run() == (0, 27, 2)
# Killed in the middle, it takes up where it stopped: what was written stands, the rest is read.
many = pathlib.Path("many")
many.mkdir()
for n in range(300):
    many.joinpath(f"lieux-{n:03d}.csv").write_text("code;surface\n" + "".join(f"L{n}-{k};{k * 7 + n}\n" for k in range(40)), encoding="utf-8")
started = subprocess.Popen([aval.binary, "--lang", "en", "scan", "many", "--catalogue", "half"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
while len(list(pathlib.Path("half").glob("*.json"))) < 20 and started.poll() is None:
    time.sleep(0.005)
started.kill()
started.wait()
written = len(list(pathlib.Path("half").glob("*.json")))
done = aval.run("scan", "many", "--catalogue", "half")
read, kept = map(int, re.search(r"(\d+) read, (\d+) unchanged", done.stdout).groups())
assert done.returncode == 0 and read + kept == 300 and kept >= 20 and kept in (written, written - 1), (done.stdout, written)
aval.run("scan", "many", "--catalogue", "at-once")
for path in pathlib.Path("at-once").iterdir():
    assert pathlib.Path("half", path.name).read_bytes() == path.read_bytes(), path.name
# Other options are another reading.
done = aval.run("scan", "sources", "--catalogue", "cat", "--sample", "2")
assert "27 read, 0 unchanged" in done.stdout, done.stdout
# The catalogue may stand inside the folder: it is not a source of itself.
aval.run("scan", "sources", "--catalogue", "sources/cat")
done = aval.run("scan", "sources", "--catalogue", "sources/cat")
assert "0 read, 27 unchanged" in done.stdout, done.stdout
aval.fails(2, "scan", "sources", "--catalogue", "cat", "--format", "json")
aval.fails(2, "scan", "sources", "--catalogue", "absent/deep/cat")
print("catalogue: 28 files, order, duplicates, unread, resumed")
