// k under the three rules for missing values. The expected figures of the second table were worked
// out by comparing all pairs of rows.
#include "audit/risk/k_anonymity.h"

#include "audit/table/source.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

namespace aval {
namespace {

CodedTable code(const std::string& text, const std::vector<std::size_t>& columns) {
  Source source = open_source_bytes("t.csv", text, {});
  return read_coded_table(*source.tables.at(0), columns, {});
}

const std::vector<std::size_t> kTwo = {0, 1};

TEST_CASE("k is the size of the smallest class and its rows are the witnesses", "[risk][k]") {
  const CodedTable table = code("cp;sexe\n21000;F\n21000;F\n25000;M\n21000;F\n39000;M\n", {0, 1});
  const KAnonymity k = measure_k(table, kTwo, MissingRule::own_category);
  CHECK(k.records == 5);
  CHECK(k.classes == 3U);
  CHECK(k.k == 1);
  CHECK(k.unique_records == 2);
  CHECK(k.records_by_size == std::map<std::uint64_t, std::uint64_t>{{1, 2}, {3, 3}});
  CHECK(k.witnesses == std::vector<std::uint64_t>{4, 6});
  CHECK(k.records_below(3) == 2);
  CHECK(k.records_below(4) == 5);
}

TEST_CASE("the three rules for missing values differ as they say", "[risk][k]") {
  const CodedTable table =
      code("cp;sexe\n21000;F\n21000;\n;F\n25000;M\n25000;M\n;\n21000;F\n39000;M\n", {0, 1});
  const KAnonymity own = measure_k(table, kTwo, MissingRule::own_category);
  CHECK(own.k == 1);
  CHECK(own.classes == 6U);
  CHECK(own.unique_records == 4);
  const KAnonymity excluded = measure_k(table, kTwo, MissingRule::excluded);
  CHECK(excluded.records == 5);
  CHECK(excluded.left_out == 3);
  CHECK(excluded.k == 1);
  CHECK(excluded.classes == 3U);
  const KAnonymity wildcard = measure_k(table, kTwo, MissingRule::wildcard);
  CHECK(wildcard.records == 8);
  CHECK_FALSE(wildcard.classes.has_value());
  CHECK(wildcard.k == 2);
  CHECK(wildcard.witnesses == std::vector<std::uint64_t>{9});
  CHECK(wildcard.records_by_size ==
        std::map<std::uint64_t, std::uint64_t>{{2, 1}, {3, 2}, {5, 4}, {8, 1}});
}

TEST_CASE("wildcard matching equals the comparison of all pairs of rows", "[risk][k]") {
  Draw draw(20261127);
  CodedTable table;
  table.columns.resize(4);
  for (std::uint64_t row = 0; row < 400; ++row) {
    table.record_numbers.push_back(row + 2);
    for (CodedColumn& column : table.columns)
      column.codes.push_back(draw.below(6) == 0 ? kMissingCode
                                                : static_cast<std::uint32_t>(draw.below(4)));
  }
  const std::vector<std::size_t> positions = {0, 1, 2, 3};
  const auto match = [&](std::size_t a, std::size_t b) {
    for (const CodedColumn& column : table.columns)
      if (column.codes[a] != kMissingCode && column.codes[b] != kMissingCode &&
          column.codes[a] != column.codes[b])
        return false;
    return true;
  };
  std::map<std::uint64_t, std::uint64_t> expected;
  for (std::size_t a = 0; a < table.rows(); ++a) {
    std::uint64_t rows = 0;
    for (std::size_t b = 0; b < table.rows(); ++b)
      rows += match(a, b) ? 1U : 0U;
    ++expected[rows];
  }
  CHECK(measure_k(table, positions, MissingRule::wildcard).records_by_size == expected);
}

TEST_CASE("a table without rows has no profile at all", "[risk][k]") {
  const CodedTable table = code("cp;sexe\n", {0, 1});
  for (const MissingRule rule :
       {MissingRule::own_category, MissingRule::wildcard, MissingRule::excluded}) {
    const KAnonymity k = measure_k(table, kTwo, rule);
    CHECK(k.k == 0);
    CHECK(k.unique_records == 0);
    CHECK(k.witnesses.empty());
  }
}

}  // namespace
}  // namespace aval
