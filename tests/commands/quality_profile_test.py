"""aval scan --profile and publish-check: how quality stands for a use, in every form of report. Figures are counted by hand from the rows below.
usage: quality_profile_test.py BINARY SOURCE_FOLDER"""
import json
import pathlib
import sys

from publications import publish
from running import Aval, write_json

aval = Aval(sys.argv[1])

# 40 rows; 2 of the 40 dates are no day of the calendar, 4 are written another way; the last row repeats the one before.
DAYS = [f"2024-01-{1 + i % 28:02}" for i in range(34)] + ["2024-02-30", "2024-04-31"] + ["05/03/2024"] * 4
rows = [f"{1000 + i};parc {i % 7};{day}" for i, day in enumerate(DAYS)]
rows[-1] = rows[-2]
pathlib.Path("visites.csv").write_text("visite;lieu;date_visite\n" + "\n".join(rows) + "\n", encoding="utf-8")


def scan(*arguments):
    report = json.loads(aval.ok("scan", "visites.csv", "--format", "json", *arguments))
    return report["sources"][0]["tables"][0]["quality"]


def measures_of(quality, status=None):
    return {(measure["key"], measure.get("column")): measure for measure in quality["measures"] if status is None or measure.get("status") == status}


without = scan()
assert "profile" not in without and all("status" not in measure for measure in without["measures"])
opened = scan("--profile", "publication")
assert opened["profile"] == "publication" and opened["status"] == "watch", opened
watched = measures_of(opened, "watch")
assert set(watched) == {("duplicate_rows", None), ("documented_columns", None), ("format_consistency", 2), ("iso_dates", 2)}, watched.keys()
duplicates = watched[("duplicate_rows", None)]
assert (duplicates["counted"], duplicates["of"], duplicates["limit"], duplicates["bound"], duplicates["source"]) == (1, 40, 0, "at_most", "project"), duplicates
assert "to_confirm" not in duplicates and watched[("documented_columns", None)]["to_confirm"] is True
assert (watched[("iso_dates", 2)]["counted"], watched[("iso_dates", 2)]["of"]) == (36, 40)
assert measures_of(opened, "ok")[("structure", None)]["floor"] == 0.99
# The measures themselves do not depend on the profile.
assert [[measure["key"], measure.get("column"), measure["value"]] for measure in opened["measures"]] == \
       [[measure["key"], measure.get("column"), measure["value"]] for measure in without["measures"]]

# In words, in both languages, and as a page.
for language, words in (("fr", ("Qualité pour l'usage « publication » : à surveiller", "Lignes en double : 3 %, il faut au plus 0 %", "limite à confirmer")),
                        ("en", ("Quality for the use 'publication': to be watched", "Duplicate rows: 3%, needed: at most 0%", "limit to be confirmed"))):
    speaking = Aval(sys.argv[1], language)
    text = " ".join(speaking.ok("scan", "visites.csv", "--profile", "publication").replace("\u00a0", " ").replace("\u202f", " ").split())
    page = speaking.ok("scan", "visites.csv", "--profile", "publication", "--format", "html")
    for word in words:
        assert word in text, (word, text)
    assert ("Mesures que le profil juge" if language == "fr" else "Measures that the profile judges") in page

# A sample tells less: never good where the whole file is not.
sampled = scan("--profile", "registre", "--sample", "20")
assert measures_of(sampled)[("duplicate_rows", None)]["status"] == "unknown"
assert measures_of(sampled)[("completeness", 0)]["status"] == "watch", "20 filled cells of 20 are not 95 % of the file"

# Limits of one's own, and the mistakes of such a file.
own = {"schema": "aval.quality-profile/1", "id": "visites", "title": {"fr": "Visites", "en": "Visits"},
       "limits": [{"measure": "possible_dates", "scope": "columns", "at_least": 1, "floor": 0.96, "source": "user", "status": "confirmed"}]}
write_json("visites.json", own)
mine = scan("--profile", "visites.json")
assert mine["profile"] == "visites" and mine["status"] == "insufficient", mine
assert measures_of(mine, "insufficient")[("possible_dates", 2)]["counted"] == 38
own["limits"][0]["measure"] = "possible_date"
write_json("faute.json", own)
for language, word in (("fr", "mesure inconnue"), ("en", "unknown measure")):
    told = Aval(sys.argv[1], language).fails(2, "scan", "visites.csv", "--profile", "faute.json")
    assert "faute.json#/limits/0/measure" in told and word in told, told
assert "registre" in aval.fails(2, "scan", "visites.csv", "--profile", "publicaton")

# The gate of publication judges it by itself, and rule Q-01 says so.
checked = publish(aval, "visites.csv", "--own-data", "--producer", "Commune", "--secrets-read-by", "DPO")
assert checked["sources"][0]["quality"][0]["status"] == "watch" and "Q-01" in checked["asking"], checked["asking"]
assert {measure["key"] for measure in checked["sources"][0]["quality"][0]["short"]} == {key for key, _ in watched}
assert checked["metadata"]["of"] == 9 and {item["key"]: item["met"] for item in checked["metadata"]["criteria"]}["licence"] is True
print("four profiles and one's own, a sample, both languages, the gate of publication")
