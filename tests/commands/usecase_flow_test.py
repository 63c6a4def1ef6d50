"""A dossier from its title to its evaluation without editing JSON: new, ask, set, status, evaluate, reminders; the priority it serves."""
import json
import os
import re
import sys

from running import Aval

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
aval = Aval(BINARY)
aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))

with open("policy.json", "w", encoding="utf-8") as file:
    file.write(aval.ok("priority", "template"))
aval.ok("priority", "add", "policy.json")
assert aval.json("priority", "list")[0]["id"] == "restauration-durable"
assert "Levier : Ajuster" in Aval(BINARY, "fr").ok("priority", "show", "restauration-durable")
assert json.loads(aval.ok("priority", "schema"))["title"]

aval.ok("register", "add", os.path.join(EXAMPLES, "activite-cantine.json"))
aval.ok("usecase", "new", "essai", "--title", "Essai")
aval.fails(2, "usecase", "new", "essai", "--title", "Again")
aval.fails(2, "usecase", "new", "Not An Id", "--title", "x")

# No more than fifteen answers before the first useful page (amendment 20).
asked = aval.json("usecase", "ask", "essai", "--gate", "G1")["questions"]
assert 10 <= len(asked) <= 15, len(asked)
assert all(question["field"] and question["question"] and question["who"] for question in asked)
ANSWERS = {"dataset": "cantine", "literacy": "2", "importance": "4", "time_to_first_result_months": "4", "decides": "yes", "type": "elected",
           "holder": "department", "indicator": "Grammes", "target": "60",
           "declared_personal": "yes", "activities": "restauration-scolaire"}
answers = [f"{question['field']}={ANSWERS.get(question['field'].rsplit('.', 1)[-1], 'Essai')}" for question in asked]
aval.ok("usecase", "set", "essai", *answers)
aval.ok("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"))
status = aval.json("usecase", "status", "essai")
assert status["gates"][0]["gate"] == "G1" and status["gates"][0]["verdict"] in ("go", "go_with_conditions"), status["gates"][0]
assert status["gate"] == "G2" and status["next_action"], status
text = Aval(BINARY, "fr").ok("usecase", "status", "essai")
for part in ("Où il en est : étape G2", "Étape", "Ce qui manque, et qui peut répondre", "Prochaine étape"):
    assert part in text, (part, text)
page = Aval(BINARY, "fr").ok("usecase", "ask", "essai")
assert "(le pilote du cas d'usage)" in page and "aval usecase set essai" in page, page
assert len(re.findall(r"^\d+\. ", page, re.M)) <= 15
assert aval.json("usecase", "ask", "essai", "--all")["left"] >= len(aval.json("usecase", "ask", "essai")["questions"])

# Answers are typed; a wrong one changes nothing and names its field.
message = aval.fails(2, "usecase", "set", "essai", "further_use=perhaps", "colour=red", "lead=New")
assert "further_use" in message and "colour" in message, message
assert aval.json("usecase", "show", "essai").get("lead") == "Essai"
aval.fails(2, "usecase", "set", "essai", "lead")
aval.fails(2, "usecase", "set", "absent", "lead=x")
aval.fails(2, "usecase", "set", "essai", "stakeholders.1.literacy=7")

# Evaluations: measured values against the indicators of the dossier, the next date by the pace.
aval.ok("usecase", "set", "essai", "evaluation_plan.next_on=2026-10-01", "evaluation_plan.every_months=6", "impacts.1.baseline=95")
late = aval.json("usecase", "reminders")
assert [(r["what"], r["overdue"]) for r in late] == [("evaluation", True)], late
assert "evaluate" in aval.json("usecase", "status", "essai")["next_action"]
assert "Grammes" in aval.fails(2, "usecase", "evaluate", "essai", "--on", "2026-11-02", "Unknown=3")
aval.fails(2, "usecase", "evaluate", "essai", "--on", "2027-11-02", "Grammes=3")
aval.fails(2, "usecase", "evaluate", "essai", "--on", "2026-11-02", "Grammes=many")
done = aval.ok("usecase", "evaluate", "essai", "--on", "2026-11-02", "grammes=72,5", "--lesson", "Les sorties comptent")
assert "2027-05-02" in done, done
aval.ok("usecase", "evaluate", "essai", "--on", "2026-11-02", "1=70", "--follow-up", "adjust")
shown = aval.json("usecase", "show", "essai")
assert shown["evaluations"] == [{"on": "2026-11-02", "lesson": "Les sorties comptent", "follow_up": "adjust", "results": [{"indicator": "Grammes", "value": 70}]}], shown
assert aval.json("usecase", "reminders") == []
assert [r["date"] for r in aval.json("usecase", "reminders", "--within", "200")] == ["2027-05-02"]
events = aval.ok("journal", "list")
assert "usecase.answer" in events and "usecase.evaluate" in events, events
aval.ok("journal", "verify")
