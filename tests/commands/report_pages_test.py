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
aval("dataset", "add", examples / "subventions.csv")
aval("decide", "gaspillage-cantine", "--gate", "G2", "--record", codes=(0, 10, 20, 30))
cases = ("gaspillage-cantine", "ouverture-subventions", "carte-deplacements")
reports = {
    "register.html": ("register",),
    "communicable.html": ("register", "--communicable"),
    "sheet.html": ("activity", "restauration-scolaire"),
    "notice.html": ("notice", "restauration-scolaire"),
    "notice-indirect.html": ("notice", "enquete-mobilite", "--source", "indirect"),
    "rights.html": ("rights",),
    "annex.html": ("annex",),
    "dataset.html": ("dataset", "cantine"),
    "dossier-annex.html": ("usecase", "gaspillage-cantine", "--gate", "G4", "--annex"),
    "dossier-communicable.html": ("usecase", "gaspillage-cantine", "--gate", "G3",
                                  "--communicable"),
    "dossier-G4.html": ("usecase", "carte-deplacements", "--gate", "G4"),
    "letter.html": ("letter", "gaspillage-cantine", "--dataset", "cantine"),
    "yearly.html": ("yearly", "--year", "2026"),
    # The same in English.
    "register-en.html": ("--lang", "en", "register"),
    "dossier-en.html": ("--lang", "en", "usecase", "carte-deplacements", "--gate", "G2"),
    "yearly-en.html": ("--lang", "en", "yearly", "--year", "2026"),
}
for case in cases:
    reports[f"dossier-{case}.html"] = ("usecase", case, "--gate", "G2")
    reports[f"opinion-{case}.html"] = ("decision-letter", case, "--gate", "G2")
    reports[f"note-{case}.html"] = ("council-note", case)
for name, arguments in reports.items():
    aval("report", *arguments, "--output", name)
    pages.append(name)
others = {
    "portfolio.html": ("portfolio",),
    "reconcile.html": ("register", "reconcile"),
    "journal.html": ("journal", "export"),
    "risk.html": ("risk", source / "tests/data/risk/gaps.csv", "--quasi", "age,departement,sexe,categorie", "--sensitive", "aide,revenu",
                  "--suda", "--population-size", "9000", "--link", source / "tests/data/risk/persons.csv"),
    "risk-en.html": ("--lang", "en", "risk", source / "tests/data/risk/persons.csv", "--quasi", "sexe", "--amount", "revenu"),
    "publication-go.html": ("publish-check", examples / "subventions.csv"),
    "publication-no.html": ("publish-check", examples / "cantine.csv"),
    "publication-trap.html": ("publish-check", "piege.csv"),
}
for name, arguments in others.items():
    aval(*arguments, "--format", "html", "--output", name, codes=(0, 3, 10, 20, 30))
    pages.append(name)
check = subprocess.run([sys.executable, source / "tests" / "browser" / "check_pages.py", *pages])
sys.exit(check.returncode)
