"""A document and an address book give findings: a person in a paragraph, in a table, in a comment and in the properties."""
import os
import sys

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
