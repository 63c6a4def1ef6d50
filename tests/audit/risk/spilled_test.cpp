// Tables beyond a memory limit: the counts and measures of rows on disk are those in memory.
#include <algorithm>
#include <map>

#include "audit/base/error.h"
#include "audit/base/spill_file.h"
#include "audit/risk/class_counts.h"
#include "audit/risk/spilled_measures.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const std::string kData = std::string(AVAL_SOURCE_DIR) + "/tests/data/risk/";

}  // namespace

TEST_CASE("records of a part come back whole and in order", "[risk][spill]") {
  SpillFile file(3, 8, 1);
  std::vector<std::string> expected(3);
  for (std::uint64_t i = 0; i < 5000; ++i) {
    const std::string record(reinterpret_cast<const char*>(&i), sizeof i);
    file.add(i % 2, record);
    expected[i % 2] += record;
  }
  for (std::size_t part = 0; part < 3; ++part) {
    CHECK(file.read(part) == expected[part]);
    std::string pieces, piece;
    for (std::size_t p = 0; file.read_piece(part, p, piece); ++p) {
      CHECK(piece.size() % 8 == 0);
      pieces += piece;
    }
    CHECK(pieces == expected[part]);
  }
}

TEST_CASE("classes counted on disk are those counted in memory", "[risk][spill]") {
  std::map<ClassKey, std::uint64_t> known;
  for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{20'000}}) {
    ClassCounts counts(memory);
    known.clear();
    std::uint64_t state = 7;
    for (int batch = 0; batch < 40; ++batch) {
      std::vector<ClassKey> keys;
      for (int i = 0; i < 100; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth's MMIX
        const std::uint64_t profile = (state >> 33U) % 900;
        keys.emplace_back(profile, profile * 0x9E3779B97F4A7C15U);
        ++known[keys.back()];
      }
      counts.add(keys);
    }
    std::vector<std::uint64_t> expected, found;
    for (const auto& [key, size] : known)
      expected.push_back(size);
    counts.for_each_size([&found](std::uint64_t size) { found.push_back(size); });
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    CHECK(found == expected);
  }
}

TEST_CASE("rows on disk are those of the table", "[risk][spill]") {
  Source source = open_source(kData + "gaps.csv", {});
  const TableReader& reader = *source.tables.at(0);
  const std::vector<std::size_t> columns = {0, 1, 2, 3, 4};
  const CodedTable known = read_coded_table(*reader.reopen(), columns, {});
  ReadRows read = read_rows_within(*reader.reopen(), columns, {}, {{0, 1}, 1});
  REQUIRE(read.on_disk);
  CHECK(read.rows() == known.rows());
  std::vector<std::uint64_t> met;
  CodedTable rows;
  for (std::size_t part = 0; part < read.on_disk->parts(); ++part) {
    read.on_disk->load(part, rows);
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      const auto at = std::lower_bound(known.record_numbers.begin(), known.record_numbers.end(),
                                       rows.record_numbers[row]);
      const auto place = static_cast<std::size_t>(at - known.record_numbers.begin());
      for (std::size_t c = 0; c < columns.size(); ++c)
        REQUIRE(rows.columns[c].codes[row] == known.columns[c].codes[place]);
      met.push_back(rows.record_numbers[row]);
    }
    read.on_disk->give_back(rows);
  }
  std::sort(met.begin(), met.end());
  CHECK(met == known.record_numbers);
}

TEST_CASE("a measure that needs every row at once is refused beyond the limit", "[risk][spill]") {
  Source source = open_source(kData + "gaps.csv", {});
  ReadRows read = read_rows_within(*source.tables.at(0), {0, 1, 2}, {}, {{0, 1}, 1});
  REQUIRE(read.on_disk);
  RiskQuestion question;
  question.quasi = {0, 1};
  question.suda = true;
  CHECK_THROWS_AS(measure_spilled_risk(*read.on_disk, question), Error);
}

}  // namespace aval
