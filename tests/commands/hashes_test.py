"""aval hashes: unkeyed digests of enumerable values are found, counted, journaled; no value and no digest is told or kept."""
import datetime
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time

from running import Aval

AVAL = Aval(sys.argv[1])
# Numbers that ARCEP reserves for works of fiction: six blocks of ten thousand.
FICTION = ["019900", "026191", "035301", "046571", "053649", "063998"]
ASKED = ["--reason", "Avant publication", "--author", "DPO"]


def luhn(body):
    doubled = [int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body))]
    return str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def phones(count):
    return [FICTION[i % 6] + "%04d" % (i * 97 % 10000) for i in range(count)]


def sirens(count):
    bodies = ["0000%04d" % (i * 131 % 10000) for i in range(1, count + 1)]
    return [body + luhn(body) for body in bodies]


def dates(count):
    first = datetime.date(1930, 1, 1)
    return [(first + datetime.timedelta(days=i * 171)).strftime("%d/%m/%Y") for i in range(count)]


def write_column(name, header, cells):
    with open(name, "w", encoding="utf-8") as file:
        file.write("numero;" + header + "\n")
        file.writelines("%d;%s\n" % (i, cell) for i, cell in enumerate(cells))


def attempt(*arguments, code=0):
    done = AVAL.run("hashes", "break", *arguments, *ASKED, "--format", "json")
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout)


def everything_kept():
    kept = b""
    for name in os.listdir("."):
        if name.startswith("aval.db"):
            with open(name, "rb") as file:
                kept += file.read()
    return kept.decode("utf-8", "replace")


def check_refusals(column):
    """Without a workspace, a reason, an author or a budget nothing is tried; a wrong space or column is named."""
    base = ["hashes", "break", "tel.csv", "--column", column, "--over", "phone:063998"]
    budget, reason, author = ["--budget", "1000"], ["--reason", "x"], ["--author", "DPO"]
    assert "aval init" in AVAL.fails(2, *base, *budget, *reason, *author)
    AVAL.ok("init")
    events = len(AVAL.json("journal", "list"))
    for missing, present in (("--budget", reason + author), ("--reason", budget + author), ("--author", budget + reason)):
        assert missing in AVAL.fails(2, *base, *present)
    assert "--reason" in AVAL.fails(2, *base, *budget, "--reason", "  ", *author)
    assert "--author" in AVAL.fails(2, *base, *budget, *reason, "--author", "")
    for wrong in ("0", "ten", "60m", "5,", "-3"):
        assert "--budget" in AVAL.fails(2, *base, "--budget=" + wrong, *reason, *author), wrong
    assert "--over" in AVAL.fails(2, "hashes", "break", "tel.csv", "--column", column, "--over", "email", *budget, *reason, *author)
    message = AVAL.fails(2, "hashes", "break", "tel.csv", "--column", "absente", "--over", "siren", *budget, *reason, *author)
    assert "--column" in message and column in message, message
    message = AVAL.fails(2, "hashes", "break", "tel.csv", "--column", "numero", "--over", "siren", *budget, *reason, *author)
    assert "no MD5" in message, message
    assert len(AVAL.json("journal", "list")) == events, "a refused attempt is not in the journal"


def check_phones(values):
    report = attempt("tel.csv", "--column", "hash_tel", "--over", "phone:063998,phone:01990,phone:026191", "--budget", "60000000", code=0)
    wanted = [value for value in values if value[:6] in ("063998", "019900", "026191")]
    assert report["source"] == "tel.csv" and report["distinct"] == len(set(values)) and report["found"] == len(wanted), report
    assert report["end"] == "complete" and report["unrecognised"] == 0 and report["protects"] is False
    assert report["tried"] == sum(count["tried"] for count in report["counts"]) == 9 * (10000 + 10000 + 100000), report
    assert [count["over"] for count in report["counts"]] == ["phone:026191", "phone:063998", "phone:01990"]
    # The column by its number, another number of threads: the same bytes but for nothing.
    again = AVAL.run("hashes", "break", "tel.csv", "--column", "2", "--over", "phone:01990,phone:026191,phone:063998,phone:026191", "--budget", "60000000",
                     *ASKED, "--format", "json", "--threads", "3")
    assert json.loads(again.stdout) == report, again.stdout


