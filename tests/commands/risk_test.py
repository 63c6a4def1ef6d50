"""aval risk: who is alone with their profile, in every form, with columns named or proposed; never a value.
usage: risk_test.py BINARY SOURCE_FOLDER"""
import json
import os
import pathlib
import random
import subprocess
import sys

from running import Aval

AVAL = Aval(sys.argv[1])
DATA = pathlib.Path(sys.argv[2]) / "tests/data/risk"
GAPS = str(DATA / "gaps.csv")
PROFILE = "age,departement,sexe,categorie"
VALUES = ["logement", "energie", "mobilite", "retraite", "30-39"]


def measured(*arguments, code=0):
    done = AVAL.run("risk", *arguments, "--format", "json")
    assert done.returncode == code, (arguments, done.returncode, done.stderr)
    return json.loads(done.stdout)


def pairs(quasi):
    """Rows of gaps.csv by how many rows may share their profile, all pairs compared."""
    lines = [line.split(";") for line in pathlib.Path(GAPS).read_text(encoding="utf-8").splitlines()]
    places = [lines[0].index(name) for name in quasi]
    rows = [[line[p] for p in places] for line in lines[1:]]
    return [sum(all(not a or not b or a == b for a, b in zip(one, other)) for other in rows) for one in rows]


def check_figures():
    found = measured(GAPS, "--quasi", PROFILE, "--sensitive", "aide")
    assert found["schema"] == "aval.risk/1" and found["missing"] == "own_category"
    own, wildcard, excluded = found["conventions"]
    assert (own["k"], own["unique_records"], own["records"]) == (found["k"], found["unique_records"], 600)
    sizes = pairs(PROFILE.split(","))
    assert wildcard["k"] == min(sizes)
    for entry in wildcard["records_by_size"]:
        assert sizes.count(entry["size"]) == entry["records"], entry
    assert [sizes[row - 2] for row in wildcard["witness_rows"]] == [min(sizes)] * len(wildcard["witness_rows"])
    assert excluded["records"] + excluded["left_out"] == 600 and excluded["left_out"] > 0
    for rule in ("wildcard", "excluded"):
        chosen = measured(GAPS, "--quasi", PROFILE, "--missing", rule)
        assert chosen["k"] == {"wildcard": wildcard, "excluded": excluded}[rule]["k"]
        assert "l" not in chosen, "no sensitive column was named"


def check_columns():
    by_name = measured(GAPS, "--quasi", "AGE,sexe", "--sensitive", "aide")
    by_number = measured(GAPS, "--quasi", "1", "--quasi", "3", "--sensitive", "5")
    assert by_name == by_number
    proposed = measured(GAPS)
    assert proposed["proposed"] and {"index": 2, "name": "sexe"} in proposed["quasi_identifiers"]
    for arguments in (["--quasi", "absente"], ["--quasi", "age,age"], ["--quasi", "age", "--sensitive", "age"],
                      ["--quasi", "age", "--missing", "none"], ["--quasi", "age", "--sample", "10"]):
        refused = AVAL.run("risk", GAPS, *arguments)
        assert refused.returncode == 2 and refused.stderr, arguments
    words = measured(GAPS, "--quasi", "sexe", "--missing-word", "F")
    assert words["conventions"][2]["left_out"] > measured(GAPS, "--quasi", "sexe")["conventions"][2]["left_out"]


def check_forms():
    for language, alone, people in (("fr", "seules à ce profil", "Pour les spécialistes"),
                                    ("en", "alone with their profile", "For specialists")):
        for form in ("text", "md", "html"):
            done = Aval(sys.argv[1], language).run("risk", GAPS, "--quasi", PROFILE, "--sensitive", "aide", "--format", form)
            assert done.returncode == 0, done.stderr
            told = done.stdout.replace("\u00a0", " ")
            assert alone in told and people in told, (language, form)
            for value in VALUES:
                assert value not in told, (form, value)
    one = AVAL.run("risk", GAPS, "--quasi", PROFILE, "--format", "json", "--threads", "1")
    two = AVAL.run("risk", GAPS, "--quasi", PROFILE, "--format", "json", "--threads", "7")
    assert one.stdout == two.stdout


def check_edges():
    pathlib.Path("vide.csv").write_text("age;sexe\n", encoding="utf-8")
    empty = measured("vide.csv", "--quasi", "age")
    assert (empty["k"], empty["records"], empty["unique_records"]) == (0, 0, 0) and "risk" not in empty
    assert AVAL.run("risk", "vide.csv", "--quasi", "age").returncode == 0
    assert AVAL.run("risk", "absent.csv", "--quasi", "age").returncode == 2
    pathlib.Path("sans.csv").write_text("libelle;montant\nA;1\nB;2\n", encoding="utf-8")
    nothing = AVAL.run("risk", "sans.csv")
    assert nothing.returncode == 2 and "--quasi" in nothing.stderr, nothing.stderr


