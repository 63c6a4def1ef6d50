// Files made to break readers: each must be read or refused, quickly and in little memory.
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t count = 0; count < times; ++count)
    all += text;
  return all;
}

// Rows read in all tables, or nothing when the source is refused.
std::optional<std::size_t> rows_of(const std::string& name, std::string_view bytes) {
  try {
    std::size_t rows = 0;
    for (const TestTable& table : read_tables(name, bytes, test_options()))
      rows += table.rows.size();
    return rows;
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return std::nullopt;
  }
}

}  // namespace

TEST_CASE("files of one byte are read or refused", "[table][hostile]") {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text(1, static_cast<char>(byte));
    CHECK(rows_of("a.csv", text).value_or(0) <= 1);
    CHECK(rows_of("a.json", text).value_or(0) <= 1);
  }
}

TEST_CASE("files of quotes, of line ends, of delimiters are read", "[table][hostile]") {
  CHECK(rows_of("a.csv", repeat("\"", 100000)).has_value());
  CHECK(rows_of("a.csv", repeat("\"\n", 50000)).has_value());
  CHECK(rows_of("a.csv", repeat("\"x\n", 50000)).has_value());
  CHECK(rows_of("a.csv", repeat("\"\"a\n", 50000)).has_value());
  CHECK(rows_of("a.csv", repeat(";\"a", 50000)).has_value());
  CHECK(rows_of("a.csv", repeat("\n", 100000)) == 0);
  CHECK(rows_of("a.csv", repeat("\r", 100000)) == 0);
  CHECK(rows_of("a.csv", repeat(";", 100000)).has_value());
}

TEST_CASE("a hundred thousand columns are read", "[table][hostile]") {
  std::string text;
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 100000; ++column)
      text += (column == 0 ? "" : ";") + std::to_string(column * (row + 1));
    text += "\n";
  }
  const TestTable table = read_csv(text);
  CHECK(table.info.columns.size() == 100000);
  CHECK(table.rows.size() == 4);
}

TEST_CASE("one row far wider than the others does not multiply memory", "[table][hostile]") {
  const TestTable table = read_csv("id;nom\n" + repeat("1;a\n", 20000) + repeat("x;", 60000) +
                                   "x\n" + repeat("2;b\n", 20000));
  CHECK(table.rows.size() == 40001);
  CHECK(table.info.columns.size() < 100);
  CHECK(repairs_of(table, "cells_merged") == 1);
  REQUIRE(table.rows[20000].back().has_value());
  CHECK(table.rows[20000].back()->size() > 100000);
}

TEST_CASE("a line of twenty megabytes is read", "[table][hostile]") {
  const TestTable table = read_csv("id;nom;age\n1;" + std::string(20000000, 'x') + ";3\n2;b;4\n");
  CHECK(repairs_of(table, "record_too_long") == 1);
  CHECK(table.rows.back()[1] == "b");
}

TEST_CASE("JSON that never ends is read to where it breaks", "[table][hostile]") {
  CHECK(rows_of("a.json", repeat("[", 500000)) == 0);
  CHECK(rows_of("a.json", repeat("{\"a\":", 300000)) == 0);
  CHECK(rows_of("a.json", "[{\"a\":\"" + std::string(1000000, 'x')) == 0);
  CHECK(rows_of("a.json", "[\n" + repeat("{\"a\":{\"b\":1,\n", 20000)).has_value());
  CHECK(rows_of("a.json", "{:::::").has_value());
  CHECK(rows_of("a.json", "[,,,,]") == 0);
  CHECK(rows_of("a.json", "[{\"a\":\"" + repeat("\\", 300000) + "\"}]").has_value());
}

TEST_CASE("long names and many names in JSON cost little", "[table][hostile]") {
  const std::string key(300000, 'k');
  CHECK(rows_of("a.json", "[{\"" + key + "\":[" + repeat("{\"a\":1},", 50000) + "{\"a\":2}]}]") ==
        1);
  std::string keys = "[{\"k\":0";
  for (int index = 0; index < 50000; ++index)
    keys += ",\"k" + std::to_string(index) + "\":1";
  CHECK(rows_of("a.json", keys + "}]") == 1);
  CHECK(rows_of("a.json", "[{\"a\":" + std::string(1000000, '9') + "}]") == 1);
}

TEST_CASE("more tables than the limit are counted as not read", "[table][hostile]") {
  std::string text = "{\"x\":[{\"b\":1}]";
  for (int index = 0; index < 300; ++index)
    text += ",\"a" + std::to_string(index) + "\":[{\"b\":1}]";
  const auto tables = read_tables("a.json", text + "}", test_options());
  CHECK(tables.size() == 200);
  CHECK(skipped_of(tables[0], "too_many_tables") == 101);
  CHECK(tables[0].stats.coverage < 1);
}
