#!/usr/bin/env python3
"""What to do next with a dataset, by the pages: a plan and a generalization, looked at, written, downloaded, cancelled; the report kept for
rule PB-04; masked samples; a publication sheet from opening to verdict. What is written is what the command line writes."""
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

from running import Aval
from served import Served

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
examples = source / "docs" / "examples"
aval = Aval(binary)
aval.ok("init")
here = pathlib.Path.cwd()
PASSPHRASE = "une phrase bien assez longue"


def keyring(*arguments):
    reader, writer = os.pipe()
    os.write(writer, (PASSPHRASE + "\n").encode() * 2)
    os.close(writer)
    subprocess.run([binary, "keyring", *arguments, "--keyring", "keys.aval", "--passphrase-fd", str(reader)], check=True,
                   pass_fds=[reader], capture_output=True)
    os.close(reader)


keyring("init", "--controller", "Commune de Valombre")
keyring("domain", "--domain", "cantine", "--purpose", "essai", "--legal-basis", "public_task")


def send(web, path, fields, action):
    page = web.wait_for_task(web.post(path, {**fields, "do": action}))
    for value in ("VAUCANSON", "BELLOCQ", "alice.vaucanson", "0639 98"):
        assert value not in page.text, "a value of a person is on a page"
    return page


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.text))


