#!/usr/bin/env python3
"""The tables of docs/detection.md, made from the French pack and from the measured chance rates.

    detection_page.py SOURCE_FOLDER            writes the tables into docs/detection.md
    detection_page.py SOURCE_FOLDER --check    exit code 1 when the page does not hold them
"""
import json
import pathlib
import sys

START, END = "<!-- tables: made by tests/accuracy/detection_page.py -->", "<!-- end of the tables -->"
GDPR = {"none": "non personnelle", "org": "organisme", "quasi": "indirectement identifiante", "professional": "professionnelle",
        "direct": "directement identifiante", "criminal": "art. 10", "special": "art. 9"}
FAMILIES = [
    ("national_numbers", "Numéros nationaux"), ("identity_documents", "Pièces d'identité"), ("person_numbers", "Numéros de personnes"),
    ("banking", "Banque"), ("contact", "Contact"), ("network_and_devices", "Réseaux, appareils, véhicules"),
    ("organisations", "Organismes"), ("european_numbers", "Numéros européens"), ("identity", "Identité"),
    ("location", "Lieux"), ("personal_life", "Vie personnelle"), ("health", "Santé et handicap"),
    ("special_categories", "Autres catégories particulières"), ("offences", "Infractions"), ("free_text", "Textes libres")]


def percent(share):
    """A share for French readers: 0,008 as « 0,8 % »."""
    text = f"{share * 100:.2g}" if share < 0.1 else f"{share * 100:.0f}"
    if "e" in text:
        text = f"{share * 100:.6f}".rstrip("0")
    return text.replace(".", ",") + " %"


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def shape(rule):
    """What a value looks like, by an example of the rule; by what else it goes where it has none."""
    values = rule.get("values", {})
    if values.get("patterns"):
        return "`" + rule["examples"]["match"][0].replace("`", "'") + "`"
    if values.get("dictionaries"):
        return "listes : " + ", ".join(values["dictionaries"])
    return "phrases" if "text" in rule else "en-tête seul"


def chance(rule, measured):
    """The chance that the scan uses, and where it comes from."""
    values = rule.get("values")
    if not values:
        return "-"
    if "chance" in values:
        known = rule["id"] in measured
        return percent(values["chance"]) + (" (mesurée)" if known else " (estimée)")
    validator = values.get("validator")
    return percent(measured[validator][0]) + " (mesurée)" if validator in measured else "en-tête seul"


def row(rule, measured):
    values = rule.get("values", {})
    status = "à confirmer" if rule.get("status") == "to_confirm" else "confirmé"
    check = f"`{values['validator']}`" if values.get("validator") else "-"
    header = "oui" if values.get("header_required") or not values else "non"
    parts = [rule["texts"]["title"]["fr"], f"`{rule['id']}`", shape(rule), check, chance(rule, measured), header, GDPR[rule["gdpr"]],
             ", ".join(rule["articles"]), rule["source"], status]
    return "| " + " | ".join(cell(part) for part in parts) + " |"


def read_measured(source):
    lines = (source / "tests/accuracy/chance_rates.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines[1:]]
    return {name: (float(declared), float(found)) for name, declared, found in cells}


def tables(source):
    measured = read_measured(source)
    folder = source / "rules/packs/fr/rules"
    titles = dict(FAMILIES)
    names = [name for name, _ in FAMILIES] + sorted(p.stem for p in folder.glob("*.json") if p.stem not in titles)
    lines = []
    for name in names:
        path = folder / f"{name}.json"
        if not path.exists():
            continue
        lines += ["", f"### {titles.get(name, name)}", "",
                  "| donnée | règle | forme | contrôle | part de hasard | en-tête exigé | nature | textes | source | état |",
                  "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
        lines += [row(rule, measured) for rule in json.loads(path.read_text(encoding="utf-8"))["rules"]]
    lines += ["", "## Part de hasard mesurée", "",
              "| contrôle ou règle | déclarée | mesurée sur 1 000 000 de valeurs |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {percent(declared)} | {percent(found)} |" for name, (declared, found) in measured.items()]
    return "\n".join(lines) + "\n\n"


def main():
    source = pathlib.Path(sys.argv[1])
    page = source / "docs/detection.md"
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(START + "\n")
    after = rest.split(END)[1]
    wanted = before + START + "\n" + tables(source) + END + after
    if "--check" in sys.argv:
        if text != wanted:
            sys.exit("docs/detection.md is not current: run tests/accuracy/detection_page.py " + "SOURCE_FOLDER")
    else:
        page.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
