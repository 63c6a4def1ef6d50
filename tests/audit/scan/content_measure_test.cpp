// Keys, known codes, precision and events of tables typed by hand.
#include "audit/scan/content_measure.h"

#include "audit/base/text.h"
#include "audit/scan/fault_severity.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

struct Measured {
  std::vector<QualityMeasure> measures;
  std::vector<QualityFinding> faults;
};

Measured measure(const std::string& csv, unsigned threads = 1, bool declared_key = false) {
  const Source source = open_rows(csv);
  TableReader& reader = *source.tables.at(0);
  ProfileOptions profiling;
  profiling.threads = threads;
  profiling.count_quality = true;
  profiling.today = 20261124;
  TableProfile profile = profile_table(reader, program_pack(), profiling);
  const TableInfo info = reader.info();
  const TableScan scan = find_personal_data(profile, info, reader.stats(), program_pack());
  profile.quality->references = find_references(profile, info, program_pack());
  profile.quality->key.declared = declared_key;
  complete_quality(*profile.quality, *reader.reopen(), scan, threads);
  return {measure_quality(scan, &*profile.quality), find_quality_faults(scan, *profile.quality)};
}

const QualityMeasure* find(const Measured& measured, const char* key,
                           std::optional<std::size_t> column = std::nullopt) {
  for (const QualityMeasure& measure : measured.measures)
    if (measure.key == key && measure.column == column)
      return &measure;
  return nullptr;
}

std::uint64_t cells_of(const Measured& measured, const char* code) {
  for (const QualityFinding& fault : measured.faults)
    if (fault.code == code)
      return fault.cells;
  return 0;
}

// `rows` rows whose first column numbers them, but for the last ones, which repeat the first.
std::string numbered(int rows, int repeats) {
  std::string csv = "num_dossier;etat\n";
  for (int i = 0; i < rows; ++i)
    csv += "D" + std::to_string(i < rows - repeats ? i : 0) + ";e" + std::to_string(i) + "\n";
  return csv;
}

TEST_CASE("an identifier that repeats breaks the key", "[scan][quality]") {
  for (const unsigned threads : {1U, 3U}) {
    const Measured broken = measure(numbered(100, 3), threads);
    REQUIRE(find(broken, "keys_broken") != nullptr);
    CHECK(find(broken, "keys_broken")->counted == 3);
    CHECK(find(broken, "keys_broken")->of == 100);
    CHECK(find(broken, "keys_broken")->guessed);
    CHECK(find(broken, "keys_broken")->columns == std::vector<std::size_t>{0});
    CHECK(cells_of(broken, "key.broken") == 3);
  }
  CHECK(find(measure(numbered(100, 0)), "keys_broken")->counted == 0);
  // A number that repeats one time in four is that of something else.
  CHECK(find(measure(numbered(100, 25)), "keys_broken") == nullptr);
  const Measured declared = measure(numbered(100, 25), 1, true);
  CHECK(find(declared, "keys_broken")->counted == 25);
  CHECK_FALSE(find(declared, "keys_broken")->guessed);
}

// Two columns whose pairs are all different, 7 times 13 values; a third that follows from them.
std::string paired(int rows, bool with_repeat) {
  std::string csv = "rue;rang;cote\n";
  for (int i = 0; i < rows; ++i)
    csv += "r" + std::to_string(i / 100) + ";" + std::to_string(i % 100) + ";" +
           (i % 2 == 0 ? "pair" : "impair") + "\n";
  return csv + (with_repeat ? "r0;0;impair\n" : "");
}

TEST_CASE("no single key, but two or three columns together", "[scan][quality]") {
  for (const unsigned threads : {1U, 3U}) {
    const Measured pair = measure(paired(450, false), threads);
    CHECK(find(pair, "key")->value == 1);
    CHECK(find(pair, "key")->columns == std::vector<std::size_t>{0, 1});
    CHECK_FALSE(find(pair, "key")->estimated);
    CHECK(find(measure(paired(450, true), threads), "key")->columns ==
          std::vector<std::size_t>{0, 1, 2});
    // Beyond 512 rows, a sample of them speaks, and says so.
    const Measured many = measure(paired(9000, false), threads);
    CHECK(find(many, "key")->columns == std::vector<std::size_t>{0, 1});
    CHECK(find(many, "key")->estimated);
  }
  CHECK(find(measure(paired(450, false) + "r0;0;pair\n"), "key")->value == 0);  // a whole row twice
}