def plan_pages(web):
    path = "/datasets/cantine/pseudonymize"
    page = web.get(path)
    assert page.status == 200 and 'type="password"' in page.text, page.text
    fields = web.form_fields(page.text, "pseudonymize")
    assert fields["source"] == str(here / "cantine.csv"), fields
    proposed = json.loads(aval.ok("pseudonymize", "--propose", "cantine.csv"))
    columns = [name for name in fields if name.startswith("column:")]
    assert [fields[c] for c in columns] == [c["column"] for c in proposed["columns"]]
    for number, column in enumerate(proposed["columns"]):
        assert fields[f"op:{number}"].split(":")[0] == column["operator"], column
    # The plan taken from the page is one that the command line takes.
    taken = web.post(path, {**fields, "do": "plan"})
    assert taken.status == 200 and json.loads(taken.text)["schema"] == "aval.plan/1", taken.text

    seen = send(web, path, fields, "preview")
    assert "Effect on the risk" in seen.text and "<svg" in seen.text and "What is lost" in seen.text, seen.text
    words = words_of(seen)
    risk = aval.json("risk", "cantine.csv")
    assert f"Rows alone with their profile {risk['unique_records']} (100%)" in words, words
    # Back at the form, what was chosen is still there.
    again = web.get(re.search(r'href="(/datasets/cantine/pseudonymize\?task=[^"]*)"', seen.text)[1].replace("&amp;", "&"))
    assert web.form_fields(again.text, "pseudonymize")["op:2"] == fields["op:2"]
    # Everything suppressed: no column is left to find anyone by.
    wiped = send(web, path, {**fields, **{f"op:{n}": "suppress" for n in range(len(columns))}}, "preview")
    assert "None of these columns stays readable." in wiped.text, wiped.text

    # Nothing is written without keys, without a path, over a file, over the source, into no folder.
    pathlib.Path("there.csv").write_text("before\n")
    keys = {"keyring": str(here / "keys.aval"), "domain": "cantine", "passphrase": PASSPHRASE}
    for wrong, told in (({"output": str(here / "out.csv")}, "give the path of the keyring"), (keys, "give the path of a file in"),
                        ({**keys, "output": str(here / "there.csv")}, "there already"),
                        ({**keys, "output": str(here / "cantine.csv"), "replace": "1"}, "the file that is read"),
                        ({**keys, "output": "/nowhere/at/all.csv"}, "this folder does not exist"),
                        ({**keys, "output": str(here / "out.txt")}, "in .csv, .xlsx or .parquet"),
                        ({**keys, "source": "/nowhere.csv", "output": str(here / "out.csv")}, "no readable file"),
                        ({**keys, "class:7": "Not A Class", "output": str(here / "out.csv")}, "class")):
        answer = web.post(path, {**fields, **wrong, "do": "write"})
        assert answer.status == 422 and told in answer.text, (wrong, answer.status, answer.text)
        assert PASSPHRASE not in answer.text
    assert pathlib.Path("there.csv").read_text() == "before\n" and not pathlib.Path("out.csv").exists()
    bad = send(web, path, {**fields, **keys, "passphrase": "une autre phrase", "output": str(here / "out.csv")}, "write")
    assert 'role="alert"' in bad.text and not pathlib.Path("out.csv").exists(), bad.text

    written = send(web, path, {**fields, **keys, "output": str(here / "out.csv")}, "write")
    assert "this is no anonymization" in written.text and "Audit the file written" in written.text, written.text
    # What the preview told is what the file written holds.
    after = aval.json("risk", "out.csv", "--quasi", "date_naissance,classe,code_postal,commune")
    assert f"Rows alone with their profile {risk['unique_records']} (100%) {after['unique_records']} (" in words, (words, after["unique_records"])
    pathlib.Path("plan.json").write_text(json.dumps({**json.loads(taken.text), "domain": "cantine"}))
    reader, writer = os.pipe()
    os.write(writer, (PASSPHRASE + "\n").encode())
    os.close(writer)
    subprocess.run([binary, "pseudonymize", "cantine.csv", "--plan", "plan.json", "--keyring", "keys.aval", "--passphrase-fd", str(reader),
                    "--output", "by-command.csv"], check=True, pass_fds=[reader], capture_output=True)
    os.close(reader)
    assert pathlib.Path("out.csv").read_bytes() == pathlib.Path("by-command.csv").read_bytes()
    assert (pathlib.Path("out.csv").stat().st_mode & 0o777) == 0o600
    replaced = send(web, path, {**fields, **keys, "output": str(here / "there.csv"), "replace": "1"}, "write")
    assert "Written:" in replaced.text and pathlib.Path("there.csv").read_bytes() == pathlib.Path("out.csv").read_bytes()

    ready = send(web, path, {**fields, **keys}, "download")
    link = re.search(r'href="(/tasks/[0-9a-f]+/file)"', ready.text)[1]
    sent = web.get(link)
    assert sent.bytes == pathlib.Path("out.csv").read_bytes() and 'filename="cantine-pseudo.csv"' in sent.headers["content-disposition"]
    # Nothing of the passphrase stays: not on the pages, not in the workspace, not in its folder.
    for kept in ("aval.db", "aval.db-wal"):
        if pathlib.Path(kept).exists():
            assert PASSPHRASE.encode() not in pathlib.Path(kept).read_bytes()
    assert PASSPHRASE not in web.get(re.search(r'href="(/datasets/cantine/pseudonymize\?task=[^"]*)"', ready.text)[1].replace("&amp;", "&")).text


def levels_pages(web):
    path = "/datasets/cantine/generalize"
    fields = web.form_fields(web.get(path).text, "generalize")
    roles = [value for name, value in fields.items() if name.startswith("role:")]
    assert roles.count("quasi") >= 2 and "dropped" in roles, roles
    for wrong, told in (({"k": "1"}, "from 2 to"), ({"k": "beaucoup"}, "from 2 to"), ({"suppress": "101"}, "from 0 to 100"),
                        ({name: "kept" for name in fields if name.startswith("role:")}, "at least one column to generalize")):
        answer = web.post(path, {**fields, **wrong, "do": "preview"})
        assert answer.status == 422 and told in answer.text, (wrong, answer.text)
    seen = send(web, path, {**fields, "k": "5"}, "preview")
    assert "Effect on the risk" in seen.text and "Loss:" in seen.text, seen.text
    assert web.get("/datasets/cantine/anonymization").status == 404, "a preview keeps nothing"
    written = send(web, path, {**fields, "k": "5", "output": str(here / "k5.csv")}, "write")
    assert "The report kept, and conclude" in written.text, written.text
    by_command = aval.json("anonymize", "cantine.csv", "--k", "5", "--output", "k5-command.csv")
    assert pathlib.Path("k5.csv").read_bytes() == pathlib.Path("k5-command.csv").read_bytes()
    reached = re.search(r"Smallest profile \(k\): (\d+)", written.text)
    assert int(reached[1]) == by_command["reached"]["k"] >= 5
    unreachable = send(web, path, {**fields, "k": "100000", "suppress": "0"}, "preview")
    assert 'role="alert"' in unreachable.text, unreachable.text
    return by_command["output"]["sha256"]


