// Parts of a table, written and read back, say together what the table says; hashes of rows say the
// same in memory and on disk.
#include "audit/scan/table_part.h"

#include <algorithm>

#include "audit/base/error.h"
#include "audit/risk/risk_summary.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

ProfileOptions quality_options(unsigned threads) {
  ProfileOptions options;
  options.threads = threads;
  options.count_quality = true;
  options.year = 2026;
  options.today = 20261124;
  return options;
}

std::string table_of_persons(std::size_t rows) {
  Draw draw(20261124);
  const std::vector<std::string> names = {"Martin", "Durand", "Petit", "\"Le \"\"Goff\"\"\""};
  std::string csv = "nom;prenom;date_naissance;sexe;date_debut;date_fin;note\n";
  for (std::size_t i = 0; i < rows; ++i)
    csv += names[draw.below(4)] + ";" + (draw.below(2) == 0 ? "Lou" : "Camille") + ";0" +
           std::to_string(1 + draw.below(9)) + "/03/" + std::to_string(1950 + draw.below(50)) +
           (draw.below(2) == 0 ? ";H" : ";F") + ";01/02/" + std::to_string(2000 + draw.below(20)) +
           ";01/02/" + std::to_string(2000 + draw.below(20)) +
           (draw.below(4) == 0 ? ";\"deux\nlignes\"\n"
                               : ";" + std::to_string(draw.below(1000000)) + "\n");
  return csv;
}

std::unique_ptr<TableReader> open_part(const std::string& csv, unsigned index, unsigned count) {
  SourceOptions options;
  options.part = {index, count};
  options.batch_bytes = 500;
  return std::move(open_source_bytes("t.csv", csv, options).tables.at(0));
}

JoinedTable join_parts(const std::string& csv, unsigned count) {
  JoinedTable joined;
  for (unsigned index = count; index >= 1; --index) {
    const auto reader = open_part(csv, index, count);
    std::vector<TablePart> parts;
    parts.push_back(read_table_part(*reader, program_pack(), quality_options(index), false));
    const std::string bytes = write_table_parts(parts);
    std::vector<TablePart> back = read_table_parts(bytes, "part");
    std::vector<TablePart> again = read_table_parts(bytes, "part");
    REQUIRE(write_table_parts(again) == bytes);
    join_part(joined, back.at(0), false, "part");
  }
  return joined;
}

bool is_same_count(const EntityCount& left, const EntityCount& right) {
  return left.columns == right.columns && left.rows == right.rows &&
         left.duplicates == right.duplicates;
}

}  // namespace

TEST_CASE("parts of a table say together what it says", "[scan][part]") {
  const std::string csv = table_of_persons(700);
  const auto reader = open_part(csv, 1, 1);
  const TableProfile whole = profile_table(*reader, program_pack(), quality_options(2));
  const RiskSummary risk = assess_risk(*reader->reopen(), {2, 3}, 1);
  for (const unsigned count : {1U, 2U, 5U, 40U}) {
    JoinedTable joined = join_parts(csv, count);
    REQUIRE(joined.stats.rows == reader->stats().rows);
    const RiskSummary joined_risk = assess_risk(joined.rows, {2, 3});
    REQUIRE(joined_risk.k == risk.k);
    REQUIRE(joined_risk.unique_rows == risk.unique_rows);
    REQUIRE(joined_risk.rows_by_size == risk.rows_by_size);
    REQUIRE(is_same_count(count_entities(joined.rows, {0, 1, 2}, 1),
                          count_entities(*reader->reopen(), {0, 1, 2}, 1)));
    const TableProfile profile =
        conclude_profile(std::move(joined.state), joined.info, quality_options(1));
    REQUIRE(profile.rows == whole.rows);
    REQUIRE(profile.duplicate_rows == whole.duplicate_rows);
    REQUIRE(profile.quality->loose_duplicates == whole.quality->loose_duplicates);
    REQUIRE(profile.columns.at(6).distinct.estimate() == whole.columns.at(6).distinct.estimate());
    REQUIRE(profile.columns.at(0).first_records == whole.columns.at(0).first_records);
  }
}

TEST_CASE("bytes that are no part are refused", "[scan][part]") {
  const auto reader = open_part(table_of_persons(20), 1, 1);
  std::vector<TablePart> parts;
  parts.push_back(read_table_part(*reader, program_pack(), quality_options(1), true));
  const std::string bytes = write_table_parts(parts);
  Draw draw(7);
  for (std::size_t cut = 0; cut < bytes.size(); cut += 1 + draw.below(97))
    REQUIRE_THROWS_AS(read_table_parts(std::string_view(bytes).substr(0, cut), "part"), Error);
  REQUIRE_THROWS_AS(read_table_parts(bytes + "x", "part"), Error);
  // A changed byte is refused or read as another state; it never reads beyond the bytes.
  for (int round = 0; round < 2000; ++round) {
    std::string changed = bytes;
    changed[draw.below(changed.size())] = static_cast<char>(draw.below(256));
    try {
      static_cast<void>(read_table_parts(changed, "part"));
    } catch (const Error&) {
    }
  }
}

TEST_CASE("a column that a part did not keep is told", "[scan][part]") {
  RowColumns part;
  part.rows = 3;
  REQUIRE_THROWS_AS(assess_risk({part}, {0}), Error);
  part.all_columns = true;
  REQUIRE(assess_risk({part}, {0}).k == 3);
}

TEST_CASE("hashes of rows count the same on disk", "[scan][rows]") {
  Draw draw(11);
  std::vector<RowHashes> in_memory(2), on_disk(2);
  for (RowHashes& set : on_disk)
    set.set_memory(1);  // the least that is kept: 4096 rows
  for (int row = 0; row < 30000; ++row) {
    const RowHash hash{draw.below(20000) * 0x9E3779B97F4A7C15ULL, 1};
    in_memory[draw.below(2)].add(hash);
    on_disk[row % 3 == 0 ? 1 : 0].add(hash);
  }
  const std::uint64_t expected = count_duplicates(in_memory, 1);
  REQUIRE(expected > 10000);
  REQUIRE(on_disk[0].size() + on_disk[1].size() == 30000);
  on_disk[0].merge(on_disk[1]);
  REQUIRE(count_duplicates(on_disk, 2) == expected);
}

TEST_CASE("a profile is the same within little memory", "[scan][rows]") {
  std::string csv = "a;b\n";
  Draw draw(5);
  for (int row = 0; row < 90000; ++row)
    csv += std::to_string(draw.below(60000)) + ";x" + std::to_string(draw.below(3)) + "\n";
  const auto profile_within = [&](std::uint64_t memory) {
    ProfileOptions options = quality_options(2);
    options.memory = memory;
    return profile_table(*open_source_bytes("t.csv", csv, {}).tables.at(0), program_pack(),
                         options);
  };
  const TableProfile large = profile_within(0), small = profile_within(1);
  REQUIRE(large.duplicate_rows > 0);
  REQUIRE(small.duplicate_rows == large.duplicate_rows);
  REQUIRE(small.quality->loose_duplicates == large.quality->loose_duplicates);
  const auto risk_within = [&](std::uint64_t memory) {
    return assess_risk(*open_source_bytes("t.csv", csv, {}).tables.at(0), {0, 1}, 2, memory);
  };
  REQUIRE(risk_within(1 << 16).unique_rows == risk_within(0).unique_rows);
}
