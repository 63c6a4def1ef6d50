"""The manual's page of commands is what --help says, in both languages.
usage: commands_page_test.py BINARY SOURCE_FOLDER [write]"""
import os
import re
import subprocess
import sys

binary, source = sys.argv[1:3]
PAGES = {
    "fr": ("docs/manuel/commandes.md", "Commandes :", "# Les commandes",
           "Cette page est écrite par `python3 tests/commands/commands_page_test.py build/aval . write` à partir de l'aide du programme, et un test la compare\n"
           "à celle-ci. `aval COMMANDE --help` donne la même chose au terminal.\n\n"
           "Les premières à connaître : `scan` regarde un fichier, `init` crée l'espace de travail, `decide` rend un avis."),
    "en": ("docs/manual/commands.md", "Commands:", "# The commands",
           "This page is written by `python3 tests/commands/commands_page_test.py build/aval . write` from the help of the program, and a test compares\n"
           "the two. `aval COMMAND --help` prints the same on the terminal.\n\n"
           "The first ones to know: `scan` looks at a file, `init` creates the workspace, `decide` gives a verdict."),
}


def help_of(language, path):
    done = subprocess.run([binary, "--lang", language, *path, "--help"], capture_output=True, text=True)
    assert done.returncode == 0, (path, done.stderr)
    return done.stdout.strip()


def names_below(text, title):
    listed = re.search("^" + re.escape(title) + "\n((?:  .*\n?)+)", text, re.M)
    return re.findall(r"^  ([a-z][a-z-]*)", listed[1], re.M) if listed else []


def sections(language, path, title):
    text = help_of(language, path)
    below = names_below(text, title)
    yield f"{'#' * (len(path) + 1)} aval {' '.join(path)}\n\n```text\n{text}\n```\n"
    for name in below:
        yield from sections(language, [*path, name], title)


stale = []
for language, (place, title, heading, opening) in PAGES.items():
    commands = names_below(help_of(language, []), title)
    assert "scan" in commands and "decide" in commands, commands
    page = "\n".join([heading, "", opening, ""] +
                     [section for name in commands for section in sections(language, [name], title)])
    file = os.path.join(source, place)
    if sys.argv[3:] == ["write"]:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8") as out:
            out.write(page)
    elif not os.path.exists(file) or open(file, encoding="utf-8").read() != page:
        stale.append(place)
if stale:
    sys.exit(f"{', '.join(stale)}: not what --help says; run this script with 'write'")
