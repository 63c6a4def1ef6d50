// Schemas as sources: what each form declares, and what is no schema.
#include <algorithm>

#include "audit/base/text.h"
#include "audit/table/declared_column.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

Source open_text(const std::string& name, const std::string& text) {
  return open_source_bytes(name, text, test_options());
}

TableInfo first_table(const std::string& name, const std::string& text) {
  return open_text(name, text).tables.at(0)->info();
}

const TableColumn& column(const TableInfo& table, const std::string& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const TableColumn& each) { return each.name == name; });
  REQUIRE(found != table.columns.end());
  return *found;
}

std::string names(const TableInfo& table) {
  std::vector<std::string> all;
  for (const TableColumn& each : table.columns)
    all.push_back(each.name);
  return join(all, "|");
}

// Where an Error(input) says the fault is; empty when there was none.
std::string place_of_error(const std::string& name, const std::string& text) {
  try {
    open_text(name, text);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK_FALSE(error.message().fr.empty());
    CHECK_FALSE(error.message().en.empty());
    return error.place();
  }
  return "";
}

const char* const kTableSchema = R"({
  "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
  "name": "bornes-parking", "title": "Bornes", "description": "Bornes de stationnement",
  "contributors": [{"title": "Une personne", "email": "x@exemple.fr"}],
  "fields": [
    {"name": "id_borne", "type": "string", "title": "Identifiant", "example": "B12"},
    {"name": "etat", "type": "string", "constraints": {"required": true, "enum": ["active", "hors service"]}},
    {"name": "courriel", "type": "string", "format": "email", "description": "Contact du gestionnaire"},
    {"name": "pose_le", "type": "date"}
  ]})";

const char* const kPostgres = R"sql(
-- PostgreSQL database dump
\restrict abc
SET client_encoding = 'UTF8';
CREATE TYPE rh.sexe AS ENUM ('F', 'M');
CREATE FUNCTION rh.vieillir() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  CREATE TABLE piege (a int); -- never run
  RETURN NEW;
END;
$body$;
CREATE TABLE rh.agent (
    id_agent integer NOT NULL,
    "Nom d'usage" character varying(100) NOT NULL,
    prenom character varying(100),
    sexe rh.sexe,
    situation text DEFAULT 'inconnue'::text,
    salaire numeric(10,2),
    codes text[],
    maj timestamp without time zone DEFAULT now() NOT NULL,
    CONSTRAINT agent_situation_check CHECK ((situation = ANY (ARRAY['mariée'::text, 'célibataire'::text])))
);
COMMENT ON TABLE rh.agent IS 'Agents de la collectivité';
COMMENT ON COLUMN rh.agent.salaire IS 'Salaire brut mensuel, l''année en cours';
ALTER TABLE ONLY rh.agent ADD CONSTRAINT agent_pkey PRIMARY KEY (id_agent);
ALTER TABLE rh.agent ADD COLUMN IF NOT EXISTS telephone text;
CREATE VIEW rh.v AS SELECT 1;
)sql";

const char* const kMysql = R"sql(
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `usagers`;
CREATE TABLE `usagers` (
  `id` int(11) NOT NULL AUTO_INCREMENT COMMENT 'clé; technique',
  `civ` enum('M.','Mme') CHARACTER SET utf8 DEFAULT NULL COMMENT 'Civilité de l\'usager',
  `actif` tinyint(1) DEFAULT '1',
  `key` varchar(20) DEFAULT NULL,
  `ddn` date DEFAULT NULL COMMENT 'Date de naissance',
  PRIMARY KEY (`id`),
  KEY `idx_ddn` (`ddn`),
  CONSTRAINT `fk` FOREIGN KEY (`id`) REFERENCES `autre` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='Usagers; du portail';
INSERT INTO `usagers` VALUES (1,'Mme',1,'a;b','1980-01-01'),(2,'M.',0,'it\'s; CREATE TABLE x (y int);','1990-01-01');
)sql";

}  // namespace

TEST_CASE("a Table Schema gives its columns with types, titles, examples and lists",
          "[table][schema]") {
  const Source source = open_text("schema.json", kTableSchema);
  CHECK(source.info.format == "table-schema");
  REQUIRE(source.tables.size() == 1);
  const TableInfo& table = source.tables[0]->info();
  CHECK(table.schema_only);
  CHECK(table.name == "bornes-parking");
  CHECK(names(table) == "id_borne|etat|courriel|pose_le");
  CHECK(column(table, "id_borne").title == "Identifiant");
  CHECK(column(table, "id_borne").examples == std::vector<std::string>{"B12"});
  CHECK(column(table, "etat").enumeration == std::vector<std::string>{"active", "hors service"});
  CHECK(declared_kind(column(table, "courriel").declared_type) == DeclaredKind::email);
  CHECK(column(table, "courriel").comment == "Contact du gestionnaire");
  CHECK(declared_kind(column(table, "pose_le").declared_type) == DeclaredKind::date);
}

