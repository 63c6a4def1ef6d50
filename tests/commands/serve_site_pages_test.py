#!/usr/bin/env python3
"""The pages of a site in Chromium: the door, accounts, authorities, administration, what a role does not allow; both languages, three widths,
axe-core and the Nu checker. AVAL_SHOTS=FOLDER keeps screenshots. Without a browser it says so and is skipped."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import serve_pages_test as pages
from served import Served

binary = sys.argv[1]
PASSWORD = "la rivière monte en mai"
LONG = "Syndicat intercommunal à vocation unique d'aménagement et de gestion des eaux du bassin versant de l'Exemple-sur-Rivière"


def make_site():
    reader, writer = os.pipe()
    os.write(writer, (PASSWORD + "\n").encode())
    os.close(writer)
    subprocess.run([binary, "site", "init", "site", "--administrator", "root", "--password-fd", str(reader)], check=True, pass_fds=[reader],
                   capture_output=True)
    os.close(reader)


def submit(browser, script):
    """Runs a script that sends a form of the page, and waits for the page it leads to."""
    browser.events.clear()
    browser.evaluate(script)
    while "Page.loadEventFired" not in browser.events:
        browser.events.append(browser.read().get("method"))


def fill(browser, action, fields):
    lines = [f'const form = document.querySelector(\'form[action="{action}"]\');']
    for name, value in fields.items():
        lines.append(f"form.elements[{name!r}].{'checked' if value is True else 'value'} = {'true' if value is True else repr(value)};")
    submit(browser, "(function () {" + "".join(lines) + "form.requestSubmit(); })()")


def sign_in(browser, web, name, password, language):
    browser.open(f"http://{web.host}/sign-in?lang={language}")
    fill(browser, "/sign-in", {"name": name, "password": password})


def look(browser, axe, found, name):
    browser.evaluate(axe)
    for width in (320, 768, 1280):
        found["problems"] += [f"{name}: {problem}" for problem in pages.check_pages.axe_problems(browser, width)]
        if pages.shots and width != 768:
            pathlib.Path(pages.shots, f"site-{name}-{width}.png").write_bytes(browser.screenshot())
    found["texts"][name] = "<!doctype html>" + browser.evaluate("document.documentElement.outerHTML")


def go(browser, web, axe, found, path, name):
    browser.open(f"http://{web.host}{path}")
    look(browser, axe, found, name)


def judge(browser, axe, language, found):
    with Served(binary, "--site", "site", language=language) as web:
        go(browser, web, axe, found, f"/sign-in?lang={language}", f"{language}-door")
        sign_in(browser, web, "root", "not the password", language)
        look(browser, axe, found, f"{language}-wrong")
        sign_in(browser, web, "root", PASSWORD, language)
        go(browser, web, axe, found, "/site", f"{language}-site")
        name = f"personne-{language}"
        fill(browser, "/site/authorities", {"authority": LONG + " " + language})
        fill(browser, "/site/accounts", {"name": name, "title": LONG})
        look(browser, axe, found, f"{language}-new-account")
        given = re.search(r"[a-z0-9]{20}", browser.evaluate("document.querySelector('.notice').textContent"))[0]
        fill(browser, f"/site/accounts/{name}/role", {"role": "reader"})
        look(browser, axe, found, f"{language}-account-with-role")
        go(browser, web, axe, found, "/site/events", f"{language}-events")
        fill(browser, "/sign-out", {})
        sign_in(browser, web, name, given, language)
        look(browser, axe, found, f"{language}-must-change")
        fill(browser, "/account", {"current": given, "password": "azertyuiopqsdf", "again": "azertyuiopqsdf"})
        look(browser, axe, found, f"{language}-weak")
        fill(browser, "/account", {"current": given, "password": "un chat sous la pluie", "again": "un chat sous la pluie"})
        go(browser, web, axe, found, "/authorities", f"{language}-authorities")
        go(browser, web, axe, found, "/", f"{language}-home")
        go(browser, web, axe, found, "/usecases", f"{language}-reader")
        go(browser, web, axe, found, "/settings", f"{language}-settings")
        go(browser, web, axe, found, "/site", f"{language}-not-allowed")
        fill(browser, "/sign-out", {})
        sign_in(browser, web, "root", PASSWORD, language)
        browser.open(f"http://{web.host}/site/accounts/{name}")
        fill(browser, f"/site/accounts/{name}/role", {"role": "contributor"})
        fill(browser, "/sign-out", {})
        sign_in(browser, web, name, "un chat sous la pluie", language)
        browser.open(f"http://{web.host}/account")
        fill(browser, "/account/tokens", {"label": LONG[:80]})
        look(browser, axe, found, f"{language}-token")
        fill(browser, "/sign-out", {})


def main():
    make_site()
    found = {"problems": [], "texts": {}}
    try:
        axe = pages.tools.npm_file(pages.tools.AXE).read_text()
        with pages.Browser() as browser, tempfile.TemporaryDirectory() as folder:
            for language in ("fr", "en"):
                judge(browser, axe, language, found)
            files = []
            for name, text in found["texts"].items():
                text = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
                files.append(str(pathlib.Path(folder, name + ".html")))
                pathlib.Path(files[-1]).write_text(text, encoding="utf-8")
            problems = found["problems"] + pages.check_pages.validity_problems(files)
    except pages.tools.Missing as reason:
        print(f"skipped: {reason}")
        return 1 if os.environ.get("AVAL_BROWSER_TESTS") == "required" else 77
    print("\n".join(problems))
    print(f"{len(found['texts'])} pages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
