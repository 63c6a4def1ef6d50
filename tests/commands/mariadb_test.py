"""aval reads a real MariaDB server: every table and view with its types and comments, NULL apart from empty, in one read-only
transaction; what may not be read is told; a sample is drawn by the server; no password is taken from an address or shown."""
import json
import os
import subprocess
import sys
import time

import jsonschema

from running import Aval
from servers import MariaDb, Scanner

aval = Aval(sys.argv[1])
server = MariaDb()
server.sql(r"""
CREATE DATABASE mairie CHARACTER SET utf8mb4; CREATE DATABASE autre; USE mairie;
CREATE TABLE eleves (id int PRIMARY KEY, nom varchar(60) NOT NULL COMMENT 'Nom de famille de l''élève', prenom varchar(40), naissance date, code_postal char(5),
  telephone varchar(20), remarque text, present bit(1), montant decimal(8,2), part double, photo blob, `Allergie / régime` text, lieu point, fiche json) COMMENT 'Élèves inscrits';
INSERT INTO eleves VALUES (1, 'Abgrallou', 'Yann', '2015-03-07', '01000', '0639980101', 'tabulation\there\nligne\\fin', 1, 12.50, 0.1, x'00ff', '', point(1, 2), '{"k": 1}'),
 (2, 'Kerbrazou', '', NULL, '29000', NULL, NULL, 0, 0, 1e21, NULL, 'arachide', NULL, NULL), (3, 'Lannuzel', NULL, '2014-12-31', '75011', '0639980102', '\\N', NULL, -3.10, NULL, '', NULL, NULL, '{}');
SET sql_mode = ''; INSERT INTO eleves (id, nom, naissance) VALUES (4, 'Quimperlec', '0000-00-00');
CREATE VIEW noms AS SELECT nom, prenom FROM eleves;
CREATE TABLE `Table "bizarre" %s; -- ``é``` (`Col 1` text); INSERT INTO `Table "bizarre" %s; -- ``é``` VALUES ('un'), ('日本'), ('🏛️');
CREATE TABLE latin (a varchar(20)) CHARACTER SET latin1; INSERT INTO latin VALUES ('Été');
CREATE TABLE vide (a text); CREATE SEQUENCE numeros; CREATE TABLE autre.ailleurs (a int); INSERT INTO autre.ailleurs VALUES (1);
""")
scanner = Scanner(aval.binary)
run, scan, refused, everything = scanner.run, scanner.scan, scanner.refused, scanner.everything


source = scan(server.uri("mairie"))
tables = {table["name"]: table for table in source["tables"]}
assert source["format"] == "mysql" and source["name"] == "mairie" and source["coverage"] == 1, source["coverage"]
assert source["uri"] == "mysql://localhost/mairie", source["uri"]
assert list(tables) == ['Table "bizarre" %s; -- `é`', "eleves", "latin", "noms", "vide"], list(tables)
assert [table["rows"] for table in tables.values()] == [3, 4, 1, 4, 0]
pupils = {column["name"]: column for column in tables["eleves"]["columns"]}
assert pupils["nom"]["type"] == "last_name" and pupils["telephone"]["type"] == "phone", pupils
assert pupils["id"].get("key") is True and "key" not in pupils["nom"]
assert any(evidence.get("detail") == "comment:nom famille" for evidence in pupils["nom"]["evidence"]), pupils["nom"]
assert tables["eleves"]["repairs"]["binary_value"]["count"] == 2
assert run("scan", server.uri("mairie"), "--format", "json").stdout == everything[0]
assert [table["name"] for table in scan(server.uri())["tables"]][:2] == ["autre.ailleurs", 'mairie.Table "bizarre" %s; -- `é`']
assert [table["name"] for table in scan(server.uri("", more="&schema=autre"))["tables"]] == ["autre.ailleurs"]

# Cells as the server writes them; a day that is none too.
rows = run("table", server.uri("mairie"), "--table", "eleves").stdout.split("\n")
assert rows[1] + "/" + rows[2] == '1,Abgrallou,Yann,2015-03-07,01000,0639980101,"tabulation\there/ligne\\fin",1,12.50,0.1,,,"1,2","{""k"": 1}"', rows[1:3]
assert rows[3] == "2,Kerbrazou,,,29000,,,0,0.00,1e21,,arachide,,", rows[3]
assert rows[4] == "3,Lannuzel,,2014-12-31,75011,0639980102,\\N,,-3.10,,,,,{}", rows[4]
assert rows[5].startswith("4,Quimperlec,,0000-00-00,,"), rows[5]
assert run("table", server.uri("mairie"), "--table", 'Table "bizarre" %s; -- `é`').stdout.split("\n")[:4] == ["Col 1", "un", "日本", "🏛️"]
assert "Été" in run("table", server.uri("mairie"), "--table", "latin").stdout

