"""aval reads a real PostgreSQL server: every table and view with its types and comments, NULL apart from empty, in one read-only
transaction; what may not be read is told; a sample is drawn by the server; no password is taken from an address, shown or needed there."""
import json
import os
import subprocess
import sys
import time

import jsonschema

from running import Aval
from servers import Postgres, Scanner

aval = Aval(sys.argv[1])
server = Postgres()
server.sql("CREATE DATABASE mairie ENCODING 'UTF8'")
server.sql(r"""
CREATE SCHEMA ecole; CREATE SCHEMA "Vide";
CREATE TABLE ecole.eleves (id integer PRIMARY KEY, nom text NOT NULL, prenom varchar(40), naissance date, code_postal char(5), telephone text,
  remarque text, present boolean, montant numeric(8,2), part double precision, photo bytea, "Allergie / régime" text, maj timestamptz, mots text[], fiche jsonb);
COMMENT ON TABLE ecole.eleves IS 'Élèves inscrits à la cantine';
COMMENT ON COLUMN ecole.eleves.nom IS 'Nom de famille de l''élève';
INSERT INTO ecole.eleves VALUES
 (1, 'Abgrallou', 'Yann', '2015-03-07', '01000', '0639980101', E'tabulation\there\nligne\\fin', true, 12.50, 0.1, '\x00ff', '', '2026-01-02 03:04:05+00', '{a,"b c"}', '{"k": 1}'),
 (2, 'Kerbrazou', '', NULL, '29000', NULL, NULL, false, 0, 1e21, NULL, 'arachide', NULL, NULL, NULL),
 (3, 'Lannuzel', NULL, '2014-12-31', '75011', '0639980102', '\N', NULL, -3.10, 'NaN', '', NULL, NULL, '{}', 'null');
CREATE VIEW ecole.noms AS SELECT nom, prenom FROM ecole.eleves;
CREATE MATERIALIZED VIEW ecole.compte AS SELECT count(*) AS n FROM ecole.eleves;
CREATE TABLE "Table ""bizarre"" %s; -- é" ("Col 1" text);
INSERT INTO "Table ""bizarre"" %s; -- é" VALUES ('un'), ('日本'), ('🏛️');
CREATE TABLE sans_colonne (); INSERT INTO sans_colonne DEFAULT VALUES;
CREATE TABLE vide (a text);
CREATE TABLE mesures (jour date, valeur integer) PARTITION BY RANGE (jour);
CREATE TABLE mesures_2025 PARTITION OF mesures FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE mesures_2026 PARTITION OF mesures FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO mesures VALUES ('2025-06-01', 1), ('2026-06-01', 2), ('2026-07-01', 3);
CREATE TABLE parent (a integer); CREATE TABLE enfant () INHERITS (parent);
INSERT INTO parent VALUES (1); INSERT INTO enfant VALUES (2);
""", "mairie")
scanner = Scanner(aval.binary, PGPASSFILE="/nonexistent")
run, scan, refused, everything = scanner.run, scanner.scan, scanner.refused, scanner.everything


# Every table and view, with types, comments and key.
source = scan(server.uri("mairie"))
tables = {table["name"]: table for table in source["tables"]}
assert source["format"] == "postgresql" and source["name"] == "mairie" and source["coverage"] == 1, source
assert source["uri"] == f"postgresql://{server.folder.replace('/', '%2F')}:{server.port}/mairie", source["uri"]
assert list(tables) == ["ecole.compte", "ecole.eleves", "ecole.noms", 'public.Table "bizarre" %s; -- é', "public.enfant", "public.mesures", "public.parent",
                        "public.sans_colonne", "public.vide"], list(tables)
assert [tables[name]["rows"] for name in ("public.mesures", "public.parent", "public.enfant", "ecole.noms", "public.vide")] == [3, 1, 1, 3, 0]
pupils = {column["name"]: column for column in tables["ecole.eleves"]["columns"]}
assert pupils["nom"]["type"] == "last_name" and pupils["telephone"]["type"] == "phone", pupils
assert pupils["id"].get("key") is True and "key" not in pupils["nom"]
assert tables["ecole.eleves"]["repairs"]["binary_value"]["count"] == 2
assert (pupils["prenom"]["filled"], pupils["photo"]["filled"], pupils["present"]["filled"]) == (1, 0, 2)
# The same bytes twice; a digest of what was read, which another content changes.
again = run("scan", server.uri("mairie"), "--format", "json")
assert again.stdout == everything[0]
server.sql("UPDATE ecole.eleves SET prenom = 'Anna' WHERE id = 3", "mairie")
changed = scan(server.uri("mairie"))
assert changed["sha256"] != source["sha256"] and len(source["sha256"]) == 64

