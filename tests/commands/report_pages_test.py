"""The pages a person opens, made by the program from the examples and from a hostile file, then
judged in a browser (tests/browser/check_pages.py). Without a browser it says so and is skipped."""
import pathlib
import subprocess
import sys

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
examples = source / "docs" / "examples"


def aval(*arguments, codes=(0, 3)):
    done = subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"aval {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return done.stdout


pathlib.Path("piege.csv").write_text(
    "nom <script>alert(1)</script>;prenom \x1b[31mrouge;date_naissance abc\u202edcba;commune "
    + "t" * 120 + "\n" + "".join(f"Durand;Camille;19{60 + i}-03-02;Rennes\n" for i in range(30))
    + "trop;court\n", encoding="utf-8")
pathlib.Path("vide.csv").write_text("nom;prenom\n", encoding="utf-8")
pages = []
for name in ("cantine.csv", "subventions.csv", "enquete_mobilite.csv"):
    aval("scan", examples / name, "--format", "html", "--output", name + ".html")
    pages.append(name + ".html")
for name in ("piege.csv", "vide.csv"):
    aval("scan", name, "--format", "html", "--output", name + ".html")
    pages.append(name + ".html")
aval("--lang", "en", "scan", examples, "--format", "html", "--output", "all.html")
pages.append("all.html")

aval("init")
aval("register", "organisation", examples / "organisation.json")
for case in ("cantine", "subventions", "mobilite"):
    aval("register", "add", examples / f"activite-{case}.json")
    aval("usecase", "add", examples / f"cas-{case}.json")
aval("dataset", "add", examples / "cantine.csv")
aval("priority", "add", examples / "politique-restauration.json")
aval("usecase", "set", "gaspillage-cantine", "sources.cantine.fields_needed=date;effectif")
aval("usecase", "evaluate", "gaspillage-cantine", "--on", "2026-11-02", "1=58,5", "--lesson",
     "Les sorties scolaires expliquent la moitié des écarts")
aval("decide", "gaspillage-cantine", "--gate", "G2", "--record", codes=(0, 10, 20, 30))
for name, arguments in {
        "dossier.html": ("usecase", "gaspillage-cantine"),
        "register.html": ("register",),
        "dataset.html": ("dataset", "cantine"),
        "letter.html": ("letter", "gaspillage-cantine", "--dataset", "cantine"),
        "note.html": ("council-note", "gaspillage-cantine"),
        "opinion.html": ("decision-letter", "gaspillage-cantine", "--gate", "G2"),
        "yearly.html": ("yearly", "--year", "2026")}.items():
    aval("report", *arguments, "--output", name)
    pages.append(name)
aval("portfolio", "--format", "html", "--output", "portfolio.html")
pages.append("portfolio.html")
check = subprocess.run([sys.executable, source / "tests" / "browser" / "check_pages.py", *pages])
sys.exit(check.returncode)
