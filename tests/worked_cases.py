"""docs/worked-cases.md is written from tests/data/policies/dossiers: their situations, verdicts and reasons.
usage: worked_cases.py SOURCE_FOLDER           checks that the page says what the dossiers say
       worked_cases.py SOURCE_FOLDER --write   writes it"""
import json
import os
import sys

VERDICTS = {"go": "avis favorable", "go_with_conditions": "avis favorable sous réserve", "no_go": "avis défavorable", "incomplete": "dossier incomplet"}
GATES = {"G1": "cadrage", "G2": "mobilisation", "G3": "déploiement", "G4": "publication", "GR": "revue"}
RESULTS = {"block": "bloque", "condition": "réserve", "missing": "à renseigner", "info": "à savoir"}

top = sys.argv[1]
folder = os.path.join(top, "tests/data/policies/dossiers")
page = os.path.join(top, "docs/worked-cases.md")


def deciding(rules):
    return ", ".join(f"{rule} ({RESULTS[result]})" for rule, result in sorted(rules.items())) or "aucune règle ne s'oppose"


def part(title, dossiers):
    lines = [f"## {title}", ""]
    for dossier in dossiers:
        expect = dossier["expect"]
        lines += [f"### {dossier['title']}", "", f"{dossier['situation']}", "",
                  f"- Étape : {dossier['gate']}, {GATES[dossier['gate']]}",
                  f"- Avis : **{VERDICTS[expect['verdict']]}**",
                  f"- Ce qui décide : {deciding(expect['deciding'])}", "", dossier["reasoning"], ""]
    return lines


dossiers = []
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        dossiers.append(json.load(file))
reference = [dossier for dossier in dossiers if "g7" in dossier]
own = [dossier for dossier in dossiers if "g7" not in dossier]
lines = ["# Cas résolus", "",
         f"{len(dossiers)} dossiers inventés, du cadrage à la revue, avec l'avis que les règles donnent et pourquoi. Chacun est un dossier entier",
         "(`tests/data/policies/dossiers`) que les tests jugent à chaque construction : si une règle change, cette page et le test le disent. Les articles cités se",
         "lisent avec `aval policies law \"RGPD art. 35\"`, les règles avec `aval policies show SP-01`. Ce ne sont pas des conseils juridiques.", ""]
lines += part("Cas de référence", reference) + part("Autres cas", own)
text = "\n".join(lines)
if "--write" in sys.argv:
    with open(page, "w", encoding="utf-8") as file:
        file.write(text)
    sys.exit(0)
with open(page, encoding="utf-8") as file:
    if file.read() != text:
        sys.exit("docs/worked-cases.md does not say what the dossiers say: tests/worked_cases.py . --write")
