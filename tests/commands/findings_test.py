"""Working with findings: reviews that carry over, suppression files out and in, baselines, what fails a gate, and that
nothing set aside is ever dropped in silence."""
import json
import os
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
aval = Aval(BINARY)


def write_people(name, header, rows=12):
    with open(name, "w", encoding="utf-8") as file:
        file.write(header + "\n")
        for i in range(rows):
            cells = {"nom": ("MARTIN", "DUBOIS", "PETIT", "MOREAU")[i % 4], "prenom": ("Camille", "Louis", "Jeanne")[i % 3],
                     "allergie": ("arachide", "gluten", "")[i % 3], "classe": "CP"}
            file.write(";".join(cells[column] for column in header.split(";")) + "\n")


def finding_of(dataset, column):
    return next(f for f in aval.json("findings", "list", dataset) if f["columns"] == [column])


write_people("ecole.csv", "nom;prenom;allergie;classe")
aval.ok("init")
aval.ok("dataset", "add", "ecole.csv", "--id", "ecole")
allergy = finding_of("ecole", "allergie")["fingerprint"]
surname = finding_of("ecole", "nom")["fingerprint"]
assert finding_of("ecole", "allergie")["standing"] == "pending"

# Rejecting special data: refused without an opinion, or with half of one; nothing recorded then.
said = ["--reason", "Menus of the week", "--author", "School department"]
assert "--dpo-opinion" in aval.fails(2, "findings", "reject", allergy, *said)
assert "--dpo" in aval.fails(2, "findings", "reject", allergy, *said, "--dpo-opinion", "favourable")
assert "--dpo-opinion" in aval.fails(2, "findings", "reject", allergy, *said, "--dpo", "DPO")
assert "2026-11-24" in aval.fails(2, "findings", "reject", allergy, *said, "--dpo-opinion", "favourable", "--dpo", "DPO", "--dpo-on", "yesterday")
assert "--expires" in aval.fails(2, "findings", "reject", surname, *said, "--dpo-opinion", "favourable", "--dpo", "DPO", "--expires", "2026-11-23")
assert finding_of("ecole", "allergie")["review"] == "pending"
aval.ok("findings", "reject", allergy, *said, "--dpo-opinion", "with_reserve", "--dpo", "Shared DPO", "--dpo-on", "2026-11-20")
aval.ok("findings", "confirm", surname, "--reason", "Names of pupils", "--author", "DPO")

# The suppression file is the export of the rejections; it goes back in.
aval.ok("findings", "export", "--output", "set-aside.json")
with open("set-aside.json", encoding="utf-8") as file:
    exported = json.load(file)
assert [s["fingerprint"] for s in exported["suppressions"]] == [allergy]
entry = exported["suppressions"][0]
assert entry["expires"] == "2027-11-24" and entry["column"] == "allergie" and entry["reason"] == "Menus of the week"
assert entry["opinion"] == {"sense": "with_reserve", "by": "Shared DPO", "on": "2026-11-20"}
other = Aval(BINARY)
os.environ["AVAL_WORKSPACE"] = "other.db"
other.ok("init")
other.ok("dataset", "add", "ecole.csv", "--id", "ecole")
assert "recorded: 1" in other.ok("findings", "import", "set-aside.json")
assert finding_of("ecole", "allergie")["review"] == "rejected"
again = json.loads(other.ok("findings", "export"))
assert again == exported, (again, exported)
lone = dict(entry, opinion=entry["opinion"], fingerprint="0" * 32)
old = dict(entry, fingerprint="1" * 32, created="2025-01-01", expires="2025-12-31")
write_json("others.json", {"schema": "aval.suppressions/1", "suppressions": [lone, old]})
left = other.fails(3, "findings", "import", "others.json")
assert "no finding" in left and "2025-12-31" in left, left
bare = {key: value for key, value in entry.items() if key not in ("opinion", "gdpr")}
write_json("bare.json", {"schema": "aval.suppressions/1", "suppressions": [bare]})
assert "bare.json#/suppressions/0/opinion" in other.fails(2, "findings", "import", "bare.json")
del os.environ["AVAL_WORKSPACE"]
assert json.loads(aval.ok("findings", "schema"))["$defs"]["suppression"]

