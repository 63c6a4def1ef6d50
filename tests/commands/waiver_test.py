"""Waivers: refused on law and when the DPO approves, applied by decide, printed on the verdict line, ignored once expired.
usage: waiver_test.py BINARY SOURCE_FOLDER"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval, write_json  # noqa: E402

aval = Aval(sys.argv[1])
examples = os.path.join(sys.argv[2], "docs", "examples")
case = json.load(open(os.path.join(examples, "cas-cantine.json"), encoding="utf-8"))
case["elected_sponsor"] = None  # UC-02 asks for it: practice
write_json("case.json", case)
aval.ok("init", "--organisation", os.path.join(examples, "organisation.json"))
aval.ok("usecase", "add", "case.json")

template = json.loads(aval.ok("waiver", "template"))
assert json.loads(aval.ok("waiver", "schema"))["properties"]["schema"]["const"] == template["schema"]


def waiver(**changes):
    document = dict(template, id="w", policy="UC-02", usecase=case["id"], granted_on="2026-11-24", expires_on="2027-11-24", review_on=None)
    document.update(changes)
    write_json("waiver.json", document)
    return "waiver.json"


def result(gate, policy):
    done = aval.run("decide", case["id"], "--gate", gate, "--format", "json")
    decision = json.loads(done.stdout)
    return decision, next(r for r in decision["results"] if r["policy"] == policy)


assert result("G1", "UC-02")[1]["result"] == "missing"
# Refused: law, longer than twelve months, approved by the DPO, unknown use case; every problem at once.
told = aval.fails(2, "waiver", "add", waiver(policy="SP-01", expires_on="2027-11-25", approved_by={"name": "X", "function": "DPO"}))
assert "SP-01 is a rule of law" in told and "twelve months" in told and "38(6)" in told, told
assert "no-such-case" in aval.fails(2, "waiver", "add", waiver(usecase="no-such-case"))
assert json.loads(aval.ok("waiver", "list", "--format", "json")) == []
# Applied: listed, never passed; the verdict line counts it.
aval.ok("waiver", "add", waiver())
decision, changed = result("G1", "UC-02")
assert changed["result"] == "info" and changed["waived"] == {"from": "missing", "by": ["w"]}, changed
assert decision["waivers"] == [{"id": "w", "policy": "UC-02", "standing": "used", "subjects": ["usecase:" + case["id"]], "expires_on": "2027-11-24"}], decision["waivers"]
assert not any(fact["fact"] == "usecase.elected_sponsor" for fact in decision["missing"])
text = aval.run("decide", case["id"], "--gate", "G1").stdout
assert ", 1 waiver\n" in text.splitlines(True)[0] and "WAIVERS" in text, text
french = Aval(sys.argv[1], "fr").run("decide", case["id"], "--gate", "G1").stdout
assert "1 dérogation" in french.splitlines()[0] and "DÉROGATIONS" in french, french
# Once the rule holds it is said to be unused; once expired it is ignored and said.
write_json("case.json", dict(case, elected_sponsor="Adjointe"))
aval.ok("usecase", "add", "case.json")
assert result("G1", "UC-02")[0]["waivers"][0]["standing"] == "unused"
write_json("case.json", case)
aval.ok("usecase", "add", "case.json")
os.environ["AVAL_TODAY"] = "2027-11-25"
decision, changed = result("G1", "UC-02")
assert changed["result"] == "missing" and decision["waivers"][0]["standing"] == "expired", decision["waivers"]
assert "expired" in aval.ok("waiver", "list")
os.environ["AVAL_TODAY"] = "2026-11-24"
assert aval.json("waiver", "list")[0]["in_force"] is True
assert aval.json("waiver", "list", "--usecase", "other") == []
assert "Compensating measures" in aval.ok("waiver", "show", "w")
aval.ok("journal", "verify")
