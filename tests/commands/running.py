"""Runs the binary for the scripts of this folder: Aval(binary).ok(...) or .fails(code, ...)."""
import json
import subprocess


class Aval:
    def __init__(self, binary, language="en"):
        self.binary = binary
        self.language = language

    def run(self, *arguments):
        return subprocess.run([self.binary, "--lang", self.language, *arguments], capture_output=True, text=True)

    def ok(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, (arguments, done.returncode, done.stdout, done.stderr)
        return done.stdout

    def json(self, *arguments):
        return json.loads(self.ok(*arguments, "--format", "json"))

    def fails(self, code, *arguments):
        """Runs a command that must end with that code; returns its messages."""
        done = self.run(*arguments)
        assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
        assert done.stdout == "" or code != 2, (arguments, done.stdout)
        return done.stderr


def write_json(name, value):
    with open(name, "w", encoding="utf-8") as file:
        json.dump(value, file)