# scan --suppressions: listed apart with reason and end in every form, and not counted.
assert json.loads(aval.ok("scan", "ecole.csv", "--format", "json"))["sources"][0]["publication"] == "special"
report = json.loads(aval.ok("scan", "ecole.csv", "--suppressions", "set-aside.json", "--format", "json"))
assert report["sources"][0]["publication"] == "personal"
assert report["suppressions"] == [{"fingerprint": allergy, "rule": entry["rule"], "column": "allergie", "expires": "2027-11-24", "state": "applied"}]
for form in ("text", "json", "html", "md", "csv", "sarif"):
    out = aval.ok("scan", "ecole.csv", "--suppressions", "set-aside.json", "--format", form)
    assert "Menus of the week" in " ".join(out.split()), form
    assert "2027-11-24" in out or "24 November 2027" in " ".join(out.split()), form
text = aval.ok("scan", "ecole.csv", "--suppressions", "set-aside.json")
assert text.index("1 finding set aside by a person (allergie)") < text.index("NEXT ACTION"), text
assert aval.run("scan", "ecole.csv", "--fail-on", "special").returncode == 1
assert aval.run("scan", "ecole.csv", "--fail-on", "special", "--suppressions", "set-aside.json").returncode == 0
assert aval.run("scan", "ecole.csv", "--fail-on", "personal", "--suppressions", "set-aside.json").returncode == 1

# Expired, unused, without opinion, made of another state: told, and without effect.
states = {"expired": dict(entry, created="2025-01-01", expires="2026-11-23"), "unused": dict(entry, fingerprint="2" * 32),
          "needs_opinion": bare, "outdated": dict(entry, evidence=["values"], type="health")}
for state, changed in states.items():
    write_json("one.json", {"schema": "aval.suppressions/1", "suppressions": [changed]})
    done = aval.run("scan", "ecole.csv", "--suppressions", "one.json", "--format", "json")
    report = json.loads(done.stdout)
    assert report["suppressions"][0]["state"] == state and report["sources"][0]["publication"] == "special", (state, report["suppressions"])
    assert "1 suppression(s) without effect" in done.stderr, done.stderr
    assert "SUPPRESSIONS WITHOUT EFFECT" in aval.ok("scan", "ecole.csv", "--suppressions", "one.json")
message = aval.fails(2, "scan", "ecole.csv", "--suppressions", "wrong.json")
assert "wrong.json" in message
write_json("wrong.json", {"schema": "aval.suppressions/1", "suppressions": [{"rule": "fr.nir"}, dict(entry, author=" "), dict(entry, expires="soon")]})
message = aval.fails(2, "scan", "ecole.csv", "--suppressions", "wrong.json")
for place in ("#/suppressions/0", "#/suppressions/1/author", "#/suppressions/2/expires", "#/suppressions/2/fingerprint"):
    assert place in message, (place, message)

# A report with findings set aside is no record of the data.
aval.ok("scan", "ecole.csv", "--suppressions", "set-aside.json", "--format", "json", "--output", "partial.json")
assert "findings import" in aval.fails(2, "dataset", "add", "--scan", "partial.json", "--id", "ecole")

# The next version: the columns moved, the file has another name; the reviews follow.
write_people("ecole-2027.csv", "classe;prenom;nom;allergie")
added = aval.json("dataset", "add", "ecole-2027.csv", "--id", "ecole")[0]
assert added["version"] == 2 and added["reviews"] == {"carried": 2, "to_review": [], "gone": []}, added
assert finding_of("ecole", "allergie")["review"] == "rejected" and finding_of("ecole", "nom")["review"] == "confirmed"
assert finding_of("ecole", "allergie")["fingerprint"] != allergy
moved = json.loads(aval.ok("findings", "export", "ecole"))["suppressions"][0]
assert moved["fingerprint"] == finding_of("ecole", "allergie")["fingerprint"] and moved["reason"] == entry["reason"]

