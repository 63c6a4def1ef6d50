// Schemas judged without rows, and data judged with the help of their schema.
#include "audit/scan/detect.h"
#include "audit/scan/schema_join.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const RulePack& french() {
  static const RulePack kPack = load_embedded_rule_pack();
  return kPack;
}

Source open_text(const std::string& name, const std::string& text) {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return french().header_words.knows(word); };
  return open_source_bytes(name, text, options);
}

std::vector<TableScan> scan_all(const std::string& name, const std::string& text) {
  std::vector<TableScan> tables;
  for (const auto& reader : open_text(name, text).tables)
    tables.push_back(scan_table(*reader, french(), ProfileOptions()));
  return tables;
}

TableScan scan_first(const std::string& name, const std::string& text) {
  return scan_all(name, text).at(0);
}

std::string kinds(const TableScan& table) {
  std::string out;
  for (const ColumnScan& column : table.columns)
    out += (out.empty() ? "" : " ") + std::string(name_of(column.type)) + "/" +
           std::string(name_of(column.gdpr));
  return out;
}

std::string personal(const TableScan& table) {
  std::string out;
  for (const ColumnScan& column : table.columns)
    if (is_personal(column.gdpr))
      out += (out.empty() ? "" : " ") + column.name;
  return out;
}

}  // namespace

TEST_CASE("a header alone says what would be personal, and that no row was read",
          "[scan][schema]") {
  const TableScan table = scan_first("t.csv", "nom;prenom;date_naissance;telephone;adresse\n");
  CHECK(table.schema_only);
  CHECK(table.grain == Grain::person);
  CHECK(kinds(table) ==
        "last_name/direct first_name/direct birth_date/quasi phone/direct postal_address/direct");
  CHECK(publication_of({table}) == Publication::personal);
  CHECK(table.rows == 0);
  for (const Finding& finding : table.findings) {
    CHECK(finding.rows == 0);
    CHECK(finding.first_rows.empty());
    CHECK(finding.confidence <= 0.9);
  }
}

TEST_CASE("a staff database is personal by names, types and comments", "[scan][schema][sql]") {
  const std::vector<TableScan> tables = scan_all("rh.sql", R"sql(
CREATE TABLE agent (id_agent integer, nom_usage varchar(80), prenom varchar(80), c1 date, c2 varchar(15),
  est_titulaire boolean, taux_handicap numeric, prenom_verifie boolean);
COMMENT ON COLUMN agent.c1 IS 'Date de naissance de l''agent';
COMMENT ON COLUMN agent.c2 IS 'Numéro de sécurité sociale';
CREATE TABLE service (id_service integer, libelle varchar(200), code_budget varchar(10));)sql");
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].grain == Grain::person);
  CHECK(tables[0].columns.at(3).type == ColumnType::birth_date);
  CHECK(tables[0].columns.at(4).type == ColumnType::nir);
  CHECK(tables[0].columns.at(6).type == ColumnType::disability);
  // A boolean cannot hold a first name.
  CHECK(tables[0].columns.at(7).type != ColumnType::first_name);
  CHECK(publication_of(tables) == Publication::special);
  CHECK(personal(tables[1]).empty());
}

TEST_CASE("a schema of bicycle parkings is clean", "[scan][schema]") {
  const TableScan table = scan_first("s.json", R"({"name": "stationnements", "fields": [
    {"name": "id_local", "type": "string", "description": "Identifiant du stationnement chez le producteur"},
    {"name": "nom", "type": "string", "title": "Nom", "description": "Ce champ contient le nom du stationnement."},
    {"name": "position", "type": "geopoint", "description": "Position du centre du stationnement"},
    {"name": "capacite", "type": "integer", "description": "Nombre de places"},
    {"name": "gestionnaire", "type": "string", "description": "Nom de l'organisme gestionnaire", "example": "Ville de Lyon"},
    {"name": "gratuit", "type": "boolean"}, {"name": "date_maj", "type": "date"},
    {"name": "commentaires", "type": "string", "description": "Commentaires sur l'emplacement"}]})");
  CHECK(personal(table).empty());
  CHECK(publication_of({table}) == Publication::ok);
}

TEST_CASE("a schema of subsidies names organisations, and the beneficiary may be a person",
          "[scan][schema]") {
  const TableScan table = scan_first("s.json", R"({"name": "subventions", "fields": [
    {"name": "nomAttribuant", "type": "string", "title": "Nom de l'attribuant"},
    {"name": "idAttribuant", "type": "string", "title": "Code SIRET de l'attribuant"},
    {"name": "dateConvention", "type": "date"},
    {"name": "nomBeneficiaire", "type": "string", "title": "Nom du bénéficiaire", "example": "Club de Voile"},
    {"name": "objet", "type": "string"}, {"name": "montant", "type": "number"}]})");
  CHECK(table.grain != Grain::person);
  CHECK(personal(table) == "nomBeneficiaire");
}

