#!/usr/bin/env python3
"""A site of two authorities: who gets in, what each role may do, what an authority sees of another, tokens, copies. OWASP ASVS 4.0 numbers
stand beside each."""
import os
import pathlib
import re
import sqlite3
import sys

from running import Aval
from served import Served

binary = sys.argv[1]
aval = Aval(binary)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FIRST = "la rivière monte en mai"
site = pathlib.Path("site")


def with_password(password, *arguments):
    reader, writer = os.pipe()
    os.write(writer, (password + "\n").encode())
    os.close(writer)
    os.set_inheritable(reader, True)
    import subprocess
    done = subprocess.run([binary, "--lang", "en", *arguments, "--password-fd", str(reader)], capture_output=True, text=True, pass_fds=[reader])
    os.close(reader)
    return done


# A weak first password, a bad name: no site is left behind (2.1.1, 2.1.7).
for name, password in (("root", "short"), ("root", "azertyuiopqsdf"), ("Root!", FIRST)):
    assert with_password(password, "site", "init", str(site), "--administrator", name).returncode == 2
    assert not (site / "accounts.db").exists()
done = with_password(FIRST, "site", "init", str(site), "--administrator", "root")
assert done.returncode == 0, done.stderr
assert with_password(FIRST, "site", "init", str(site), "--administrator", "root").returncode == 2
assert site.stat().st_mode & 0o077 == 0 and (site / "accounts.db").stat().st_mode & 0o077 == 0
stored = sqlite3.connect(site / "accounts.db").execute("SELECT password FROM accounts").fetchone()[0]
assert stored.startswith("scrypt$32768$8$3$") and FIRST not in stored  # 2.4.1

# Elsewhere than on this machine: accounts and TLS, or nothing (9.1).
for options in (["--listen", "0.0.0.0"], ["--listen", "0.0.0.0", "--site", "site"], ["--listen", "192.0.2.1", "--site", "site"]):
    assert "TLS" in aval.fails(2, "serve", *options), options
aval.fails(2, "serve", "--site", "nowhere")


class Person:
    """Somebody at a browser of their own."""

    def __init__(self, web, name, password, new_password=None):
        self.web, self.name, self.password = web, name, password
        self.answer = self.sign_in(password)
        if new_password:
            page = self.get("/")  # led to the change of a password somebody else gave (2.3.1)
            assert "/account" in page.path, page.path
            self.post("/account", {"current": password, "password": new_password, "again": new_password})
            self.password = new_password

    def sign_in(self, password):
        self.cookie = None
        answer = self.web.ask("POST", "/sign-in", urlencode({"name": self.name, "password": password, "lang": "en"}), FORM)
        if answer.status == 303:
            self.cookie = answer.set_cookie[0].split(";")[0]
        return answer

    def ask(self, method, path, body=None, headers=None):
        return self.web.ask(method, path, body, {**(headers or {}), "Cookie": self.cookie or "none=1"})

    def get(self, path):
        answer = self.ask("GET", path)
        while answer.status == 303:
            path = answer.headers["location"]
            answer = self.ask("GET", path)
        answer.path = path
        return answer

    def token(self):
        return self.get("/account").field("form_token")

    def send(self, path, fields, token=None):
        return self.ask("POST", path, urlencode({"form_token": token or self.token(), **fields}), FORM)

    def post(self, path, fields, token=None):
        answer = self.send(path, fields, token)
        return self.get(answer.headers["location"]) if answer.status == 303 else answer

    def upload(self, name, content, path="/datasets/upload"):
        self.web.cookie = self.cookie
        answer = self.web.upload(name, content, self.token(), path)
        self.web.cookie = None
        return answer


def urlencode(fields):
    from urllib.parse import urlencode as encode
    return encode(fields)


def given_password(page):
    return re.search(r"shown once only: ([a-z0-9]{20})", page.text)[1]


def scans_done(person):
    person.web.cookie = person.cookie
    person.web.wait_for_scans()
    person.web.cookie = None


