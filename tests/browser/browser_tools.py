"""The tools that judge pages: Chromium, axe-core and the Nu HTML checker.

axe-core and the checker come from the npm registry in one pinned version each, checked against
the SHA-512 written here, and are kept in the user's cache folder. What is missing is told by name.
"""
import base64
import hashlib
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile

AXE = ("axe-core@4.14.1", "package/axe.min.js",
       "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==")
NU = ("vnu-jar@26.9.27", "package/build/dist/vnu.jar",
      "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--hide-scrollbars"]


class Missing(Exception):
    """A tool is not there: the message says which and why."""


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = pathlib.Path(base) / "aval-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return name
    raise Missing("Chromium is not installed (Debian package: chromium)")


def npm_file(tool):
    package, member, digest = tool
    kept = cache_folder() / f"{package.replace('/', '+')}-{pathlib.Path(member).name}"
    if kept.exists():
        return kept
    if not shutil.which("npm"):
        raise Missing(f"npm is not installed, so {package} cannot be had (Debian package: npm)")
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(["npm", "pack", "--silent", package], cwd=folder,
                              capture_output=True, text=True, timeout=300)
        archives = list(pathlib.Path(folder).glob("*.tgz"))
        if made.returncode != 0 or len(archives) != 1:
            raise Missing(f"{package} could not be had from the npm registry (no network?)")
        content = archives[0].read_bytes()
        found = base64.b64encode(hashlib.sha512(content).digest()).decode()
        if found != digest:
            raise RuntimeError(f"{package}: the archive does not have the expected SHA-512")
        with tarfile.open(archives[0]) as archive:
            text = archive.extractfile(member).read()
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(text)
        unfinished.rename(kept)
    return kept


def has_java():
    return shutil.which("java") is not None