def conclude(web, digest):
    opened = web.post("/publications", {"dataset": "cantine"})
    assert "Sheet open, prefilled from the audit." in opened.text and opened.status == 200, opened.text
    path = "/datasets/cantine/anonymization"
    conclusions = {"document": "publication:cantine", "by": "DPO", "risk_analysis": ""}
    for name in ("singling_out", "linkability", "inference"):
        conclusions |= {name + ":conclusion": "prevented", name + ":reasons": "profils de cinq lignes au moins"}
    missing = web.post(path, {**conclusions, "inference:reasons": ""})
    assert missing.status == 422 and "Inference" in missing.text, missing.text
    assert web.post(path, {**conclusions, "document": "scan:cantine"}).status == 422
    done = web.post(path, conclusions)
    assert "Conclusions recorded." in done.text, done.text
    sheet = json.loads(aval.ok("publication", "show", "cantine", "--format", "json"))
    assert sheet["anonymization_report"]["sha256"] == digest
    assert sheet["anonymization_report"]["inference"]["by"] == "DPO"

    # The verdict reads them: PB-04 blocks for another file, and no longer for this one.
    edit = web.get("/publications/cantine/edit")
    web.post("/publications/cantine/edit", {"version": edit.field("version"), "f:form": "anonymized", "f:ground": "anonymized"})
    for file, blocks in ((here / "cantine.csv", True), (here / "k5.csv", False)):
        checked = web.wait_for_task(web.post("/publications/cantine/check", {"source": str(file)}))
        assert "Nothing was recorded." in checked.text, checked.text
        by_command = json.loads(aval.run("publish-check", str(file), "--sheet", "cantine", "--format", "json").stdout)
        entry = (by_command["publications"][0] if "publications" in by_command else by_command)
        verdict = entry.get("verdict") or entry["decision"]["verdict"]
        words = {"no_go": "unfavourable", "incomplete": "completed", "go": "favourable", "go_with_conditions": "conditions"}
        assert words[verdict] in checked.verdict().lower(), (verdict, checked.verdict())
        found = [r["result"] for r in (entry.get("results") or entry["decision"]["results"]) if r["policy"] == "PB-04"]
        assert ("block" in found) == blocks, (file, found)
    recorded = web.wait_for_task(web.post("/publications/cantine/check", {"source": str(here / "k5.csv"), "record": "1"}))
    assert "are recorded" in recorded.text, recorded.text
    assert "Verdict recorded none" not in words_of(web.get("/publications/cantine"))
    assert web.post("/publications/cantine/check", {"source": "/nowhere.csv"}).status == 422


def other_pages(web):
    page = web.get("/rules")
    assert page.status == 200 and "/rules/fr.nir" in page.text
    rule = web.get("/rules/fr.nir")
    assert "In plain words" in rule.text and "Values that match" in rule.text and web.get("/rules/none").status == 404
    digest = web.get("/settings").text
    shown = re.findall(r"[0-9a-f]{64}", re.sub(r'name="form_token"[^>]*', "", digest))
    assert len(shown) >= 2, shown
    aval.ok("register", "organisation", str(examples / "organisation.json"))
    aval.ok("register", "add", str(examples / "activite-cantine.json"))
    aval.ok("usecase", "add", str(examples / "cas-cantine.json"))
    # Both front doors compare alike.
    compared = aval.json("register", "reconcile")["activities"]
    assert any(activity["discrepancies"] for activity in compared), compared
    reconciled = words_of(web.get("/register/reconcile"))
    for activity in compared:
        for found in activity["discrepancies"]:
            assert found["en"].split(" (")[0].split(";")[0].split(":")[0].strip().lower() in reconciled.lower(), (found, reconciled)
    assert web.get("/register/reconcile?sheet=restauration-scolaire").status == 200
    assert web.get("/register/reconcile?sheet=nothing").status == 404