def check_other_files():
    persons = str(DATA / "persons.csv")
    found = measured(persons, "--quasi", PROFILE, "--population", persons, "--population-size", "10000", "--suda")
    assert found["k_map"]["value"] == found["k"] and found["k_map"]["absent_records"] == 0
    assert found["risk"]["journalist"]["highest"] == found["risk"]["prosecutor"]["highest"]
    assert 0 < found["population_uniques"]["pitman"] < 1 and len(found["suda"]["score"]) == 600
    assert sum(score > 0 for score in found["suda"]["score"]) == found["suda"]["risky_records"]
    pathlib.Path("autre.csv").write_text("nom;SEXE;age\nA;F;20-29\nB;M;90-99\n", encoding="utf-8")
    link, = measured(persons, "--quasi", PROFILE, "--link", "autre.csv")["linkage"]
    assert link["columns"] == ["age", "sexe"] and link["other_records"] == 2
    lines = pathlib.Path(persons).read_text(encoding="utf-8").splitlines()[1:]
    assert link["matched_records"] == sum(line.startswith("20-29;") and ";F;" in line for line in lines) > 1
    assert link["single_candidate"] == link["matched_records"] and link["one_to_one"] == 0
    told = AVAL.run("risk", persons, "--quasi", PROFILE, "--link", "autre.csv", "--suda", "--population", persons)
    assert told.returncode == 0 and "autre.csv" in told.stdout and "SUDA2" in told.stdout and "90-99" not in told.stdout
    for arguments in (["--population", "autre.csv"], ["--link", "vide.csv", "--quasi", "categorie"], ["--population-size", "10"],
                      ["--sampling-fraction", "1"]):
        asked = arguments if "--quasi" in arguments else ["--quasi", PROFILE, *arguments]
        refused = AVAL.run("risk", persons, *asked)
        assert refused.returncode == 2, (arguments, refused.stderr)


def check_amounts():
    rows = ["Dijon;a;850", "Dijon;b;100", "Dijon;c;50", "Beaune;a;900", "Beaune;b;50", "Beaune;c;50", "Nuits;a;1", "Nuits;a;2", "Nuits;b;3"]
    pathlib.Path("aides.csv").write_text("commune;entreprise;montant\n" + "\n".join(rows) + "\n", encoding="utf-8")
    asked = ["aides.csv", "--quasi", "commune", "--amount", "montant", "--unit", "entreprise"]
    secrecy = measured(*asked)["secrecy"]
    assert (secrecy["cells"], secrecy["small_cells"], secrecy["dominated_cells"]) == (3, 1, 1), secrecy
    assert secrecy["small_witness_rows"] == [8] and secrecy["dominated_witness_rows"] == [5], secrecy
    assert measured(*asked, "--cell-units", "2", "--cell-share", "0.95")["secrecy"]["dominated_cells"] == 0
    assert AVAL.run("risk", "aides.csv", "--quasi", "commune", "--amount", "entreprise").returncode == 2
    assert AVAL.run("risk", "aides.csv", "--quasi", "commune", "--unit", "entreprise").returncode == 2


def check_hierarchical_distance():
    known = json.loads((DATA / "arx.json").read_text(encoding="utf-8"))["hierarchical_t"]
    tree = f"aide={DATA / 'aide.csv'}"
    for quasi, t in known.items():
        found = measured(str(DATA / "persons.csv"), "--quasi", quasi, "--sensitive", "aide", "--hierarchy", tree)
        assert abs(found["t"]["hierarchical"] - t) < 2e-9, (quasi, found["t"], t)
    assert 0 < measured(str(DATA / "persons.csv"), "--quasi", "age", "--sensitive", "revenu", "--hierarchy", "revenu=number")["t"]["hierarchical"] <= 1
    for given, told in (("sexe=age", "--sensitive"), ("aide", "COLUMN=NAME"), ("aide=none", "equally far"), ("aide=absente.csv", "absente.csv")):
        refused = Aval(sys.argv[1], "en").run("risk", str(DATA / "persons.csv"), "--quasi", "age", "--sensitive", "aide", "--hierarchy", given)
        assert refused.returncode == 2 and told in refused.stderr, (given, refused.stderr)
    pathlib.Path("courte.csv").write_text("aucune;*\n", encoding="utf-8")
    refused = AVAL.run("risk", str(DATA / "persons.csv"), "--quasi", "age", "--sensitive", "aide", "--hierarchy", "aide=courte.csv")
    assert refused.returncode == 2 and "courte.csv" in refused.stderr and "logement" not in refused.stderr, refused.stderr


