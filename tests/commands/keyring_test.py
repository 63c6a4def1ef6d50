"""The keyring: passphrase from a descriptor or a terminal, never shown; private; right key or nothing. usage: keyring_test.py BINARY"""
import json
import os
import pty
import select
import subprocess
import sys
import time

binary = sys.argv[1]
PASSPHRASE = "une phrase longue et fausse"


def run(*arguments, passphrase=PASSPHRASE):
    reader, writer = os.pipe()
    os.write(writer, (passphrase + "\n").encode())
    os.close(writer)
    done = subprocess.run([binary, "--lang", "en", "keyring", *arguments, "--keyring", "keys.aval", "--passphrase-fd", str(reader)],
                          capture_output=True, text=True, pass_fds=[reader])
    os.close(reader)
    assert PASSPHRASE not in done.stdout + done.stderr
    return done


def ok(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


assert "at least 12" in run("init", "--controller", "Valombre", passphrase="court").stderr and not os.path.exists("keys.aval")
ok("init", "--controller", "Commune de Valombre")
assert os.stat("keys.aval").st_mode & 0o777 == 0o600
assert "never replaced" in run("init", "--controller", "X").stderr
ok("signing-key", "--name", "seal-2026")
assert run("signing-key", "--name", "seal-2026").returncode == 2
overview = json.loads(ok("show", "--format", "json"))
key, = overview["signing_keys"]
assert overview["controller"] == "Commune de Valombre" and len(key["public_key"]) == 64 and len(key["check_value"]) == 16
assert "Keyring intact: 1 key" in ok("verify", "--check-value", key["check_value"])
assert run("verify", "--check-value", "0" * 16).returncode == 1
pem = ok("public-key")
assert pem.startswith("-----BEGIN PUBLIC KEY-----\n")
for passphrase in ("une autre phrase longue", PASSPHRASE + " "):
    done = run("show", passphrase=passphrase)
    assert done.returncode == 2 and "wrong passphrase" in done.stderr, done.stderr
content = open("keys.aval", "rb").read()
assert b"Valombre" not in content and key["public_key"].encode() not in content
os.chmod("keys.aval", 0o640)
assert "chmod 600" in run("show").stderr
os.chmod("keys.aval", 0o600)
open("keys.aval", "wb").write(content[:-1] + bytes([content[-1] ^ 1]))
assert run("show").returncode == 2
open("keys.aval", "wb").write(content)
assert run("show").returncode == 0

# On a terminal: the question is shown, the answer is not.
child, terminal = pty.fork()
if child == 0:
    os.execv(binary, [binary, "--lang", "en", "keyring", "show", "--keyring", "keys.aval"])
seen = b""
answered = False
deadline = time.monotonic() + 20
while time.monotonic() < deadline:
    if not select.select([terminal], [], [], 0.2)[0]:
        continue
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
    if not answered and b"Passphrase" in seen:
        time.sleep(0.2)
        os.write(terminal, (PASSPHRASE + "\n").encode())
        answered = True
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0 and b"Keyring of" in seen and PASSPHRASE.encode() not in seen, seen
# Without a terminal and without a descriptor there is no way to ask: said, with the way out.
done = subprocess.run([binary, "--lang", "en", "keyring", "show", "--keyring", "keys.aval"], capture_output=True, text=True, start_new_session=True)
assert done.returncode == 2 and "--passphrase-fd" in done.stderr, done.stderr
