"""NOTICE names every list of the French pack with its source and its licence, and every law text that rules and policies cite.
usage: notice_test.py SOURCE_FOLDER"""
import json
import os
import re
import sys

top = sys.argv[1]
pack = os.path.join(top, "rules/packs/fr")
with open(os.path.join(top, "NOTICE"), encoding="utf-8") as file:
    notice = file.read()
problems = []

entries = dict(re.findall(r"^  (\S+\.(?:tsv|txt))\n((?:    \S.*\n)+)", notice, re.M))
shipped = {name for folder in (pack, os.path.join(pack, "dictionaries")) for name in os.listdir(folder) if name.endswith((".tsv", ".txt"))}
assert len(shipped) > 20 and len(entries) > 20
for name in sorted(shipped):
    for key in ("source", "licence", "date"):
        told = re.search(r"^    %s: (.+)$" % key, entries.get(name, ""), re.M)
        if not told or told[1].split(",")[0].strip() in ("same", "?"):
            problems.append(f"NOTICE does not tell the {key} of the list {name} of rules/packs/fr")
for name in sorted(set(entries) - shipped - {"iban_lengths.tsv", "card_schemes.tsv"}):
    problems.append(f"NOTICE names {name}, which is not shipped")

# How rules and policies cite a text, and how NOTICE names it.
TEXTS = {"RGPD": "Regulation (EU) 2016/679", "LIL": "Loi 78-17", "CRPA": "CRPA", "CSI": "CSI", "CSS": "CSS", "CCP": "CCP", "CPI": "CPI", "LPF": "LPF",
         "Code pénal": "Code pénal", "Code du patrimoine": "Code du patrimoine", "Code électoral": "Code électoral", "Délibération CNIL": "CNIL deliberation",
         "Décret 2019-341": "décret 2019-341", "WP": "Working Party 29", "EDPB": "EDPB", "CJUE": "CJUE",
         "Loi 2000-321": "loi 2000-321", "CADA": "CADA, conseil", "CGCT": "CGCT"}
# Not law: the method of the product and the customs that a policy follows.
CUSTOMS = ("Méthode", "Pratique", "Doctrine")


def citations(value):
    if isinstance(value, dict):
        for key, below in value.items():
            if key in ("articles", "sources") and isinstance(below, list):
                yield from (text for text in below if isinstance(text, str))
            yield from citations(below)
    elif isinstance(value, list):
        for below in value:
            yield from citations(below)


law = os.path.join(top, "policies/packs/fr/law")
for name in sorted(os.listdir(law)):
    if name[:-len(".json")] not in notice:
        problems.append(f"NOTICE does not name the text of law {name}")

cited = set()
for folder in (os.path.join(pack, "rules"), os.path.join(top, "policies/packs/fr/policies")):
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            cited.update(citations(json.load(file)))
assert len(cited) > 50
for citation in sorted(cited):
    if citation.startswith(CUSTOMS):
        continue
    text = next((text for text in TEXTS if citation.startswith(text)), None)
    if text is None or TEXTS[text] not in notice:
        problems.append(f"NOTICE does not tell the source and licence of the text cited as {citation}")

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
