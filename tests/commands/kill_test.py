"""kill -9 at any moment of a write leaves a workspace that opens and verifies, with all that was acknowledged."""
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

BINARY, SOURCE = sys.argv[1:3]
ROUNDS = 300
SEED = 20261124
EXAMPLES = os.path.join(SOURCE, "docs", "examples")


def command(workspace, *arguments):
    return [BINARY, "--lang", "en", "--workspace", workspace, *arguments]


def must(*arguments):
    done = subprocess.run(command("aval.db", *arguments), capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def kill_after(arguments, seconds):
    """Runs, kills after so long; returns the exit code, or None when it was killed."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.returncode in (0, -signal.SIGKILL), (arguments, process.returncode, errors)
    return process.returncode if process.returncode == 0 else None


def moment(generator, duration):
    """When to kill: anywhere in the command, and as often near its end, where it commits."""
    return generator.uniform(0, 1.2 * duration) if generator.random() < 0.4 else generator.uniform(0.7, 1.3) * duration


def prepare_decisions():
    """A use case of its own, judged, with a waiver and a decision to record again and again."""
    must("usecase", "add", os.path.join(EXAMPLES, "cas-mobilite.json"))
    case = json.load(open(os.path.join(EXAMPLES, "cas-mobilite.json"), encoding="utf-8"))["id"]
    subprocess.run(command("aval.db", "decide", case, "--gate", "G1", "--record"), check=False, capture_output=True)
    waiver = json.loads(must("waiver", "template"))
    with open("waiver.json", "w", encoding="utf-8") as file:
        json.dump(dict(waiver, usecase=case, policy="UC-05"), file)
    decision = json.loads(must("decision", "template"))
    with open("decision.json", "w", encoding="utf-8") as file:
        json.dump(dict(decision, usecase=case, gate="G1", verdict="no_go", conditions=[], waivers=None), file)
    must("decision", "adopt", case, "--gate", "G1", "--from", "decision.json")
    return case


def write_activity(name, index):
    with open(name, "w", encoding="utf-8") as file:
        # Large enough for a transaction of several pages.
        json.dump({"schema": "aval.activity/1", "id": f"activity-{index}", "name": f"Activity {index}",
                   "security_measures": [f"Measure {index} {line} " + "x" * 60 for line in range(150)]}, file)


def state(workspace):
    """Every recorded (kind, id, version), read past aval."""
    database = sqlite3.connect(workspace)
    rows = set(database.execute("SELECT kind, id, version FROM documents").fetchall())
    database.close()
    return rows


def duration_of_one_write():
    times = []
    for index in range(3):
        write_activity("probe.json", 9000 + index)
        start = time.monotonic()
        must("register", "add", "probe.json")
        times.append(time.monotonic() - start)
    return sorted(times)[1]


def kill_init(generator, duration):
    """A killed init leaves nothing, a blank file that a second init takes over, or a whole workspace."""
    for round_number in range(60):
        workspace = f"init-{round_number}.db"
        finished = kill_after(command(workspace, "init"), moment(generator, duration))
        again = subprocess.run(command(workspace, "init"), capture_output=True, text=True)
        assert again.returncode == 0 or "exists here already" in again.stderr, (round_number, again.stderr)
        assert finished is None or again.returncode == 2, "an acknowledged workspace was created again"
        done = subprocess.run(command(workspace, "journal", "verify"), capture_output=True, text=True)
        assert done.returncode == 0, (round_number, done.stdout, done.stderr)


def main():
    generator = random.Random(SEED)
    must("init", "--organisation", os.path.join(EXAMPLES, "organisation.json"))
    must("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"))
    fingerprint = json.loads(must("findings", "list", "--format", "json"))[0]["fingerprint"]
    case = prepare_decisions()
    duration = duration_of_one_write()
    acknowledged = state("aval.db")
    killed = committed = 0
    for index in range(ROUNDS):
        write_activity("one.json", 2 * index)
        write_activity("two.json", 2 * index + 1)
        writes = [["register", "add", "one.json"],
                  ["register", "add", "one.json", "two.json"],
                  ["findings", "confirm", fingerprint, "--reason", f"Round {index}", "--author", "DPO"],
                  ["usecase", "add", os.path.join(EXAMPLES, "cas-cantine.json")],
                  ["decision", "adopt", case, "--gate", "G1", "--from", "decision.json"],
                  ["waiver", "add", "waiver.json"]]
        chosen = writes[generator.randrange(len(writes))]
        code = kill_after(command("aval.db", *chosen), moment(generator, duration))
        killed += code is None
        verify = subprocess.run(command("aval.db", "journal", "verify"), capture_output=True, text=True)
        assert verify.returncode == 0, (index, chosen, verify.stdout, verify.stderr)
        now = state("aval.db")
        assert acknowledged <= now, (index, "lost", acknowledged - now)
        added = now - acknowledged
        if chosen[0] == "waiver":  # the decision rests on other facts now: the verdict is computed again
            subprocess.run(command("aval.db", "decide", case, "--gate", "G1", "--record"), check=False, capture_output=True)
            now |= {row for row in state("aval.db") if row[0] in ("facts", "pack") or row[:2] == ("decision", case + "/G1")}
            acknowledged |= {row for row in now if row[0] in ("facts", "pack") or row[:2] == ("decision", case + "/G1")}
            added = now - acknowledged
        expected = 2 if len(chosen) == 4 and chosen[0] == "register" else 1
        assert len(added) == expected if code == 0 else len(added) in (0, expected), (index, chosen, code, added)
        committed += code is None and bool(added)
        acknowledged = now
    assert ROUNDS // 10 < killed, f"only {killed} rounds were killed: the test shows nothing"
    kill_init(generator, duration)
    print(f"{ROUNDS} rounds, {killed} killed before their end, {committed} of them after their commit, "
          f"{len(acknowledged)} records")


main()