# Without its header the column is not the same any more; a column that left takes its review along.
write_people("ecole-2028.csv", "classe;prenom;nom")
text = aval.ok("dataset", "add", "ecole-2028.csv", "--id", "ecole")
assert "carried over: 1" in text and "Review without a finding" in text and "allergie" in text, text

# An expired rejection is to be reviewed again.
os.environ["AVAL_TODAY"] = "2027-11-25"
added = aval.json("dataset", "add", "ecole-2027.csv", "--id", "ecole")[0]
assert [r["standing"] for r in added["reviews"]["to_review"]] == ["expired"], added
assert "rejection expired" in aval.ok("findings", "list", "ecole")
os.environ["AVAL_TODAY"] = "2026-11-24"

# Baselines.
aval.ok("scan", "ecole-2028.csv", "--format", "json", "--output", "earlier.json")
report = json.loads(aval.ok("scan", "ecole-2027.csv", "--baseline", "earlier.json", "--format", "json"))
states = {f["column_names"][0]: f["since_baseline"] for f in report["sources"][0]["tables"][0]["findings"]}
assert states["allergie"] == "new" and states["nom"] == "unchanged", states
changes = {(c["column"], c["what"]) for c in report["baseline"]["changes"]}
assert ("allergie", "column") in changes and ("", "publication") in changes, changes
assert aval.run("scan", "ecole-2027.csv", "--baseline", "earlier.json", "--fail-on-new", "special").returncode == 1
assert aval.run("scan", "ecole-2028.csv", "--baseline", "earlier.json", "--fail-on-new", "quasi-risk").returncode == 0
assert aval.run("scan", "ecole-2028.csv", "--baseline", "earlier.json", "--fail-on", "personal").returncode == 1
text = aval.ok("scan", "ecole-2027.csv", "--baseline", "earlier.json")
assert "SINCE THE EARLIER REPORT" in text and "New: ecole-2027.csv" in " ".join(text.split()), text
assert "--baseline" in aval.fails(2, "scan", "ecole.csv", "--fail-on-new", "personal")
assert "earlier.json" not in aval.fails(2, "scan", "ecole.csv", "--baseline", "set-aside.json")
aval.ok("journal", "verify")

# Every decision that rests on a rejection prints it: what, why, who, on whose opinion.
os.environ["AVAL_WORKSPACE"] = "decisions.db"
examples = os.path.join(SOURCE, "docs", "examples")
aval.ok("init")
aval.ok("dataset", "add", os.path.join(examples, "cantine.csv"), "--id", "cantine")
aval.ok("usecase", "add", os.path.join(examples, "cas-cantine.json"))
fingerprint = finding_of("cantine", "allergie")["fingerprint"]
assert "set aside" not in aval.run("decide", "gaspillage-cantine", "--gate", "G2").stdout.lower()
aval.ok("findings", "reject", fingerprint, *said, "--dpo-opinion", "unfavourable", "--dpo", "Shared DPO", "--dpo-on", "2026-11-20")
for gate in ("G1", "G2", "G3", "G4", "GR"):
    text = " ".join(aval.run("decide", "gaspillage-cantine", "--gate", gate).stdout.split())
    assert text.index("FINDINGS SET ASIDE") < text.index("DETAILS"), text
    pages = [aval.ok("report", "usecase", "gaspillage-cantine", "--gate", gate, "--format", form) for form in ("html", "md")]
    for page in [text] + pages:
        for part in ("allergie", "Menus of the week", "School department", "Shared DPO", "unfavourable", "20 November 2026"):
            assert part in page.replace("\u202f", " ").replace("\u00a0", " "), (gate, part)
rejected = json.loads(aval.run("decide", "gaspillage-cantine", "--gate", "G2", "--format", "json").stdout)["rejected_findings"]
assert rejected[0]["dpo_opinion"] == {"sense": "unfavourable", "by": "Shared DPO", "on": "2026-11-20"}, rejected
aval.run("decide", "gaspillage-cantine", "--gate", "G2", "--record")
assert "same verdict" in aval.ok("decision", "replay", "gaspillage-cantine/G2")
