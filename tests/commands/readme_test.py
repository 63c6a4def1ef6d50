"""The commands of README.md print what it shows, and its links lead somewhere. usage: readme_test.py BINARY SOURCE_FOLDER [write]

With `write`, the outputs in README.md are replaced by what the commands print (not that of tests/run, which would run this test)."""
import pathlib
import re
import subprocess
import sys

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
readme = source / "README.md"
text = readme.read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n\$ audit/run ([^\n]*)\n(.*?)```", re.S)
problems = []


def comparable(output):
    """The digest of the pack changes with every rule."""
    return re.sub(r"empreinte [0-9a-f]{12}", "empreinte ...", output)


def printed_by(arguments):
    done = subprocess.run([binary, *arguments.split()], cwd=source, env={"LANG": "fr_FR.UTF-8"}, capture_output=True, text=True)
    if done.returncode != 0:
        problems.append(f"aval {arguments} ends with {done.returncode}: {done.stderr}")
    return done.stdout


if sys.argv[3:] == ["write"]:
    text = BLOCK.sub(lambda block: f"```console\n$ audit/run {block[1]}\n{printed_by(block[1])}```", text)
    readme.write_text(text, encoding="utf-8")
blocks = BLOCK.findall(text)
assert blocks and "$ tests/run\n" in text, "README.md lost its two commands"
for arguments, shown in blocks:
    printed = printed_by(arguments)
    if comparable(printed) != comparable(shown):
        problems.append(f"README.md shows something else than audit/run {arguments} prints (this test with `write` puts it right):\n{printed}")
for link in re.findall(r"\]\(([^)#:]+)\)", text):
    if not (source / link).exists():
        problems.append(f"README.md leads to {link}, which is not there")

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