TEST_CASE("a schema hands out no row, twice", "[table][schema]") {
  const Source source = open_text("schema.json", kTableSchema);
  Batch batch;
  CHECK_FALSE(source.tables[0]->next(batch));
  CHECK_FALSE(source.tables[0]->reopen()->next(batch));
  CHECK(source.tables[0]->stats().rows == 0);
}

TEST_CASE("a Data Package gives one table a resource and tells what is elsewhere",
          "[table][schema]") {
  const Source source = open_text("datapackage.json", R"({"name": "p", "resources": [
    {"name": "lieux", "path": "lieux.csv", "schema": {"fields": [{"name": "id", "type": "string"}]}},
    {"name": "loin", "path": "loin.csv", "schema": "https://exemple.fr/schema.json"}]})");
  CHECK(source.info.format == "data-package");
  REQUIRE(source.tables.size() == 1);
  CHECK(source.tables[0]->info().name == "lieux");
  CHECK(source.tables[0]->stats().notes == std::vector<std::string>{"schema_elsewhere"});
}

TEST_CASE("a JSON Schema gives dotted names, follows local references and ends on cycles",
          "[table][schema]") {
  const Source source = open_text("personne.schema.json", R"({
    "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
    "properties": {
      "nom": {"type": ["string", "null"], "title": "Nom de famille", "examples": ["X"]},
      "adresse": {"$ref": "#/$defs/adresse"},
      "enfants": {"type": "array", "items": {"type": "object", "properties": {
        "prenom": {"type": "string"}, "parent": {"$ref": "#"}}}},
      "langues": {"type": "array", "items": {"type": "string", "enum": ["fr", "en"]}},
      "mel": {"type": "string", "format": "email"}},
    "allOf": [{"properties": {"age": {"type": "integer"}}}],
    "$defs": {"adresse": {"type": "object", "properties": {"voie": {"type": "string"},
      "cp": {"type": "string"}}}}})");
  CHECK(source.info.format == "json-schema");
  const TableInfo& table = source.tables.at(0)->info();
  CHECK(table.name == "personne.schema");
  for (const char* name :
       {"nom", "adresse.voie", "adresse.cp", "enfants.prenom", "langues", "mel", "age"})
    CHECK_FALSE(column(table, name).name.empty());
  CHECK(names(table).find("|adresse|") == std::string::npos);
  CHECK(table.columns.size() < 1000);
  CHECK(column(table, "langues").enumeration.size() == 2);
  CHECK(declared_kind(column(table, "mel").declared_type) == DeclaredKind::email);
}

TEST_CASE("a JSON Schema of definitions alone gives one table each", "[table][schema]") {
  const Source source =
      open_text("defs.json", R"({"$schema": "http://json-schema.org/draft-07/schema#",
    "definitions": {"agent": {"properties": {"nom": {"type": "string"}}},
                    "lieu": {"properties": {"code": {"type": "string"}}}}})");
  REQUIRE(source.tables.size() == 2);
  CHECK(source.tables[0]->info().name == "agent");
  CHECK(names(source.tables[1]->info()) == "code");
}

TEST_CASE("a PostgreSQL dump gives quoted names, types, comments and checks",
          "[table][schema][sql]") {
  const Source source = open_text("rh.sql", kPostgres);
  CHECK(source.info.format == "sql");
  REQUIRE(source.tables.size() == 1);
  const TableInfo& table = source.tables[0]->info();
  CHECK(table.name == "agent");
  CHECK(table.comment == "Agents de la collectivité");
  CHECK(names(table) == "id_agent|Nom d'usage|prenom|sexe|situation|salaire|codes|maj|telephone");
  CHECK(column(table, "prenom").declared_type == "character varying(100)");
  CHECK(column(table, "sexe").enumeration == std::vector<std::string>{"F", "M"});
  CHECK(column(table, "situation").enumeration ==
        std::vector<std::string>{"mariée", "célibataire"});
  CHECK(column(table, "salaire").comment == "Salaire brut mensuel, l'année en cours");
  CHECK(declared_kind(column(table, "salaire").declared_type) == DeclaredKind::number);
  CHECK(declared_kind(column(table, "codes").declared_type) == DeclaredKind::structure);
  CHECK(column(table, "maj").declared_type == "timestamp without time zone");
  CHECK(source.tables[0]->stats().notes.empty());
}

