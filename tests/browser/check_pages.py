#!/usr/bin/env python3
"""Judges HTML reports as their readers meet them.

usage: check_pages.py PAGE...

Each page: axe-core finds no violation at 320, 768 and 1280 pixels; nothing overflows sideways; the
Content-Security-Policy allows exactly the style it carries; nothing is fetched; the Nu HTML checker
finds no error. Without a tool the check says which one is missing and ends with code 77, unless
AVAL_BROWSER_TESTS=required.
"""
import base64
import hashlib
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import browser_tools as tools  # noqa: E402
from open_browser import Browser  # noqa: E402

WIDTHS = (320, 768, 1280)
STYLE_NOT_COMPARED = "Inline style violates Content Security Policy (meta tag)"
RUN_AXE = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(function (found) {
  return {wide: document.documentElement.scrollWidth > window.innerWidth,
          inner: window.innerWidth, passes: found.passes.length,
          violations: found.violations.map(function (v) {
            return v.id + ": " + v.help + " at " +
                   v.nodes.map(function (n) { return n.target.join(" "); }).join(", ");
          })};
})
"""


def static_problems(text):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    if not policy or not style:
        return ["no Content-Security-Policy or no style"]
    problems = []
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    allowed = html.unescape(policy[1])
    if "default-src 'none'" not in allowed or f"'sha256-{digest}'" not in allowed:
        problems.append("the Content-Security-Policy does not allow this style alone")
    body = text.replace(style[0], "")
    for pattern in (r"<script", r"\ssrc=", r"\son[a-z]+=", r"\sstyle=", r"<link", r"<iframe", r"<img",
                    r'href="[^#]'):
        # Attribute values and texts are escaped, so these can only be markup of the page itself.
        if re.search("<[^>]*" + pattern if pattern.startswith(r"\s") else pattern, body):
            problems.append(f"the page holds {pattern}")
    if "@import" in style[1] or "url(" in style[1]:
        problems.append("the style fetches something")
    return problems


def axe_problems(browser, width):
    """Of the page that is open, at that width."""
    browser.resize(width)
    result = browser.evaluate(RUN_AXE)
    problems = [f"{width} px: {violation}" for violation in result["violations"]]
    if result["wide"]:
        problems.append(f"{width} px: the page is wider than the window ({result['inner']})")
    if result["passes"] == 0:
        problems.append(f"{width} px: axe-core checked nothing")
    return problems


def validity_problems(pages):
    if tools.has_java():
        done = subprocess.run(["java", "-jar", str(tools.npm_file(tools.NU)), "--format", "json",
                               *pages], capture_output=True, text=True, timeout=300)
        messages = json.loads(done.stderr)["messages"]
        # Warnings count too, but one: the checker does not compare the style with the digest that the
        # policy allows, which static_problems does.
        return [f"{pathlib.Path(m['url']).name}:{m.get('lastLine', 0)}: {m['message']}"
                for m in messages if not m["message"].startswith(STYLE_NOT_COMPARED)]
    if not shutil.which("tidy"):
        raise tools.Missing("neither Java (for the Nu HTML checker) nor tidy is installed")
    print("skipped: the Nu HTML checker, as Java is not installed (Debian package: "
          "default-jre-headless); tidy judged the markup")
    if os.environ.get("AVAL_BROWSER_TESTS") == "required":
        raise tools.Missing("Java, which the Nu HTML checker needs, is not installed")
    problems = []
    for page in pages:
        done = subprocess.run(["tidy", "-errors", "-quiet", page], capture_output=True, text=True)
        # tidy knows no SVG: it takes the title of a chart, which its label refers to, for the page's.
        problems += [f"{pathlib.Path(page).name}: {line}" for line in done.stderr.splitlines()
                     if not line.endswith('<title> proprietary attribute "id"')]
    return problems


def check(pages):
    axe = tools.npm_file(tools.AXE).read_text()
    problems = []
    with Browser() as browser:
        for page in pages:
            text = pathlib.Path(page).read_text()
            problems += [f"{page}: {problem}" for problem in static_problems(text)]
            browser.open(pathlib.Path(page).as_uri())
            browser.evaluate(axe)
            for width in WIDTHS:
                problems += [f"{page}: {problem}" for problem in axe_problems(browser, width)]
    return problems + validity_problems(pages)


def main():
    try:
        problems = check([str(pathlib.Path(page).resolve()) for page in sys.argv[1:]])
    except tools.Missing as reason:
        print(f"skipped: {reason}")
        return 1 if os.environ.get("AVAL_BROWSER_TESTS") == "required" else 77
    for problem in problems:
        print(problem)
    print(f"{len(sys.argv) - 1} pages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
