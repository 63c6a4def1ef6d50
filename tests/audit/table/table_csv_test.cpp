#include "audit/table/table_csv.h"

#include "audit/table/csv_writer.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string csv_of(const std::string& name, std::string bytes, WrittenCsv* written = nullptr) {
  const Source source = open_source_bytes(name, std::move(bytes), test_options());
  std::string out;
  const WrittenCsv told =
      write_table_csv(*source.tables.at(0), [&out](std::string_view piece) { out += piece; });
  if (written != nullptr)
    *written = told;
  return out;
}

}  // namespace

TEST_CASE("a table is written as RFC 4180 wants", "[table][csv]") {
  WrittenCsv written;
  CHECK(csv_of("a.csv", "nom;ville\n\"D;a\";\"x \"\"y\"\"\"\nPetit;Metz, Nancy\n", &written) ==
        "nom,ville\r\n\"D;a\",\"x \"\"y\"\"\"\r\nPetit,\"Metz, Nancy\"\r\n");
  CHECK(written.rows == 2);
  CHECK(written.columns == 2);
  CHECK(written.has_header);
}

TEST_CASE("columns that appear late are in the header", "[table][csv]") {
  CHECK(csv_of("a.json", R"([{"nom":"a"},{"nom":null,"ville":"b"}])") ==
        "nom,ville\r\na,\r\n,b\r\n");
}

TEST_CASE("an empty cell alone in its row is still a row", "[table][csv]") {
  std::string out;
  append_csv_record(out, {""});
  append_csv_record(out, {"a", ""});
  CHECK(out == "\"\"\r\na,\r\n");
}

TEST_CASE("formulas get an apostrophe that reading takes away", "[table][csv]") {
  WrittenCsv written;
  const std::string once =
      csv_of("a.json", R"([{"nom":"=1+2","age":"-3"},{"nom":"a","age":"4"}])", &written);
  CHECK(once == "nom,age\r\n'=1+2,-3\r\na,4\r\n");
  CHECK(written.guarded_cells == 1);
  const TestTable table = read_csv(once);
  CHECK(line_of(table.rows.at(0)) == "=1+2|-3");
  CHECK(repairs_of(table, "formula_guard") == 1);
  CHECK(csv_of("a.csv", once) == once);
}
