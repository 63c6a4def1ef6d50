"""kill -9 at any moment of a write leaves a keyring that opens, with all that was acknowledged. usage: keyring_kill_test.py BINARY SOURCE [ROUNDS]"""
import json
import os
import random
import signal
import subprocess
import sys

BINARY = sys.argv[1]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 12
PASSPHRASE = b"une phrase longue et fausse\n"
draw = random.Random(20261126)


def start(*arguments):
    reader, writer = os.pipe()
    os.write(writer, PASSPHRASE)
    os.close(writer)
    process = subprocess.Popen([BINARY, "--lang", "en", "keyring", *arguments, "--keyring", "keys.aval", "--passphrase-fd", str(reader)],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=[reader])
    os.close(reader)
    return process


def must(*arguments):
    process = start(*arguments)
    out, error = process.communicate()
    assert process.returncode == 0, (arguments, error)
    return out


must("init", "--controller", "Valombre")
must("domain", "--domain", "sante", "--purpose", "essai", "--legal-basis", "public_task")
began = os.times().elapsed
must("rotate", "--domain", "sante")
usual = os.times().elapsed - began
acknowledged, killed = 2, 0
for _ in range(ROUNDS):
    process = start("rotate", "--domain", "sante")
    try:
        # Most of the time goes to scrypt, twice; the write comes at the end.
        process.wait(usual * draw.uniform(0.8, 1.3))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1
    process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), process.returncode
    epochs = json.loads(must("show", "--format", "json"))["domains"][0]["epochs"]
    numbers = [epoch["epoch"] for epoch in epochs]
    assert numbers == list(range(1, len(numbers) + 1)), numbers
    least = acknowledged + (1 if process.returncode == 0 else 0)
    assert least <= len(epochs) <= acknowledged + 1, (least, len(epochs))
    assert [epoch["state"] for epoch in epochs].count("active") == 1
    acknowledged = len(epochs)
print(f"{killed} of {ROUNDS} killed")