def check_memory():
    """Beyond the limit, byte for byte what is measured in memory, whatever the rule for missing values."""
    draw = random.Random(3)
    with open("trous.csv", "w", encoding="utf-8") as file:
        file.write("a;b;c;d;s;m\n")
        for _ in range(3000):
            row = [str(draw.randrange(n)) if draw.random() > 0.2 else "" for n in (9, 7, 40, 300, 6)]
            file.write(";".join([*row, str(draw.randrange(1000))]) + "\n")
    tree = f"aide={DATA / 'aide.csv'}"
    for asked in ((GAPS, "--quasi", PROFILE, "--sensitive", "aide"), (GAPS, "--quasi", PROFILE, "--missing", "wildcard"),
                  (GAPS, "--quasi", PROFILE, "--sensitive", "aide,revenu", "--missing", "excluded"),
                  (str(DATA / "persons.csv"), "--quasi", "age,sexe", "--sensitive", "aide,revenu", "--missing", "wildcard", "--hierarchy", tree),
                  ("trous.csv", "--quasi", "a,b,c,d", "--sensitive", "s", "--amount", "m", "--population-size", "9999"),
                  ("trous.csv", "--quasi", "a,b,c", "--missing", "excluded", "--sensitive", "s", "--amount", "m", "--unit", "d")):
        in_memory = AVAL.run("risk", *asked, "--format", "json", "--memory", "0")
        for limit in ("1K", "300K"):
            on_disk = AVAL.run("risk", *asked, "--format", "json", "--memory", limit)
            assert (on_disk.returncode, on_disk.stdout) == (0, in_memory.stdout), (asked, limit, on_disk.stderr)
    for more in (["--suda"], ["--link", GAPS], ["--population", GAPS], ["--sensitive", "aide", "--missing", "wildcard"]):
        refused = AVAL.run("risk", GAPS, "--quasi", PROFILE, *more, "--memory", "1K")
        assert refused.returncode == 2 and "--memory 16G" in refused.stderr, (more, refused.stderr)
    assert AVAL.run("risk", GAPS, "--quasi", PROFILE, "--memory", "lots").returncode == 2
    os.mkdir("temporaire")
    there = dict(os.environ, TMPDIR=os.path.abspath("temporaire"))
    subprocess.run([sys.argv[1], "risk", "trous.csv", "--quasi", "a,b", "--memory", "1K"], env=there, check=True, stdout=subprocess.DEVNULL)
    assert os.listdir("temporaire") == []


def check_releases():
    """The workspace knows earlier versions by their digest; their files are given again; no value of them enters it."""
    lines = pathlib.Path(DATA / "persons.csv").read_text(encoding="utf-8").splitlines()
    for name, rows in (("v1.csv", lines[1:300]), ("v2.csv", lines[150:450]), ("v3.csv", lines[300:])):
        pathlib.Path(name).write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")
    AVAL.ok("init")
    for name in ("v1.csv", "v2.csv", "v3.csv", "v1.csv"):
        AVAL.ok("dataset", "add", name, "--id", "foyers")
    ask = ["risk", "v3.csv", "--quasi", PROFILE, "--releases", "foyers", "--link", "v2.csv"]
    done = AVAL.run(*ask, "--format", "json")
    assert done.returncode == 3, done.stderr
    told = json.loads(done.stdout)
    assert [(one["version"], one["file"]) for one in told["releases"]] == [(2, "v2.csv"), (4, None)], told["releases"]
    assert told["releases"][0]["sha256"] == told["linkage"][0]["sha256"]
    assert "4 (" in Aval(sys.argv[1], "fr").run(*ask).stdout and "n'ont pas été rapprochées" in Aval(sys.argv[1], "fr").run(*ask).stdout.replace("\u00a0", " ")
    whole = AVAL.run(*ask, "--link", "v1.csv", "--format", "json")
    assert whole.returncode == 0 and [one["file"] for one in json.loads(whole.stdout)["releases"]] == ["v2.csv", "v1.csv"]
    assert len(json.loads(whole.stdout)["linkage"]) == 2
    unknown = AVAL.run("risk", "v3.csv", "--quasi", PROFILE, "--releases", "absent")
    assert unknown.returncode == 2 and "foyers" in unknown.stderr, unknown.stderr
    stored = pathlib.Path("aval.db").read_bytes()
    assert not any(value.encode() in stored for value in VALUES)


check_releases()
check_memory()
check_hierarchical_distance()
check_figures()
check_columns()
check_forms()
check_edges()
check_other_files()
check_amounts()
