#!/usr/bin/env python3
"""Figures of pyCANON on persons.csv, for disclosure_test.cpp. pyCANON is not needed to run the tests.

    python3 pycanon_figures.py ../../../data/risk/persons.csv > ../../../data/risk/pycanon.json

Left out because pyCANON departs from the definition: recursive (c, l)-diversity divides the smallest
count by the largest ones; its average risk is over classes, not rows; enhanced beta-likeness is the
bound itself. entropy l is cut to a whole number."""
import json
import sys
from importlib.metadata import version

import pandas
from pycanon import anonymity

SETS = [["departement", "sexe"], ["age", "sexe"], ["age", "departement", "sexe"],
        ["age", "departement", "sexe", "categorie"]]


def figures(table, quasi, sensitive):
    return {"quasi": quasi, "sensitive": sensitive,
            "k": int(anonymity.k_anonymity(table, quasi)),
            "alpha": float(anonymity.alpha_k_anonymity(table, quasi, [sensitive])[0]),
            "distinct_l": int(anonymity.l_diversity(table, quasi, [sensitive])),
            "entropy_l_floor": int(anonymity.entropy_l_diversity(table, quasi, [sensitive])),
            "beta": float(anonymity.basic_beta_likeness(table, quasi, [sensitive])),
            "t": float(anonymity.t_closeness(table, quasi, [sensitive])),
            "delta": float(anonymity.delta_disclosure(table, quasi, [sensitive]))}


def main():
    table = pandas.read_csv(sys.argv[1], sep=";", dtype=str)
    table["revenu"] = table["revenu"].astype(int)
    known = [figures(table, quasi, sensitive) for quasi in SETS for sensitive in ("aide", "revenu")]
    print(json.dumps({"tool": "pyCANON " + version("pycanon"), "figures": known}, indent=1))


main()