# Positions with the reference system of their values, and how fine they are on the ground.
server.sql("CREATE TABLE autre.adresses (nom varchar(40), naissance date, adresse varchar(60), lieu point, zone geometry);" + "".join(
    f"INSERT INTO autre.adresses VALUES ('{('Abgrallou', 'Kerbrazou', 'Lannuzel')[n % 3]}', '19{50 + n}-03-07', '{n} rue des Lilas', ST_GeomFromText('POINT({652381.12 + n * 37:.2f} {6862305.27 + n * 91:.2f})', 2154), "
    f"ST_GeomFromText('LINESTRING(0 0,1 {n})'));" for n in range(30)))
places = {column["name"]: column for column in scan(server.uri("autre"), "--table", "adresses")["tables"][0]["columns"]}
assert places["lieu"]["type"] == "geo_precise" and places["lieu"]["position"]["reference_system"].startswith("EPSG:2154"), places["lieu"]
assert places["lieu"]["position"]["origin"] == "given" and places["lieu"]["position"]["metres"] == 0.01, places["lieu"]
assert run("table", server.uri("autre"), "--table", "adresses").stdout.split("\n")[2] == 'Kerbrazou,1951-03-07,1 rue des Lilas,"652418.12,6862396.27","0,0 1,1"'
server.sql("DROP TABLE autre.adresses")

refused(server.uri("absente"), "could not connect", "absente")
refused(server.uri("", more="&schema=absente"), "no visible table in the database 'absente'", "autre, mairie")
refused("mysql://root@127.0.0.1:1/mairie", "could not connect")
refused(server.uri("mairie", more="&sslmode=x"), "allowed:", "tls_verify")

# Passwords: from an option file or the environment, never from an address.
secret = "Tr0ubl3/et@tart?ine"
server.sql(f"CREATE USER lecteur@'127.0.0.1' IDENTIFIED BY '{secret}'; CREATE USER lecteur@localhost IDENTIFIED BY '{secret}';"
           "GRANT SELECT ON mairie.noms TO lecteur@'127.0.0.1', lecteur@localhost; GRANT SELECT (nom) ON mairie.eleves TO lecteur@'127.0.0.1', lecteur@localhost")
address = f"mysql://lecteur@127.0.0.1:{server.port}/mairie"
refused(address, "account or password", "my.cnf")
refused(address, "account or password", MYSQL_PWD="wrong-" + secret)
refused(f"mysql://lecteur:{secret}@127.0.0.1:{server.port}/mairie", "a password is refused")
refused(f"mariadb://lecteur:motdepasse@127.0.0.1:{server.port}/mairie", "a password is refused")
refused(address + f"?password={secret}", "a password is refused")
with open("options.cnf", "w") as file:
    file.write(f'[cantine]\npassword="{secret}"\nlocal-infile=1\n')
os.mkdir("chez_moi")
with open("chez_moi/.my.cnf", "w") as file:
    file.write(f'[aval]\npassword="{secret}"\n')
for uri, options in [(address, {"MYSQL_PWD": secret}), (address, {"HOME": os.path.abspath("chez_moi")}),
                     (address + f"?defaults_file={os.path.abspath('options.cnf')}&group=cantine", {})]:
    done = subprocess.run([aval.binary, "--lang", "en", "scan", uri, "--format", "json"], capture_output=True, text=True, timeout=300,
                          env=dict(os.environ, **{"HOME": os.getcwd(), **options}))
    everything.append(done.stdout + done.stderr)
    # One column of the pupils may be read: the table is not.
    assert done.returncode == 3, (done.returncode, done.stderr)
    source = json.loads(done.stdout)["sources"][0]
    assert source["uri"] == f"mysql://127.0.0.1:{server.port}/mairie", source["uri"]
    tables = {table["name"]: table for table in source["tables"]}
    assert tables["noms"]["rows"] == 4 and "table_refused" in tables["eleves"]["skipped"], tables

# A view that fails, one that takes too long, a locked table: each told, the others read. Nothing is written.
server.sql("CREATE DATABASE pannes; USE pannes; CREATE TABLE saine (n int); INSERT INTO saine VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9),(10);"
           "CREATE TABLE partie (a int); CREATE VIEW cassee AS SELECT a FROM partie; DROP TABLE partie; CREATE VIEW lente AS SELECT n, sleep(0.5) AS s FROM saine;")
