#!/usr/bin/env python3
"""Every page of the served workspace in Chromium: axe-core at three widths, nothing wider than the window, the Nu HTML checker, in both
languages; empty, full, wrong and with hostile names. AVAL_SHOTS=FOLDER keeps screenshots. Without a browser it says so and is skipped."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

from running import Aval
from served import Served

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
sys.path.insert(0, str(source / "tests" / "browser"))
import browser_tools as tools  # noqa: E402
import check_pages  # noqa: E402
from open_browser import Browser  # noqa: E402

examples = source / "docs" / "examples"
shots = os.environ.get("AVAL_SHOTS")
aval = Aval(binary)


def fill_workspace():
    aval.ok("register", "organisation", str(examples / "organisation.json"))
    for case in ("cantine", "subventions", "mobilite"):
        aval.ok("register", "add", str(examples / f"activite-{case}.json"))
        aval.ok("usecase", "add", str(examples / f"cas-{case}.json"))
    for name in ("cantine", "subventions"):
        aval.run("dataset", "add", str(examples / f"{name}.csv"))
    pathlib.Path("piege.csv").write_text("nom <script>alert(1)</script>;" + "t" * 150 + ";date_naissance\n" + "".join(
        f"Durand;x;19{60 + i}-03-02\n" for i in range(30)), encoding="utf-8")
    aval.run("dataset", "add", "piege.csv")
    aval.run("decide", "gaspillage-cantine", "--gate", "G2", "--record")


def open_page(browser, web, path):
    browser.open(f"http://{web.host}{path}")


def send_in_browser(browser, script):
    """Runs a script that sends a form, and waits for the page it leads to."""
    browser.events.clear()
    browser.evaluate(script)
    while "Page.loadEventFired" not in browser.events:
        browser.events.append(browser.read().get("method"))


WRONG = """(function () { const form = document.querySelector("main form"); form.noValidate = true;
const source = form.querySelector("[name=source]"); if (source) source.value = "/nowhere";
const k = form.querySelector("[name=k]"); if (k) k.value = "1";
const buttons = form.querySelectorAll("button"); (form.querySelector("button[value=write]") || buttons[buttons.length - 1]).click(); })()"""


def check_autosave(browser, web):
    """What is typed is saved by the script, the hour is told, and the next save goes on from there."""
    path = "/usecases/gaspillage-cantine/steps/1"
    open_page(browser, web, path)
    typed = """(async function (text) { const field = document.querySelector("[name='f:public_policy']"); field.value = text;
field.dispatchEvent(new Event("input", {bubbles: true}));
for (let i = 0; i < 100; i += 1) { await new Promise(function (done) { setTimeout(done, 100); });
  const told = document.querySelector(".saved"); if (told && told.textContent && !told.dataset.seen) { told.dataset.seen = "1"; return told.textContent; } }
return "nothing told"; })("%s")"""
    version = int(web.get(path).field("version"))
    for number, text in enumerate(("Restauration", "Restauration scolaire"), 1):
        told = browser.evaluate(typed % text)
        assert re.search(r"\d\d.\d\d", told), told
        browser.evaluate("delete document.querySelector('.saved').dataset.seen; document.querySelector('.saved').textContent = ''")
        page = web.get(path)
        assert int(page.field("version")) == version + number and text in page.text, (number, told)


def check_live_verdict(browser, web):
    """The page of a gate tells that the dossier has changed; what was being written on it stays."""
    open_page(browser, web, "/usecases/gaspillage-cantine/gates/G2")
    browser.evaluate("document.querySelector('[name=statement]').value = 'half written'")
    browser.evaluate("new Promise(function (done) { setTimeout(done, 5000); })")
    aval.ok("usecase", "set", "gaspillage-cantine", "elected_sponsor=null")
    told = browser.evaluate("""(async function () { for (let i = 0; i < 150; i += 1) { await new Promise(function (done) { setTimeout(done, 100); });
const told = document.getElementById("live-gate").textContent; if (told) return told; } return "nothing told"; })()""")
    assert "a changé" in told, told
    assert browser.evaluate("document.querySelector('[name=statement]').value") == "half written"


def problems_of(browser, web, axe, path, name, script=None):
    open_page(browser, web, path)
    if script:
        send_in_browser(browser, script)
        # A form that the browser sends comes with an Origin that is taken as this server's.
        assert browser.evaluate("document.querySelectorAll('main form .problem, main > .problem').length") > 0, name
        assert browser.evaluate("document.querySelector('main form') !== null"), name
    browser.evaluate(axe)
    problems = []
    for width in (320, 768, 1280):
        problems += [f"{name}: {problem}" for problem in check_pages.axe_problems(browser, width)]
        if shots and width != 768:
            pathlib.Path(shots, f"{name}-{width}.png").write_bytes(browser.screenshot())
    return problems


def page_paths(web):
    finding = re.search(r"/datasets/cantine/findings/[0-9a-f]+", web.get("/datasets/cantine").text)[0]
    return {"home": "/", "datasets": "/datasets", "dataset": "/datasets/cantine", "trap": "/datasets/piege", "finding": finding,
            "register": "/register", "search": "/register?q=cantine", "templates": "/register/new",
            "activity": "/register/activities/restauration-scolaire", "edit": "/register/activities/restauration-scolaire/edit",
            "usecases": "/usecases", "usecase": "/usecases/gaspillage-cantine",
            **{f"step{n}": f"/usecases/gaspillage-cantine/steps/{n}" for n in range(1, 6)},
            "waivers": "/usecases/gaspillage-cantine/waivers",
            "versions": "/register/activities/restauration-scolaire/versions", "gate": "/usecases/gaspillage-cantine/gates/G2", "gate4": "/usecases/carte-deplacements/gates/G4",
            "pseudonymize": "/datasets/cantine/pseudonymize", "generalize": "/datasets/cantine/generalize",
            "trap-plan": "/datasets/piege/pseudonymize", "anonymization": "/datasets/cantine/anonymization",
            "publications": "/publications", "sheet": "/publications/cantine", "sheet-edit": "/publications/cantine/edit",
            "reconcile": "/register/reconcile", "rules": "/rules", "rule": "/rules/fr.nir",
            "policies": "/policies", "policy": "/policies/SP-01", "journal": "/journal", "settings": "/settings", "lost": "/nowhere"}


def task_paths(web):
    """Work asked for, to its end: what it came to, and what a wrong form says."""
    plan, levels = "/datasets/cantine/pseudonymize", "/datasets/cantine/generalize"
    fields = web.form_fields(web.get(plan).text, "pseudonymize")
    level_fields = web.form_fields(web.get(levels).text, "generalize")
    keyless = {**fields, **{name: "suppress" for name, value in fields.items() if value in ("hmac", "siv")}}
    sent = {"plan-preview": (plan, {**fields, "do": "preview"}), "plan-written": (plan, {**keyless, "do": "download"}),
            "levels-preview": (levels, {**level_fields, "k": "5", "do": "preview"}),
            "levels-written": (levels, {**level_fields, "k": "5", "output": str(pathlib.Path("k5.csv").resolve()), "replace": "1", "do": "write"}),
            "levels-failed": (levels, {**level_fields, "k": "100000", "suppress": "0", "do": "preview"}),
            "check": ("/publications/cantine/check", {"source": str(examples / "cantine.csv")})}
    if web.get("/publications/cantine").status == 404:
        web.post("/publications", {"dataset": "cantine"})
    paths = {}
    for name, (path, form) in sent.items():
        answer = web.ask("POST", path, urllib.parse.urlencode({"form_token": web.token, **form}),
                         {"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status == 303, (name, answer.text)
        paths[name] = answer.headers["location"]
        web.wait_for_task(web.get(paths[name]))
    return paths


def wrong_pages(web):
    """Forms that were refused, told beside their fields."""
    posts = {"wrong-settings": ("/settings", {"version": web.get("/settings").field("version"), "f:population": "beaucoup"})}
    for action in ("pseudonymize", "generalize"):
        path = "/datasets/cantine/" + action
        posts["wrong-" + action] = (path, {**web.form_fields(web.get(path).text, action), "source": "/nowhere", "k": "1", "do": "write"})
    posts["wrong-check"] = ("/publications/cantine/check", {"source": "/nowhere"})
    posts["wrong-conclusion"] = ("/datasets/cantine/anonymization", {"by": ""})
    posts["samples"] = ("/datasets/cantine/samples", {"table": "cantine"})
    pages = {}
    for name, (path, form) in posts.items():
        answer = web.post(path, form)
        assert answer.status == (200 if name == "samples" else 422), (name, answer.status, answer.text)
        pages[name] = answer.text
    return pages


def judge(language, browser, axe, folder):
    problems = []
    with Served(binary, language=language) as web:
        open_page(browser, web, web.link)
        web.enter()
        if language == "fr":
            for name in ("home", "datasets", "usecases", "settings"):
                path = "/" if name == "home" else "/" + name
                problems += problems_of(browser, web, axe, path, f"empty-{name}")
            fill_workspace()
        tasks = task_paths(web)
        pages = wrong_pages(web)
        for name, path in {**page_paths(web), **tasks}.items():
            problems += problems_of(browser, web, axe, path, f"{language}-{name}")
            pages[name] = web.get(path).text
        for name in ("pseudonymize", "generalize"):
            problems += problems_of(browser, web, axe, "/datasets/cantine/" + name, f"{language}-wrong-{name}", WRONG)
        problems += problems_of(browser, web, axe, "/datasets/cantine/anonymization", f"{language}-wrong-conclusion", WRONG)
        check_autosave(browser, web)
        if language == "fr":
            check_live_verdict(browser, web)
        files = []
        for name, text in pages.items():
            files.append(str(folder / f"{language}-{name}.html"))
            pathlib.Path(files[-1]).write_text(text, encoding="utf-8")
        return problems + check_pages.validity_problems(files), len(files)


def main():
    aval.ok("init")
    count, problems = 0, []
    try:
        axe = tools.npm_file(tools.AXE).read_text()
        with Browser() as browser, tempfile.TemporaryDirectory() as folder:
            for language in ("fr", "en"):
                found, pages = judge(language, browser, axe, pathlib.Path(folder))
                problems += found
                count += pages
    except tools.Missing as reason:
        print(f"skipped: {reason}")
        return 1 if os.environ.get("AVAL_BROWSER_TESTS") == "required" else 77
    print("\n".join(problems))
    print(f"{count} pages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
