"""Runs publish-check and tells its verdict, for the scripts of this folder."""
import json

ORDER = {"pass": 0, "not_applicable": 0, "info": 0, "condition": 1, "missing": 2, "block": 3}
VERDICTS = ("go", "go_with_conditions", "incomplete", "no_go")
CODES = {"go": 0, "go_with_conditions": 10, "incomplete": 30, "no_go": 20}


def publish(aval, *arguments):
    """The publication of one file. `verdict` is checked against the exit code; `computed` leaves out the rules that this version does not compute."""
    done = aval.run("publish-check", *arguments, "--format", "json")
    assert done.returncode in CODES.values(), (arguments, done.returncode, done.stderr)
    document = json.loads(done.stdout)
    assert done.returncode == CODES[document["verdict"]], (arguments, done.returncode, document["verdict"])
    publication = document["publications"][0]
    results = [result for result in publication["decision"]["results"] if result.get("reason") != "not_built"]
    publication["computed"] = VERDICTS[max(ORDER[result["result"]] for result in results)]
    publication["asking"] = sorted({result["policy"] for result in results if ORDER[result["result"]] > 0})
    publication["log"] = done.stdout
    return publication
