#!/usr/bin/env python3
"""What a served workspace refuses: strangers, forms from elsewhere, other names of the machine, paths, markup, floods. OWASP ASVS 4.0
numbers stand beside each."""
import http.client
import pathlib
import re
import signal
import socket
import sys

from running import Aval
from served import Served

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
aval = Aval(binary)
assert "aval init" in aval.fails(2, "serve")  # no workspace yet
aval.ok("init")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HOSTILE = '"><script>alert(1)</script>'

with Served(binary) as web:
    # Nothing of the workspace without a session (4.1.1); the key is compared whole.
    for path in ("/", "/register", "/journal", "/datasets/x", "/scans", "/nowhere"):
        assert web.get(path).status == 401, path
    assert web.ask("GET", "/enter?key=" + "0" * 64).status == 403
    assert web.ask("GET", "/enter").status == 403
    entered = web.enter()
    cookie = entered.set_cookie[0]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie, cookie  # 3.4.2, 3.4.3
    assert len(web.cookie.split("=")[1]) == 64  # 3.2.2
    second = web.ask("GET", web.link, headers={"Cookie": web.cookie})
    assert second.set_cookie[0].split(";")[0] != web.cookie  # 3.2.1: a new token at each entry

    # Headers of every response (14.4), pages never kept (8.2.1).
    for path in ("/", "/nowhere", "/assets/none.css", "/datasets/none"):
        headers = web.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store", (path, headers)
    page = web.get("/datasets").text
    assert not re.search(r"<script>|\son[a-z]+=|\sstyle=|javascript:", page), page
    assert not re.search(r'(?:href|src|action)="(?!/|#)', page), page

    # Forms from elsewhere change nothing (4.2.2): no token, another's token, another origin.
    before = aval.ok("journal", "export", "--format", "jsonl")
    for headers, body in ((FORM, "title=x"), (FORM, "form_token=&title=x"), (FORM, "form_token=" + "a" * 64 + "&title=x"),
                          ({**FORM, "Origin": "http://evil.example"}, f"form_token={web.token}&title=x"),
                          ({**FORM, "Origin": "null"}, f"form_token={web.token}&title=x")):
        answer = web.ask("POST", "/usecases", body, headers)
        assert answer.status == 403, (answer.status, body)
    assert web.upload("x.csv", b"a;b\n1;2\n", token="b" * 64).status == 403
    assert not list(pathlib.Path("aval.db.uploads").iterdir())
    assert aval.ok("journal", "export", "--format", "jsonl") == before

    # A page that reaches this server by another name (DNS rebinding).
    for host in ("evil.example", "localhost:1", ""):
        answer = web.ask("GET", "/", headers={"Host": host})
        assert answer.status == 421 and "form_token" not in answer.text, host

    # Paths (12.3): nothing leads out, malformed escapes are refused.
    for path in ("/assets/../CMakeLists.txt", "/assets/..%2f..%2fetc%2fpasswd", "/datasets/..", "/datasets/%2e%2e/x",
                 "/datasets/a%00b", "/datasets/%zz", "/datasets/%ff", "/datasets/a%5cb"):
        answer = web.get(path)
        assert answer.status in (400, 404), (path, answer.status)
        assert "root:" not in answer.text
    # A hostile name is text wherever it is shown (5.3.3), and no part of a path.
    for name in ("../../evil.csv", HOSTILE.replace('"', "") + ".csv", "=cmd()|'x'.csv", "\u202egpj.csv", "a" * 300 + ".csv"):
        assert web.upload(name, b"nom;ville\nx;y\n").status in (303, 400), name
    web.wait_for_scans()
    assert not list(pathlib.Path("..").glob("evil*")) and not list(pathlib.Path("aval.db.uploads").iterdir())
    listed = web.get("/datasets").text
    assert "<script>alert" not in listed
    web.post("/usecases", {"title": HOSTILE})
    assert "<script>alert" not in web.get("/usecases").text and "&lt;script&gt;" in web.get("/usecases").text
    # What protects a dataset: nothing runs or is written for a form from elsewhere; an upload's name is no path to propose; column names
    # are text; numbers are bounded; a stranger's task does not exist.
    hostile = f"nom;{HOSTILE};date_naissance\n" + "".join(f"Durand;x;19{60 + i}-03-02\n" for i in range(30))
    assert web.upload("/etc/passwd", hostile.encode()).status == 303
    web.wait_for_scans()
    for action in ("pseudonymize", "generalize"):
        path = f"/datasets/passwd/{action}"
        shown = web.get(path)
        fields = web.form_fields(shown.text, action)
        assert fields["source"] == "" and "<script>alert" not in shown.text, shown.text
        target = pathlib.Path("never.csv").resolve()
        for token in ("", "a" * 64):
            answer = web.ask("POST", path, f"form_token={token}&source=/etc/passwd&output={target}&do=write", FORM)
            assert answer.status == 403 and not target.exists(), (path, answer.status)
        for wrong in ({"source": "/etc"}, {"source": "/dev/zero"}, {"source": "x" * 5000}, {"output": "/etc"}, {"output": "x" * 5000 + ".csv"},
                      {"k": "-1"}, {"k": "1e9"}, {"l": "99999999999999999999"}):
            answer = web.post(path, {**fields, "source": "/etc/passwd", "do": "write", "output": str(target), **wrong})
            assert answer.status in (422, 200) and not target.exists(), (wrong, answer.status)
            assert "root:" not in answer.text
    for path in ("/datasets/passwd/samples", "/datasets/passwd/anonymization", "/publications", "/publications/x/edit",
                 "/publications/x/check", "/usecases/x/steps/1", "/tasks/" + "0" * 32 + "/cancel"):
        assert web.ask("POST", path, "form_token=&autosave=1&source=/etc/passwd", FORM).status == 403, path
    for path in ("/tasks/" + "0" * 32, "/tasks/x/file", "/tasks/x/state"):
        assert web.get(path).status == 404, path
    # SQL stays text (5.3.4).
    answer = web.get("/register?q=" + "%27%3B%20DROP%20TABLE%20documents%3B--")
    assert answer.status == 200
    aval.ok("journal", "verify")

    # Redirections stay here (5.1.5).
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = web.ask("POST", "/language", f"form_token={web.token}&language=en&back={back}", FORM)
        assert answer.status == 303 and answer.headers["location"] == "/", (back, answer.headers)

    # Limits on every input (13.2.x, 11.1): bodies, fields, methods, slow and cut requests.
    assert web.ask("POST", "/usecases", b"a=" + b"x" * (5 << 20), FORM).status == 400
    assert web.ask("POST", "/usecases", "&".join(["a=b"] * 30000), FORM).status == 400
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"):
        assert web.ask(method, "/usecases").status in (400, 403, 404, 405), method
    host, port = web.host.split(":")
    cut = socket.create_connection((host, int(port)))
    cut.sendall(f"POST /datasets/upload HTTP/1.1\r\nHost: {web.host}\r\nCookie: {web.cookie}\r\nContent-Length: 1000000\r\n"
                "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\nContent-Disposition: form-data; "
                f'name="form_token"\r\n\r\n{web.token}\r\n--b\r\nContent-Disposition: form-data; name="file"; '
                'filename="x.csv"\r\n\r\nhalf'.encode())
    cut.close()
    assert web.get("/").status == 200
    # An error tells nothing of the machine (7.4.1).
    lost = web.get("/datasets/none").text
    assert str(pathlib.Path.cwd()) not in lost.replace("aval.db", ""), lost

    # One server a workspace.
    assert "already" in aval.fails(2, "serve")

# kill -9 in the middle of an upload: the half is gone at the next start, the journal holds.
web = Served(binary).__enter__()
web.enter()
half = http.client.HTTPConnection(web.host)
half.putrequest("POST", "/datasets/upload")
for name, value in (("Cookie", web.cookie), ("Content-Type", "multipart/form-data; boundary=b"), ("Content-Length", "99999999")):
    half.putheader(name, value)
half.endheaders()
half.send(f'--b\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n{web.token}\r\n--b\r\n'
          'Content-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n'.encode() + b"a;b\n" * 1000)
web.get("/")
web.stop(signal.SIGKILL)
half.close()
with Served(binary) as web:
    web.enter()
    assert not list(pathlib.Path("aval.db.uploads").iterdir())
aval.ok("journal", "verify")
print("ok")
