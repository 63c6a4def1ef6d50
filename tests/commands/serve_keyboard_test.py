#!/usr/bin/env python3
"""A first run by keyboard alone, in a real browser: from the empty workspace to a recorded decision and its dossier to print, following only what
the pages say. At 375 and 1280 pixels, with and without script, in both languages. Says how many keys it took."""
import os
import pathlib
import sys
import time

import serve_pages_test as pages
from running import Aval
from served import Served

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
WAYS = ((375, True, "fr"), (1280, False, "en"))
WORDS = {"fr": {"datasets": "Auditer un premier fichier", "local": "Lire un fichier là où il est", "see": "voir le résultat", "home": "Accueil",
                "usecase": "Ouvrir le dossier d'un cas d'usage", "open": "Ouvrir le dossier", "gate": "G1", "record": "Enregistrer l'avis",
                "decide": "Enregistrer la décision", "print": "Le dossier à imprimer", "audit": "Auditer sur place", "step": "Enregistrer"},
         "en": {"datasets": "Audit a first file", "local": "Read a file where it stands", "see": "see the result", "home": "Home",
                "usecase": "Open the dossier of a use case", "open": "Open the dossier", "gate": "G1", "record": "Record the verdict",
                "decide": "Record the decision", "print": "The dossier to print", "audit": "Audit in place", "step": "Record"}}
FOCUS = """(function () { const e = document.activeElement; const s = getComputedStyle(e);
  return {tag: e.tagName, name: e.name || "", text: (e.getAttribute("aria-label") || e.textContent || "").trim(),
          seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2, url: location.pathname}; })()"""


class Keyboard:
    def __init__(self, browser):
        self.browser, self.keys = browser, 0

    def press(self, key, code=None, text="", modifiers=0):
        self.keys += 1
        numbers = {"Tab": 9, "Enter": 13, "ArrowDown": 40, " ": 32}
        common = {"key": key, "code": code or key, "windowsVirtualKeyCode": numbers[key], "modifiers": modifiers}
        self.browser.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        self.browser.ask("Input.dispatchKeyEvent", type="keyUp", **common)

    def enter(self):
        """Enter on a link or a button that leads to a page."""
        self.browser.evaluate("window.left = false")
        self.press("Enter", text="\r")
        deadline = time.monotonic() + 60
        while self.browser.evaluate("window.left === false || document.readyState !== 'complete'"):
            assert time.monotonic() < deadline, self.browser.evaluate(FOCUS)
            time.sleep(0.02)

    def choose(self, name, value):
        self.go_to(lambda f: f["name"] == name)
        for _ in range(20):
            if self.browser.evaluate("document.activeElement.value") == value:
                return
            self.press("ArrowDown")
        raise AssertionError(value)

    def go_to(self, wanted, most=400):
        """Tab until the focus is on what `wanted` says of it."""
        trail = []
        for _ in range(most):
            self.press("Tab")
            focus = self.browser.evaluate(FOCUS)
            if focus["tag"] != "BODY":
                assert focus["seen"], ("the focus is not seen", focus)
            trail.append((focus["tag"], focus["name"], focus["text"][:40]))
            if wanted(focus):
                return focus
        raise AssertionError(trail[-60:])

    def link(self, text):
        self.go_to(lambda f: f["tag"] in ("A", "BUTTON") and text in f["text"])
        self.enter()

    def field(self, name, value):
        self.go_to(lambda f: f["name"] == name)
        self.browser.ask("Input.insertText", text=value)
        self.keys += len(value)


def run(browser, width, script, language):
    words = WORDS[language]
    folder = f"{language}-{width}"
    os.mkdir(folder)
    os.chdir(folder)
    aval = Aval(binary, language)
    aval.ok("init")
    browser.resize(width)
    browser.ask("Emulation.setScriptExecutionDisabled", value=not script)
    started = time.monotonic()
    with Served(binary, language=language) as web:
        keyboard = Keyboard(browser)
        browser.open(f"http://{web.host}{web.link}")
        browser.open(f"http://{web.host}/")
        keyboard.link(words["datasets"])
        keyboard.go_to(lambda f: f["tag"] == "SUMMARY" and words["local"] in f["text"])
        keyboard.press("Enter", text="\r")
        keyboard.field("path", str(source / "docs/examples/cantine.csv"))
        keyboard.link(words["audit"])
        deadline = time.monotonic() + 60
        while words["see"] not in browser.evaluate("document.body.textContent"):
            assert time.monotonic() < deadline
            browser.open(f"http://{web.host}/datasets")
        keyboard.link(words["see"])
        keyboard.link(words["home"])
        keyboard.link(words["usecase"])
        keyboard.field("title", "Prévoir les repas")
        keyboard.link(words["open"])
        keyboard.field("f:public_policy", "Restauration scolaire")
        keyboard.field("f:lead", "Responsable de la restauration")
        keyboard.link(words["step"])
        browser.open(f"http://{web.host}/usecases/prevoir-les-repas")
        keyboard.go_to(lambda f: f["tag"] == "A" and "/gates/G1" in browser.evaluate("document.activeElement.getAttribute('href')"))
        keyboard.enter()
        keyboard.link(words["record"])
        keyboard.choose("verdict", "incomplete")
        keyboard.field("by", "Le maire")
        keyboard.field("function", "Maire")
        keyboard.field("statement", "À compléter avant d'aller plus loin")
        keyboard.link(words["decide"])
        text = browser.evaluate("document.body.textContent")
        assert "À compléter avant d'aller plus loin" in text and 'class="problem"' not in text, text[:2000]
        keyboard.link(words["print"])
        printed = browser.ask("Page.printToPDF")["data"]
        assert len(printed) > 10000
        assert aval.run("decision", "show", "prevoir-les-repas/G1").returncode == 0
        aval.ok("journal", "verify")
        print(f"{folder}: {keyboard.keys} keys, {time.monotonic() - started:.0f} s")
    os.chdir("..")


def main():
    try:
        with pages.Browser() as browser:
            for way in WAYS:
                run(browser, *way)
    except pages.tools.Missing as reason:
        print(f"skipped: {reason}")
        return 1 if os.environ.get("AVAL_BROWSER_TESTS") == "required" else 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