with Served(binary, "--site", "site") as web:
    # A stranger is led to the door and sees nothing (4.1.1); the key of a server without accounts opens nothing.
    for path in ("/", "/register", "/site", "/authorities", "/settings/backup"):
        answer = web.get(path)
        assert answer.status == 303 and answer.headers["location"].startswith("/sign-in"), (path, answer.status)
    assert web.get("/enter?key=").status == 403
    door = web.get("/sign-in?lang=en")
    assert door.status == 200 and 'autocomplete="current-password"' in door.text

    # The same words for an unknown account and a wrong password (2.2, 7.4.1), and for a form from elsewhere nothing.
    assert web.ask("POST", "/sign-in", urlencode({"name": "root", "password": FIRST}), {**FORM, "Origin": "http://evil.example"}).status == 403
    wrong = [re.search(r'role="alert">([^<]*)', Person(web, name, "not the password").answer.text)[1] for name in ("root", "nobody")]
    assert wrong[0] == wrong[1], wrong

    root = Person(web, "root", FIRST)
    flags = root.answer.set_cookie[0]
    assert "HttpOnly" in flags and "SameSite=Strict" in flags, flags
    fixed = web.ask("POST", "/sign-in", urlencode({"name": "root", "password": FIRST}), {**FORM, "Cookie": "aval_session=" + "a" * 64})
    assert "a" * 64 not in fixed.set_cookie[0]  # 3.2.1, 3.3.1: no fixation
    assert root.get("/").path == "/site"  # an administrator without a role sees no workspace

    # Authorities, accounts, roles.
    root.post("/site/authorities", {"authority": "Commune de Test"})
    root.post("/site/authorities", {"authority": "CCAS de Test"})
    assert (site / "commune-de-test.aval.db").exists()
    people = {}
    for name, role, authority in (("dpo", "dpo", "commune-de-test"), ("maire", "delegate", "commune-de-test"),
                                  ("agent", "contributor", "commune-de-test"), ("elu", "reader", "commune-de-test"),
                                  ("voisin", "delegate", "ccas-de-test")):
        page = root.post("/site/accounts", {"name": name, "title": "Fonction de " + name})
        people[name] = given_password(page)
        root.post(f"/site/accounts/{name}/role", {"authority": authority, "role": role})
    assert root.get("/site/accounts/dpo").text.count("Commune de Test") >= 1
    assert root.get("/").path in ("/authorities", "/site")
    # The last administrator stays one.
    assert root.send("/site/accounts/root/state", {"disabled": "yes", "administrator": "yes"}).status == 400
    people = {name: Person(web, name, password, f"une phrase pour {name[::-1]} seul") for name, password in people.items()}
    dpo, maire, agent, elu, voisin = (people[name] for name in ("dpo", "maire", "agent", "elu", "voisin"))

    # A contributor sends a file; a reader sees the result and can send nothing.
    assert agent.upload("cantine.csv", b"nom;prenom;date_naissance\nDurand;Anne;1980-01-02\nMartin;Luc;1990-03-04\n").status == 303
    scans_done(agent)
    assert elu.get("/datasets/cantine").status == 200
    assert elu.upload("x.csv", b"a;b\n1;2\n").status == 403
    assert elu.send("/usecases", {"title": "x"}).status == 403
    assert "disabled" in elu.get("/usecases").text  # the form says so
    assert not list((site / "commune-de-test.aval.db.uploads").glob("*"))
    # No file of the machine that serves (12.3.1).
    assert agent.send("/datasets/local", {"path": "/etc/passwd"}).status == 403
    assert "/datasets/local" not in agent.get("/datasets").text

    # The DPO advises and does not decide; the delegate decides and gives no opinion of the DPO (article 38(6)).
    agent.post("/usecases", {"title": "Essai"})
    usecase = re.search(r'href="/usecases/([a-z0-9-]+)"', agent.get("/usecases").text)[1]
    adopt = {"verdict": "no_go", "by": "x", "function": "y", "statement": "z"}
    for person in (dpo, agent, elu):
        assert person.send(f"/usecases/{usecase}/gates/G1/adopt", adopt).status == 403, person.name
        assert person.send(f"/usecases/{usecase}/waivers", {"rule": "x"}).status == 403, person.name
    assert maire.send(f"/usecases/{usecase}/gates/G1/adopt", adopt).status != 403
    finding = re.search(r'href="(/datasets/cantine/findings/[0-9a-f]+)"', dpo.get("/datasets/cantine").text)[1]
    opinion = {"result": "rejected", "reason": "r", "author": "a", "opinion": "favourable", "dpo": "d"}
    assert agent.send(finding, opinion).status == 403
    assert dpo.send(finding, opinion).status in (303, 422)

    # Each authority sees only itself (4.1.2, 4.2.1).
    assert voisin.get("/datasets/cantine").status == 404
    assert f"/usecases/{usecase}" not in voisin.get("/usecases").text
    assert voisin.get(f"/usecases/{usecase}").status == 404
    assert voisin.send("/authorities/commune-de-test/open", {}).status == 403
    assert voisin.send(f"/usecases/{usecase}/gates/G1/record", {}).status == 404
    for person in (dpo, voisin):
        for path in ("/site", "/site/accounts/dpo", "/site/events"):
            assert person.get(path).status == 403, (person.name, path)
        assert person.send("/site/accounts", {"name": "mine", "title": "x", "administrator": "yes"}).status == 403

    # A DPO shared by both: one page over all, and a form of one authority changes nothing in the other.
    root.post("/site/accounts/dpo/role", {"authority": "ccas-de-test", "role": "dpo"})
    both = dpo.get("/authorities").text
    assert "Commune de Test" in both and "CCAS de Test" in both
    old = dpo.token()
    dpo.post("/authorities/ccas-de-test/open", {})
    assert dpo.send("/usecases", {"title": "Ailleurs"}, old).status == 403
    assert "Ailleurs" not in dpo.get("/usecases").text
    dpo.post("/authorities/commune-de-test/open", {})

    # A role taken away, an account closed, a password reset: at once (3.3.3).
    root.post("/site/accounts/dpo/role", {"authority": "ccas-de-test", "role": "none"})
    assert dpo.send("/authorities/ccas-de-test/open", {}).status == 403
    root.post("/site/accounts/elu/state", {"disabled": "yes"})
    assert elu.get("/datasets").path.startswith("/sign-in")
    assert elu.sign_in(elu.password).status == 401
    given = given_password(root.post("/site/accounts/agent/password", {}))
    assert agent.get("/datasets").path.startswith("/sign-in")
    agent = Person(web, "agent", given, "encore une phrase pour lui")

    # A new password: the old one is asked for, weak ones are refused, other sessions end (2.1.5, 2.1.6).
    other = Person(web, "agent", agent.password)
    for fields in ({"current": "wrong", "password": "une toute autre phrase", "again": "une toute autre phrase"},
                   {"current": agent.password, "password": "azertyuiopqsdf", "again": "azertyuiopqsdf"},
                   {"current": agent.password, "password": "une toute autre phrase", "again": "pas la même phrase"}):
        assert agent.send("/account", fields).status == 422, fields
    agent.post("/account", {"current": agent.password, "password": "une toute autre phrase", "again": "une toute autre phrase"})
    assert other.get("/").path.startswith("/sign-in") and agent.get("/datasets").status == 200
    agent.password = "une toute autre phrase"

    # Tokens: shown once, of one authority, of a limited scope, never more than the role.
    page = agent.post("/account/tokens", {"label": "portail", "scope": "scan", "expires": "2027-01-31"})
    secret = re.search(r"<code>([0-9a-f]{64})</code>", page.text)[1]
    assert secret not in agent.get("/account").text
    assert secret.encode() not in (site / "accounts.db").read_bytes()
    bearer = {"Authorization": "Bearer " + secret}
    assert web.ask("GET", "/api/v1/datasets", headers=bearer).status == 200
    assert web.ask("POST", "/api/v1/scans?name=b.csv&dataset=b", b"ville;code\nA;1\n", bearer).status == 202
    assert web.ask("POST", f"/api/v1/usecases/{usecase}/decisions/G1", b"", bearer).status == 403
    for token in ("", "Bearer", "Bearer ", "Bearer " + "0" * 64, "Basic " + secret):
        assert web.ask("GET", "/api/v1/datasets", headers={"Authorization": token}).status == 401, token
    assert web.ask("GET", "/datasets", headers=bearer).status == 303  # a token opens no page
    agent.post(re.search(r'action="(/account/tokens/[0-9a-f]+/revoke)"', agent.get("/account").text)[1], {})
    assert web.ask("GET", "/api/v1/datasets", headers=bearer).status == 401

    # Copies: the DPO and the delegate take and put back; what is no copy changes nothing.
    assert agent.get("/settings/backup").status == 403
    copy = dpo.get("/settings/backup")
    assert copy.status == 200 and copy.bytes.startswith(b"SQLite format 3") and "commune-de-test" in copy.headers["content-disposition"]
    assert dpo.upload("copy.db", b"SQLite format 3\0 but no more", "/settings/restore").status == 400
    assert agent.upload("copy.db", copy.bytes, "/settings/restore").status == 403
    agent.post("/usecases", {"title": "Après la copie"})
    assert dpo.upload("copy.db", copy.bytes, "/settings/restore").status == 303
    assert "Après la copie" not in agent.get("/usecases").text
    assert "intact" in dpo.get("/journal").text
    scans_done(agent)
    assert not list((site / "commune-de-test.aval.db.uploads").glob("*"))

    # Guessing: after five failures an account waits (2.2.1), and says how long.
    for _ in range(5):
        assert Person(web, "maire", "a wrong password").answer.status == 401
    waiting = Person(web, "maire", maire.password).answer
    assert waiting.status == 429 and int(waiting.headers["retry-after"]) > 0
    assert maire.get("/").status == 200  # the session that is open goes on

    # Signing out ends the session at the server (3.3.1).
    kept = maire.cookie
    assert maire.send("/sign-out", {}).headers["set-cookie"].find("Max-Age=0") > 0
    maire.cookie = kept
    assert maire.get("/").path.startswith("/sign-in")

    # Who did what: pseudonyms in the journal of the authority, accounts in the log of access, no password anywhere.
    journal = Aval(binary).ok("--workspace", "site/commune-de-test.aval.db", "journal", "export", "--format", "jsonl")
    assert "membership.give" in journal and not re.search(r"\b(dpo|maire|agent)\b", re.sub(r'"action":"[^"]*"', "", journal))
    log = root.get("/site/events").text
    assert "sign-in.failed" in log and "role.dpo" in log
    for file in site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert FIRST.encode() not in content and b"une toute autre phrase" not in content, file

# Lost passwords: whoever may write the folder gives another one.
given = re.search(r": ([a-z0-9]{20})", aval.ok("site", "password", "site", "root"))[1]
with Served(binary, "--site", "site") as web:
    root = Person(web, "root", given, "la rivière baisse en août")
    assert root.get("/site").status == 200