def autosave(web):
    step = "/usecases/gaspillage-cantine/steps/1"
    page = web.get(step)
    assert 'class="autosaved"' in page.text and 'list="known-datasets"' in page.text, page.text
    version = int(page.field("version"))

    def save(fields):
        answer = web.post(step, {"autosave": "1", **fields})
        assert answer.headers["content-type"] == "application/json", answer.text
        return json.loads(answer.text)

    first = save({"version": version, "f:public_policy": "Restauration"})
    assert first["saved"] and not first["stop"] and first["version"] == version + 1 and first["verdict"], first
    assert aval.json("usecase", "show", "gaspillage-cantine")["public_policy"] == "Restauration"
    # Another field changed elsewhere meanwhile: both stay, and the page is told to stop.
    current = web.get("/usecases/gaspillage-cantine/steps/4").field("version")
    web.post("/usecases/gaspillage-cantine/steps/4", {"version": current, "f:review_on": "2027-03-01"})
    second = save({"version": first["version"], "f:public_policy": "Restauration scolaire"})
    assert second["saved"] and second["stop"], second
    both = aval.json("usecase", "show", "gaspillage-cantine")
    assert both["public_policy"] == "Restauration scolaire" and both["review_on"] == "2027-03-01", both
    # The same field: nothing is recorded, and it is said.
    third = save({"version": version, "f:public_policy": "Autre chose"})
    assert not third["saved"] and "meanwhile" in third["text"], third
    # An entry being written is left to the button.
    fourth = save({"version": second["version"], "f:sources.+.dataset": "subventions"})
    assert not fourth["saved"] and "button" in fourth["text"], fourth
    wrong = save({"version": second["version"], "f:time_to_first_result_months": "beaucoup"})
    assert not wrong["saved"] and wrong["text"].startswith("Not recorded."), wrong
    state = json.loads(web.get("/usecases/gaspillage-cantine/gates/G2/state").text)
    assert re.fullmatch(r"[0-9a-f]{64}", state["facts"]), state


