"""Processes that write one workspace at once lose nothing, and verify never sees half a write."""
import json
import subprocess
import sys

BINARY = sys.argv[1]
WRITERS, ROUNDS = 4, 8


def command(*arguments):
    return [BINARY, "--lang", "en", *arguments]


def run(*arguments):
    return subprocess.run(command(*arguments), capture_output=True, text=True)


def waivers_and_decisions():
    """Waivers, verdicts and decisions of one use case, written by several at once: each has its version."""
    with open("case.json", "w", encoding="utf-8") as file:
        json.dump({"schema": "aval.usecase/1", "id": "case", "title": "Case"}, file)
    with open("waiver.json", "w", encoding="utf-8") as file:
        json.dump(dict(json.loads(run("waiver", "template").stdout), id="waiver", policy="UC-05", usecase="case"), file)
    with open("decision.json", "w", encoding="utf-8") as file:
        json.dump(dict(json.loads(run("decision", "template").stdout), usecase="case", gate="G1", verdict="no_go", conditions=[], waivers=None), file)
    assert run("usecase", "add", "case.json").returncode == 0
    assert run("waiver", "add", "waiver.json").returncode == 0
    assert run("decide", "case", "--gate", "G1", "--record").returncode in (20, 30)
    both = [["waiver", "add", "waiver.json"], ["decision", "adopt", "case", "--gate", "G1", "--from", "decision.json"],
            ["decide", "case", "--gate", "G2", "--record"]]
    for _ in range(ROUNDS):
        writers = [subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for arguments in both]
        assert run("journal", "verify").returncode == 0
        for writer in writers:
            errors = writer.communicate()[1]
            assert writer.returncode in (0, 20, 30), errors
    events = [event["action"] for event in json.loads(run("journal", "list", "--format", "json").stdout)]
    assert events.count("waiver.add") + events.count("waiver.update") == ROUNDS + 1, events
    assert events.count("adopted_decision.adopt") == ROUNDS and events.count("decision.record") == ROUNDS + 1, events


def main():
    assert run("init").returncode == 0
    for writer in range(WRITERS):
        with open(f"own-{writer}.json", "w", encoding="utf-8") as file:
            json.dump({"schema": "aval.activity/1", "id": f"own-{writer}", "name": "Own"}, file)
    with open("shared.json", "w", encoding="utf-8") as file:
        json.dump({"schema": "aval.activity/1", "id": "shared", "name": "Shared"}, file)
    for _ in range(ROUNDS):
        writers = [subprocess.Popen(command("register", "add", f"own-{writer}.json", "shared.json"),
                                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                   for writer in range(WRITERS)]
        assert run("journal", "verify").returncode == 0
        for writer in writers:
            errors = writer.communicate()[1]
            assert writer.returncode == 0, errors
    activities = {row["id"]: row["version"] for row in json.loads(run("register", "list", "--format", "json").stdout)}
    assert activities["shared"] == WRITERS * ROUNDS, activities
    assert all(activities[f"own-{writer}"] == ROUNDS for writer in range(WRITERS)), activities
    assert run("journal", "verify").returncode == 0
    waivers_and_decisions()
    # Of several inits at once, exactly one succeeds.
    for attempt in range(5):
        name = f"race-{attempt}.db"
        inits = [subprocess.Popen(command("--workspace", name, "init"), stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, text=True) for _ in range(4)]
        errors = [process.communicate()[1] for process in inits]
        assert sorted(process.returncode for process in inits) == [0, 2, 2, 2], errors
        assert run("--workspace", name, "journal", "verify").returncode == 0


main()
