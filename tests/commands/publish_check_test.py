"""aval publish-check: may this file be published? usage: publish_check_test.py BINARY SOURCE_FOLDER"""
import json
import pathlib
import sys

from publications import publish
from running import Aval, write_json

aval = Aval(sys.argv[1])
source = pathlib.Path(sys.argv[2])
examples = source / "docs/examples"


def write(name, header, rows):
    pathlib.Path(name).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


# A clean file of a recognised standard, in one command, without a workspace.
grants = publish(aval, str(examples / "subventions.csv"))
assert grants["computed"] == "go" and grants["questions"] == [], (grants["asking"], grants["questions"])
assert grants["recognised_schema"]["id"] == "scdl-subventions" and grants["recognised_schema"]["guessed"] is True
assert grants["nothing_to_read"] is True and grants["sheet_origin"] == "prefilled"
assert not pathlib.Path("aval.db").exists()
text = aval.run("publish-check", str(examples / "subventions.csv")).stdout
assert "guessed from the names of the columns" in text and "nothing to read" in text, text

# The same with three natural persons: no text allows their names.
lines = (examples / "subventions.csv").read_text(encoding="utf-8").splitlines()
named = [line.split(",") for line in lines[1:]]
for i, row in enumerate(named):
    if i in (3, 11, 20):
        row[4], row[5] = {3: "Mme Paulette Martin", 11: "M. Karim Lefebvre", 20: "Mme Dupont"}[i], ""
write("personnes.csv", lines[0], [",".join(row) for row in named])
persons = publish(aval, "personnes.csv")
assert persons["computed"] == "no_go" and "PB-01" in persons["asking"], persons["asking"]
assert persons["lawful_under"] == ""

# A deliberation has a free text that nothing requires as it is: a person reads.
DELIBERATIONS = "COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET"
write("deliberations.csv", DELIBERATIONS, [
    f"Commune de Valmoreau,46939963800003,2026-{i:03},2026-10-{1 + i % 27:02},7.{1 + i % 9},finances locales/décisions budgétaires,"
    f"{('Vote du budget annexe de l’eau', 'Tarifs de la piscine', 'Réfection de la toiture de la salle des fêtes')[i % 3]}"
    for i in range(60)])
unread = publish(aval, "deliberations.csv")
assert unread["computed"] == "incomplete" and unread["asking"] == ["PB-06"], unread["asking"]
assert [question["option"] for question in unread["questions"]] == ["--secrets-read-by"], unread["questions"]
read = publish(aval, "deliberations.csv", "--secrets-read-by", "Service des assemblées")
assert read["computed"] == "go" and read["questions"] == [], read["asking"]

# An unknown clean file asks two or three things, each with the option that answers it.
write("bancs.csv", "identifiant;materiau;annee_pose;longueur_m", [f"B{i};bois;{2000 + i % 20};{1 + i % 3}" for i in range(50)])
benches = publish(aval, "bancs.csv")
assert benches["computed"] == "incomplete" and benches["recognised_schema"] is None, benches["asking"]
assert len(benches["questions"]) <= 4 and all(question["option"] for question in benches["questions"]), benches["questions"]
answered = publish(aval, "bancs.csv", "--own-data", "--secrets-read-by", "Service de l'espace public", "--producer", "Commune de Valmoreau")
assert answered["computed"] == "go", answered["asking"]

