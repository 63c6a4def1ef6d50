// Required columns, labels of codes, expected values and keys of several columns, counted by hand.
#include "audit/scan/second_reading.h"

#include <algorithm>

#include "audit/base/file.h"
#include "audit/scan/row_measures.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

RowAnswers answer(const std::string& csv, const RowQuestions& questions, unsigned threads) {
  return read_again(*open_rows(csv).tables.at(0), questions, {program_pack(), threads, 2026});
}

TEST_CASE("a row is complete when each required cell holds a value", "[scan][quality]") {
  const std::string csv =
      "nom;ville;note\n"
      "a;Lyon;x\n"
      "b;;\n"        // one gap
      "NC;néant;\n"  // words for no value: two gaps
      "d;-1;y\n"     // a missing value of the schema
      "e;Nîmes;\n";  // the note is not required
  RowQuestions questions;
  questions.required = {{0, {}}, {1, {"-1"}}};
  for (const unsigned threads : {1U, 3U}) {
    const RowAnswers answers = answer(csv, questions, threads);
    CHECK(answers.required.rows == 5);
    CHECK(answers.required.complete == 2);
    CHECK(answers.required.filled == 6);
  }
  const auto measures = measure_rows(answer(csv, questions, 1), questions);
  REQUIRE(measures.size() == 2);
  CHECK(measures[0].key == "completeness_required");
  CHECK(measures[0].value == Approx(0.6));
  CHECK(measures[1].key == "complete_rows");
  CHECK(measures[1].value == Approx(0.4));
}

TEST_CASE("a label follows from its code, but for a few rows", "[scan][quality]") {
  std::string csv = "num;code_service;libelle_service\n";
  for (int i = 0; i < 100; ++i)
    csv += std::to_string(i) + (i % 2 == 0 ? ";A;Voirie\n" : ";B;Culture\n");
  csv += "100;A;Voiries\n101;A;\n102;;Voirie\n";
  const Source source = open_rows(csv);
  const TableScan scan = scan_table(*source.tables.at(0), program_pack(), ProfileOptions{});
  RowQuestions questions;
  questions.labels = find_label_pairs(scan);
  REQUIRE(questions.labels.size() == 1);
  CHECK(questions.labels[0].code == 1);
  CHECK(questions.labels[0].label == 2);
  for (const unsigned threads : {1U, 3U}) {
    const RowAnswers answers = answer(csv, questions, threads);
    CHECK(answers.dependencies.at(0).rows == 101);
    CHECK(answers.dependencies.at(0).exceptions == 1);
    const auto faults = find_row_faults(answers);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].code == "label.differs");
    CHECK(faults[0].column == 2);
    CHECK(measure_rows(answers, questions).at(0).columns == std::vector<std::size_t>{1, 2});
  }
}

TEST_CASE("labels that do not follow from their code are no dependency", "[scan][quality]") {
  const std::string csv = "num;code_agent;nom_agent\n1;A;x\n2;A;y\n3;B;z\n4;B;z\n";
  RowQuestions questions;
  questions.labels = {{1, 2}};
  const RowAnswers answers = answer(csv, questions, 1);
  CHECK(answers.dependencies.at(0).exceptions == 1);
  CHECK(measure_rows(answers, questions).empty());
  CHECK(find_row_faults(answers).empty());
}

std::string present(const std::string& csv, const std::string& option, unsigned threads) {
  const Source source = open_rows(csv);
  const TableScan scan = scan_table(*source.tables.at(0), program_pack(), ProfileOptions{});
  const Expectation expected = read_expectation(option);
  RowQuestions questions;
  questions.expected.emplace_back(expected, column_of(expected, scan).value());
  const RowAnswers answers = answer(csv, questions, threads);
  return std::to_string(answers.expected[0].present()) + "/" +
         std::to_string(answers.expected[0].of());
}

TEST_CASE("values that are expected and there", "[scan][quality]") {
  const std::string csv =
      "date_visite;commune;lieu\n2022-01-05;Lyon;a\n2022-03-01;LYON;b\n15/03/2024;Nîmes;c\n;;d\n"
      "2019-05-05;Auch;e\n";
  const TemporaryFile file("expected");
  const std::string& list = file.path();
  write_file_whole(list, "Lyon\r\nnîmes\n\nAnnonay\n", true);
  for (const unsigned threads : {1U, 3U}) {
    CHECK(present(csv, "date_visite=2022..2024", threads) == "2/3");
    CHECK(present(csv, "date_visite=2022-01..2022-04", threads) == "2/4");
    CHECK(present(csv, "Date visite=2022..2022", threads) == "1/1");
    CHECK(present(csv, "commune=5", threads) == "3/5");  // Lyon, Nîmes, Auch
    CHECK(present(csv, "commune=2", threads) == "2/2");
    CHECK(present(csv, "commune=" + list, threads) == "2/3");
  }
  write_file_whole(list, "\n \n", true);
  CHECK_THROWS_AS(read_expectation("commune=" + list), Error);
  for (const char* wrong : {"commune", "=3", "commune=", "commune=0", "commune=2024..2020",
                            "commune=2024-13..2024-14", "commune=absent.txt"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(read_expectation(wrong), Error);
  }
}

TEST_CASE("columns that tell rows apart together", "[scan][quality]") {
  const std::string csv = "a;b;c\n1;1;1\n1;2;1\n2;1;1\n2;2;1\n2;2;2\n";
  RowQuestions questions;
  questions.keys = {{0, 1}, {0, 1, 2}, {0}};
  for (const unsigned threads : {1U, 3U})
    CHECK(answer(csv, questions, threads).key_repeats == std::vector<std::uint64_t>{1, 0, 3});
}

}  // namespace
}  // namespace aval
