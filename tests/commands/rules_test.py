"""aval rules: list, show, check, match; and docs/adding-a-rule.md as printed."""
import json
import pathlib
import re
import shutil
import subprocess
import sys

AVAL, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
PACKS = SOURCE / "tests" / "data" / "packs"


def aval(*arguments, stdin=""):
    done = subprocess.run([AVAL, *map(str, arguments)], input=stdin, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def expect(what, is_so, shown=""):
    if not is_so:
        sys.exit(f"FAILED: {what}\n{shown}")


def matches(*arguments, stdin=""):
    code, out, err = aval("rules", "match", *arguments, stdin=stdin)
    expect("rules match ends with 0", code == 0, err)
    return [json.loads(line) for line in out.splitlines()]


# list and show
code, out, _ = aval("rules", "list", "--format", "json")
rules = json.loads(out)
expect("rules are listed in the order of their identifiers", code == 0 and [r["id"] for r in rules] == sorted(r["id"] for r in rules))
expect("there is a rule for the NIR", any(r["id"] == "fr.nir" and r["type"] == "nir" for r in rules))
code, out, _ = aval("rules", "list")
expect("the text list holds every rule", code == 0 and all(r["id"] in out for r in rules))
for rule in rules:
    code, out, err = aval("--lang", "en", "rules", "show", rule["id"])
    expect("every rule can be shown", code == 0 and rule["type"] in out and "law:" in out, rule["id"] + err)
code, out, err = aval("--lang", "en", "rules", "show", "fr.nothing")
expect("an unknown rule is a usage error", code == 2 and out == "" and "unknown rule" in err, err)

# check
code, out, _ = aval("--lang", "en", "rules", "check")
expect("the pack of the program is sound", code == 0 and "every example passes" in out, out)
code, out, _ = aval("rules", "check", PACKS / "sound")
expect("a sound pack passes", code == 0, out)
for folder in sorted((PACKS / "broken").iterdir()):
    english, french = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    for language, expected in (("en", english), ("fr", french)):
        code, out, _ = aval("--lang", language, "rules", "check", folder)
        expect(f"a broken pack ends with 1 and its message: {folder.name}", code == 1 and out.startswith(expected), out)
code, out, err = aval("rules", "check", "nowhere")
expect("a missing folder is exit code 2", code == 2 and out == "" and "nowhere" in err, err)
code, out, err = aval("--lang", "en", "rules", "match", "--rules", PACKS / "broken" / "unknown_key", "x")
expect("a broken pack cannot be used", code == 2 and "#/rules/0/regex: unknown key" in err, err)

# match
found = matches("--rule", "fr.nir", "255081416802538", "255081416802539", "Durand", "2 55 08 14 168 025 38")
expect("lines are counted from 1", [line["line"] for line in found] == [1, 2, 3, 4])
expect("a valid NIR is told apart from a wrong key", [line["matches"] for line in found] == [
    [{"rule": "fr.nir", "type": "nir", "valid": True}],
    [{"rule": "fr.nir", "type": "nir", "valid": False}],
    [],
    [{"rule": "fr.nir", "type": "nir", "valid": True}]], found)
lines = "73282932000074\r\n\n35600000049837\nnon"
expect("values are read from standard input, a line each", matches("-", "--rule", "fr.siret", stdin=lines) == matches("--rule", "fr.siret", stdin=lines))
expect("an empty line is a value that nothing takes", [len(line["matches"]) for line in matches("--rule", "fr.siret", "-", stdin=lines)] == [1, 0, 1, 0])
code, out, err = aval("rules", "match", "--rule", "fr.nothing", "255081416802538")
expect("an unknown rule to match is a usage error", code == 2 and out == "", out)
code, out, err = aval("rules", "match", "ceci est un secret 255081416802538")
expect("a value is never repeated", "secret" not in out + err and "255081416802538" not in out + err)
expect("another pack can be given before or after", matches("--rules", PACKS / "sound", "B-1234")[0]["matches"][0]["rule"] == "test.badge")
code, out, _ = aval("rules", "--rules", PACKS / "sound", "list", "--format", "json")
expect("a pack given to rules holds for list", [r["id"] for r in json.loads(out)] == ["test.badge"], out)

# docs/adding-a-rule.md: its rule and its list load as they are printed.
page = (SOURCE / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")
rule, dictionary = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
shutil.copytree(SOURCE / "rules" / "packs" / "fr", "pack")
pathlib.Path("pack/rules/badges.json").write_text(rule, encoding="utf-8")
with open("pack/header_words.tsv", "a", encoding="utf-8") as words:
    words.write("badge\tfr\tstaff_id\tstrong\t\nbadge vehicule\tfr\tnone\tstrong\t\n")
manifest = json.loads(pathlib.Path("pack/pack.json").read_text(encoding="utf-8"))
manifest["dictionaries"].append(json.loads(dictionary))
pathlib.Path("pack/pack.json").write_text(json.dumps(manifest), encoding="utf-8")
code, out, _ = aval("rules", "check", "pack")
expect("the rule of docs/adding-a-rule.md loads", code == 0, out)
expect("the rule of docs/adding-a-rule.md matches", matches("--rules", "pack", "--rule", "fr.badge", "B-1234")[0]["matches"] != [])
