"""A document and an address book give findings: a person in a paragraph, in a table, in a comment and in the properties."""
import json
import os
import sys
import zipfile

from running import Aval

aval = Aval(sys.argv[1])
data = os.path.join(sys.argv[2], "tests/data/table")

for name in ("deliberation.docx", "deliberation.odt"):
    [source] = aval.json("scan", os.path.join(data, name))["sources"]
    assert source["format"] == name.split(".")[1] and [t["name"] for t in source["tables"]] == ["texte", "tableau 1"], source["tables"]
    assert [c["name"] for c in source["tables"][1]["columns"]] == ["nom", "prenom", "ville"]
assert [t["name"] for t in aval.json("scan", os.path.join(data, "plat.fods"))["sources"][0]["tables"]] == ["Inscrits", "Autre"]

with open("courrier.fodt", "w", encoding="utf-8") as file:
    file.write('<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
               'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>%s</office:text></office:body></office:document>' % "".join(
                   "<text:p>Madame Élise Quimperlec, née le %d mars 1961, demande une aide pour son fils.</text:p>" % day for day in range(1, 20)))
[source] = aval.json("scan", "courrier.fodt")["sources"]
assert source["publication"] in ("personal", "special") and source["tables"][0]["findings"][0]["first_rows"][0] == 1, source

people = "".join("<personne id='%d'><nom>%s</nom><courriel>q%d@exemple.test</courriel></personne>" % (
    row, ["Quimperlec", "Abgrallou", "Kerbrazou", "Lannuzel"][row % 4], row) for row in range(20))
with open("liste.xml", "w", encoding="utf-8") as file:
    file.write("<?xml version='1.0'?><liste>%s</liste>" % people)
[source] = aval.json("scan", "liste.xml")["sources"]
assert source["format"] == "xml" and source["publication"] == "personal", source
assert [c["type"] for c in source["tables"][0]["columns"]][1] == "last_name", source["tables"][0]["columns"]

# Mail: in a mailbox without an ending, in an archive, in a folder; an attachment makes the scan incomplete and is never clean.
firsts, lasts = ["Paul", "Marie", "Yann", "Luc", "Anne"], ["Durand", "Martin", "Petit", "Moreau", "Laurent", "Simon"]
messages = "".join("From x Tue Nov 03 10:00:00 2026\nFrom: =?UTF-8?Q?=C3=89lise?= %s <q%d@exemple.test>\nTo: %s %s <m%d@exemple.test>\nDate: Tue, 3 Nov 2026 "
                   "10:00:00 +0100\nSubject: demande\n\nBonjour\n\n" % (lasts[row % 6], row, firsts[row % 5], lasts[(row + 1) % 6], row) for row in range(30))
with open("Inbox", "w", encoding="utf-8") as file:
    file.write(messages)
[source] = aval.json("scan", "Inbox")["sources"]
assert source["format"] == "mbox" and source["publication"] == "personal" and source["tables"][0]["rows"] == 30, source
types = {c["name"]: c["type"] for c in source["tables"][0]["columns"]}
assert types["From.name"] == "person_name" and types["To.name"] == "person_name", types
os.makedirs("recus")
os.replace("Inbox", "recus/reçus.mbox")
with zipfile.ZipFile("recus/envoi.zip", "w") as archive:
    archive.write(os.path.join(data, "courrier.eml"), "un/courrier.eml")
    archive.write(os.path.join(data, "boite.mbox"), "boite.mbox")
done = aval.run("scan", "recus", "--format", "json")
assert done.returncode == 3, done
sources = {os.path.basename(s["uri"]): s for s in json.loads(done.stdout)["sources"]}
assert {name: s["format"] for name, s in sources.items()} == {"reçus.mbox": "mbox", "courrier.eml": "eml", "boite.mbox": "mbox"}, sources
assert "attachment" in aval.run("scan", os.path.join(data, "courrier.eml")).stdout