server.sql("DELIMITER //\nCREATE FUNCTION pannes.piege() RETURNS int MODIFIES SQL DATA BEGIN INSERT INTO pannes.saine VALUES (11); RETURN 1; END//\nDELIMITER ;\n"
           "CREATE VIEW pannes.piegee AS SELECT pannes.piege() AS v;")
broken = {table["name"]: table for table in scan(server.uri("pannes", more="&statement_timeout=2"), code=3)["tables"]}
assert {name: list(table["skipped"]) for name, table in broken.items()} == {
    "cassee": ["query_failed"], "lente": ["query_stopped"], "piegee": ["query_failed"], "saine": []}, {name: list(table["skipped"]) for name, table in broken.items()}
assert broken["saine"]["rows"] == 10 and server.sql("SELECT count(*) FROM pannes.saine") == "10"
blocker = subprocess.Popen(server.client("--unbuffered"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
blocker.stdin.write("LOCK TABLES pannes.saine WRITE; SELECT 'locked';\n")
blocker.stdin.flush()
while "locked" not in blocker.stdout.readline():
    pass
assert "table_locked" in scan(server.uri("pannes"), "--table", "saine", code=3)["tables"][0]["skipped"]
blocker.stdin.close()
blocker.wait()

# The same table as CSV gives the same types, counts and findings.
header = ["code", "nom", "naissance", "telephone"]
people = [("%05d" % (row * 37), ["Quimperlec", "Abgrallou", "Kerbrazou", "Lannuzel"][row % 4], "19%02d-03-%02d" % (50 + row % 50, 1 + row % 28),
           "07%08d" % (31223344 + row * 1013)) for row in range(2400)]
with open("liste.csv", "w", encoding="utf-8") as file:
    file.writelines(",".join(row) + "\n" for row in [header, *people])
server.sql("CREATE DATABASE liste; CREATE TABLE liste.liste (code varchar(9), nom varchar(20), naissance date, telephone varchar(12));"
           "INSERT INTO liste.liste VALUES " + ",".join("('%s','%s','%s','%s')" % row for row in people))


def summary(name, first_row):
    [table] = scan(name)["tables"]
    columns = [(c["name"], c["type"], c["gdpr"], c["filled"], c["distinct"]) for c in table["columns"]]
    return (table["rows"], table["grain"], columns, [(f["rule"], f["columns"], f["rows"], [r - first_row for r in f["first_rows"]]) for f in table["findings"]],
            table["risk"]["k"], table["risk"]["unique_rows"])


listed = server.uri("liste")
assert summary("liste.csv", 2) == summary(listed, 1), (summary("liste.csv", 2), summary(listed, 1))
assert run("scan", listed, "--threads", "1", "--format", "json").stdout == run("scan", listed, "--threads", "4", "--format", "json").stdout
sample = scan(listed, "--sample", "300")
[table] = sample["tables"]
assert table["rows"] == 300 and table["rows_read"] < 600 and table["rows_read"] + table["left_rows"] == 2400, table
assert abs(sample["coverage"] - 300 / 2400) < 1e-6 and scan(listed, "--sample", "300") == sample

schema = json.load(open(os.path.join(sys.argv[2], "docs/schemas/scan.schema.json"), encoding="utf-8"))
jsonschema.validate(json.loads(run("scan", listed, "--sample", "300", "--format", "json").stdout), schema)
# A reading that is left before its end does not wait for the rest, and the next table is read.
started = time.monotonic()
assert "*****" in run("scan", listed, "--masked-samples").stdout
assert time.monotonic() - started < 30

# A server that dies in the middle of a scan: an error, no report.
server.sql("CREATE VIEW liste.trainante AS SELECT nom, repeat('Valeur', 500) AS v, sleep(0.01) AS s FROM liste.liste")
process = subprocess.Popen([aval.binary, "--lang", "en", "scan", listed, "--table", "trainante", "--output", "rapport.txt"], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
for _ in range(300):
    if server.sql("SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%trainante%' AND info NOT LIKE '%processlist%'") == "1":
        break
    time.sleep(0.05)
time.sleep(0.3)
server.kill()
out, err = process.communicate(timeout=60)
everything.append(out + err)
assert process.returncode == 2 and "was cut while reading" in err and not os.path.exists("rapport.txt"), (process.returncode, out, err)

for text in everything:
    assert secret not in text and "motdepasse" not in text and "Tr0ubl3" not in text
