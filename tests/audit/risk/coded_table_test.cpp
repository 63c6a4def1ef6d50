// Coding of columns: distinct values in byte order, missing cells apart.
#include "audit/risk/coded_table.h"

#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

CodedTable code(const std::string& text, const std::vector<std::size_t>& columns,
                const CodingOptions& options) {
  SourceOptions reading;
  reading.is_header_word = [](std::string_view word) {
    return word == "ville" || word == "age" || word == "code";
  };
  Source source = open_source_bytes("t.csv", text, reading);
  return read_coded_table(*source.tables.at(0), columns, options);
}

TEST_CASE("values of a coded column are distinct and in byte order", "[risk][coded]") {
  const CodedTable table = code("ville;code\nb;2\na;1\n c ;2\nb;1\n", {0}, {});
  REQUIRE(table.rows() == 4);
  REQUIRE(table.columns.size() == 1);
  CHECK(table.columns[0].name == "ville");
  CHECK(table.columns[0].values == std::vector<std::string>{"a", "b", "c"});
  CHECK(table.columns[0].codes == std::vector<std::uint32_t>{1, 0, 2, 1});
  CHECK(table.record_numbers == std::vector<std::uint64_t>{2, 3, 4, 5});
}

TEST_CASE("blank cells, short rows and words given for no value are missing", "[risk][coded]") {
  const std::string text = "ville;age;code\na;;x\n ?;3;y\nb;4\n";
  const CodedTable plain = code(text, {2, 1, 0}, {});
  CHECK(plain.columns[0].codes == std::vector<std::uint32_t>{0, 1, kMissingCode});
  CHECK(plain.columns[1].codes == std::vector<std::uint32_t>{kMissingCode, 0, 1});
  CHECK(plain.columns[2].missing == 0);
  const CodedTable told = code(text, {0}, {{"?"}});
  CHECK(told.columns[0].codes == std::vector<std::uint32_t>{0, kMissingCode, 1});
  CHECK(told.columns[0].missing == 1);
  CHECK(told.columns[0].values == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a column that the table does not have is missing everywhere", "[risk][coded]") {
  const CodedTable table = code("ville;age\na;1\nb;2\n", {7}, {});
  CHECK(table.columns[0].missing == 2);
  CHECK(table.columns[0].name.empty());
  CHECK(table.columns[0].values.empty());
}

TEST_CASE("a header without rows gives an empty coded table", "[risk][coded]") {
  const CodedTable table = code("ville;age\n", {0, 1}, {});
  CHECK(table.rows() == 0);
  CHECK(table.columns.size() == 2);
}

}  // namespace
}  // namespace aval
