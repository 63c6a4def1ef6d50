"""Every command explains itself in both languages: what it does, each option, its exit codes, an example of that very command.
usage: help_test.py BINARY SOURCE_FOLDER"""
import re
import shlex
import subprocess
import sys

binary = sys.argv[1]
WORDS = {"fr": ("Usage :", "Codes de sortie :", "Exemple : ", "Commandes :"), "en": ("Usage:", "Exit codes:", "Example: ", "Commands:")}
ENGLISH = re.compile(r"\b(Usage:|REQUIRED\b|TEXT\b|Positionals|Subcommands|Options:|UINT)")
problems = []
seen = set()


def page(language, path):
    done = subprocess.run([binary, "--lang", language, *path, "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and done.stderr == "", (path, done.returncode, done.stderr)
    return done.stdout


def entries(text, title):
    """Names and texts of the list below a title."""
    found = re.search("^" + re.escape(title) + "\n((?:  .*\n)+)", text, re.M)
    if not found:
        return {}
    result, name = {}, ""
    for line in found[1].splitlines():
        if line[2] != " ":
            name, _, rest = line.strip().partition("  ")
            result[name] = rest.strip()
        else:
            result[name] = (result[name] + " " + line.strip()).strip()
    return result


def check(language, path):
    text = page(language, path)
    usage, codes, example, commands = WORDS[language]
    name = " ".join(["aval", *path])
    seen.add(name)
    for word in (usage, codes):
        if word not in text:
            problems.append(f"{name} ({language}): no line {word}")
    if language == "fr" and ENGLISH.search(text):
        problems.append(f"{name}: English words in the French page: {ENGLISH.search(text)[0]}")
    for title in ("Arguments :", "Options :", "Arguments:", "Options:"):
        for option, meaning in entries(text, title).items():
            if not meaning:
                problems.append(f"{name} ({language}): {option} is not explained")
    if any(len(line) > 80 for line in text.splitlines() if not line.startswith(example)):
        problems.append(f"{name} ({language}): a line is longer than 80 characters")
    below = entries(text, commands)
    given = text.partition("\n" + example)[2].strip()
    if path and not given.startswith(name + ("" if not below else " ")):
        problems.append(f"{name} ({language}): its example is that of another command: {given[:60]}")
    if path:
        shlex.split(given)  # quotes are closed
    for command in below:
        check(language, [*path, command])


for language in WORDS:
    check(language, [])
for problem in problems:
    print(problem)
assert len(seen) > 30, sorted(seen)

# A command line that cannot be understood is told in the user's language, with exit code 2.
for arguments, told in ((["scan"], "il manque SOURCE"), ([], "il manque le nom de la commande"), (["scan", "x.csv", "--colour"], "argument inconnu : --colour"),
                        (["scan", "x.csv", "--format", "docx"], "--format : valeurs possibles {"), (["scan", "x.csv", "--threads", "many"], "--threads : un nombre de 1 à 256 est attendu"),
                        (["scan", "x.csv", "--output"], "--output : il manque une valeur")):
    done = subprocess.run([binary, "--lang", "fr", *arguments], capture_output=True, text=True)
    if done.returncode != 2 or told not in done.stderr or "--help" not in done.stderr or done.stdout:
        problems.append(f"{arguments}: {done.returncode} {done.stderr}")
        print(problems[-1])
sys.exit(1 if problems else 0)
