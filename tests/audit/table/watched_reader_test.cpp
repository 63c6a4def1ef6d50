// Readings that are watched: told how far they are, ended when asked.
#include "audit/table/watched_reader.h"

#include <atomic>

#include "audit/base/threads.h"
#include "audit/table/read_codes.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

constexpr std::uint64_t kRows = 20000;

Source open_rows(const std::shared_ptr<const ReadingWatch>& watch) {
  std::string csv = "commune;total\n";
  for (std::uint64_t row = 0; row < kRows; ++row)
    csv += "Lyon;" + std::to_string(row) + "\n";
  SourceOptions options;
  options.batch_bytes = 2000;
  options.watch = watch;
  return open_source_bytes("t.csv", csv, options);
}

std::uint64_t read_rows(TableReader& reader, std::size_t threads) {
  std::atomic<std::uint64_t> rows{0};
  run_threads(threads, [&](std::size_t) {
    Batch batch;
    while (reader.next(batch))
      rows += batch.rows;
  });
  return rows;
}

}  // namespace

TEST_CASE("a watched reading hands out every row and tells its end", "[table][watch]") {
  std::atomic<std::uint64_t> ends{0}, rows{0}, again{0};
  const auto watch = std::make_shared<ReadingWatch>();
  watch->tell = [&](const ReadingProgress& progress) {
    ends += progress.ended ? 1U : 0U;
    rows = progress.rows;
    again += progress.again ? 1U : 0U;
  };
  const Source source = open_rows(watch);
  TableReader& reader = *source.tables.at(0);
  REQUIRE(read_rows(reader, 2) == kRows);
  REQUIRE(ends == 2);
  REQUIRE(rows == kRows);
  REQUIRE(again == 0);
  REQUIRE_FALSE(is_interrupted(reader.stats()));
  REQUIRE(reader.stats().coverage == 1.0);
  REQUIRE(read_rows(*reader.reopen(), 1) == kRows);
  REQUIRE(again == 1);
}

TEST_CASE("a reading that is asked to stop says so", "[table][watch]") {
  std::atomic<int> asked{0};
  const auto watch = std::make_shared<ReadingWatch>();
  watch->asks_to_stop = [&] { return ++asked > 20; };
  const Source source = open_rows(watch);
  TableReader& reader = *source.tables.at(0);
  const std::uint64_t rows = read_rows(reader, 2);
  REQUIRE((rows > 0 && rows < kRows));
  const ReadStats stats = reader.stats();
  REQUIRE(is_interrupted(stats));
  REQUIRE(is_incomplete(stats));
  REQUIRE((stats.coverage > 0 && stats.coverage < 1));
  REQUIRE(asks_to_stop(watch));
  REQUIRE_FALSE(asks_to_stop(nullptr));
}

TEST_CASE("parts of a text hold every record once", "[table][part]") {
  const std::string csv =
      "nom;note\nMartin;\"deux\nlignes\"\nDurand;\"un\"\"e\"\nPetit;x\r\nLeroy;fin";
  for (unsigned count = 1; count <= csv.size() + 1; ++count) {
    std::vector<std::uint64_t> records;
    for (unsigned index = 1; index <= count; ++index) {
      SourceOptions options;
      options.part = {index, count};
      options.is_header_word = [](std::string_view word) {
        return word == "nom" || word == "note";
      };
      const Source source = open_source_bytes("t.csv", csv, options);
      Batch batch;
      while (source.tables.at(0)->next(batch))
        records.insert(records.end(), batch.record_numbers.begin(), batch.record_numbers.end());
    }
    REQUIRE(records == std::vector<std::uint64_t>{2, 3, 4, 5});
  }
}
