"""Another program judges what aval writes and publishes: python3-jsonschema applies the published JSON Schemas to real reports, verdicts,
examples and packs, and refuses documents with a mistake. usage: schemas_test.py BINARY SOURCE_FOLDER

Debian installs the module for its own Python, which is not always the first `python3` of the PATH."""
import copy
import json
import os
import pathlib
import sys

DEBIAN_PYTHON = "/usr/bin/python3"
try:
    import jsonschema
except ImportError:
    if os.path.realpath(sys.executable) == os.path.realpath(DEBIAN_PYTHON) or not os.path.exists(DEBIAN_PYTHON):
        print("skipped: no jsonschema module (Debian package: python3-jsonschema)")
        sys.exit(77)
    os.execv(DEBIAN_PYTHON, [DEBIAN_PYTHON, *sys.argv])

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import Aval  # noqa: E402

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
examples = source / "docs/examples"
problems = []
judged = 0


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def judge_of(schema):
    judge = jsonschema.validators.validator_for(schema)
    judge.check_schema(schema)
    return judge(schema, format_checker=jsonschema.FormatChecker())


def judge(schema, document, name):
    global judged
    judged += 1
    for error in judge_of(load(source / schema)).iter_errors(document):
        problems.append(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]} ({schema})")


def refuses(schema, document, name):
    if judge_of(load(source / schema)).is_valid(document):
        problems.append(f"{schema} takes {name}")


aval = Aval(binary)
for name in ("cantine.csv", "subventions.csv", "enquete_mobilite.csv"):
    judge("docs/schemas/scan.schema.json", aval.json("scan", str(examples / name)), f"scan {name}")
pathlib.Path("vide.csv").write_text("nom;prenom\n", encoding="utf-8")
pathlib.Path("bancal.csv").write_text("nom;prenom\nMartin;Alex\nDurand\nPetit;Lou;trop\n", encoding="utf-8")
for name in ("vide.csv", "bancal.csv"):
    done = aval.run("scan", name, "--format", "json")
    judge("docs/schemas/scan.schema.json", json.loads(done.stdout), f"scan {name}")
aval.ok("scan", str(examples / "cantine.csv"), "--part", "1/2", "--partial", "cantine.part")
judge("audit/workspace/schemas/partial.schema.json", json.loads(pathlib.Path("cantine.part").read_bytes().split(b"\n")[0]), "partial profile")
refuses("audit/workspace/schemas/partial.schema.json", {"schema": "aval.partial/1"}, "a header without parts")
plan = json.loads(aval.ok("pseudonymize", "--propose", str(examples / "cantine.csv"), "--domain", "cantine"))
judge("audit/protect/schemas/plan.schema.json", plan, "proposed plan")
refuses("audit/protect/schemas/plan.schema.json", {**plan, "key": "00"}, "a key in a plan")
refuses("audit/protect/schemas/plan.schema.json", {**plan, "columns": [{"column": "nom", "operator": "sha256"}]}, "an unkeyed digest in a plan")
keep = {**plan, "columns": [{"column": column["column"], "operator": "mask" if i == 0 else "keep"} for i, column in enumerate(plan["columns"])]}
pathlib.Path("garde.json").write_text(json.dumps(keep), encoding="utf-8")
aval.ok("pseudonymize", str(examples / "cantine.csv"), "--plan", "garde.json", "--output", "garde.csv", "--report", "garde-fait.json")
judge("docs/schemas/pseudonymization.schema.json", load("garde-fait.json"), "pseudonymize --report")
refuses("docs/schemas/pseudonymization.schema.json", {**load("garde-fait.json"), "personal_data": False}, "a pseudonymized file told to be no longer personal")
pathlib.Path("plan.json").write_text(json.dumps(plan), encoding="utf-8")
judge("docs/schemas/joinability.schema.json", aval.json("pseudonymize", "--joinability", "--plan", "plan.json", "--plan", "plan.json"), "joinability")
pathlib.Path("foyers.csv").write_text("age;commune;aide\n" + "".join(f"{20 + i % 30};34000;{i % 3}\n" for i in range(90)), encoding="utf-8")
told = aval.json("anonymize", "foyers.csv", "--quasi", "age,commune", "--sensitive", "aide", "--k", "5", "--t", "0.5", "--output", "foyers-k5.csv")
judge("docs/schemas/anonymization.schema.json", told, "anonymization report")
for more in ([], ["--sum", "age", "--cell-units", "4"]):
    table = aval.json("anonymize", "foyers.csv", "--method", "table", "--quasi", "commune,aide", *more, "--output", "foyers-tableau.csv")
    judge("docs/schemas/protected-table.schema.json", table, "report of a protected table")
