"""Letters, the council note and the yearly report, as a user has them made. usage: letters_test.py BINARY SOURCE_FOLDER"""
import os
import sys

from running import Aval

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
aval, french = Aval(BINARY), Aval(BINARY, "fr")
aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
aval.ok("register", "add", os.path.join(EXAMPLES, "activite-cantine.json"))
aval.ok("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"))
aval.ok("priority", "add", os.path.join(EXAMPLES, "politique-restauration.json"))
aval.ok("usecase", "add", os.path.join(EXAMPLES, "cas-cantine.json"))

message = french.fails(2, "report", "letter", "gaspillage-cantine", "--dataset", "absent")
assert "usecase set" in message, message
aval.ok("usecase", "set", "gaspillage-cantine", "sources.cantine.fields_needed=date;effectif")
letter = french.ok("report", "letter", "gaspillage-cantine", "--dataset", "cantine", "--format", "md")
for part in ("Note interne", "effectif", "Service restauration", "Le maire de Valmoreau", "art. 5(1)(c)", "À ne pas transmettre"):
    assert part in letter, (part, letter)
# A column that the audit saw and that the purpose does not need is named as one to leave out; no value is.
assert "allergie" in letter.split("À ne pas transmettre")[1].split("\n")[0], letter

aval.ok("usecase", "set", "gaspillage-cantine", "sources.cantine.holder=dsp", "sources.cantine.contract.type=concession",
        "sources.cantine.contract.consultation_on=2019-02-01")
letter = french.ok("report", "letter", "gaspillage-cantine", "--dataset", "cantine", "--format", "md")
assert "L3131-2" in letter and "sous format électronique, dans un standard ouvert librement réutilisable" in letter, letter

aval.ok("usecase", "evaluate", "gaspillage-cantine", "--on", "2026-11-02", "Grammes jetés par repas=58,5", "--lesson", "Les sorties comptent")
note = french.ok("report", "council-note", "gaspillage-cantine", "--format", "md")
for part in ("58,5", "cible atteinte", "Les sorties comptent", "Moyens demandés"):
    assert part in note, (part, note)
opinion = french.ok("report", "decision-letter", "gaspillage-cantine", "--gate", "G2", "--format", "md")
assert "NO-GO" in opinion and "SP-01" in opinion, opinion
yearly = french.ok("report", "yearly", "--year", "2026", "--format", "md")
for part in ("Rapport annuel et plan d'action 2026", "violations de données", "58,5", "Plan d'action"):
    assert part in yearly, (part, yearly)
aval.fails(2, "report", "yearly", "--year", "soon")
dossier = french.ok("report", "usecase", "gaspillage-cantine", "--gate", "G2")
for part in ("Levier", "À quoi sert chaque source", "Qualité mesurée", "id=\"evidence-1\"", "href=\"#evidence-1\"", "lit seul un tableau de bord"):
    assert part in dossier, part