# Cells as the server writes them.
done = run("table", server.uri("mairie", more="?schema=ecole"), "--table", "eleves")
assert done.returncode == 0, done.stderr
rows = done.stdout.split("\n")
assert rows[1].startswith("1,Abgrallou,Yann,2015-03-07,01000,0639980101,\"tabulation\there"), rows[1]
assert rows[2] == 'ligne\\fin",true,12.50,0.1,,,2026-01-02 03:04:05+00,"{a,""b c""}","{""k"": 1}"', rows[2]
assert rows[3] == "2,Kerbrazou,,,29000,,,false,0.00,1e+21,,arachide,,,", rows[3]
assert rows[4] == "3,Lannuzel,Anna,2014-12-31,75011,0639980102,\\N,,-3.10,NaN,,,,{},null", rows[4]
odd = run("table", server.uri("mairie"), "--table", 'public.Table "bizarre" %s; -- é')
assert odd.stdout.split("\n")[:4] == ["Col 1", "un", "日本", "🏛️"], odd.stdout

# Positions of PostGIS, with the reference system of the column or of its values, and how fine they are on the ground.
if os.path.exists(os.path.join(server.run(os.path.join(server.bin, "pg_config"), "--sharedir").strip(), "extension/postgis.control")):
    server.sql("CREATE SCHEMA carte; CREATE EXTENSION postgis SCHEMA carte; SET search_path = carte;"
               "CREATE TABLE adresses (nom text, naissance date, adresse text, lieu geometry(Point, 2154), trace geometry, ici geography(Point));"
               + "".join(f"INSERT INTO adresses VALUES ('{('Abgrallou', 'Kerbrazou', 'Lannuzel')[n % 3]}', '19{50 + n}-03-07', '{n} rue des Lilas', "
                         f"'SRID=2154;POINT({652381.12 + n * 37:.2f} {6862305.27 + n * 91:.2f})', 'SRID=3857;LINESTRING Z (0 0 7,1 {n} 8)', 'POINT(2.35{n} 48.85{n})');"
                         for n in range(10, 40)), "mairie")
    table = next(table for table in scan(server.uri("mairie", more="?schema=carte"))["tables"] if table["name"] == "adresses")
    places = {column["name"]: column for column in table["columns"]}
    assert "repairs" not in table or "binary_value" not in table["repairs"], table["repairs"]
    assert places["lieu"]["type"] == "geo_precise" and places["lieu"]["position"]["metres"] == 0.01, places["lieu"]
    assert [(places[name]["position"]["reference_system"].split(" ")[0], places[name]["position"]["origin"]) for name in ("lieu", "trace", "ici")] == [
        ("EPSG:2154", "given"), ("EPSG:3857", "given"), ("EPSG:4326", "given")], places
    rows = run("table", server.uri("mairie", more="?schema=carte"), "--table", "adresses").stdout.split("\n")
    assert rows[1] == 'Kerbrazou,1960-03-07,10 rue des Lilas,"652751.12,6863215.27","0,0 1,10","2.351,48.851"', rows[1]
    server.sql("DROP SCHEMA carte CASCADE", "mairie")
else:
    print("PostGIS is not installed (package postgresql-15-postgis-3): its positions were not tested")

# Schemas are chosen; a wrong one is told with those there are.
assert [table["name"] for table in scan(server.uri("mairie", more="?schema=ecole"))["tables"]] == ["compte", "eleves", "noms"]
refused(server.uri("mairie", more="?schema=absent"), "no table in the schema 'absent'", "ecole, public")
refused(server.uri("absente"), "could not connect", "absente")
refused(server.uri(""), "name the database")
refused(server.uri("mairie", more="?sslmod=x"), "allowed:", "sslmode")
refused(f"postgresql://admin@127.0.0.1:{1}/mairie", "could not connect")

