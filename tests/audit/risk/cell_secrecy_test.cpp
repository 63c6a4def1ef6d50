// Small and dominated cells.
#include "audit/risk/cell_secrecy.h"

#include <cmath>

#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

CodedTable code(const std::string& rows) {
  SourceOptions reading;
  reading.is_header_word = [](std::string_view word) {
    return word == "ville" || word == "montant";
  };
  Source source = open_source_bytes("t.csv", "ville;siret;montant\n" + rows, reading);
  return read_coded_table(*source.tables.at(0), {0, 1, 2}, {});
}

const std::string kRows =
    "a;1;850\na;2;100\na;3;50\n"          // exactly 85 %: allowed
    "b;1;851\nb;2;100\nb;3;49\n"          // above
    "c;1;10\nc;1;10\nc;2;10\n"            // three rows, two units
    "d;1;-90,5\nd;2;5\nd;3;\nd;4;4,5\n";  // a negative amount counts by its size

TEST_CASE("a cell needs three units and none above 85 %", "[risk][secrecy]") {
  const CodedTable table = code(kRows);
  const CellSecrecy by_unit = measure_secrecy(table, {{0}, 2, 1}, {}, MissingRule::own_category);
  CHECK(by_unit.cells == 4);
  CHECK(by_unit.small_cells == 1);
  CHECK(by_unit.small_witnesses == std::vector<std::uint64_t>{8});
  CHECK(by_unit.dominated_cells == 2);
  CHECK(by_unit.dominated_witnesses == std::vector<std::uint64_t>{5, 11});
  CHECK(by_unit.fewest_units == 2);
  CHECK(by_unit.left_out == 1);
  CHECK(std::abs(by_unit.highest_share - 0.905) < 1e-12);
  const CellSecrecy by_row =
      measure_secrecy(table, {{0}, 2, std::nullopt}, {}, MissingRule::own_category);
  CHECK(by_row.small_cells == 0);
}

TEST_CASE("thresholds of secrecy are parameters", "[risk][secrecy]") {
  const CellSecrecy found =
      measure_secrecy(code(kRows), {{0}, 2, 1}, {4, 0.5}, MissingRule::own_category);
  CHECK(found.small_cells == 4);
  CHECK(found.dominated_cells == 0);
}

TEST_CASE("an amount that is no number is refused without telling it", "[risk][secrecy]") {
  const CodedTable table = code("a;1;12\nb;2;douze\n");
  try {
    measure_secrecy(table, {{0}, 2, 1}, {}, MissingRule::own_category);
    FAIL("taken");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.message().fr.find("douze") == std::string::npos);
  }
}

}  // namespace
}  // namespace aval
