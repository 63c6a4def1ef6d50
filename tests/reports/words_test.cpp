// Numbers and sentences for people.
#include "reports/law_names.h"
#include "reports/plain_words.h"
#include "reports/scan_words.h"
#include "tests/reports/sample_report.h"
#include "tests/support/catch.h"

namespace aval {

TEST_CASE("thousands are separated as each language does", "[reports][words]") {
  CHECK(count_in_words(23568).fr == "23\u202f568");
  CHECK(count_in_words(23568).en == "23,568");
  CHECK(count_in_words(999).fr == "999");
  CHECK(count_in_words(1000000).en == "1,000,000");
}

TEST_CASE("a share is neither whole nor nothing unless it is", "[reports][words]") {
  CHECK(share_in_words(0.999).en == "99%");
  CHECK(share_in_words(1).en == "100%");
  CHECK(share_in_words(0.0001).fr == "moins de 1\u202f%");
  CHECK(share_in_words(0).en == "0%");
}

TEST_CASE("few distinct values are not counted aloud", "[reports][words]") {
  CHECK(distinct_in_words(2).fr ==
        "<\u00a0"
        "3");
  CHECK(distinct_in_words(3).fr == "3");
  Evidence evidence{"fr.sex", EvidenceKind::values, "", false, 2, 2, 0.1};
  CHECK_THAT(evidence_in_words(evidence).fr, Catch::Contains("moins de 3 valeurs distinctes"));
}

TEST_CASE("zero is singular in French and plural in English", "[reports][words]") {
  CHECK(rows_in_words(0).fr == "0\u00a0ligne");
  CHECK(rows_in_words(0).en == "0 rows");
  CHECK(rows_in_words(1).en == "1 row");
}

TEST_CASE("a list of names ends with a word and is cut when long", "[reports][words]") {
  const std::vector<Text> names = {plain("a"), plain("b"), plain("c"),
                                   plain("d"), plain("e"), plain("f")};
  CHECK(list_in_words({names[0], names[1]}, 4).fr == "a et b");
  CHECK(list_in_words(names, 4).fr == "a, b, c, d et 2 autres");
  CHECK(list_in_words(names, 5).en == "a, b, c, d, e and f");
}

TEST_CASE("dates are written out", "[reports][words]") {
  CHECK(date_in_words("2026-11-24").fr == "24 novembre 2026");
  CHECK(date_in_words("2026-05-01").fr == "1er mai 2026");
  CHECK(date_in_words("2026-05-01").en == "1 May 2026");
  CHECK(date_in_words("bientôt").fr == "bientôt");
}

TEST_CASE("an accented first letter gets its capital", "[reports][words]") {
  CHECK(capitalized("état civil") == "État civil");
  CHECK(capitalized("nom") == "Nom");
  CHECK(capitalized("") == "");
}

TEST_CASE("French marks keep to the word before them", "[reports][words]") {
  CHECK(with_french_spaces("À faire : « ici » ; oui ?") ==
        "À faire\u00a0: «\u00a0ici\u00a0»\u00a0; oui\u00a0?");
  CHECK(with_french_spaces("a :b") == "a :b");
}

TEST_CASE("evidence is told with its chance", "[reports][words]") {
  Evidence evidence{"fr.nir", EvidenceKind::values, "", false, 391, 412, 0.02};
  CHECK(evidence_in_words(evidence).fr ==
        "391 valeurs distinctes sur 412 ont la forme attendue (2\u202f% par hasard)");
  evidence.against = true;
  CHECK_THAT(evidence_in_words(evidence).fr, Catch::StartsWith("en sens contraire, "));
}

TEST_CASE("k of one is told as somebody alone with a profile", "[reports][words]") {
  const auto sentences = risk_in_words(sample_table());
  REQUIRE(sentences.size() == 2);
  CHECK_THAT(sentences[1].fr, Catch::Contains("seule à ce profil (k = 1)"));
  TableAudit shared = sample_table();
  shared.risk.k = 12;
  CHECK_THAT(risk_in_words(shared)[1].en, Catch::Contains("at least 12 rows"));
  CHECK(risk_in_words(sample_clean_report(0).sources[0].tables[0]).empty());
}

TEST_CASE("articles are gathered under the full name of their law", "[reports][words]") {
  const auto laws = group_by_law({"RGPD art. 9", "RGPD art. 87", "CRPA art. L312-1-2", "Autre"});
  REQUIRE(laws.size() == 3);
  CHECK(laws[0].name.fr == "Autre");
  CHECK_THAT(laws[1].name.fr, Catch::StartsWith("Code des relations"));
  CHECK(laws[2].articles == "art. 87, 9");
}

TEST_CASE("a measure sets thousands apart as counts do", "[reports][words]") {
  CHECK(number_in_words(1200).fr == "1\u202f200");
  CHECK(number_in_words(1200).en == "1,200");
  CHECK(number_in_words(-1234567.5).fr == "-1\u202f234\u202f567,5");
  CHECK(number_in_words(-123).en == "-123");
  CHECK(number_in_words(72.5).fr == "72,5");
}

}  // namespace aval
