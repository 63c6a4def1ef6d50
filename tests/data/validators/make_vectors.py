#!/usr/bin/env python3
"""Makes the vectors of the validators: values with the answer of independent programs, never of this project.

    python3 -m venv oracles
    oracles/bin/pip install python-stdnum==2.2 schwifty==2026.10.1 Faker==40.63.0 phonenumbers==9.0.43 django-localflavor==5.1
    npm install (each package of npm_versions.json, at its version)
    oracles/bin/python make_vectors.py NODE_FOLDER     (the folder that holds node_modules)

Every value is drawn at random (seed in draws.py), typed from a published specimen (published.py), or one of these with one
character changed. A vector is kept when the oracles agree; when they do not, rulings.py says who is right and why, and the
data file says it too.
"""
import json
import random
import string
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import schwifty
from stdnum import bic as stdnum_bic, iban as stdnum_iban, imei as stdnum_imei, imsi as stdnum_imsi, luhn, verhoeff
from stdnum.be import ssn as be_ssn
from stdnum.ch import ssn as ch_ssn
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fr import nif, nir, siren, siret, tva
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.pt import nif as pt_nif

from draws import *  # noqa: F403 (every draw is used)
from draws import FRENCH, SEED
from published import CATCHES_ALL_CHANGES, SPECIMENS, one_digit_changed
from rulings import RULINGS

PYTHON = {"python-stdnum": "2.2", "schwifty": "2026.10.1", "Faker": "40.63.0", "phonenumbers": "9.0.43",
          "django-localflavor": "5.1"}
HERE = Path(__file__).parent
NPM = json.loads((HERE / "npm_versions.json").read_text(encoding="utf-8"))

# validator: draw of (mostly) valid values, python oracles, how many, typed specimens
SUBJECTS = {
    "bank_card": (draw_card, {"python-stdnum luhn": only_refuses(luhn.is_valid)}, 260),
    "be_niss": (draw_be, {"python-stdnum": be_ssn.is_valid}, 140),
    "bic": (lambda: random.choice([FRENCH.swift8(), FRENCH.swift11(), letters(4) + random.choice(["FR", "DE", "LU", "BE"]) +
                                   letters(2, string.ascii_uppercase + string.digits)]),
            {"python-stdnum": stdnum_bic.is_valid,
             "schwifty": check_with(lambda v: schwifty.BIC(v, allow_invalid=False))}, 100),
    "ch_ahv": (lambda: (lambda b: b + ch_ssn.ean.calc_check_digit(b))("756" + digits(9)),
               {"python-stdnum": ch_ssn.is_valid}, 120),
    "de_idnr": (draw_idnr, {"python-stdnum": idnr.is_valid}, 140),
    "es_dni": (lambda: random.choice([lambda b: b + dni.calc_check_digit(b), lambda b: "XYZ"[int(b[0]) % 3] + b[1:] +
                                      nie.calc_check_digit("XYZ"[int(b[0]) % 3] + b[1:])])(digits(8)),
               {"python-stdnum": lambda v: dni.is_valid(v) or nie.is_valid(v)}, 140),
    "finess": (draw_finess, {"python-stdnum luhn": lambda v: len(v) == 9 and luhn.is_valid(finess_digits(v))}, 140),
    "iban": (draw_iban, {"python-stdnum": lambda v: stdnum_iban.is_valid(v, check_country=False),
                         "schwifty": check_with(lambda v: schwifty.IBAN(v))}, 260),
    "imei": (lambda: (lambda b: b + luhn.calc_check_digit(b))(digits(14)),
             {"python-stdnum": lambda v: len(v) == 15 and stdnum_imei.is_valid(v)}, 120),
    "imsi": (lambda: random.choice(["208", "208", "340", "647", "308", "206", "262", "310", "228", digits(3)]) +
             digits(random.choice([11, 12])), {"python-stdnum": stdnum_imsi.is_valid}, 120),
    "it_codice_fiscale": (draw_it, {"python-stdnum": codicefiscale.is_valid}, 140),
    "lu_matricule": (draw_lu, {"python-stdnum luhn, verhoeff": lambda v: len(v) == 13 and luhn.is_valid(v[:12]) and
                               verhoeff.is_valid(v[:11] + v[12])}, 140),
    "nir": (draw_nir, {"python-stdnum": nir.is_valid, "django-localflavor": localflavor_nir}, 360),
    "nir_temporary": (draw_nir_temporary, {"python-stdnum": lambda v: len(v) == 15 and nir.is_valid(v)}, 80),
    "nl_bsn": (lambda: until(bsn.is_valid, lambda: digits(9)),
               {"python-stdnum": lambda v: len(v) == 9 and bsn.is_valid(v)}, 120),
    "phone_fr": (draw_phone, {"phonenumbers": phone_is_valid}, 400),
    "phone_international": (draw_international, {"phonenumbers": international_is_valid}, 160),
    "pl_pesel": (draw_pesel, {"python-stdnum": pesel.is_valid}, 140),
    "plate_siv": (draw_plate, {}, 60),
    "pt_nif": (lambda: (lambda b: b + pt_nif.calc_check_digit(b))(digits(8, "123456789")),
               {"python-stdnum": pt_nif.is_valid}, 120),
    "rib": (draw_rib, {"schwifty": rib_is_valid}, 140),
    "siren": (draw_siren, {"python-stdnum": siren.is_valid}, 140),
    "siret": (draw_siret, {"python-stdnum": siret.is_valid}, 200),
    "spi": (draw_spi, {"python-stdnum": nif.is_valid}, 140),
    "vat_fr": (draw_vat, {"python-stdnum": tva.is_valid}, 200),
    "vin": (FRENCH.vin, {}, 100),
    "nir_body": (lambda: draw_nir()[:13], {"django-localflavor": body_is_valid}, 120),
    "bea": (None, {}, 0),
    "rpps": (None, {}, 0),
    "uai": (None, {}, 0),
}


