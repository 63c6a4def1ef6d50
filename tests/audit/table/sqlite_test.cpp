// SQLite databases. Expected values are those that the sqlite3 command prints.
#include "audit/base/sqlite.h"

#include <algorithm>
#include <map>

#include "audit/base/file.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const std::string kFolder = std::string(AVAL_SOURCE_DIR) + "/tests/data/table/";

std::map<std::string, TestTable> tables_of(std::string_view bytes) {
  std::map<std::string, TestTable> tables;
  for (TestTable& table : read_tables("base.sqlite", bytes, test_options()))
    tables.emplace(table.info.name, std::move(table));
  return tables;
}

std::string refusal_of(std::string_view bytes) {
  try {
    read_tables("base.sqlite", bytes, test_options());
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.place() == "base.sqlite");
    return error.message().en;
  }
  return "";
}

}  // namespace

TEST_CASE("every table and view of a database is a table", "[table][sqlite]") {
  const auto tables = tables_of(read_file(kFolder + "tables.sqlite"));
  CHECK(tables.size() == 4);
  CHECK(tables.count("sqlite_schema") == 0);
  CHECK(tables.count("zones") == 0);
  CHECK(tables.count("gpkg_contents") == 0);
  const TestTable& people = tables.at("inscrits");
  CHECK(names_of(people) == "id|nom|code_postal|montant|photo");
  CHECK(people.info.columns[2].declared_type == "VARCHAR(5)");
  REQUIRE(people.rows.size() == 3);
  CHECK(line_of(people.rows[0]) == "3|Étienne|75011|12|<null>");
  CHECK(line_of(people.rows[1]) == "7|Durand|01000|0.1|<null>");
  CHECK(line_of(people.rows[2]) == "9|Nulle|<null>|1000000000000000|<null>");
  CHECK(people.records == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(repairs_of(people, "binary_value") == 2);
  CHECK(repairs_of(people, "nul_byte") == 1);
  CHECK(tables.at("noms").rows.size() == 3);
  CHECK(line_of(tables.at("deux mots \"cités\"").rows.at(0)) == "1|x");
}

TEST_CASE("a view that is broken is counted, not read", "[table][sqlite]") {
  const auto tables = tables_of(read_file(kFolder + "tables.sqlite"));
  CHECK(skipped_of(tables.at("cassee"), "table_damaged") == 1);
  CHECK(tables.at("cassee").stats.coverage < 1);
}

// Without the limit this test does not end.
TEST_CASE("a view that never ends is stopped, and told", "[table][sqlite]") {
  const TemporaryFile file("endless");
  {
    Database database(file.path(), OpenMode::create);
    database.execute("PRAGMA journal_mode=DELETE");
    database.execute(
        "CREATE VIEW sans_fin AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i FROM n WHERE i < 0");
  }
  const auto tables = tables_of(read_file(file.path()));
  CHECK(skipped_of(tables.at("sans_fin"), "view_stopped") == 1);
  CHECK(tables.at("sans_fin").rows.empty());
}

TEST_CASE("reading a database leaves no file beside it", "[table][sqlite]") {
  std::vector<std::string> hidden;
  const auto before = list_files(kFolder, hidden);
  const Source source = open_source("sqlite:" + kFolder + "tables.sqlite", test_options());
  CHECK(source.info.format == "sqlite");
  CHECK(source.info.name == "tables");
  CHECK(source.info.uri == "sqlite:" + kFolder + "tables.sqlite");
  for (const auto& table : source.tables) {
    Batch batch;
    while (table->next(batch)) {
    }
  }
  CHECK(list_files(kFolder, hidden) == before);
}

TEST_CASE("a file named as a database that is none is refused", "[table][sqlite]") {
  std::string noise;
  for (int byte = 0; byte < 4096; ++byte)
    noise += static_cast<char>((byte * 167 + byte / 7) % 251);
  CHECK(refusal_of(noise).find("encrypted") != std::string::npos);
  const std::string csv = kFolder + "simple.csv";
  CHECK_THROWS_AS(open_source("sqlite:" + csv, test_options()), Error);
}

TEST_CASE("a damaged database is refused or counted", "[table][sqlite]") {
  const std::string whole = read_file(kFolder + "tables.sqlite");
  const std::string head = whole.substr(0, 100);
  CHECK(refusal_of(head).find("damaged") != std::string::npos);
  std::string broken = whole;
  std::fill(broken.begin() + 512, broken.end() - 512, '\xA5');
  bool is_told = !refusal_of(broken).empty();
  if (!is_told)
    for (const auto& [name, table] : tables_of(broken))
      is_told = is_told || table.stats.skipped_rows > 0;
  CHECK(is_told);
}

TEST_CASE("the tables that SpatiaLite keeps for itself are no data", "[table][sqlite]") {
  const TemporaryFile file("spatialite");
  {
    Database database(file.path(), OpenMode::create);
    for (const char* sql :
         {"CREATE TABLE spatial_ref_sys (srid INTEGER PRIMARY KEY, ref_sys_name TEXT)",
          "CREATE TABLE geometry_columns (f_table_name TEXT, f_geometry_column TEXT, srid INTEGER)",
          "CREATE TABLE geometry_columns_auth (f_table_name TEXT)",
          "CREATE TABLE spatialite_history (event TEXT)", "CREATE TABLE data_licenses (name TEXT)",
          "CREATE TABLE sql_statements_log (sql_statement TEXT)",
          "CREATE TABLE arbres (id INTEGER PRIMARY KEY, nom TEXT, geom POINT)",
          "INSERT INTO arbres VALUES (7, 'Chêne', x'0001E6100000')"})
      database.execute(sql);
  }
  const auto tables = tables_of(read_file(file.path()));
  CHECK(tables.size() == 2);
  CHECK(tables.count("sql_statements_log") == 1);
  REQUIRE(tables.count("arbres") == 1);
  CHECK(names_of(tables.at("arbres")) == "id|nom|geom");
  CHECK(tables.at("arbres").info.columns.at(2).declared_type == "POINT");
  CHECK(repairs_of(tables.at("arbres"), "binary_value") == 1);
}