tables = aval.json("risk", "foyers-tableau.csv", "--cells", "age")
judge("docs/schemas/published-tables.schema.json", tables, "published tables")
refuses("docs/schemas/published-tables.schema.json", {**tables, "tables": []}, "no published table")
refuses("docs/schemas/protected-table.schema.json", {**table, "measure": "mean"}, "an unknown measure")
refuses("docs/schemas/anonymization.schema.json", {**told, "output": {"name": "foyers-k5.csv"}}, "an anonymization report bound to no file")
sample = aval.json("scan", str(examples / "cantine.csv"), "--sample", "10")
judge("docs/schemas/scan.schema.json", sample, "scan --sample")
broken = copy.deepcopy(sample)
broken["sources"][0]["publication"] = "perhaps"
refuses("docs/schemas/scan.schema.json", broken, "an unknown publication level")

aval.ok("init", "--organisation", str(examples / "organisation.json"))
for name in ("cantine", "subventions", "mobilite"):
    aval.ok("register", "add", str(examples / f"activite-{name}.json"))
    aval.ok("usecase", "add", str(examples / f"cas-{name}.json"))
aval.ok("dataset", "add", str(examples / "cantine.csv"), "--id", "cantine")
for gate in ("G1", "G2", "G3", "G4", "GR"):
    for case in ("gaspillage-cantine", "carte-deplacements", "ouverture-subventions"):
        done = aval.run("decide", case, "--gate", gate, "--format", "json")
        assert done.returncode in (0, 10, 20, 30), done.stderr
        judge("docs/schemas/decision.schema.json", json.loads(done.stdout), f"decide {case} {gate}")
        judge("docs/schemas/what-if.schema.json", json.loads(aval.run("decide", case, "--gate", gate, "--what-if", "--format", "json").stdout), f"what-if {case} {gate}")
broken = json.loads(done.stdout)
broken["verdict"] = "maybe"
refuses("docs/schemas/decision.schema.json", broken, "an unknown verdict")

# What users write: the examples, the skeletons that the program prints, and the schemas it prints.
KINDS = {"activite": "activity", "cas": "usecase", "organisation": "organisation", "politique": "priority"}
for path in sorted(examples.glob("*.json")):
    kind = KINDS[path.stem.split("-")[0]]
    judge(f"registry/schemas/{kind}.schema.json", load(path), path.name)
    broken = load(path)
    broken["schema"] = "aval.other/1"
    refuses(f"registry/schemas/{kind}.schema.json", broken, f"{path.name} of another schema")
for kind, command in (("activity", ["register", "template"]), ("organisation", ["register", "template", "organisation"]), ("usecase", ["usecase", "template"]), ("priority", ["priority", "template"])):
    judge(f"registry/schemas/{kind}.schema.json", json.loads(aval.ok(*command)), " ".join(command))
for kind, command in (("waiver", "waiver"), ("adopted_decision", "decision")):
    judge(f"registry/schemas/{kind}.schema.json", json.loads(aval.ok(command, "template")), command + " template")
    refuses(f"registry/schemas/{kind}.schema.json", dict(json.loads(aval.ok(command, "template")), schema="aval.other/1"), command + " of another schema")
    assert json.loads(aval.ok(command, "schema")) == load(source / f"registry/schemas/{kind}.schema.json")
