// Explanations: the step that decided, and what the answer would be if one thing were otherwise.
#include "audit/scan/explanation.h"

#include <algorithm>

#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const RulePack& french() {
  static const RulePack kPack = load_embedded_rule_pack();
  return kPack;
}

Explanation explain(const std::string& text, std::size_t column) {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return french().header_words.knows(word); };
  const Source source = open_source_bytes("t.csv", text, options);
  TableReader& reader = *source.tables.at(0);
  const TableProfile profile = profile_table(reader, french(), {});
  const ReadStats stats = reader.stats();
  return explain_column({profile, reader.info(), stats, french()}, column);
}

const WhatIf& change(const Explanation& explanation, const std::string& name,
                     const std::string& detail) {
  for (const WhatIf& entry : explanation.what_if)
    if (entry.change == name && (detail.empty() || entry.detail == detail))
      return entry;
  FAIL("no such change: " << name);
  return explanation.what_if.front();
}

const char* const kPeople =
    "nom;prenom;date_naissance;email\n"
    "MARTIN;Camille;12/03/1984;camille.martin@example.org\n"
    "BERNARD;Louis;30/11/1990;louis.bernard@example.org\n"
    "DUBOIS;Jeanne;05/07/1972;jeanne.dubois@example.org\n"
    "MOREAU;Paul;21/01/2001;paul.moreau@example.org\n";

TEST_CASE("the explanation gives the answer of the scan, in counts", "[explain]") {
  const Explanation out = explain(kPeople, 3);
  CHECK(out.column.type == ColumnType::email_personal);
  CHECK(out.rows == 4);
  CHECK(out.column.filled == 4);
  CHECK(out.missing == 0);
  CHECK(out.looked_at == 4);
  CHECK(out.header_read);
  CHECK(out.words == std::vector<std::string>{"email"});
  REQUIRE_FALSE(out.shapes.empty());
  for (const ValueShape& shape : out.shapes)
    CHECK(shape.values <= out.looked_at);
}

TEST_CASE("mailboxes of persons need no header", "[explain]") {
  const Explanation out = explain(kPeople, 3);
  CHECK(change(out, "no_header", "").type == ColumnType::email_personal);
  CHECK_FALSE(change(out, "no_header", "").differs);
  CHECK((out.step == DecidingStep::values || out.step == DecidingStep::either));
}

TEST_CASE("births of one school year are known by their header: without it, a date is left",
          "[explain]") {
  const Explanation out = explain(
      "nom;prenom;date_naissance\nMARTIN;Camille;12/03/2016\nBERNARD;Louis;30/11/2016\n"
      "DUBOIS;Jeanne;05/07/2015\nMOREAU;Paul;21/01/2016\n",
      2);
  CHECK(out.column.type == ColumnType::birth_date);
  CHECK(change(out, "no_header", "").type != ColumnType::birth_date);
  CHECK(change(out, "no_header", "").differs);
}

TEST_CASE("what a row is turns the answer for an attribute of persons", "[explain]") {
  const Explanation out = explain(kPeople, 2);
  CHECK(out.grain == Grain::person);
  const WhatIf& things = change(out, "grain", "thing");
  CHECK(things.differs);
  CHECK_FALSE(is_personal(things.gdpr));
}

TEST_CASE("exactly the chosen candidate is marked, best first", "[explain]") {
  const Explanation out = explain(kPeople, 3);
  REQUIRE_FALSE(out.candidates.empty());
  CHECK(std::count_if(out.candidates.begin(), out.candidates.end(),
                      [](const WeighedCandidate& c) { return c.chosen; }) == 1);
  for (std::size_t i = 1; i < out.candidates.size(); ++i) {
    const auto score = [](const WeighedCandidate& c) {
      return c.contradicted ? 0 : c.header + c.values;
    };
    CHECK(score(out.candidates[i - 1]) >= score(out.candidates[i]));
  }
}

TEST_CASE("another header is tried, from the rules' own examples", "[explain]") {
  const Explanation out = explain("bloc;valeur\nMartin;1\nBernard;2\nDubois;3\nMoreau;4\n", 1);
  const WhatIf& other = change(out, "other_header", "");
  CHECK_FALSE(other.detail.empty());
  CHECK(std::any_of(french().rules.begin(), french().rules.end(), [&](const Rule& rule) {
    const auto& headers = rule.examples_headers_match;
    return std::find(headers.begin(), headers.end(), other.detail) != headers.end();
  }));
}

TEST_CASE("a column without anything to say is explained as such", "[explain]") {
  const Explanation out = explain("bloc;valeur\nA;1\nB;2\nC;3\n", 1);
  CHECK(out.column.type == ColumnType::none);
  CHECK(out.step == DecidingStep::nothing);
}

TEST_CASE("names inside sentences are said by the text", "[explain]") {
  std::string text = "objet;montant\n";
  for (int i = 0; i < 30; ++i)
    text += "Travaux de voirie sur le chemin communal numéro " + std::to_string(i) + ";1200\n";
  text += "Indemnisation de Madame Camille BERTHELIER pour un sinistre;800\n";
  const Explanation out = explain(text, 0);
  CHECK(out.column.type == ColumnType::free_text_with_persons);
  CHECK(out.step == DecidingStep::text);
  CHECK(change(out, "no_values", "").differs);
}

TEST_CASE("a header in doubt is never told", "[explain]") {
  const Explanation out =
      explain("Martin;Camille;12/03/1984\nBernard;Louis;30/11/1990\nDubois;Jeanne;05/07/1972\n", 0);
  CHECK_FALSE(out.header_read);
  CHECK(out.words.empty());
  CHECK(out.label.fr == "colonne 1");
}

}  // namespace
}  // namespace aval
