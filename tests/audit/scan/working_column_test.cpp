// A profile told cell by cell is the oracle of one that is told values and counts.
#include "audit/scan/working_column.h"

#include "audit/base/text.h"
#include "audit/scan/match_check.h"
#include "audit/scan/row_hashes.h"
#include "audit/scan/table_profile.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

const RulePack& french() {
  static const RulePack pack = load_embedded_rule_pack();
  return pack;
}

std::vector<std::string> random_cells(std::size_t count) {
  static const std::vector<std::string> kWords = {"-",
                                                  "n/a",
                                                  "oui",
                                                  "Nîmes",
                                                  "75001",
                                                  "75001.0",
                                                  "7,32829E+13",
                                                  "12/03/1980",
                                                  "QF 4",
                                                  "0199000123",
                                                  "3,50",
                                                  "ABC",
                                                  "contact@exemple.fr",
                                                  "relance faite, voir Mme Durand"};
  Draw draw(20261127);
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < count; ++i)
    cells.push_back(draw.below(3) == 0 ? std::to_string(draw.below(5000))
                                       : kWords[draw.below(kWords.size())]);
  return cells;
}

void check_same(const std::map<std::uint16_t, RuleCells>& left,
                const std::map<std::uint16_t, RuleCells>& right) {
  REQUIRE(left.size() == right.size());
  for (const auto& [rule, cells] : left) {
    CAPTURE(rule);
    const RuleCells& other = right.at(rule);
    CHECK(cells.matched == other.matched);
    CHECK(cells.valid == other.valid);
    CHECK(cells.repaired == other.repaired);
    CHECK(cells.first_records == other.first_records);
  }
}

void check_same(const ColumnQuality& left, const ColumnQuality& right) {
  CHECK(left.filled == right.filled);
  CHECK(left.null_words == right.null_words);
  CHECK(left.kinds == right.kinds);
  CHECK(left.padded == right.padded);
  CHECK(left.padded > 100);
  CHECK(left.dirty == right.dirty);
  CHECK(left.first_day == right.first_day);
  CHECK(left.before_1900 == right.before_1900);
  CHECK(left.formed == right.formed);
  CHECK(left.forms == right.forms);
  CHECK(left.buckets == right.buckets);
  CHECK(left.folded.estimate() == right.folded.estimate());
}

}  // namespace

TEST_CASE("counting equal verdicts together changes nothing of a profile", "[scan][profile]") {
  CellJudge judge(french(), compiled_patterns(french()));
  const std::vector<std::string> cells = random_cells(6000);
  ColumnProfile expected;
  ColumnQuality expected_quality;
  ValueJudge values;
  WorkingColumn column;
  column.count_quality(20261127);
  column.resize_cache(16);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    // Records of a file come in order, those of a server need not.
    const std::uint64_t record = i < 3000 ? 10000 - i : 20000 + i;
    const std::uint64_t hash = hash64(cells[i], 7);
    const CellVerdict verdict = judge.judge(cells[i]);
    expected.offer_to_sample(hash, verdict);
    expected.add(hash, verdict, cells[i].size(), record);
    column.add({hash, cells[i], i % 5 == 0, record}, judge);
    expected_quality.add(values.judge(cells[i]), {1, i % 5 == 0 ? 1U : 0U}, 20261127);
  }
  column.settle();
  const ColumnProfile& told = column.profile;
  CHECK(told.filled == expected.filled);
  CHECK(told.missing == expected.missing);
  CHECK(told.missing_words == expected.missing_words);
  CHECK(told.missing_words > 100);
  CHECK(told.bytes == expected.bytes);
  CHECK(told.max_bytes == expected.max_bytes);
  CHECK(told.sentences == expected.sentences);
  CHECK(told.numbers == expected.numbers);
  CHECK(told.min_number == expected.min_number);
  CHECK(told.max_number == expected.max_number);
  CHECK(told.min_year == expected.min_year);
  CHECK(told.trailing_zeros == expected.trailing_zeros);
  CHECK(told.scientific == expected.scientific);
  CHECK(told.distinct.estimate() == expected.distinct.estimate());
  CHECK(told.first_records == expected.first_records);
  check_same(told.value_cells, expected.value_cells);
  check_same(told.label_cells, expected.label_cells);
  check_same(told.short_text_cells, expected.short_text_cells);
  REQUIRE(told.sample.size() == expected.sample.size());
  for (std::size_t i = 0; i < told.sample.size(); ++i) {
    CHECK(told.sample[i].hash == expected.sample[i].hash);
    CHECK(
        is_same_verdict(told.verdict_of(told.sample[i]), expected.verdict_of(expected.sample[i])));
  }
  check_same(column.quality, expected_quality);
}

