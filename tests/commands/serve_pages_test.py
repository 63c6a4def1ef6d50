#!/usr/bin/env python3
"""Every page of the served workspace in Chromium: axe-core at three widths, nothing wider than the window, the Nu HTML checker, in both
languages; empty, full, wrong and with hostile names. AVAL_SHOTS=FOLDER keeps screenshots. Without a browser it says so and is skipped."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

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


def problems_of(browser, web, axe, path, name):
    open_page(browser, web, path)
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
            "policies": "/policies", "policy": "/policies/SP-01", "journal": "/journal", "settings": "/settings", "lost": "/nowhere"}


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
        wrong = web.post("/settings", {"version": web.get("/settings").field("version"), "f:population": "beaucoup"})
        pages = {"wrong": wrong.text}
        for name, path in page_paths(web).items():
            problems += problems_of(browser, web, axe, path, f"{language}-{name}")
            pages[name] = web.get(path).text
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
