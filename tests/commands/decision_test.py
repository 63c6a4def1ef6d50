"""A computed verdict and a person's decision: strictness, status, replay, seal, what is next. usage: decision_test.py BINARY SOURCE_FOLDER"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval, write_json  # noqa: E402

binary, source = sys.argv[1:3]
aval = Aval(binary)
examples = os.path.join(source, "docs", "examples")
case = json.load(open(os.path.join(examples, "cas-cantine.json"), encoding="utf-8"))
ID = case["id"]
PASSPHRASE = "une phrase longue et fausse"


def with_passphrase(*arguments, workspace="aval.db", passphrase=PASSPHRASE):
    reader, writer = os.pipe()
    os.write(writer, (passphrase + "\n").encode())
    os.close(writer)
    done = subprocess.run([binary, "--lang", "en", "--workspace", workspace, *arguments, "--passphrase-fd", str(reader)],
                          capture_output=True, text=True, pass_fds=[reader])
    os.close(reader)
    return done


def record(gate):
    done = aval.run("decide", ID, "--gate", gate, "--record", "--format", "json")
    assert done.returncode in (0, 10, 20, 30), done.stderr
    return json.loads(done.stdout)


def adoption(at, verdict, **changes):
    document = dict(json.loads(aval.ok("decision", "template")), usecase=ID, gate=at, verdict=verdict, date="2026-11-24",
                    conditions=[], valid_until=None, waivers=None)
    document.update(changes)
    write_json("adopted.json", document)
    return ("decision", "adopt", ID, "--gate", at, "--from", "adopted.json")


aval.ok("init", "--organisation", os.path.join(examples, "organisation.json"))
aval.ok("register", "add", os.path.join(examples, "activite-cantine.json"))
shutil.copy(os.path.join(examples, "cantine.csv"), "cantine.csv")
aval.ok("dataset", "add", "cantine.csv", "--id", "cantine")
aval.ok("usecase", "add", os.path.join(examples, "cas-cantine.json"))

# Nothing to adopt before a verdict is recorded.
assert "--record" in aval.fails(2, *adoption("G2", "no_go"))
computed = record("G2")
assert computed["verdict"] == "no_go" and any(r["policy"] == "SP-01" and r["result"] == "block" for r in computed["results"])
# Looser is refused with its reasons; a rule of law says so.
told = aval.fails(2, *adoption("G2", "go"))
assert "SP-01 (dataset:cantine): a rule of law, no waiver is possible" in told and "SC-02" in told and "a waiver is possible" in told, told
# As strict is taken; dates are held to 6, 12, 24 or 36 months.
# In the words of each language, never those of the file.
told = Aval(binary, "fr").fails(2, *adoption("G2", "go"))
assert "moins stricte que l'avis calculé : Avis défavorable (NO-GO)" in told and "practice" not in told, told
assert "6, 12, 24 or 36" in aval.fails(2, *adoption("G2", "no_go", valid_until="2027-10-24"))
assert "another use case" in aval.fails(2, *adoption("G2", "no_go", gate="G3"))
aval.ok(*adoption("G2", "no_go"))
state, = aval.json("decision", "list")
assert state["state"] == "in_force" and state["adopted"]["valid_until"] == "2027-11-24" and state["changed"] == [], state
adopted = json.loads(aval.ok("decision", "show", ID + "/G2", "--adopted", "--format", "json"))
assert adopted["standing"]["stands"] and adopted["standing"]["valid_until"] == "2027-11-24", adopted["standing"]
assert "still standing (DC-01), until 24 November 2027" in aval.ok("decision", "show", ID + "/G2", "--adopted")
assert "still standing (DC-01)" in aval.ok("decision", "show", ID + "/G2")
assert adopted["computed"]["verdict"] == "no_go" and adopted["waivers"] == [], adopted

# Replay: the same bytes from the kept facts and pack; another pack says what would flip.
assert "byte for byte" in aval.ok("decision", "replay", ID + "/G2")
shutil.copytree(os.path.join(source, "policies", "packs", "fr"), "pack")
for name in os.listdir("pack/policies"):
    path = os.path.join("pack/policies", name)
    document = json.load(open(path, encoding="utf-8"))
    for policy in document["policies"]:
        if policy["id"] == "UC-04":
            policy["valid_from"] = "2030-01-01"
    write_json(path, document)
for name in os.listdir("pack/cases"):  # a rule of later has no case of today
    path = os.path.join("pack/cases", name)
    document = json.load(open(path, encoding="utf-8"))
    for item in document["cases"]:
        if item["policy"] == "UC-04":
            item["facts"]["today"] = "2031-01-01"
            for waiver in item.get("waivers", []):
                waiver.clear()
    write_json(path, document)
done = aval.run("decision", "replay", ID + "/G2", "--with", "pack", "--format", "json")
answer = json.loads(done.stdout)
assert [d["policy"] for d in answer["differences"]] == ["UC-04"] and answer["differences"][0]["after"] == "absent" and done.returncode == 1, (answer, done.stderr)

# An input that changes makes it stale, and says which; a new version of the file too.
changed = dict(case, lead="Directrice générale des services")
write_json("case.json", changed)
aval.ok("usecase", "add", "case.json")
state, = aval.json("decision", "list")
assert state["state"] == "stale" and state["changed"] == ["usecase lead"], state
standing = json.loads(aval.ok("decision", "show", ID + "/G2", "--adopted", "--format", "json"))["standing"]
assert standing["rule"] == "DC-01" and not standing["stands"] and standing["inputs_changed"] and standing["changed"] == ["usecase lead"], standing
assert "to be evaluated again (DC-01): what it rests on changed: usecase lead" in aval.ok("decision", "show", ID + "/G2", "--adopted")
assert "out of date (usecase lead)" in aval.fails(2, *adoption("G2", "no_go"))
aval.ok("usecase", "add", os.path.join(examples, "cas-cantine.json"))
with open("cantine.csv", "a", encoding="utf-8") as file:
    file.write("\n")
state, = aval.json("decision", "list")
assert state["state"] == "stale" and state["changed"] == ["dataset:cantine scan"], state
shutil.copy(os.path.join(examples, "cantine.csv"), "cantine.csv")
os.environ["AVAL_TODAY"] = "2027-11-25"
state, = aval.json("decision", "list")
assert state["state"] == "expired", state
assert "validity over on 24 November 2027" in aval.ok("decision", "show", ID + "/G2", "--adopted")
steps = aval.json("decision", "next", ID)
assert any("expired" in item["what"] and item["due_on"] == "2027-11-24" for item in steps["overdue"]), steps["overdue"]
os.environ["AVAL_TODAY"] = "2026-11-24"

# What is next, and from whom: the facts that decide lacks, each once, under the person who can answer.
steps = aval.json("decision", "next", ID, "--gate", "G2")
now = json.loads(aval.run("decide", ID, "--gate", "G2", "--format", "json").stdout)
asked = [question["fact"] for person in steps["people"] for question in person["questions"]]
assert sorted(asked) == sorted(fact["fact"] for fact in now["missing"]), (asked, now["missing"])
assert {(b["policy"], b["subject"]) for b in steps["blocking"]} == {(r["policy"], r["subject"]) for r in now["results"] if r["result"] == "block"}
assert "TO ASK" in aval.ok("decision", "next", ID, "--gate", "G2") or not asked
assert steps["verdict"] == now["verdict"]
# Conditions by kind, with who follows them where the dossier says so.
followed = dict(case, working_group=case["working_group"][:1], follow_ups=[{"policy": "UC-04", "owner": "Responsable de la restauration", "due_on": "2027-01-31"}])
write_json("followed.json", followed)
aval.ok("usecase", "add", "followed.json")
steps = aval.json("decision", "next", ID, "--gate", "G2")
kinds = {c["policy"]: (c["condition"], c.get("owner"), c.get("due_on")) for c in steps["conditions"]}
assert kinds["UC-04"][1:] == ("Responsable de la restauration", "2027-01-31"), kinds
told = aval.ok("decision", "next", ID, "--gate", "G2")
title = "SUSPENSIVE CONDITIONS" if kinds["UC-04"][0] == "suspensive" else "FOLLOW-UP CONDITIONS"
assert title in told and "— Responsable de la restauration, 31 January 2027" in told, told
aval.ok("usecase", "add", os.path.join(examples, "cas-cantine.json"))
assert aval.json("decision", "next", ID)["gate"] == "G1"

# A seal holds for the record and the key only, and needs no keyring to be checked.
assert with_passphrase("keyring", "init", "--keyring", "keys.aval", "--controller", "Valombre").returncode == 0
assert with_passphrase("keyring", "signing-key", "--keyring", "keys.aval", "--name", "seal-2026").returncode == 0
for name in ("seal", "other"):
    if name == "other":
        with_passphrase("keyring", "init", "--keyring", "other.aval", "--controller", "Autre")
        with_passphrase("keyring", "signing-key", "--keyring", "other.aval", "--name", "k")
    done = with_passphrase("keyring", "public-key", "--keyring", "keys.aval" if name == "seal" else "other.aval", "--output", name + ".pem")
    assert done.returncode == 0, done.stderr
assert aval.run("decision", "verify-seal", ID + "/G2", "--public-key", "seal.pem").returncode == 1
done = with_passphrase("decision", "seal", ID + "/G2", "--keyring", "keys.aval")
assert done.returncode == 0 and "does not sign the act" in done.stdout, done.stderr
os.rename("keys.aval", "away")
aval.ok("decision", "verify-seal", ID + "/G2", "--public-key", "seal.pem")
assert aval.run("decision", "verify-seal", ID + "/G2", "--public-key", "other.pem").returncode == 1
os.rename("away", "keys.aval")
# OpenSSL's own program verifies it too, where there is one.
database = sqlite3.connect("aval.db")
content, = database.execute("SELECT content FROM documents WHERE kind = 'adopted_decision'").fetchone()
seal = json.loads(database.execute("SELECT content FROM documents WHERE kind = 'seal'").fetchone()[0])
database.close()
if shutil.which("openssl"):
    with open("message", "w", encoding="utf-8") as file:
        file.write(f"aval.seal/1 adopted_decision/{ID}/G2/1\n{content}")
    with open("signature", "wb") as file:
        file.write(bytes.fromhex(seal["signature"]))
    subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "seal.pem", "-rawin", "-in", "message", "-sigfile", "signature"],
                   check=True, capture_output=True)

# By options instead of a file; the next gate follows from decisions in force.
record("G1")
done = aval.run("decision", "adopt", ID, "--gate", "G1", "--verdict", "incomplete", "--by", "Claude", "--function", "Maire", "--statement", "À compléter")
verdict = json.loads(aval.ok("decision", "show", ID + "/G1", "--format", "json"))["verdict"]
assert done.returncode == (0 if verdict in ("go", "go_with_conditions", "incomplete") else 2), done.stderr
aval.ok("journal", "verify")
