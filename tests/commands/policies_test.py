"""Policies: the law is quoted in its official words, coverage is told, a DPIA screening suggests and never answers."""
import os
import sys

from running import Aval

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")

aval = Aval(BINARY)
french = Aval(BINARY, "fr")
aval.ok("policies", "check")

# OJ L 119 of 4.5.2016, article 9(1), French.
shown = french.ok("policies", "law", "RGPD art. 9")
assert "«" in shown and "Le traitement des données à caractère personnel qui révèle l'origine raciale" in shown and "EUR-Lex" in shown, shown
assert "Textes cités (mots officiels)" in french.ok("policies", "show", "SP-01")
assert "à confirmer : Décret 2019-341" in french.ok("policies", "show", "SP-03")
assert "text not held" in aval.fails(2, "policies", "law", "RGPD art. 400")

coverage = aval.json("policies", "coverage")
assert coverage["schema"] == "aval.coverage/1"
assert {"law": "RGPD", "article": "30", "rules": ["REG-01", "REG-02", "REG-03"]} in coverage["articles"]
assert "99" in coverage["without_rule"]["RGPD"]
listed = {policy["id"] for policy in aval.json("policies", "list")}
assert {rule["rule"] for rule in coverage["rules"]} == listed and all(rule["cases"] >= 4 for rule in coverage["rules"])
assert "# Couverture du droit" in french.ok("policies", "coverage", "--format", "md")
assert "REG-01" in aval.ok("policies", "coverage")

aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
aval.ok("register", "add", os.path.join(EXAMPLES, "activite-cantine.json"))
aval.ok("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"))
aval.ok("usecase", "add", os.path.join(EXAMPLES, "cas-cantine.json"))
screening = aval.json("usecase", "screening", "gaspillage-cantine")
criteria = {criterion["id"]: criterion for criterion in screening["criteria"]}
assert len(criteria) == 9 and criteria["sensitive_data"]["suggestions"] and criteria["sensitive_data"]["answer"] is True
assert screening["criteria_met"] == 2 and 10 in [item["item"] for item in screening["exempt_list"]["items"]]
text = french.ok("usecase", "screening", "gaspillage-cantine")
assert "NEUF CRITÈRES" in text and "CONCLUSION" in text and "à confirmer" in text, text
aval.fails(2, "usecase", "screening", "absent")