TEST_CASE("given names beside a count are a statistic in a schema too", "[scan][schema]") {
  const TableScan table = scan_first("s.json", R"({"name": "prenoms", "fields": [
    {"name": "COMMUNE_NOM", "type": "string"},
    {"name": "ENFANT_SEXE", "type": "string", "constraints": {"enum": ["M", "F"]}},
    {"name": "ENFANT_PRENOM", "type": "string", "title": "Prénom"},
    {"name": "NOMBRE_OCCURRENCES", "type": "integer"}, {"name": "ANNEE", "type": "year"}]})");
  CHECK(table.grain == Grain::count);
  CHECK(publication_of({table}) == Publication::ok);
}

TEST_CASE("a closed list of values tells what a silent column holds about persons",
          "[scan][schema]") {
  const TableScan table = scan_first("s.json", R"({"name": "agents", "fields": [
    {"name": "nom_famille", "type": "string"}, {"name": "prenom", "type": "string"},
    {"name": "date_naissance", "type": "date"},
    {"name": "c7", "type": "string", "constraints": {"enum": ["célibataire", "marié", "divorcé", "veuf"]}}]})");
  CHECK(table.columns.at(3).type == ColumnType::marital_family);
}

TEST_CASE("the INSEE number of a municipality is not that of a person", "[scan][schema]") {
  const std::string rest =
      R"(, {"name": "date_pose", "type": "date"}, {"name": "debit", "type": "number"}]})";
  const TableScan place = scan_first("s.json", R"({"name": "hydrants", "fields": [
        {"name": "insee", "type": "string", "title": "Numéro INSEE", "description": "Numéro INSEE de la commune"})" +
                                                   rest);
  CHECK(personal(place).empty());
  const TableScan person = scan_first("s.json", R"({"name": "dossiers", "fields": [
        {"name": "num", "type": "string", "title": "Numéro de sécurité sociale"})" +
                                                    rest);
  CHECK(person.columns.at(0).type == ColumnType::nir);
}

TEST_CASE("examples agree but settle nothing alone", "[scan][schema]") {
  const TableScan table = scan_first("s.json", R"({"name": "salles", "fields": [
    {"name": "salle", "type": "string", "example": "Jean Moulin"},
    {"name": "surface", "type": "number", "example": "120"}]})");
  CHECK(personal(table).empty());
}

TEST_CASE("a declared title names what a code of the data hides", "[scan][schema]") {
  Source data =
      open_text("t.csv", "c1;c2;extra\nMartin;Camille;1\nBernard;Louis;2\nDubois;Jeanne;3\n");
  Source schema = open_text("s.json", R"({"name": "t", "fields": [
    {"name": "c1", "type": "string", "title": "Nom de famille"},
    {"name": "C2", "type": "string", "title": "Prénom"},
    {"name": "absente", "type": "string"}]})");
  const TableProfile profile = profile_table(*data.tables.at(0), french(), ProfileOptions());
  TableInfo info = data.tables[0]->info();
  const SchemaComparison comparison = join_schema(schema.tables.at(0)->info(), info);
  CHECK(comparison.absent == std::vector<std::string>{"absente"});
  CHECK(comparison.undeclared == std::vector<std::size_t>{2});
  const TableScan table = find_personal_data(profile, info, data.tables[0]->stats(), french());
  CHECK_FALSE(table.schema_only);
  CHECK(table.columns.at(0).type == ColumnType::last_name);
  CHECK(table.columns.at(1).type == ColumnType::first_name);
  CHECK(table.columns[0].name == "c1");
}

TEST_CASE("among several declared tables, data follow the one of their name or of their columns",
          "[scan][schema]") {
  std::vector<TableInfo> schemas;
  for (const auto& reader : open_text("s.sql",
                                      "CREATE TABLE lieux (code int, nom text);"
                                      "CREATE TABLE agents (nom text, ddn date);")
                                .tables)
    schemas.push_back(reader->info());
  TableInfo data;
  data.name = "Agents";
  CHECK(find_schema_of(data, schemas) == &schemas[1]);
  data.name = "export";
  data.columns = {{"nom", "", ""}, {"DDN", "", ""}};
  CHECK(find_schema_of(data, schemas) == &schemas[1]);
  data.columns = {{"rien", "", ""}};
  CHECK(find_schema_of(data, schemas) == nullptr);
}

}  // namespace aval
