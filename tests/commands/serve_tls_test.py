#!/usr/bin/env python3
"""A site over TLS: versions, cookies, headers, and what it refuses to start with (OWASP ASVS 4.0, chapter 9)."""
import os
import pathlib
import re
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request

binary = sys.argv[1]
reader, writer = os.pipe()
os.write(writer, b"la riviere monte en mai\n")
os.close(writer)
os.set_inheritable(reader, True)
subprocess.run([binary, "site", "init", "site", "--administrator", "root", "--password-fd", str(reader)], check=True, pass_fds=[reader],
               capture_output=True)
subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-keyout", "key.pem",
                "-out", "certificate.pem", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
options = ["--lang", "en", "serve", "--site", "site", "--listen", "127.0.0.1", "--name", "localhost", "--certificate", "certificate.pem", "--key"]

# A key others can read, a key of another certificate, none at all.
os.chmod("key.pem", 0o644)
assert "chmod 600" in subprocess.run([binary, *options, "key.pem"], capture_output=True, text=True).stderr
os.chmod("key.pem", 0o600)
subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-out", "other.pem"], check=True, capture_output=True)
os.chmod("other.pem", 0o600)
pathlib.Path("empty.pem").touch(0o600)
for key in ("other.pem", "empty.pem"):
    done = subprocess.run([binary, *options, key], capture_output=True, text=True)
    assert done.returncode == 2 and "PEM" in done.stderr, done
assert subprocess.run([binary, *options[:-1]], capture_output=True).returncode == 2

server = subprocess.Popen([binary, *options, "key.pem"], stdout=subprocess.PIPE, text=True)
try:
    address = None
    while address is None:
        line = server.stdout.readline()
        assert line
        address = re.search(r"https://localhost:\d+/", line)
    address = address[0]
    trust = ssl.create_default_context(cafile="certificate.pem")

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=trust), NoRedirect)
    door = opener.open(address + "sign-in")
    assert door.headers["strict-transport-security"].startswith("max-age=")  # 14.4.5
    body = urllib.parse.urlencode({"name": "root", "password": "la riviere monte en mai"}).encode()
    try:
        opener.open(address + "sign-in", body)
        raise AssertionError("no redirection")
    except urllib.error.HTTPError as answer:
        assert answer.code == 303, answer.code
        cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-aval_session=") and "; Secure" in cookie and "Domain" not in cookie, cookie  # 3.4.1, 3.4.4
    # A cookie of the plain name, which another port of the host could set, opens nothing.
    value = cookie.split(";")[0].split("=")[1]
    for name, status in (("aval_session", 303), ("__Host-aval_session", 200)):
        try:
            got = opener.open(urllib.request.Request(address + "site", headers={"Cookie": f"{name}={value}"})).status
        except urllib.error.HTTPError as answer:
            got = answer.code
        assert got == status, (name, got)

    # TLS 1.2 and later, with forward secrecy (9.1.2, 9.1.3).
    host = address.split("/")[2]
    for version, holds in (("-tls1", False), ("-tls1_1", False), ("-tls1_2", True), ("-tls1_3", True)):
        done = subprocess.run(["openssl", "s_client", "-connect", host, version, "-cipher", "DEFAULT@SECLEVEL=0", "-brief"], input=b"", capture_output=True)
        assert (done.returncode == 0) == holds, (version, done.stderr)
    for cipher in ("AES128-SHA", "AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-SHA"):
        done = subprocess.run(["openssl", "s_client", "-connect", host, "-tls1_2", "-cipher", cipher, "-brief"], input=b"", capture_output=True)
        assert done.returncode != 0, cipher
    # Another name of the server is not answered (14.5.3).
    try:
        opener.open(urllib.request.Request(address, headers={"Host": "evil.example"}))
        raise AssertionError("answered")
    except urllib.error.HTTPError as answer:
        assert answer.code == 421, answer.code
finally:
    server.terminate()
    server.wait(timeout=60)
