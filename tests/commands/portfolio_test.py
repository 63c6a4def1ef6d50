"""The portfolio: ranking, unfavourable opinions apart, common blockers; every form; many use cases at once.
usage: portfolio_test.py BINARY SOURCE_FOLDER"""
import json
import os
import sys
import time

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
EXAMPLES = os.path.join(SOURCE, "docs", "examples")
aval = Aval(BINARY)
aval.ok("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
assert aval.json("portfolio")["ranked"] == []
for case in ("cantine", "subventions", "mobilite"):
    aval.ok("register", "add", os.path.join(EXAMPLES, f"activite-{case}.json"))
for name in ("cantine", "subventions", "enquete_mobilite"):
    aval.ok("dataset", "add", os.path.join(EXAMPLES, name + ".csv"), "--id", name)
aval.ok("usecase", "add", *(os.path.join(EXAMPLES, f"cas-{case}.json") for case in ("cantine", "subventions", "mobilite")))
portfolio = aval.json("portfolio")
everyone = portfolio["ranked"] + portfolio["unfavourable"] + portfolio["unranked"]
assert len(everyone) == 3, portfolio
# The canteen reuses allergies without an exception of article 9(2): never ranked, whatever its notes.
assert "gaspillage-cantine" in [entry["id"] for entry in portfolio["unfavourable"]], portfolio
for entry in everyone:
    assert entry["feasibility"]["rules_met"] <= entry["feasibility"]["rules_applying"]
    if entry["score"] is not None:
        assert entry["score"] == entry["impact"]["note"] + entry["feasibility"]["note"] + entry["delay"]["note"], entry
for verdict, entry in ((entry["verdict"], entry) for entry in portfolio["ranked"]):
    assert verdict != "no_go", entry
page = Aval(BINARY, "fr").ok("portfolio", "--format", "html")
for part in ("<svg", "role=\"img\"", "<desc", "Comment c&#39;est calculé", "Impact"):
    assert part in page or part.replace("&#39;", "'") in page, part
assert "Comment c'est calculé" in Aval(BINARY, "fr").ok("portfolio", "--format", "md")
assert page == Aval(BINARY, "fr").ok("portfolio", "--format", "html")
assert "gaspillage-cantine" in aval.ok("portfolio")

# Many use cases beside each other; COUNT and the time it takes are printed for whoever measures.
COUNT = int(os.environ.get("AVAL_PORTFOLIO_COUNT", "40"))
with open(os.path.join(EXAMPLES, "cas-cantine.json"), encoding="utf-8") as file:
    model = json.load(file)
names = []
for number in range(COUNT):
    model["id"], model["title"] = f"cas-{number:04}", f"Cas {number}"
    model["impacts"][0]["importance"] = 1 + number % 5
    names.append(f"c{number}.json")
    write_json(names[-1], model)
aval.ok("usecase", "add", *names)
started = time.monotonic()
many = aval.json("portfolio")
print(f"portfolio of {COUNT + 3} use cases: {time.monotonic() - started:.2f} s")
assert sum(len(many[group]) for group in ("ranked", "unfavourable", "unranked")) == COUNT + 3
assert max(blocker["count"] for blocker in many["blockers"]) >= COUNT
