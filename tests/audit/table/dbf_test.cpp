// DBF files and Shapefiles, made by make_dbf.py with dbf and pyshp. Expected values are those given
// to these libraries.
#include "audit/base/file.h"
#include "audit/table/dbf_header.h"
#include "audit/table/dbf_source.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const std::string kFolder = std::string(AVAL_SOURCE_DIR) + "/tests/data/table/";

TestTable table_of(const std::string& name) {
  const Source source = open_source(kFolder + name, test_options());
  TestTable table;
  Batch batch;
  REQUIRE(source.tables.size() == 1);
  TableReader& reader = *source.tables[0];
  while (reader.next(batch))
    for (std::size_t row = 0; row < batch.rows; ++row) {
      TestRow cells;
      for (const auto& column : batch.columns)
        cells.push_back(column[row].data() == nullptr ? std::nullopt
                                                      : std::optional<std::string>(column[row]));
      table.rows.push_back(std::move(cells));
    }
  table.info = reader.info();
  table.stats = reader.stats();
  return table;
}

}  // namespace

TEST_CASE("a DBF file keeps its zeros, its accents and its long texts", "[table][dbf]") {
  for (const char* name : {"dbase3.dbf", "foxpro.dbf"}) {
    const TestTable table = table_of(name);
    CHECK(names_of(table) == "CODE|NOM|NUMERO|JOUR|ACTIF|NOTE");
    REQUIRE(table.rows.size() == 4);
    CHECK(line_of(table.rows[0]) == "01000|Étienne|1|2020-01-31|TRUE|Une première note");
    CHECK(line_of(table.rows[1]) == "75011|Durand|12345678901234|<null>|FALSE|<null>");
    CHECK(table.rows[3][5] == std::string(600, 'x'));
    CHECK(table.info.columns[2].declared_type == "NUMERIC(20,0)");
    CHECK(table.info.dialect.encoding_origin == "declared");
    CHECK(table.stats.skipped.empty());
  }
}

TEST_CASE("a record marked as deleted is read and told", "[table][dbf]") {
  const TestTable table = table_of("dbase3.dbf");
  CHECK(line_of(table.rows[2]) == "13001|Effacé|3|1999-12-31|<null>|Note de la ligne effacée");
  CHECK(repairs_of(table, "deleted_record") == 1);
  CHECK(table.stats.repairs.at("deleted_record").first_records == std::vector<std::uint64_t>{3});
}

TEST_CASE("the machine numbers of Visual FoxPro are read", "[table][dbf]") {
  const TestTable table = table_of("visual_foxpro.dbf");
  CHECK(names_of(table) == "CODE|RANG|PRIX|MOMENT|MESURE|NOTE");
  CHECK(line_of(table.rows[0]) == "01000|-7|12.5000|2020-01-31 13:05:09|0.1|Été");
  CHECK(line_of(table.rows[1]) == "02000|8|-1.0000|2021-02-03|1000000000000000|<null>");
}

TEST_CASE("a dBase IV memo, a number of stars and a record past the count", "[table][dbf]") {
  const TestTable table = table_of("dbase4.dbf");
  REQUIRE(table.rows.size() == 3);
  CHECK(line_of(table.rows[0]) == "01000|1.50|Une note, écrite");
  CHECK(line_of(table.rows[2]) == "03000|-2.00|<null>");
  CHECK(repairs_of(table, "number_overflow") == 1);
  CHECK(repairs_of(table, "record_past_count") == 1);
  CHECK(skipped_of(table, "memo_damaged") == 1);
}

TEST_CASE("a DBF file cut short says how many rows are missing", "[table][dbf]") {
  const TestTable table = table_of("truncated.dbf");
  CHECK(table.rows.size() == 1);
  CHECK(table.stats.skipped_rows == 2);
  CHECK(table.stats.coverage < 0.34);
}

TEST_CASE("without its memo file a table is read and incomplete", "[table][dbf]") {
  const auto tables = read_tables("seul.dbf", read_file(kFolder + "dbase3.dbf"), test_options());
  CHECK(line_of(tables.at(0).rows.at(0)) == "01000|Étienne|1|2020-01-31|TRUE|<null>");
  CHECK(skipped_of(tables.at(0), "memo_missing") > 0);
}

TEST_CASE("a Shapefile has its attributes, its geometry and its coordinate system",
          "[table][dbf]") {
  const TestTable points = table_of("lieux.shp");
  CHECK(names_of(points) == "NOM|CODE|geometry.type|geometry.coordinates");
  CHECK(line_of(points.rows.at(0)) == "Mairie|1|Point|652381.25,6862047.5");
  CHECK(line_of(points.rows.at(2)) == "Nulle part|3|<null>|<null>");
  CHECK(points.info.columns.at(3).declared_type == "geometry(Geometry,2154)");
  CHECK(points.info.dialect.encoding == "UTF-8");
  const TestTable areas = table_of("zones.shp");
  CHECK(line_of(areas.rows.at(0)) == "Forêt|Polygon|0,0 0,1 1,1 0,0 5,5 5,6 6,6 5,5");
}

TEST_CASE("a Shapefile without its table says what is missing", "[table][dbf]") {
  CHECK_THROWS_WITH(read_tables("lieux.shp", read_file(kFolder + "lieux.shp"), test_options()),
                    Catch::Contains(".dbf"));
}

TEST_CASE("what a .cpg file says", "[table][dbf]") {
  CHECK(code_page_of_cpg("UTF-8\r\n") == "UTF-8");
  CHECK(code_page_of_cpg("1252") == "windows-1252");
  CHECK(code_page_of_cpg("ANSI 1252") == "windows-1252");
  CHECK(code_page_of_cpg("ISO-8859-15") == "ISO-8859-15");
  CHECK(code_page_of_cpg("88591") == "ISO-8859-1");
  CHECK(code_page_of_cpg("OEM 850") == "cp850");
  CHECK(code_page_of_cpg("inconnu").empty());
}

TEST_CASE("fields that pass the record are refused", "[table][dbf]") {
  std::string bytes = read_file(kFolder + "dbase3.dbf");
  bytes[10] = 9;
  CHECK_THROWS_WITH(read_tables("a.dbf", bytes, test_options()), Catch::Contains("damaged DBF"));
}
