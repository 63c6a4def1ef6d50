"""--format pdf: each extract that has a page, tagged, on A4, with its title, within its pages; without
a program that can make it, the way out. Skipped where neither WeasyPrint nor Chromium is there."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
examples = source / "docs" / "examples"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def run(*arguments, path=None):
    surroundings = dict(os.environ, **({"PATH": path} if path else {}))
    return subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True,
                          env=surroundings)


def ok(*arguments, path=None, codes=(0,)):
    done = run(*arguments, path=path)
    assert done.returncode in codes, (arguments, done.returncode, done.stderr)
    return done


def refused(*arguments, path=None):
    done = run("--lang", "en", *arguments, path=path)
    assert done.returncode == 2 and done.stdout == "", (arguments, done.returncode, done.stdout)
    return done.stderr


# Nobody's program: told before any work, with both packages and the way out; nothing is written.
empty = pathlib.Path("empty")
empty.mkdir()
message = refused("scan", examples / "cantine.csv", "--format", "pdf", "--output", "a.pdf",
                  path=str(empty.resolve()))
assert "weasyprint" in message and "chromium" in message and "--format html" in message, message
assert not pathlib.Path("a.pdf").exists()
# A relative folder of PATH is the working folder's: never run.
shutil.copy("/bin/true", "weasyprint")
assert "no program can make the PDF" in refused("scan", examples / "cantine.csv", "--format", "pdf",
                                                "--output", "a.pdf", path=".:")
# Never into a terminal or a pipe by accident.
assert "--output FILE.pdf" in refused("scan", examples / "cantine.csv", "--format", "pdf")

weasyprint = shutil.which("weasyprint")
chromium = next((name for name in CHROMIUMS if shutil.which(name)), None)
if not weasyprint and not chromium:
    print("skipped: neither WeasyPrint nor Chromium is installed (Debian packages: weasyprint, "
          "chromium)")
    sys.exit(77)

# A program that fails does not leave half a file, and the one there was stays.
broken = pathlib.Path("broken")
broken.mkdir()
(broken / "weasyprint").write_text("#!/bin/sh\necho pdf/ua-1; exit 3\n")
(broken / "weasyprint").chmod(0o755)
pathlib.Path("kept.pdf").write_text("before")
assert "did not make the PDF" in refused("scan", examples / "cantine.csv", "--format", "pdf", "--output",
                                         "kept.pdf", path=str(broken.resolve()))
assert pathlib.Path("kept.pdf").read_text() == "before"

ok("init")
ok("register", "organisation", examples / "organisation.json")
for case in ("cantine", "subventions", "mobilite"):
    ok("register", "add", examples / f"activite-{case}.json")
    ok("usecase", "add", examples / f"cas-{case}.json")
ok("dataset", "add", examples / "cantine.csv")
ok("priority", "add", examples / "politique-restauration.json")
ok("usecase", "set", "gaspillage-cantine", "sources.cantine.fields_needed=date;effectif")
extracts = {
    "dossier": ("report", "usecase", "gaspillage-cantine", "--gate", "G2"),
    "annex": ("report", "usecase", "gaspillage-cantine", "--gate", "G2", "--annex"),
    "register": ("report", "register"),
    "sheet": ("report", "activity", "restauration-scolaire"),
    "notice": ("report", "notice", "restauration-scolaire"),
    "opinion": ("report", "decision-letter", "gaspillage-cantine", "--gate", "G2"),
    "letter": ("report", "letter", "gaspillage-cantine", "--dataset", "cantine"),
    "note": ("report", "council-note", "gaspillage-cantine"),
    "yearly": ("report", "yearly", "--year", "2026"),
    "portfolio": ("portfolio",),
    "journal": ("journal", "export"),
    "audit": ("scan", examples / "cantine.csv"),
    "publication": ("publish-check", examples / "subventions.csv"),
}
MOST_PAGES = {"dossier": 4, "note": 2, "opinion": 2}
# Four pages at every gate; G2 of the first case is above.
for case in ("gaspillage-cantine", "ouverture-subventions", "carte-deplacements"):
    for gate in ("G1", "G2", "G3", "G4", "GR"):
        if (case, gate) != ("gaspillage-cantine", "G2"):
            extracts[f"dossier-{case}-{gate}"] = ("report", "usecase", case, "--gate", gate)
            MOST_PAGES[f"dossier-{case}-{gate}"] = 4
extracts["communicable"] = ("report", "usecase", "gaspillage-cantine", "--gate", "G3",
                            "--communicable")
MOST_PAGES["communicable"] = 4


def has_pdfinfo():
    return shutil.which("pdfinfo") is not None


def check_paper(name, file):
    content = file.read_bytes()
    assert content.startswith(b"%PDF-"), name
    if not has_pdfinfo():
        return
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True).stdout
    facts = dict(re.findall(r"^([^:\n]+):\s*(.*)$", told, re.M))
    assert facts["Tagged"] == "yes", (name, told)
    assert facts["Title"].strip(), (name, told)
    assert "(A4)" in facts["Page size"], (name, told)
    assert facts["JavaScript"] == "no", (name, told)
    assert int(facts["Pages"]) <= MOST_PAGES.get(name, 60), (name, told)


for name, arguments in extracts.items():
    paper = pathlib.Path(name + ".pdf")
    ok(*arguments, "--format", "pdf", "--output", paper, codes=(0, 10, 20, 30))
    check_paper(name, paper)
# The same dossier on the same day: the same bytes.
again = pathlib.Path("again.pdf")
ok(*extracts["dossier"], "--format", "pdf", "--output", again)
assert again.read_bytes() == pathlib.Path("dossier.pdf").read_bytes()
if weasyprint and b"pdfuaid" not in again.read_bytes() and b"pdfaid" not in again.read_bytes():
    sys.exit("WeasyPrint's PDF names neither PDF/UA nor PDF/A")

# Chromium alone: everything on PATH but WeasyPrint.
if chromium and weasyprint:
    alone = pathlib.Path("alone")
    alone.mkdir()
    for folder in ("/usr/bin", "/bin"):
        for program in pathlib.Path(folder).iterdir():
            if "weasyprint" not in program.name and not (alone / program.name).is_symlink():
                (alone / program.name).symlink_to(program)
    for name in ("dossier", "portfolio", "audit"):
        paper = pathlib.Path(f"{name}-chromium.pdf")
        ok(*extracts[name], "--format", "pdf", "--output", paper, path=str(alone.resolve()))
        assert b"Skia/PDF" in paper.read_bytes()
        assert b"/CreationDate (D:20261124120000+00'00')" in paper.read_bytes(), name
        check_paper(name, paper)
if not has_pdfinfo():
    print("pdfinfo is not installed: tags, titles and pages were not read (package: poppler-utils)")