shutil.copy(examples / "cantine.csv", "cantine.csv")
with Served(binary) as web:
    web.enter()
    web.post("/datasets/local", {"path": str(here / "cantine.csv")})
    web.wait_for_scans()
    page = web.get("/datasets/cantine")
    assert "What to do with this dataset" in page.text and "/datasets/cantine/generalize" in page.text, page.text
    plan_pages(web)
    conclude(web, levels_pages(web))
    other_pages(web)
    autosave(web)

    # Masked samples, while the file is there: as the command line masks, stored nowhere.
    web.post("/datasets/local", {"path": str(here / "cantine.csv")})
    web.wait_for_scans()
    samples = web.post("/datasets/cantine/samples", {"table": "cantine"})
    masks = set(re.findall(r"[A-Za-zÀ-ÿ0-9]\*{5}", samples.text))
    scan = aval.json("scan", "cantine.csv", "--masked-samples")
    shown = {mask for column in scan["sources"][0]["tables"][0]["columns"] for mask in column.get("masked_samples", [])}
    assert masks and masks == shown, (masks, shown)
    assert "*****" not in aval.ok("dataset", "show", "cantine", "--format", "json")

    # A file that is no longer the audited one is not what the plan was made for.
    fields = web.form_fields(web.get("/datasets/cantine/pseudonymize").text, "pseudonymize")
    pathlib.Path("cantine.csv").write_text(pathlib.Path("cantine.csv").read_text() + "X;Y;01/01/2020;GS;;34999;;;;;;1;1;1\n")
    other = send(web, "/datasets/cantine/pseudonymize", fields, "preview")
    assert "not the one that was audited" in other.text, other.text
    pathlib.Path("cantine.csv").unlink()
    assert "Show masked samples" not in web.get("/datasets/cantine").text
    assert web.post("/datasets/cantine/samples", {"table": "cantine"}).status == 400

    # An uploaded copy is gone: the page says so and asks for the file.
    web.upload("depose.csv", (examples / "cantine.csv").read_bytes())
    web.wait_for_scans()
    asked = web.get("/datasets/depose/pseudonymize")
    fields = web.form_fields(asked.text, "pseudonymize")
    assert "is deleted after its audit" in asked.text and fields["source"] == "" and fields["table"] == "depose", asked.text
    given = send(web, "/datasets/depose/pseudonymize", {**fields, "source": str(examples / "cantine.csv")}, "preview")
    assert "Effect on the risk" in given.text, given.text
    # Its findings are those of a scan in place: reviews carry over between both front doors.
    pathlib.Path("place").mkdir()
    shutil.copy(examples / "cantine.csv", "place/depose.csv")
    scanned = aval.json("scan", "place/depose.csv")["sources"][0]["tables"][0]
    stored = json.loads(aval.ok("dataset", "show", "depose", "--format", "json"))["source"]["tables"][0]
    assert stored["name"] == scanned["name"] == "depose"
    assert [f["fingerprint"] for f in stored["findings"]] == [f["fingerprint"] for f in scanned["findings"]]

    # A long search is cancelled; a task that waits behind it too. Others' tasks are not there.
    random.seed(8)
    rows = "\n".join(f"{random.randint(1, 28):02}/{random.randint(1, 12):02}/{random.randint(1930, 2010)};{random.randint(1000, 95000):05};"
                     f"{random.choice('HF')};{random.randint(18, 99)};{random.choice(['cadre', 'ouvrier', 'employé'])}" for _ in range(60000))
    pathlib.Path("grand.csv").write_text("date_naissance;code_postal;sexe;age;profession\n" + rows + "\n", encoding="utf-8")
    web.post("/datasets/local", {"path": str(here / "grand.csv")})
    web.wait_for_scans()
    fields = web.form_fields(web.get("/datasets/grand/generalize").text, "generalize")
    fields |= {name: "quasi" for name in fields if name.startswith("role:")}
    fields |= {"time": "3600", "method": "local", "suppress": "0", "k": "50", "output": str(here / "grand-k.csv")}
    started = web.post("/datasets/grand/generalize", {**fields, "do": "write"})
    behind = web.post("/datasets/grand/generalize", {**fields, "do": "preview"})
    for page in (behind, started):
        task = re.search(r'action="(/tasks/[0-9a-f]{32})/cancel"', page.text)[1]
        web.post(task + "/cancel", {})
        deadline = time.monotonic() + 100
        while json.loads(web.get(task + "/state").text)["pending"]:
            assert time.monotonic() < deadline, "it cannot be cancelled"
            time.sleep(0.05)
        assert "Cancelled: nothing was written." in web.get(task).text
    assert not pathlib.Path("grand-k.csv").exists()
    assert web.get("/tasks/" + "0" * 32).status == 404

assert not list(pathlib.Path("aval.db.uploads").iterdir()), "a file to download stayed"
for kept in pathlib.Path(".").glob("aval.db*"):
    if kept.is_file():
        assert b"VAUCANSON" not in kept.read_bytes() and PASSPHRASE.encode() not in kept.read_bytes(), kept

# kill -9 with a file to download: the next start deletes it.
web = Served(binary).__enter__()
web.enter()
fields = web.form_fields(web.get("/datasets/grand/generalize").text, "generalize")
ready = send(web, "/datasets/grand/generalize", {**fields, "k": "2", "suppress": "20"}, "download")
assert "Download the file" in ready.text, ready.text
web.stop(signal.SIGKILL)
assert list(pathlib.Path("aval.db.uploads").iterdir())
with Served(binary) as web:
    web.enter()
    assert not list(pathlib.Path("aval.db.uploads").iterdir())
aval.ok("journal", "verify")
print("ok")