TEST_CASE("a MySQL dump gives comments and enumerations, and tells that its data were not read",
          "[table][schema][sql]") {
  const Source source = open_text("portail.sql", kMysql);
  REQUIRE(source.tables.size() == 1);
  const TableInfo& table = source.tables[0]->info();
  CHECK(names(table) == "id|civ|actif|key|ddn");
  CHECK(table.comment == "Usagers; du portail");
  CHECK(column(table, "id").comment == "clé; technique");
  CHECK(column(table, "civ").comment == "Civilité de l'usager");
  CHECK(column(table, "civ").enumeration == std::vector<std::string>{"M.", "Mme"});
  CHECK(declared_kind(column(table, "actif").declared_type) == DeclaredKind::boolean);
  CHECK(source.tables[0]->stats().notes == std::vector<std::string>{"sql_data_not_read"});
}

TEST_CASE("SQLite declarations are read with brackets, bare types and comments of a line",
          "[table][schema][sql]") {
  const TableInfo table = first_table("t.sql", R"sql(
CREATE TABLE IF NOT EXISTS "main"."licencies" (
  [Numéro de licence] TEXT PRIMARY KEY, -- attribué par la fédération
  nom, -- nom de famille
  index integer,
  sexe TEXT CHECK (sexe IN ('F', 'H')),
  cree_le DATETIME DEFAULT (datetime('now', 'localtime')) /* à la saisie */
) WITHOUT ROWID;
CREATE TRIGGER t AFTER INSERT ON licencies BEGIN INSERT INTO journal VALUES (1); END;
CREATE INDEX i ON licencies (nom);)sql");
  CHECK(names(table) == "Numéro de licence|nom|index|sexe|cree_le");
  CHECK(column(table, "Numéro de licence").comment == "attribué par la fédération");
  CHECK(column(table, "nom").comment == "nom de famille");
  CHECK(column(table, "nom").declared_type.empty());
  CHECK(column(table, "sexe").enumeration == std::vector<std::string>{"F", "H"});
  CHECK(column(table, "cree_le").comment == "à la saisie");
}

TEST_CASE("rows of COPY are passed over, whatever they hold", "[table][schema][sql]") {
  const Source source = open_text("dump.sql",
                                  "CREATE TABLE a (b int);\nCOPY public.a (b) FROM stdin;\n"
                                  "1\nCREATE TABLE intrus (x int);\n'\n\\.\n"
                                  "CREATE TABLE c (d text);\n");
  REQUIRE(source.tables.size() == 2);
  CHECK(source.tables[0]->info().name == "a");
  CHECK(source.tables[1]->info().name == "c");
  CHECK(source.tables[0]->stats().notes == std::vector<std::string>{"sql_data_not_read"});
}

TEST_CASE("a data dictionary gives one table for each table it names", "[table][schema]") {
  const Source source = open_text("dictionnaire.csv",
                                  "table_name;column_name;data_type;column_comment\n"
                                  "agents;nom;varchar(50);Nom de famille\n"
                                  "agents;ddn;date;Date de naissance\n"
                                  "lieux;code;integer;\n");
  CHECK(source.info.format == "data-dictionary");
  REQUIRE(source.tables.size() == 2);
  CHECK(names(source.tables[0]->info()) == "nom|ddn");
  CHECK(column(source.tables[0]->info(), "ddn").comment == "Date de naissance");
  CHECK(source.tables[1]->info().name == "lieux");
}

TEST_CASE("a French dictionary without tables is recognised by its headers and types",
          "[table][schema]") {
  const Source source = open_text("champs.csv",
                                  "Nom du champ,Type,Libellé,Valeurs possibles\n"
                                  "civ,Chaîne,Civilité,M ; Mme\nage,Entier,Âge en années,\n");
  CHECK(source.info.format == "data-dictionary");
  const TableInfo& table = source.tables.at(0)->info();
  CHECK(table.name == "champs");
  CHECK(column(table, "civ").title == "Civilité");
  CHECK(column(table, "civ").enumeration == std::vector<std::string>{"M", "Mme"});
}