# Passwords: from ~/.pgpass, PGPASSFILE, a service file or the environment; never from an address.
secret = "Tr0ubl3/et@tart?ine"
server.sql(f"CREATE ROLE lecteur LOGIN PASSWORD '{secret}'; GRANT USAGE ON SCHEMA ecole TO lecteur; GRANT SELECT ON ecole.noms TO lecteur", "mairie")
address = f"postgresql://lecteur@127.0.0.1:{server.port}/mairie"
refused(address, "asks for a password", "~/.pgpass")
refused(address, "password that was found", PGPASSWORD="wrong-" + secret)
assert "pass" not in refused(f"postgresql://lecteur:{secret}@127.0.0.1:{server.port}/mairie", "a password is refused").replace("password", "").replace(".pgpass", "")
refused(f"postgresql://lecteur:motdepasse@127.0.0.1:{server.port}/mairie", "a password is refused")
refused(f"postgresql://127.0.0.1:{server.port}/mairie?password={secret}", "a password is refused")
with open("secret.pgpass", "w") as file:
    file.write(f"127.0.0.1:{server.port}:mairie:lecteur:{secret}\n")
os.chmod("secret.pgpass", 0o600)
with open("services.conf", "w") as file:
    file.write(f"[cantine]\nhost=127.0.0.1\nport={server.port}\ndbname=mairie\nuser=lecteur\npassword={secret}\n")

# What the account may not read is incomplete, and said.
for uri, options in [(address, {"PGPASSWORD": secret}), (address, {"PGPASSFILE": os.path.abspath("secret.pgpass")}),
                     ("postgresql:///?service=cantine", {"PGSERVICEFILE": os.path.abspath("services.conf")})]:
    environment = {"PGPASSFILE": "/nonexistent", **options}
    done = subprocess.run([aval.binary, "--lang", "en", "scan", uri, "--format", "json"], capture_output=True, text=True, timeout=300,
                          env=dict(os.environ, HOME=os.getcwd(), **environment))
    everything.append(done.stdout + done.stderr)
    assert done.returncode == 3, (done.returncode, done.stderr)
    source = json.loads(done.stdout)["sources"][0]
    assert source["uri"] == f"postgresql://127.0.0.1:{server.port}/mairie", source["uri"]
    tables = {table["name"]: table for table in source["tables"]}
    assert tables["ecole.noms"]["rows"] == 3 and "table_refused" in tables["ecole.eleves"]["skipped"], tables
told = run("scan", address, PGPASSWORD=secret).stdout
assert "may not read this whole table" in told, told

# Rows that a policy hides make the table refused, not shorter.
server.sql("CREATE TABLE ecole.filtre (a text); INSERT INTO ecole.filtre VALUES ('x'); ALTER TABLE ecole.filtre ENABLE ROW LEVEL SECURITY;"
           "GRANT SELECT ON ecole.filtre TO lecteur", "mairie")
hidden = scan(address + "?schema=ecole", "--table", "filtre", code=3, PGPASSWORD=secret)["tables"][0]
assert hidden["rows"] == 0 and "table_refused" in hidden["skipped"], hidden

# A view that fails, one that takes too long, a locked table: each told, the others read.
server.sql("CREATE SCHEMA pannes; CREATE VIEW pannes.casse AS SELECT ('Confidentiel' || n)::integer AS v FROM generate_series(1, 3) n;"
           "CREATE VIEW pannes.lente AS SELECT n, pg_sleep(0.2)::text FROM generate_series(1, 100) n;"
           "CREATE TABLE pannes.saine AS SELECT n FROM generate_series(1, 10) n;"
           "CREATE FUNCTION pannes.ecrit() RETURNS integer LANGUAGE sql AS 'INSERT INTO pannes.saine VALUES (11) RETURNING 1';"
           "CREATE VIEW pannes.piege AS SELECT pannes.ecrit() AS v;"
           "CREATE EXTENSION postgres_fdw; CREATE SERVER ailleurs FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '1');"
           "CREATE USER MAPPING FOR admin SERVER ailleurs; CREATE FOREIGN TABLE pannes.externe (a integer) SERVER ailleurs", "mairie")
broken = {table["name"]: table for table in scan(server.uri("mairie", more="?schema=pannes&statement_timeout=2"), code=3)["tables"]}
assert {name: list(table["skipped"]) for name, table in broken.items()} == {
    "casse": ["query_failed"], "lente": ["query_stopped"], "piege": ["query_failed"], "saine": [], "externe": ["foreign_table"]}, broken
assert broken["saine"]["rows"] == 10 and "Confidentiel" not in everything[-1]
assert server.sql("SELECT count(*) FROM pannes.saine", "mairie") == "10"
assert "query_failed" in scan(server.uri("mairie", more="?schema=pannes&foreign_tables=read&statement_timeout=2"), "--table", "externe", code=3)["tables"][0]["skipped"]
blocker = subprocess.Popen([os.path.join(server.bin, "psql"), "-X", "-q", "-h", server.folder, "-p", str(server.port), "-U", "admin", "-d", "mairie"], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, text=True)
blocker.stdin.write("BEGIN; LOCK TABLE pannes.saine IN ACCESS EXCLUSIVE MODE; SELECT 'locked';\n")
blocker.stdin.flush()
while "locked" not in blocker.stdout.readline():
    pass