TEST_CASE("verdicts dropped from a pool leave the sample as it was", "[scan][profile]") {
  CellJudge judge(french(), compiled_patterns(french()));
  ColumnProfile profile;
  for (const std::string& cell : random_cells(500)) {
    const CellVerdict verdict = judge.judge(cell);
    profile.offer_to_sample(hash64(cell, 7), verdict);
  }
  CellVerdict unlike;
  unlike.traits = 0x7FFFFFFF;
  profile.verdicts.keep(unlike);
  const ColumnProfile before = profile;
  profile.drop_unsampled_verdicts();
  CHECK(profile.verdicts.size() < before.verdicts.size());
  for (std::size_t i = 0; i < profile.sample.size(); ++i)
    CHECK(is_same_verdict(profile.verdict_of(profile.sample[i]),
                          before.verdict_of(before.sample[i])));
}

TEST_CASE("distinct values are counted one by one up to the limit, whatever the split",
          "[scan][profile]") {
  const auto counted = [](std::size_t limit, std::size_t values, std::size_t parts) {
    std::vector<DistinctCount> counts(parts);
    for (DistinctCount& count : counts)
      count.set_exact_limit(limit);
    for (std::size_t i = 0; i < values; ++i)
      for (const std::size_t again : {i, i / 2})
        counts[i % parts].add(again == 0 ? 0 : hash64(std::to_string(again), 1));
    for (std::size_t part = 1; part < parts; ++part)
      counts[0].merge(counts[part]);
    return counts[0];
  };
  for (const std::size_t parts : {1U, 2U, 3U}) {
    CHECK(counted(1000, 1000, parts).is_exact());
    CHECK(counted(1000, 1000, parts).estimate() == 1000);
    const DistinctCount over = counted(1000, 1001, parts);
    CHECK_FALSE(over.is_exact());
    CHECK(over.estimate() == counted(1000, 1001, 1).estimate());
    // 1.6 % is the standard error of the estimate.
    CHECK(over.estimate() > 900);
    CHECK(over.estimate() < 1100);
  }
}

TEST_CASE("rows equal to another are counted over all sets", "[scan][profile]") {
  std::vector<RowHashes> sets(3);
  for (std::uint64_t i = 0; i < 3000; ++i)
    sets[i % 3].add({hash64(std::to_string(i % 1000), 1), i % 1000});
  sets[0].add({0, 0});
  CHECK(sets[0].size() == 1001);
  CHECK(count_duplicates(sets, 2) == 2000);
}

TEST_CASE("the first differences are told, and all are counted", "[scan][profile]") {
  MatchCheck left, right;
  for (std::uint64_t record = 60; record > 0; --record)
    add_difference(record % 2 == 0 ? left : right, {record, record % 5, {}, {}});
  merge_check(left, right);
  CHECK(left.differences == 60);
  REQUIRE(left.first.size() == MatchCheck::kFirst);
  CHECK(left.first.front().record == 1);
  CHECK(left.first.back().record == MatchCheck::kFirst);
}

TEST_CASE("verdicts of a scan are those of RE2 for one pattern after the other",
          "[scan][profile]") {
  std::string text = "nom;note\n";
  for (const std::string& cell : random_cells(400))
    text += "\"" + cell + "\";\"" + cell + " \"\n";
  SourceOptions reading;
  reading.is_header_word = [](std::string_view word) { return french().header_words.knows(word); };
  const Source source = open_source_bytes("t.csv", text, reading);
  ProfileOptions options;
  options.threads = 2;
  options.verify_matches = true;
  const TableProfile profile = profile_table(*source.tables.at(0), french(), options);
  CHECK(profile.match_check.cells == 800);
  CHECK(profile.match_check.differences == 0);
}