def values_of(draw, count):
    """Drawn values, and one in two damaged."""
    values = []
    for i in range(count):
        value = draw()
        values.append(value if i % 2 == 0 else damaged(value))
    return values


def ask_npm(questions, node_folder):
    run = subprocess.run(["node", str(HERE / "npm_oracles.mjs")], input="\n".join(f"{n}\t{v}" for n, v in questions) + "\n",
                         capture_output=True, text=True, check=True, cwd=node_folder)
    answers = {}
    for line in run.stdout.splitlines():
        name, value, *said = line.split("\t")
        answers[(name, value)] = {part.split("=")[0]: part.endswith("=1") for part in said}
    return answers


def check_versions(node_folder):
    for name, wanted in PYTHON.items():
        if version(name) != wanted:
            sys.exit(f"{name} {version(name)} is installed, {wanted} is wanted")
    for name, wanted in NPM.items():
        found = json.loads((Path(node_folder) / "node_modules" / name / "package.json").read_text())["version"]
        if found != wanted:
            sys.exit(f"{name} {found} is installed, {wanted} is wanted")


def verdict(name, value, said):
    """(answer, source), or None when nobody who is right has an opinion."""
    for ruling in RULINGS.get(name, []):
        if ruling.holds(value):
            said = {oracle: answer for oracle, answer in said.items() if oracle not in ruling.wrong}
    answers = set(said.values())
    if not answers:
        return None
    if len(answers) > 1:
        sys.exit(f"{name} {value}: oracles disagree and no ruling speaks: {said}")
    return answers.pop(), ", ".join(sorted(said))


def write_file(name, rows):
    lines = [f"# value, expected, source. Made by make_vectors.py (seed {SEED}); versions in its head and in npm_versions.json.",
             "# Every value is drawn at random, a published specimen, or one of these with one character changed."]
    lines += [f"# {line}" for ruling in RULINGS.get(name, []) for line in ruling.why]
    lines += [f"{value}\t{'valid' if good else 'invalid'}\t{source}" for value, good, source in rows]
    (HERE / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def published_rows(name):
    """Typed specimens; where the check catches every change of one digit, these too."""
    for value, good, source in SPECIMENS.get(name, []):
        yield value, good, source
        if good and name in CATCHES_ALL_CHANGES:
            for changed in list(one_digit_changed(value))[:: 3]:
                yield changed, False, f"one digit changed: {source}"


def main():
    node_folder = sys.argv[1]
    check_versions(node_folder)
    drawn = {name: values_of(draw, count) for name, (draw, _, count) in SUBJECTS.items()}
    npm = ask_npm([(name, value) for name, values in drawn.items() for value in values], node_folder)
    for name, (_, oracles, _) in SUBJECTS.items():
        rows = list(published_rows(name))
        seen = {value for value, _, _ in rows}
        for i, value in enumerate(drawn[name]):
            if value in seen or not value:
                continue
            seen.add(value)
            said = {oracle: check(value) for oracle, check in oracles.items()}
            said.update(npm.get((name, value), {}))
            if name in ("plate_siv", "vin") and i % 2 == 0:
                said["Faker"] = True
            if name == "plate_siv" and set(value) & set("IOU"):
                said["arrêté du 9 février 2009"] = False
            found = verdict(name, value, {oracle: answer for oracle, answer in said.items() if answer is not None})
            if found:
                rows.append((value, *found))
        write_file(name, rows)
        print(name, len(rows), sum(good for _, good, _ in rows))


if __name__ == "__main__":
    main()
