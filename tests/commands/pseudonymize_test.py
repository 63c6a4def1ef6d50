"""Pseudonymization as a person does it: domain, plan, output, rotation, re-identification. No clear value comes out; joins hold within a domain
and class and never across; threads change no byte. usage: pseudonymize_test.py BINARY SOURCE"""
import csv
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from running import write_json  # noqa: E402

binary = sys.argv[1]
PASSPHRASE = "une phrase longue et fausse"


def run(*arguments):
    reader, writer = os.pipe()
    os.write(writer, (PASSPHRASE + "\n").encode())
    os.close(writer)
    keyed = [] if "--propose" in arguments or "--joinability" in arguments else ["--keyring", "keys.aval", "--passphrase-fd", str(reader)]
    done = subprocess.run([binary, "--lang", "en", *arguments, *keyed], capture_output=True, text=True, pass_fds=[reader])
    os.close(reader)
    return done


def ok(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout


def fails(reason, *arguments, output="refused.csv"):
    done = run(*arguments)
    assert done.returncode == 2 and reason in done.stderr, (reason, done.returncode, done.stderr)
    assert not os.path.exists(output), "nothing may be written"


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def key(body):
    digits = body.replace("2A", "19").replace("2B", "18")
    return "%02d" % (97 - int(digits) % 97)


BODIES = ["2550814168025", "178052A004123", "184127645108946"[:13], "190013400400%d" % 1]
NIRS = [body + key(body) for body in BODIES]
PHONES = ["06 39 98 12 34", "+33639981235", "06.39.98.12.36", "0639981237"]
NAMES = ["Zoé Lambert", "Jean-Pierre Morel", "Alix Durand", "Camille Petit"]
BIRTHS = ["12/08/1955", "1978-05-03", "31/12/1984", "02.01.1990"]
with open("usagers.csv", "w", encoding="utf-8", newline="") as out:
    out.write("nir;nom;telephone;date_naissance;date_visite;commune;depense\n")
    for i in range(400):
        p = i % 4
        out.write(f"{NIRS[p]};{NAMES[p]};{PHONES[p]};{BIRTHS[p]};{2 + i % 20:02d}/03/2024;34000;{100 + i},50\n")
# The same persons, spelled otherwise.
with open("soins.csv", "w", encoding="utf-8", newline="") as out:
    out.write("num_secu,tel,patient\n")
    for p in range(4):
        spaced = " ".join([NIRS[p][0], NIRS[p][1:3], NIRS[p][3:5], NIRS[p][5:7], NIRS[p][7:10], NIRS[p][10:13], NIRS[p][13:]])
        name = NAMES[p].upper().replace("É", "E\u0301").replace("-", " ")
        out.write(f"{spaced},+33 (0){PHONES[p].replace(' ', '').replace('.', '').replace('+33', '0')[1:]},{name}\n")

ok("keyring", "init", "--controller", "Commune de Valombre")
for domain in ("sante", "cantine"):
    ok("keyring", "domain", "--domain", domain, "--purpose", "essai", "--legal-basis", "public_task")

# A plan is proposed from a scan and is a plan as it stands.
proposed = json.loads(ok("pseudonymize", "--propose", "usagers.csv", "--domain", "sante"))
operators = {column["column"]: column["operator"] for column in proposed["columns"]}
assert operators["nir"] == "hmac" and operators["nom"] == "suppress" and operators["date_naissance"] == "generalize", operators
write_json("proposed.json", proposed)
ok("pseudonymize", "usagers.csv", "--plan", "proposed.json", "--output", "proposed.csv")
assert "nom" not in rows_of("proposed.csv")[0]

COLUMNS = [
    {"column": "nir", "operator": "ff1", "class": "nir"},
    {"column": "nom", "operator": "siv", "class": "personne", "form": "name"},
    {"column": "telephone", "operator": "hmac", "class": "phone"},
    {"column": "date_naissance", "operator": "generalize", "hierarchy": "date", "level": "year"},
    {"column": "date_visite", "operator": "dateshift", "subject": "nir", "days": 30},
    {"column": "commune", "operator": "generalize", "hierarchy": "postcode", "level": "departement"},
    {"column": "depense", "operator": "round", "to": "50"}]
plan = {"schema": "aval.plan/1", "domain": "sante", "columns": COLUMNS}
write_json("plan.json", plan)
told = ok("pseudonymize", "usagers.csv", "--plan", "plan.json", "--output", "one.csv", "--threads", "1", "--report", "report.json")
assert "remains personal data" in told and "may be that of a real person" in told, told
ok("pseudonymize", "usagers.csv", "--plan", "plan.json", "--output", "four.csv", "--threads", "4")
first = open("one.csv", "rb").read()
assert first == open("four.csv", "rb").read(), "the bytes depend on the threads"
assert os.stat("one.csv").st_mode & 0o777 == 0o600
report = json.loads(open("report.json").read())
assert report["rows"] == 400 and report["epoch"] == 1 and len(report["check_value"]) == 16 and report["personal_data"] is True

rows = rows_of("one.csv")
assert rows[0] == ["nir", "nom", "telephone", "date_naissance", "date_visite", "commune", "depense"] and len(rows) == 401
for row in rows[1:]:
    assert row[0][13:] == key(row[0][:13]) and row[0] not in NIRS, row
    assert row[1].startswith("av1s.1.") and row[2].startswith("av1h.1.") and len(row[2]) == 33
    assert row[3] in {"1955", "1978", "1984", "1990"} and row[5] == "34" and int(row[6]) % 50 == 0
assert len({row[0] for row in rows[1:]}) == 4 and len({row[1] for row in rows[1:]}) == 4
# All dates of a person move together, by at most thirty days.
import datetime  # noqa: E402
shifts = {}
for i, row in enumerate(rows[1:]):
    shift = (datetime.date.fromisoformat(row[4]) - datetime.date(2024, 3, 2 + i % 20)).days
    assert -30 <= shift <= 30
    shifts.setdefault(row[0], set()).add(shift)
assert all(len(values) == 1 for values in shifts.values()), shifts

# No clear value in anything that was said or written.
secrets = NIRS + BODIES + NAMES + [phone.replace(" ", "") for phone in PHONES] + BIRTHS
said = first.decode() + told + open("report.json").read()
for secret in secrets:
    assert secret not in said, "a clear value came out"

# Another file of the domain joins, spelled otherwise; another domain never does.
other = {"schema": "aval.plan/1", "domain": "sante", "columns": [
    {"column": "num_secu", "operator": "ff1", "class": "nir"},
    {"column": "tel", "operator": "hmac", "class": "phone"},
    {"column": "patient", "operator": "siv", "class": "personne", "form": "name"}]}
write_json("soins.json", other)
ok("pseudonymize", "soins.csv", "--plan", "soins.json", "--output", "soins-pseudo.csv")
joined = rows_of("soins-pseudo.csv")
for p in range(4):
    assert joined[1 + p] == [rows[1 + p][0], rows[1 + p][2], rows[1 + p][1]], "the same person, another token"
write_json("cantine.json", {**other, "domain": "cantine"})
ok("pseudonymize", "soins.csv", "--plan", "cantine.json", "--output", "cantine-pseudo.csv")
apart = rows_of("cantine-pseudo.csv")
assert not {cell for row in apart[1:] for cell in row} & {cell for row in joined[1:] for cell in row}
matrix = json.loads(ok("pseudonymize", "--joinability", "--plan", "plan.json", "--plan", "soins.json", "--plan", "cantine.json", "--format", "json"))
joins = {(p["left"]["column"], p["right"]["column"]) for p in matrix["pairs"] if p["joins"]}
assert joins == {("nir", "num_secu"), ("telephone", "tel"), ("nom", "patient")}, joins
assert all(pair["why_not"] for pair in matrix["pairs"] if not pair["joins"])

# A workbook holds the same cells.
ok("pseudonymize", "usagers.csv", "--plan", "plan.json", "--output", "one.xlsx")
ok("pseudonymize", "usagers.csv", "--plan", "plan.json", "--output", "again.xlsx")
assert open("one.xlsx", "rb").read() == open("again.xlsx", "rb").read()
subprocess.run([binary, "table", "one.xlsx", "--output", "read.csv"], check=True, capture_output=True)
assert rows_of("read.csv") == rows

# Refusals, each with its reason, and nothing written.
write_json("short.json", {**plan, "columns": [column for column in COLUMNS if column["column"] != "nom"]})
fails("personal columns that the plan does not name: nom", "pseudonymize", "usagers.csv", "--plan", "short.json", "--output", "refused.csv")
for column, reason in (({"column": "nir", "operator": "sha256"}, "unkeyed digest"), ({"column": "nir", "operator": "hmac", "class": "n", "key": "k"}, "keyring"),
                       ({"column": "commune", "operator": "ff1", "class": "cp", "form": "digits"}, "fewer than a million"),
                       ({"column": "absent", "operator": "keep"}, "does not have")):
    rest = [c for c in COLUMNS if c["column"] != column["column"]]
    if column["column"] == "nir":
        rest = [c for c in rest if "subject" not in c] + [{"column": "date_visite", "operator": "keep"}]
    write_json("bad.json", {**plan, "columns": rest + [column]})
    fails(reason, "pseudonymize", "usagers.csv", "--plan", "bad.json", "--output", "refused.csv")
fails("give another name", "pseudonymize", "usagers.csv", "--plan", "plan.json", "--output", "usagers.csv", output="nothing")
fails("no domain of this name", "pseudonymize", "soins.csv", "--plan", "unknown.json", "--output", "refused.csv") if write_json(
    "unknown.json", {**other, "domain": "ailleurs"}) is None else None
with open("bad_nir.csv", "w", encoding="utf-8") as out:
    out.write("num_secu,tel,patient\n" + NIRS[0] + ",0639981234,Alix Durand\n255081416802599,0639981234,Alix Durand\n")
fails("num_secu, ligne/row 3", "pseudonymize", "bad_nir.csv", "--plan", "soins.json", "--output", "refused.csv")
other["columns"][0]["unfit"] = "suppress"
write_json("loose.json", other)
ok("pseudonymize", "bad_nir.csv", "--plan", "loose.json", "--output", "loose.csv")
assert rows_of("loose.csv")[2][0] == ""

# A row whose characters were lost is left out, never guessed; one that was read as Windows-1252 is told.
with open("octets.csv", "wb") as out:
    out.write(b"num_secu,tel,patient\n" + f"{NIRS[0]},0639981234,Zoé Durand\n{NIRS[1]},0639981235,Zo\ufffd Lambert\n".encode())
done = run("pseudonymize", "octets.csv", "--plan", "soins.json", "--output", "octets-pseudo.csv")
assert done.returncode == 3 and len(rows_of("octets-pseudo.csv")) == 2 and "1 rejected" in done.stdout, (done.returncode, done.stdout, done.stderr)
with open("octets.csv", "wb") as out:
    out.write(b"num_secu,tel,patient\n" + f"{NIRS[0]},0639981234,Zoé Durand\n".encode() + NIRS[1].encode() + b",0639981235,Zo\xc3 Lambert\n")
done = run("pseudonymize", "octets.csv", "--plan", "soins.json", "--encoding", "UTF-8", "--output", "octets-pseudo.csv")
assert done.returncode == 3 and "read as Windows-1252" in done.stdout, (done.returncode, done.stdout, done.stderr)

# Rotation: token to token in one pass, the same joins, and back to the same values.
ok("keyring", "rotate", "--domain", "sante")
turn = [{"column": "nir", "operator": "ff1", "class": "nir"}, {"column": "nom", "operator": "siv", "class": "personne", "form": "name"},
        {"column": "telephone", "operator": "keep"}, *({"column": name, "operator": "keep"} for name in ("date_naissance", "date_visite", "commune", "depense"))]
write_json("turn.json", {**plan, "columns": turn})
ok("pseudonymize", "one.csv", "--plan", "turn.json", "--from-epoch", "1", "--output", "turned.csv")
turned = rows_of("turned.csv")
assert len({(old[0], new[0]) for old, new in zip(rows[1:], turned[1:])}) == 4 and all(new[1].startswith("av1s.2.") for new in turned[1:])
ok("pseudonymize", "usagers.csv", "--plan", "plan.json", "--output", "fresh.csv")
fresh = rows_of("fresh.csv")
assert [row[:2] for row in turned] == [row[:2] for row in fresh], "a rotated token is not the token of the new key"
write_json("turn_hmac.json", {**plan, "columns": [{**turn[2], "operator": "hmac", "class": "phone"}, *turn[:2], *turn[3:]]})
fails("cannot be read back", "pseudonymize", "one.csv", "--plan", "turn_hmac.json", "--from-epoch", "1", "--output", "refused.csv")

# A value is shown only after its trace is in the journal.
ask = ["reidentify", rows[1][1], "--domain", "sante", "--class", "personne", "--legal-basis", "vital_interests", "--author", "DPO"]
done = run(*ask, "--reason", "rappel sanitaire")
assert done.returncode == 2 and "Lambert" not in done.stdout + done.stderr, "shown without a journal"
subprocess.run([binary, "init"], check=True, capture_output=True)
fails("the reason is missing", *ask, "--reason", " ")
assert ok(*ask, "--reason", "rappel sanitaire") == "zoe lambert\n"
journal = subprocess.run([binary, "journal", "list", "--format", "json"], capture_output=True, text=True).stdout
assert "reidentif" in journal and "lambert" not in journal.lower() and rows[1][1] not in journal
assert ok("reidentify", rows[1][0], "--domain", "sante", "--class", "nir", "--epoch", "1", "--legal-basis", "vital_interests", "--author", "DPO",
          "--reason", "rappel sanitaire") == BODIES[0] + "\n"
database = open("aval.db", "rb").read()
assert b"lambert" not in database.lower() and rows[1][1].encode() not in database and BODIES[0].encode() not in database
done = run(*ask[:1], fresh[1][2], *ask[2:], "--reason", "essai")
assert done.returncode == 2 and "cannot be read back" in done.stderr

# A vault: random tokens that stay.
write_json("vault.json", {"schema": "aval.plan/1", "domain": "cantine", "columns": [
    {"column": "num_secu", "operator": "suppress"}, {"column": "tel", "operator": "suppress"},
    {"column": "patient", "operator": "vault", "class": "patient", "form": "name", "vault": "table.aval"}]})
for name in ("v1.csv", "v2.csv"):
    ok("pseudonymize", "soins.csv", "--plan", "vault.json", "--output", name)
assert rows_of("v1.csv") == rows_of("v2.csv") and rows_of("v1.csv")[1][0].startswith("av1v.1.")
assert os.stat("table.aval.1").st_mode & 0o777 == 0o600
assert ok("reidentify", rows_of("v1.csv")[1][0], "--domain", "cantine", "--class", "patient", "--vault", "table.aval.1", "--legal-basis", "public_task",
          "--author", "DPO", "--reason", "essai") == "zoe lambert\n"

# A destroyed key reads nothing back.
ok("keyring", "destroy", "--domain", "sante", "--epoch", "1", "--confirm", "sante")
done = run(*ask, "--reason", "essai")
assert done.returncode == 2 and "epoch 1 has no key" in done.stderr and "lambert" not in done.stdout