# Elected people: expected, with the text; a home address is not.
ELECTED = "Code de la commune;Libellé de la commune;Nom de l'élu;Prénom de l'élu;Code sexe;Date de début du mandat"
NAMES = ("MARTIN", "LEFEBVRE", "DUPONT", "MOREAU", "GARNIER", "ROUSSEAU", "BLANC", "HENRY", "FAURE", "GIRARD")
FIRST = ("Paulette", "Karim", "Solène", "Marc", "Inès", "Louis", "Chloé", "Hugo", "Camille", "Jules")
people = [f"01999;Valmoreau;{NAMES[i % 10]};{FIRST[(3 * i) % 10]};{'MF'[i % 2]};2026-03-2{i % 8}" for i in range(30)]
write("elus.csv", ELECTED, people)
elected = publish(aval, "elus.csv", "--objection", "dpo@valmoreau.example", "--information", "https://www.valmoreau.example/elus")
assert elected["recognised_schema"]["id"] == "elus-municipaux", elected["recognised_schema"]
assert elected["computed"] == "go", (elected["asking"], elected["sources"][0]["findings"])
assert elected["sources"][0]["publication"] in ("personal", "special")
text = aval.run("publish-check", "elus.csv", "--objection", "dpo@valmoreau.example", "--information", "x").stdout
untold = publish(aval, "elus.csv")
assert untold["computed"] in ("incomplete", "go_with_conditions") and "IN-01" in untold["asking"], untold["asking"]
write("elus_domicile.csv", ELECTED + ";Adresse du domicile", [row + f";{i + 1} rue des Lilas" for i, row in enumerate(people)])
home = publish(aval, "elus_domicile.csv", "--objection", "a", "--information", "b", "--secrets-read-by", "DPO")
assert home["computed"] == "no_go" and "PB-03" in home["asking"], (home["asking"], home["sources"])

# A log of continuous integration names columns and reasons, no row, no value.
for format in ("json", "md"):
    log = aval.run("publish-check", "personnes.csv", "--ci", "--format", format).stdout
    assert "nomBeneficiaire" in log, log
    for secret in ("Paulette", "Lefebvre", "first_rows", "lignes", "rows 2"):
        assert secret not in log, (format, secret)
sarif = json.loads(aval.run("publish-check", "personnes.csv", "--format", "sarif").stdout)
assert "startLine" not in json.dumps(sarif), sarif
assert "<html" in aval.run("publish-check", "personnes.csv", "--format", "html").stdout

# A sheet that was given, checked against its schema.
write_json("fiche.json", {"schema": "aval.publication/1", "id": "jeu", "title": "Jeu", "licence": "perdue", "form": "nue"})
assert "#/form" in aval.fails(2, "publish-check", "bancs.csv", "--sheet", "fiche.json")
sheet = json.loads(aval.ok("publication", "template"))
write_json("fiche.json", sheet)
given = publish(aval, str(examples / "subventions.csv"), "--sheet", "fiche.json")
assert given["sheet_origin"] == "given" and given["computed"] == "go", given["asking"]
sheet["third_party_rights"] = {"held": "yes", "agreement": None}
write_json("fiche.json", sheet)
rights = publish(aval, str(examples / "subventions.csv"), "--sheet", "fiche.json")
assert rights["computed"] == "no_go" and rights["asking"] == ["PB-09"], rights["asking"]

# A sample is not an audit; an unknown schema or series is refused with the way out.
sampled = publish(aval, "deliberations.csv", "--sample", "10", "--secrets-read-by", "x")
assert sampled["computed"] == "no_go" and "SC-04" in sampled["asking"], sampled["asking"]
assert "publication schemas" in aval.fails(2, "publish-check", "bancs.csv", "--schema", "inconnu")
aval.fails(2, "publish-check", "absent.csv")

# Sheets in the workspace.
aval.ok("init")
write_json("fiche.json", json.loads(aval.ok("publication", "template")))
aval.ok("publication", "add", "fiche.json")
aval.ok("publication", "add", "fiche.json")
assert [entry["id"] for entry in aval.json("publication", "list")] == ["subventions-2026"]
assert len(aval.json("publication", "history", "subventions-2026")) == 2
assert "lov2" in aval.ok("publication", "show", "subventions-2026")
assert publish(aval, str(examples / "subventions.csv"), "--sheet", "subventions-2026")["computed"] == "go"
assert len(aval.json("publication", "schemas")) >= 15
print("publish-check: one command, questions, people, continuous integration, sheets")
