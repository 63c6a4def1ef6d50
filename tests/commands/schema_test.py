"""Schemas without data: scanned by themselves, with data, and never taken for an audit of the data."""
import json
import os
import sys

from running import Aval, write_json

BINARY, SOURCE = sys.argv[1:3]
aval = Aval(BINARY)
french = Aval(BINARY, "fr")


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


def table_of(*arguments):
    return json.loads(aval.ok("scan", *arguments, "--format", "json"))["sources"][0]["tables"][0]


STAFF = """CREATE TABLE `agents` (
  `id` int NOT NULL, `nom` varchar(80) COMMENT 'Nom de famille', `prenom` varchar(80),
  `ddn` date COMMENT 'Date de naissance', `secu` char(15) COMMENT 'Numéro de sécurité sociale'
) ENGINE=InnoDB;
"""
write("rh.sql", STAFF)
done = json.loads(aval.ok("scan", "rh.sql", "--format", "json"))["sources"][0]
assert done["format"] == "sql" and done["publication"] == "personal" and done["coverage"] == 0, done
table = done["tables"][0]
assert table["schema_only"] is True and table["rows"] == 0 and table["rows_read"] == 0, table
types = {column["name"]: column["type"] for column in table["columns"]}
assert types["nom"] == "last_name" and types["ddn"] == "birth_date" and types["secu"] == "nir", types
assert all(finding["rows"] == 0 and finding["first_rows"] == [] for finding in table["findings"])

# Said plainly in each form made for people, in both languages.
for form in ("text", "html", "md"):
    page = french.ok("scan", "rh.sql", "--format", form).replace("\u00a0", " ").replace("\n", " ")
    assert "Schéma sans données" in page and "ce qui serait personnel" in page, (form, page)
    assert "lignes lues" not in page and "Publiable" not in page, (form, page)
assert "Schema without data" in aval.ok("scan", "rh.sql")

# A level asked for is reached; a script with data is told to be incomplete.
aval.fails(1, "scan", "rh.sql", "--fail-on", "personal")
write("dump.sql", STAFF + "INSERT INTO `agents` VALUES (1,'Zorglub-Untel','X','1980-01-01','2');\n")
told = aval.run("scan", "dump.sql")
assert told.returncode == 3 and "INSERT" in told.stdout and "Zorglub" not in told.stdout, told

# A folder that mixes both: each is read for what it is.
os.mkdir("mixed")
write("mixed/agents.csv", "nom;prenom\nMartin;Camille\nBernard;Louis\n")
write_json("mixed/schema.json", {"fields": [{"name": "code", "type": "string"}, {"name": "surface", "type": "number"}]})
sources = json.loads(aval.ok("scan", "mixed", "--format", "json"))["sources"]
assert [source["format"] for source in sources] == ["csv", "table-schema"], sources
assert [("schema_only" in source["tables"][0]) for source in sources] == [False, True]

# Data with their schema: joined by name, differences told.
write("data.csv", "c1;c2;libre\nMartin;Camille;1\nBernard;Louis;2\nDubois;Jeanne;3\n")
write_json("data.schema.json", {"fields": [{"name": "c1", "type": "string", "title": "Nom de famille"},
                                           {"name": "c2", "type": "string", "title": "Prénom"},
                                           {"name": "c3", "type": "string"}]})
alone = table_of("data.csv")
with_schema = table_of("data.csv", "--schema", "data.schema.json")
assert [c["type"] for c in with_schema["columns"]][:2] == ["last_name", "first_name"], with_schema["columns"]
assert "schema" not in alone
assert with_schema["schema"]["absent"] == ["c3"] and with_schema["schema"]["undeclared"] == [2], with_schema["schema"]
assert "title:" in json.dumps(with_schema["columns"][0]["evidence"])
shown = aval.ok("scan", "data.csv", "--schema", "data.schema.json")
assert "c3" in shown and "libre" in shown, shown
write("data.sql", "CREATE TABLE data (c1 text, -- Nom de famille\n c2 text -- Prénom\n);")
assert table_of("data.csv", "--schema", "data.sql")["columns"][0]["type"] == "last_name"
assert "--schema" in aval.fails(2, "scan", "data.csv", "--schema", "data.csv")
assert "absent.json" in aval.fails(2, "scan", "data.csv", "--schema", "absent.json")

# Recorded, a schema is no audit of the data: SC-01 asks for one, until the data are audited.
EXAMPLES = os.path.join(SOURCE, "docs", "examples")


def scanned(result):
    return [each["result"] for each in result["results"] if each["policy"] == "SC-01"]


aval.ok("init")
aval.ok("register", "add", os.path.join(EXAMPLES, "activite-cantine.json"))
with open(os.path.join(EXAMPLES, "cantine.csv"), encoding="utf-8") as file:
    write("cantine.csv", file.readline())
aval.ok("dataset", "add", "cantine.csv")
stored = aval.json("dataset", "show", "cantine")["source"]
assert stored["coverage"] == 0 and stored["tables"][0]["schema_only"] is True
assert "Schema without data" in aval.ok("dataset", "show", "cantine")
aval.ok("usecase", "add", os.path.join(EXAMPLES, "cas-cantine.json"))
done = aval.run("decide", "gaspillage-cantine", "--gate", "G1", "--format", "json")
assert scanned(json.loads(done.stdout)) == ["missing"], done.stdout
aval.ok("dataset", "add", os.path.join(EXAMPLES, "cantine.csv"))
done = aval.run("decide", "gaspillage-cantine", "--gate", "G1", "--format", "json")
assert scanned(json.loads(done.stdout)) == ["pass"], done.stdout