TEST_CASE("ordinary data are never taken for a schema", "[table][schema]") {
  for (
      const char* text :
      {R"({"fields": [{"name": "Untel", "value": 3}]})",
       R"({"fields": [{"id": "nom", "type": "text"}], "records": [{"nom": "x"}]})",
       R"({"fields": [{"name": "champ du haut", "type": "prairie"}]})",
       R"({"fields": [{"name": "a", "type": "string"}], "rows": [[1], [2]]})",
       R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"type": "a"}}]})",
       R"({"$schema": "./config.schema.json", "nom": "x"})",
       R"({"type": "object", "properties": {"nom": "Durand"}})",
       R"({"resources": [{"name": "a", "schema": "elsewhere.json"}]})",
       R"([{"name": "a", "type": "string"}])"}) {
    INFO(text);
    const Source source = open_text("donnees.json", text);
    CHECK_FALSE(source.tables.at(0)->info().schema_only);
  }
  for (const char* text : {"nom;type;description\nÉcole;école;bleue\nMairie;mairie;grise\n",
                           "colonne;hauteur\nA;3\nB;4\n", "table;date\n1;2020-01-01\n",
                           "champ;surface;description\nLe grand pré;3;humide\nLe bas;2;sec\n",
                           "create,table,x\n1,2,3\n"}) {
    INFO(text);
    CHECK_FALSE(open_text("donnees.csv", text).tables.at(0)->info().schema_only);
  }
}

TEST_CASE("errors of schemas name the line or the JSON pointer", "[table][schema]") {
  CHECK(place_of_error("s.json", R"({"fields": [{"name": "a", "type": "string"},
    {"name": "b", "type": "string"}, {"name": "c", "type": "string"}, {"name": "d", "type": "string"},
    {"name": "e", "type": "string"}, {"name": "f", "type": "string"}, {"name": "g", "type": "string"},
    {"name": "h", "type": "string"}, {"name": "i", "type": "string"}, {"type": "string"}]})") ==
        "s.json#/fields/9");
  CHECK(place_of_error("s.json",
                       "{\"$schema\": \"https://json-schema.org/draft-07/schema\",\n"
                       " \"properties\": {,}}") == "s.json:2:17");
  CHECK(place_of_error("s.json", R"({"$schema": "https://json-schema.org/schema", "x": 1})") ==
        "s.json#/properties");
  CHECK(place_of_error("s.sql", "SELECT 1;\n") == "s.sql");
  CHECK(place_of_error("s.sql", "SELECT 1;\n\nCREATE TABLE ();\n") == "s.sql:3");
}

TEST_CASE("a declaration that never closes is read in part and told", "[table][schema][sql]") {
  const Source source = open_text("s.sql", "CREATE TABLE a (b int,\n c text\n");
  CHECK(names(source.tables.at(0)->info()) == "b|c");
  CHECK(source.tables[0]->stats().skipped.at("broken_declaration").first_records ==
        std::vector<std::uint64_t>{1});
}

TEST_CASE("hostile schemas stay within bounds", "[table][schema]") {
  // References that double at each step would give 2^40 columns.
  std::string doubling =
      R"({"$schema": "https://json-schema.org/x", "$ref": "#/$defs/d0", "$defs": {)";
  for (int i = 0; i < 40; ++i) {
    const std::string next = std::to_string(i + 1);
    doubling += "\"d" + std::to_string(i) + R"(": {"properties": {"a": {"$ref": "#/$defs/d)" +
                next + R"("}, "b": {"$ref": "#/$defs/d)" + next + "\"}}},";
  }
  doubling += R"("d40": {"type": "string"}}})";
  const Source source = open_text("d.json", doubling);
  CHECK(source.tables.at(0)->info().columns.size() <= kMaxDeclaredColumns);
  CHECK(source.tables[0]->stats().notes == std::vector<std::string>{"schema_cut"});

  std::string wide = "CREATE TABLE t (";
  for (int i = 0; i < 20000; ++i)
    wide += "c" + std::to_string(i) + " int, ";
  CHECK(open_text("w.sql", wide + "z int);").tables.at(0)->info().columns.size() ==
        kMaxDeclaredColumns);
  CHECK(first_table("b.sql", "CREATE TABLE t (a text, " + std::string(300000, '[') + ");")
            .columns.size() == 1);
}

TEST_CASE("declared types are understood in the words of each source", "[table][schema]") {
  CHECK(declared_kind("VARCHAR2(50 CHAR)") == DeclaredKind::text);
  CHECK(declared_kind("Chaîne de caractères") == DeclaredKind::text);
  CHECK(declared_kind("bigint(20) unsigned") == DeclaredKind::integer);
  CHECK(declared_kind("double precision") == DeclaredKind::number);
  CHECK(declared_kind("Booléen") == DeclaredKind::boolean);
  CHECK(declared_kind("timestamptz") == DeclaredKind::date);
  CHECK(declared_kind("string:date-time") == DeclaredKind::date);
  CHECK(declared_kind("string:ipv4") == DeclaredKind::ip_address);
  CHECK(declared_kind("geometry(Point,2154)") == DeclaredKind::geometry);
  CHECK(declared_kind("école") == DeclaredKind::unknown);
  CHECK(declared_kind("") == DeclaredKind::unknown);
}

}  // namespace aval
