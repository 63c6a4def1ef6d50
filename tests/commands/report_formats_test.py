"""Every form of a scan report: well formed, without any value of the file, the same bytes with any
number of threads, and no column name can act in the program that opens it."""
import csv
import io
import json
import subprocess
import sys

binary = sys.argv[1]
formats = ["text", "json", "html", "sarif", "csv", "md"]
hostile = ["nom <script>alert(1)</script>", "=prenom|'/C calc'!A0", "\x1b[31m date_naissance",
           "telephone abc\u202edcba", "commune|[lien](javascript:x)", "courriel"]
people = [["Quimperlec", "Zénobie", "1984-03-02", "07 31 22 33 44", "Trucmuche-Lavande",
           "zenobie.quimperlec@exemple.test"],
          ["Abgrallou", "Théophraste", "1991-12-24", "07 65 43 21 09", "Bidulechose",
           "theophraste.abgrallou@exemple.test"]] * 12

with open("liste.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, delimiter=";")
    writer.writerow(hostile)
    writer.writerows(people)


def scan(form, *options):
    done = subprocess.run([binary, "scan", "liste.csv", "--format", form, *options],
                          capture_output=True)
    assert done.returncode in (0, 3), (form, done.returncode, done.stderr)
    return done.stdout


def check(truth, what):
    if not truth:
        sys.exit("not so: " + what)


outputs = {form: scan(form) for form in formats}
for form, output in outputs.items():
    text = output.decode("utf-8")
    for row in people[:2]:
        for value in row:
            check(value not in text, f"no value of the file in the {form} report")
    check(output == scan(form, "--threads", "1"), f"the {form} report is the same with one thread")
    check("\x1b" not in text, f"no escape sequence in the {form} report")
    check("<script>" not in text or form in ("text", "json", "csv", "sarif"),
          f"no markup from a column name in the {form} report")
    check("calc" in text, f"the {form} report names the column that looks like a formula")

report = json.loads(outputs["json"])
check(report["schema"] == "aval.scan/1", "the JSON report says its schema")
check(report["sources"][0]["coverage"] == 1.0, "every row was read")
for row in csv.reader(io.StringIO(outputs["csv"].decode("utf-8"), newline="")):
    check(len(row) == 17, "each line of the CSV report has 17 fields")
    for field in row:
        check(field[:1] not in ("=", "@", "+", "\t"), "no field of the CSV report is a formula")
sarif = json.loads(outputs["sarif"])
findings = sum(len(t["findings"]) for s in report["sources"] for t in s["tables"])
check(len(sarif["runs"][0]["results"]) == findings, "SARIF has one result a finding")
check(b"<script" not in outputs["html"], "the HTML report holds no script")
check("\\[lien\\]" in outputs["md"].decode() or "lien" not in outputs["md"].decode(),
      "no link from a column name in the Markdown report")