def check_sirens_and_dates(siren_values, date_values):
    report = attempt("siren.csv", "--column", "siren_sha256", "--over", "siren:0000", "--budget", "100000")
    assert report["found"] == len(set(siren_values)) and report["end"] == "all_found", report
    assert {count["algorithm"] for count in report["counts"]} == {"SHA-256"}
    report = attempt("naissance.csv", "--column", "naissance", "--over", "birth_date,postcode", "--budget", "60s")
    assert report["found"] == len(set(date_values)) and report["end"] == "all_found", report
    assert report["unrecognised"] == 1 and {count["algorithm"] for count in report["counts"]} == {"SHA-1"}


def check_small_budget():
    """A budget that ends before the space is told, with exit code 3, and proves nothing."""
    write_column("autre.csv", "cle", [hashlib.md5(b"jamais %d" % i).hexdigest() for i in range(50)])
    report = attempt("autre.csv", "--column", "cle", "--over", "phone", "--budget", "500000", code=3)
    assert report["end"] == "budget" and report["tried"] == 500000 and report["found"] == 0 and report["protects"] is None, report
    for language, sentence in (("fr", "Cela ne prouve rien"), ("en", "This proves nothing")):
        done = Aval(sys.argv[1], language).run("hashes", "break", "autre.csv", "--column", "cle", "--over", "phone", "--budget", "500000", *ASKED)
        assert done.returncode == 3 and sentence in done.stdout, done.stdout
    assert attempt("autre.csv", "--column", "cle", "--over", "phone", "--budget", "1s", code=3)["end"] == "budget"


def last_end(subject):
    return [entry for entry in AVAL.json("hashes", "list") if entry["subject"] == subject][-1]["end"]


def check_interruption():
    """Ctrl-C ends the attempt cleanly: counts are printed and the journal has its end."""
    process = subprocess.Popen([sys.argv[1], "--lang", "en", "hashes", "break", "autre.csv", "--column", "cle", "--over", "nir", "--budget", "300s",
                                *ASKED, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while last_end("autre/cle") is not None:  # its start is not recorded so far
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 3 and json.loads(out)["end"] == "interrupted", (process.returncode, out, err)
    assert last_end("autre/cle") == "interrupted"


def check_text():
    done = Aval(sys.argv[1], "fr").ok("hashes", "break", "siren.csv", "--column", "siren_sha256", "--over", "siren:0000", "--budget", "100000", *ASKED)
    assert "Ces empreintes ne protègent rien" in done and "HMAC" in done and "100\u202f%" in done, done
    for language in ("fr", "en"):
        said = Aval(sys.argv[1], language).ok("hashes", "break", "--help")
        assert "--budget 60s" in said and re.search(r"0 (fait|done)", said), said


def check_journal():
    """Each attempt has two events, its reason first; the chain holds."""
    events = [event for event in AVAL.json("journal", "list") if event["subject"].startswith("siren/")]
    assert [event["action"] for event in events] == ["hash_attempt.start", "hash_attempt.finish"] * 2, events
    attempts = [entry for entry in AVAL.json("hashes", "list") if entry["subject"].startswith("siren/")]
    assert all(entry["reason"] == "Avant publication" and entry["author"] == "DPO" and entry["end"] == "all_found" for entry in attempts), attempts
    AVAL.ok("journal", "verify")
    assert len(AVAL.ok("hashes", "list").splitlines()) == len(AVAL.json("hashes", "list")) + 1


def main():
    phone_values, siren_values, date_values = phones(1200), sirens(300), dates(200)
    columns = {
        "tel.csv": ("hash_tel", [hashlib.md5(value.encode()).hexdigest() for value in phone_values]),
        "siren.csv": ("siren_sha256", [hashlib.sha256(value.encode()).hexdigest().upper() for value in siren_values]),
        "naissance.csv": ("naissance", [hashlib.sha1(value.encode()).hexdigest() for value in date_values] + ["inconnue"]),
    }
    for name, (header, cells) in columns.items():
        write_column(name, header, cells)
    said = []
    plain_run = AVAL.run

    def run_and_keep(*arguments):
        done = plain_run(*arguments)
        said.append(done.stdout + done.stderr)
        return done

    AVAL.run = run_and_keep
    check_refusals("hash_tel")
    check_phones(phone_values)
    check_sirens_and_dates(siren_values, date_values)
    check_small_budget()
    check_interruption()
    check_text()
    check_journal()
    everything = "".join(said) + everything_kept()
    looked_for = phone_values + siren_values + date_values + [cell for _, cells in columns.values() for cell in cells if len(cell) >= 32]
    told = [value for value in looked_for if value in everything or value.lower() in everything]
    assert not told, "%d values or digests are told or kept" % len(told)
    print("%d attempts, %d values and digests looked for, none told" % (len(AVAL.json("hashes", "list")), len(looked_for)))


main()
