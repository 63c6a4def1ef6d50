// Rules between columns on tables typed by hand. NIR: specimen numbers, keys left out.
#include "audit/scan/second_reading.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

RowRuleReport check(const std::string& csv, const std::vector<RowRule>& rules, unsigned threads) {
  RowQuestions questions;
  questions.rules = rules;
  return read_again(*open_rows(csv).tables.at(0), questions, {program_pack(), threads, 2026}).rules;
}

TEST_CASE("an end before its start", "[scan][quality]") {
  const std::string csv =
      "bail;date_debut_bail;date_fin_bail\n"
      "a;2024-01-01;2024-12-31\n"
      "b;2024-05-01;2024-05-01\n"
      "c;2024-06-01;2024-05-31\n"
      "d;01/02/2024;31/01/2024\n"
      "e;;2024-01-01\n"
      "f;bientôt;2024-01-01\n";
  const Source source = open_rows(csv);
  const TableScan scan = scan_table(*source.tables.at(0), program_pack(), ProfileOptions{});
  const std::vector<RowRule> rules = find_row_rules(scan);
  REQUIRE(rules.size() == 1);
  CHECK(rules[0].kind == RowRuleKind::start_before_end);
  CHECK(rules[0].first == 1);
  CHECK(rules[0].second == 2);
  const RowRuleReport report = check(csv, rules, 1);
  CHECK(report.rows == 4);
  CHECK(report.broken == 2);
}

TEST_CASE("a start and an end of two periods are no pair", "[scan][quality]") {
  const std::string csv = "id;debut_bail;fin_travaux\n1;2024-01-01;2023-01-01\n";
  const Source source = open_rows(csv);
  CHECK(find_row_rules(scan_table(*source.tables.at(0), program_pack(), ProfileOptions{})).empty());
}

TEST_CASE("the NIR tells the sex and the birth", "[scan][quality]") {
  const std::string csv =
      "nir;sexe;naissance\n"
      "1 85 07 99 999 001;M;14/07/1985\n"
      "2 85 07 99 999 001;M;14/07/1985\n"  // another sex
      "285072A999001;Femme;15/08/1985\n"   // another month
      "1 85 20 99 999 001;1;14/07/1985\n"  // month unknown: the sex only
      "7 85 07 99 999 001;H;\n"            // number awaited, no birth date
      "3 85 07 99 999 001;F;01/01/1990\n"  // neither sex; another year
      ";F;01/01/1990\n";
  const std::vector<RowRule> rules = {{RowRuleKind::sex_of_nir, 0, 1},
                                      {RowRuleKind::birth_of_nir, 0, 2}};
  for (const unsigned threads : {1U, 3U}) {
    const RowRuleReport report = check(csv, rules, threads);
    CHECK(report.rules.at(0).rows == 5);
    CHECK(report.rules.at(0).broken == 1);
    CHECK(report.rules.at(1).rows == 4);
    CHECK(report.rules.at(1).broken == 2);
    CHECK(report.rows == 6);
    CHECK(report.broken == 3);
  }
}

}  // namespace
}  // namespace aval