TEST_CASE("the sample of rows does not depend on their order", "[scan][quality]") {
  RowSample forwards, backwards, parts;
  RowSample other;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    const std::uint64_t back = 19999 - i;
    forwards.add({hash64("a" + std::to_string(i), 7), i}, std::vector<std::uint64_t>{i});
    backwards.add({hash64("a" + std::to_string(back), 7), back}, std::vector<std::uint64_t>{back});
    (i % 3 == 0 ? parts : other)
        .add({hash64("a" + std::to_string(i), 7), i}, std::vector<std::uint64_t>{i});
  }
  parts.merge(other);
  for (RowSample* sample : {&forwards, &backwards, &parts})
    sample->settle();
  REQUIRE(forwards.size() == RowSample::kRows);
  CHECK_FALSE(forwards.is_whole());
  for (std::size_t row = 0; row < forwards.size(); ++row) {
    REQUIRE(backwards.cell(row, 0) == forwards.cell(row, 0));
    REQUIRE(parts.cell(row, 0) == forwards.cell(row, 0));
  }
}

TEST_CASE("codes that official lists hold", "[scan][quality]") {
  const Measured measured = measure(
      "lieu;code_postal;code_commune;code_departement\n"
      "a;69001;69123;69\nb;30000;30189;30\nc;99999;30189;2A\nd;69002;00000;69\ne;30000;69123;69\n");
  CHECK(find(measured, "references", 1)->counted == 3);  // of 69001, 30000, 99999, 69002
  CHECK(find(measured, "references", 1)->of == 4);
  CHECK(find(measured, "references", 2)->counted == 2);
  CHECK(find(measured, "references", 2)->of == 3);
  CHECK(find(measured, "references", 3)->counted == 3);
  CHECK(cells_of(measured, "code.unknown") == 1);
  // Codes of another kind under such a header say nothing.
  CHECK(find(measure("lieu;code_commune\na;X1\nb;X2\n"), "references", 1) == nullptr);
}

TEST_CASE("the newest event is told by whole months and by years", "[scan][quality]") {
  const Measured measured = measure(
      "objet;date_seance;date_fin_prevue\na;2023-05-02;2030-01-01\nb;2025-09-25;2024-01-01\n");
  const QualityMeasure* measure_found = find(measured, "currentness");
  REQUIRE(measure_found != nullptr);
  CHECK_FALSE(measure_found->value);
  CHECK(measure_found->columns == std::vector<std::size_t>{1});
  CHECK(measure_found->events->first_year == 2023);
  CHECK(measure_found->events->last_year == 2025);
  CHECK(measure_found->events->age_months == 13);  // 25 September 2025 to 24 November 2026
  CHECK(find(measure("objet;montant\na;1\n"), "currentness") == nullptr);
}

TEST_CASE("positions and dates that are precise enough", "[scan][quality]") {
  const Measured places =
      measure("lieu;latitude;longitude\na;45.76404;4.83566\nb;45.7;4.8\nc;43.83670;4.36005\n");
  CHECK(find(places, "precision", 1)->counted == 2);
  CHECK(find(places, "precision", 1)->of == 3);
  const Measured days = measure("objet;date_seance\na;2024-01-05\nb;2024\nc;2023-05-06\nd;\n");
  CHECK(find(days, "precision", 1)->counted == 2);
  CHECK(find(days, "precision", 1)->of == 3);
}

TEST_CASE("a fault is as grave as the measure that counts it", "[scan][quality]") {
  QualityMeasure rules{"rules", std::nullopt, 0.9, 90, 100};
  rules.status = QualityStatus::watch;
  QualityMeasure keys{"keys_broken", std::nullopt, 0.1, 10, 100};
  keys.status = QualityStatus::insufficient;
  QualityMeasure text{"clean_text", 4, 0.9, 90, 100};
  text.status = QualityStatus::ok;
  std::vector<QualityFinding> faults = {{"column.empty", 1, 100},
                                        {"text.spaces", 4, 10},
                                        {"rule.start_end", 2, 10},
                                        {"text.spaces", 5, 20},
                                        {"key.broken", 0, 10}};
  rate_faults({rules, keys, text}, faults);
  std::string order;
  for (const QualityFinding& fault : faults)
    order.append(fault.code).append(" ").append(name_of(fault.severity)).append("; ");
  CHECK(order ==
        "key.broken critical; rule.start_end major; text.spaces minor; text.spaces minor; "
        "column.empty info; ");
  CHECK(faults[2].column == 5);  // most cells first
}

}  // namespace
}  // namespace aval
