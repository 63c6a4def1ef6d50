"""The register through ODS, XLSX, CSV and the form of the CNIL, and in from the CSV of Madis; every activity template goes round."""
import json
import os
import sys

from running import Aval

BINARY, SOURCE = sys.argv[1:3]
aval = Aval(BINARY)
aval.ok("init")
names = [entry["name"] for entry in aval.json("register", "templates")]
assert len(names) >= 26
for name in names:
    with open(name + ".json", "w", encoding="utf-8") as file:
        file.write(aval.ok("register", "template", "--from", name))
aval.ok("register", "add", *[name + ".json" for name in names])
ids = sorted(row["id"] for row in aval.json("register", "list"))
before = {i: aval.json("register", "show", i) for i in ids}

for format in ("ods", "xlsx", "csv"):
    file = "registre." + format
    aval.ok("register", "export", "--format", format, "--output", file)
    other = ("--workspace", format + ".db")
    aval.ok(*other, "init")
    done = aval.run(*other, "register", "import", file)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    for i in ids:
        assert json.loads(aval.ok(*other, "register", "show", i, "--format", "json")) == before[i], (format, i)
    assert "0 new or changed" in aval.ok("register", "import", file)
    form = "modele." + format
    aval.ok("register", "template", "--format", format, "--output", form)
    assert "1 sheet(s) read" in aval.ok(*other, "register", "import", form, "--dry-run")
    one = "une." + format
    aval.ok("register", "template", "--from", "restauration-scolaire", "--format", format, "--output", one)
    aval.ok(*other, "register", "import", one)

# The extract in a spreadsheet is that of the export, and the communicable one is masked there too.
for format in ("ods", "xlsx"):
    aval.ok("register", "export", "--format", format, "--output", "export." + format)
    done = aval.run("report", "register", "--format", format, "--output", "extrait." + format)
    assert done.returncode == 0, done.stderr
    with open("export." + format, "rb") as one, open("extrait." + format, "rb") as two:
        assert one.read() == two.read(), format
    assert "--output" in aval.fails(2, "report", "register", "--format", format)

# The form of the CNIL keeps less: what it loses is told, and nothing else is.
for format, file in (("cnil", "cnil.ods"), ("cnil-xlsx", "cnil.xlsx")):
    aval.ok("register", "export", "--format", format, "--output", file, "--losses", "pertes.json")
    with open("pertes.json", encoding="utf-8") as text:
        losses = {loss["place"] for loss in json.load(text)["losses"]}
    other = ("--workspace", format + ".db")
    aval.ok(*other, "init")
    aval.ok(*other, "register", "import", file, "--format", "cnil")
    for i in ids:
        after = json.loads(aval.ok(*other, "register", "show", i, "--format", "json"))
        for key, value in before[i].items():
            told = any(place == f"{i}#/{key}" or place.startswith(f"{i}#/{key}/") for place in losses)
            missing = key not in after or (after[key] != value and not isinstance(value, (list, dict)))
            assert not missing or told, (i, key)
        assert after["name"] == before[i]["name"] and after["purposes"][0]["text"] == before[i]["purposes"][0]["text"]

madis = os.path.join(SOURCE, "tests", "data", "registry", "madis.csv")
aval.ok("--workspace", "madis.db", "init")
done = aval.run("--workspace", "madis.db", "register", "import", madis, "--format", "madis", "--losses", "pertes.json")
assert done.returncode == 0 and "Registre public" in done.stderr, done.stderr
assert json.loads(aval.ok("--workspace", "madis.db", "register", "list", "--format", "json"))[0]["id"] == "aide-sociale"

assert "CNIL" in aval.fails(2, "register", "import", madis, "--format", "cnil")
assert "Madis" in aval.fails(2, "register", "import", "registre.csv", "--format", "madis")
assert "row 2" in aval.fails(2, "register", "import", madis)
aval.fails(2, "register", "template", "organisation", "--format", "ods")
aval.ok("journal", "verify")
