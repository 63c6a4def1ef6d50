"""Ways to ask a scanner about a file: the program itself, or any command that prints the same JSON."""
import json
import subprocess
import time

from scoring import Answer


def run(command, limit):
    """(standard output or None, error or None, seconds)."""
    begin = time.monotonic()
    try:
        p = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=limit)
    except OSError as e:
        raise SystemExit("cannot run %s: %s" % (command[0], e.strerror))
    except subprocess.TimeoutExpired:
        return None, "no answer in %d s" % limit, float(limit)
    seconds = time.monotonic() - begin
    if p.returncode not in (0, 1, 3):  # 3: done, with rows skipped and said so
        return None, "exit %d: %s" % (p.returncode, p.stderr.decode("utf-8", "replace").strip()[-200:]), seconds
    return p.stdout, None, seconds


def answer_of(source, seconds):
    return Answer(source.get("tables", []), source.get("publication"), None, seconds)


def aval(program, extra, limit):
    """A function from a path to an Answer, by `program scan --format json PATH`."""
    def ask(path):
        out, error, seconds = run([program, "scan", "--format", "json"] + extra + [path], limit)
        if error:
            return Answer([], None, error, seconds)
        try:
            return answer_of(json.loads(out)["sources"][0], seconds)
        except (ValueError, KeyError, IndexError, TypeError) as e:
            return Answer([], None, "unreadable report: %r" % e, seconds)
    return ask


def aval_many(program, extra, paths, limit):
    """Answers to all paths from one run of the program, which reads its rules once; SystemExit when it cannot run at all."""
    out, error, seconds = run([program, "scan", "--format", "json"] + extra + paths, limit)
    if error:
        raise SystemExit("%s: %s" % (program, error))
    sources = {s["uri"]: s for s in json.loads(out)["sources"]}
    return [answer_of(sources[p], seconds / len(paths)) if p in sources else Answer([], None, "no answer", 0.0) for p in paths]


def command(words, limit):
    """The same by any command: PATH is put at its end, and it prints {"publication": ..., "tables": [...]}."""
    def ask(path):
        out, error, seconds = run(words + [path], limit)
        if error:
            return Answer([], None, error, seconds)
        try:
            return answer_of(json.loads(out), seconds)
        except (ValueError, KeyError, TypeError) as e:
            return Answer([], None, "unreadable answer: %r" % e, seconds)
    return ask