assert json.loads(aval.ok("register", "schema")) == load(source / "registry/schemas/activity.schema.json")
judge("registry/schemas/publication.schema.json", json.loads(aval.ok("publication", "template")), "publication template")
for name in ("cantine.csv", "subventions.csv", "enquete_mobilite.csv"):
    done = aval.run("publish-check", str(examples / name), "--format", "json")
    assert done.returncode in (0, 10, 20, 30), done.stderr
    document = json.loads(done.stdout)
    judge("docs/schemas/publish-check.schema.json", document, f"publish-check {name}")
    for publication in document["publications"]:
        judge("docs/schemas/decision.schema.json", publication["decision"], f"decision of publish-check {name}")
        judge("registry/schemas/publication.schema.json", publication["sheet"], f"sheet of publish-check {name}")
    done = aval.run("check", str(examples / name), "--schema", "scdl-subventions", "--format", "json")
    judge("docs/schemas/check.schema.json", json.loads(done.stdout), f"check {name}")
for asked in (["--quasi", "age,sexe"], ["--quasi", "age,sexe", "--sensitive", "aide,revenu"], ["--quasi", "age,departement,sexe,categorie", "--missing", "wildcard"],
              ["--quasi", "age,sexe", "--suda", "--population-size", "9000", "--link", str(source / "tests/data/risk/persons.csv"), "--population", str(source / "tests/data/risk/gaps.csv")]):
    judge("docs/schemas/risk.schema.json", json.loads(aval.ok("risk", str(source / "tests/data/risk/gaps.csv"), *asked, "--format", "json")), f"risk {asked}")
assert json.loads(aval.ok("publication", "schema")) == load(source / "registry/schemas/publication.schema.json")
assert json.loads(aval.ok("usecase", "schema")) == load(source / "registry/schemas/usecase.schema.json")

# The OASIS schema of SARIF is not ours to ship: the variable names a copy.
if os.environ.get("AVAL_SARIF_SCHEMA"):
    for name in ("cantine.csv", "subventions.csv", "enquete_mobilite.csv"):
        judge(pathlib.Path(os.environ["AVAL_SARIF_SCHEMA"]).resolve(), json.loads(aval.ok("scan", str(examples / name), "--format", "sarif")), f"SARIF {name}")
else:
    print("skipped: SARIF judged by the schema of OASIS (AVAL_SARIF_SCHEMA does not name a copy of sarif-schema-2.1.0.json)")

# Packs.
rules = source / "rules/packs/fr"
judge("rules/schema/pack.schema.json", load(rules / "pack.json"), "rule pack")
for path in sorted((rules / "rules").glob("*.json")):
    judge("rules/schema/rule.schema.json", load(path), path.name)
policies = source / "policies/packs/fr"
judge("policies/schemas/pack.schema.json", load(policies / "pack.json"), "policy pack")
judge("policies/schemas/facts.schema.json", load(policies / "facts.json"), "facts")
judge("policies/schemas/screening.schema.json", load(policies / "screening.json"), "DPIA screening")
for path in sorted((policies / "law").glob("*.json")):
    judge("policies/schemas/law.schema.json", load(path), path.name)
for path in sorted((policies / "schemas").glob("*.json")):
    judge("policies/schemas/recognised.schema.json", load(path), f"recognised schema {path.name}")
for path in sorted((policies / "policies").glob("*.json")):
    judge("policies/schemas/policies.schema.json", load(path), path.name)
for path in sorted((policies / "cases").glob("*.json")):
    judge("policies/schemas/cases.schema.json", load(path), f"cases of {path.name}")

for problem in problems:
    print(problem)
print(f"{judged} documents judged, {len(problems)} problems")
sys.exit(1 if problems or judged < 50 else 0)