assert "table_locked" in scan(server.uri("mairie", more="?schema=pannes"), "--table", "saine", code=3)["tables"][0]["skipped"]
blocker.stdin.close()
blocker.wait()

# The same table as CSV gives the same types, counts and findings.
header = ["code", "nom", "naissance", "telephone"]
people = [("%05d" % (row * 37), ["Quimperlec", "Abgrallou", "Kerbrazou", "Lannuzel"][row % 4], "19%02d-03-%02d" % (50 + row % 50, 1 + row % 28),
           "07%08d" % (31223344 + row * 1013)) for row in range(2400)]
with open("liste.csv", "w", encoding="utf-8") as file:
    file.writelines(",".join(row) + "\n" for row in [header, *people])
server.sql("CREATE SCHEMA liste; CREATE TABLE liste.liste (code text, nom text, naissance date, telephone text)", "mairie")
server.sql("COPY liste.liste FROM STDIN;\n" + "".join("\t".join(row) + "\n" for row in people) + "\\.\n", "mairie")


def summary(name, first_row):
    [table] = scan(name)["tables"]
    columns = [(c["name"], c["type"], c["gdpr"], c["filled"], c["distinct"]) for c in table["columns"]]
    return (table["rows"], table["grain"], columns, [(f["rule"], f["columns"], f["rows"], [r - first_row for r in f["first_rows"]]) for f in table["findings"]],
            table["risk"]["k"], table["risk"]["unique_rows"])


listed = server.uri("mairie", more="?schema=liste")
assert summary("liste.csv", 2) == summary(listed, 1), (summary("liste.csv", 2), summary(listed, 1))
assert run("scan", listed, "--threads", "1", "--format", "json").stdout == run("scan", listed, "--threads", "4", "--format", "json").stdout

# A sample is drawn by the server, the same each time; the report says how much was seen, and a part read is not the whole.
sample = scan(listed, "--sample", "300")
[table] = sample["tables"]
assert table["rows"] == 300 and table["rows_read"] < 600 and table["rows_read"] + table["left_rows"] == 2400, table
assert abs(sample["coverage"] - 300 / 2400) < 1e-6, sample["coverage"]
assert scan(listed, "--sample", "300") == sample
told = run("scan", listed, "--sample", "300").stdout
assert "300" in told and "2,400" in told.replace(" ", ",").replace("\u202f", ",") and "sample" in told, told
schema = json.load(open(os.path.join(sys.argv[2], "docs/schemas/scan.schema.json"), encoding="utf-8"))
jsonschema.validate(json.loads(run("scan", listed, "--sample", "300", "--format", "json").stdout), schema)
# A view has no sample of its own: it is read whole, then drawn from.
server.sql("CREATE VIEW liste.vue AS SELECT * FROM liste.liste", "mairie")
assert scan(listed, "--sample", "300", "--table", "vue")["tables"][0]["rows"] == 300

# Recorded in a workspace without address of an account.
assert run("init").returncode == 0
assert run("scan", listed, "--record", "--id", "liste").returncode == 0
assert "admin" not in run("dataset", "show", "liste").stdout

# A server that dies in the middle of a scan: an error, no report.
server.sql("CREATE TABLE liste.longue AS SELECT n, 'Valeur' || n AS v, pg_sleep(0)::text FROM generate_series(1, 3000) n;"
           "CREATE VIEW liste.trainante AS SELECT n, repeat('Valeur', 200) AS v, pg_sleep(0.005)::text AS s FROM generate_series(1, 4000) n", "mairie")
process = subprocess.Popen([aval.binary, "--lang", "en", "scan", listed, "--table", "trainante", "--output", "rapport.txt"], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
for _ in range(300):
    if server.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'aval' AND query LIKE 'COPY%'") == "1":
        break
    time.sleep(0.05)
time.sleep(0.3)
server.kill()
out, err = process.communicate(timeout=60)
everything.append(out + err)
assert process.returncode == 2 and "was cut while reading" in err and not os.path.exists("rapport.txt"), (process.returncode, out, err)

for text in everything:
    assert secret not in text and "motdepasse" not in text and "Tr0ubl3" not in text
