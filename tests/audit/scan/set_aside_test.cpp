// Findings that a person set aside: what a suppression covers, and what then counts.
#include "audit/scan/set_aside.h"

#include "audit/risk/risk_summary.h"
#include "audit/scan/masked_samples.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

ColumnScan column_of(std::size_t index, ColumnType type, Gdpr gdpr,
                     const std::vector<EvidenceKind>& evidence) {
  ColumnScan column;
  column.index = index;
  column.name = "c" + std::to_string(index);
  column.type = type;
  column.gdpr = gdpr;
  column.filled = 10;
  for (const EvidenceKind kind : evidence)
    column.evidence.push_back({"fr.x", kind, "", false, 0, 0, 0});
  return column;
}

Finding finding_of(const ColumnScan& column) {
  Finding finding;
  finding.rule = "fr.x";
  finding.columns = {column.index};
  finding.type = column.type;
  finding.gdpr = column.gdpr;
  finding.rows = 10;
  finding.fingerprint = std::string(31, '0') + std::to_string(column.index);
  return finding;
}

// A surname, an allergy, a date of birth.
TableScan sample_table() {
  TableScan table;
  table.grain = Grain::person;
  table.columns = {column_of(0, ColumnType::last_name, Gdpr::direct, {EvidenceKind::header}),
                   column_of(1, ColumnType::health, Gdpr::special, {EvidenceKind::header}),
                   column_of(2, ColumnType::birth_date, Gdpr::quasi, {EvidenceKind::header})};
  for (const ColumnScan& column : table.columns)
    table.findings.push_back(finding_of(column));
  return table;
}

Suppression suppression_for(const Finding& finding, bool with_opinion) {
  Suppression out;
  out.fingerprint = finding.fingerprint;
  out.reason = "Libellé d'un produit";
  out.author = "DPO";
  out.created = "2026-11-24";
  out.expires = "2027-11-24";
  if (with_opinion)
    out.opinion = DpoOpinion{"favourable", "DPO", "2026-11-24"};
  return out;
}

SuppressionState state_of_one(TableScan& table, const Suppression& suppression,
                              const std::string& today) {
  std::vector<SuppressionUse> uses = start_suppressions({suppression}, today);
  set_findings_aside(table, uses);
  return uses.at(0).state;
}

TEST_CASE("a finding set aside no longer counts for publication", "[suppressions]") {
  TableScan table = sample_table();
  std::vector<SuppressionUse> uses = start_suppressions(
      {suppression_for(table.findings[0], true), suppression_for(table.findings[1], true)},
      "2026-11-24");
  REQUIRE(publication_of({table}) == Publication::special);
  set_findings_aside(table, uses);
  CHECK(publication_of({table}) == Publication::quasi_risk);
  CHECK(table.findings.size() == 3);
  CHECK(table.findings[1].suppression->reason == "Libellé d'un produit");
  CHECK(table.columns[1].set_aside);
  CHECK_FALSE(table.columns[2].set_aside);
}

TEST_CASE("a quasi-identifier set aside leaves the measure of risk", "[suppressions]") {
  TableScan table = sample_table();
  REQUIRE(quasi_identifiers_of(table) == std::vector<std::size_t>{2});
  CHECK(state_of_one(table, suppression_for(table.findings[2], false), "2026-11-24") ==
        SuppressionState::applied);
  CHECK(quasi_identifiers_of(table).empty());
}

TEST_CASE("direct, special and criminal data are not set aside without the DPO's opinion",
          "[suppressions]") {
  for (const std::size_t place : {std::size_t{0}, std::size_t{1}}) {
    TableScan table = sample_table();
    CHECK(state_of_one(table, suppression_for(table.findings[place], false), "2026-11-24") ==
          SuppressionState::needs_opinion);
    CHECK_FALSE(table.findings[place].suppression);
    CHECK(publication_of({table}) == Publication::special);
  }
  CHECK(needs_dpo_opinion(Gdpr::criminal));
  CHECK_FALSE(needs_dpo_opinion(Gdpr::quasi));
  CHECK_FALSE(needs_dpo_opinion(Gdpr::professional));
}

TEST_CASE("a suppression holds on its last day and no longer on the next", "[suppressions]") {
  TableScan table = sample_table();
  const Suppression suppression = suppression_for(table.findings[2], false);
  CHECK(state_of_one(table, suppression, "2027-11-25") == SuppressionState::expired);
  CHECK_FALSE(table.columns[2].set_aside);
  CHECK(state_of_one(table, suppression, "2027-11-24") == SuppressionState::applied);
}

TEST_CASE("a suppression of no finding of the scan is unused", "[suppressions]") {
  TableScan table = sample_table();
  Suppression suppression = suppression_for(table.findings[2], false);
  suppression.fingerprint = std::string(32, 'f');
  CHECK(state_of_one(table, suppression, "2026-11-24") == SuppressionState::unused);
}

TEST_CASE("a suppression does not cover another type, nature or class of evidence",
          "[suppressions]") {
  const TableScan table = sample_table();
  Suppression other_type = suppression_for(table.findings[2], true);
  other_type.type = "age";
  Suppression other_nature = suppression_for(table.findings[2], true);
  other_nature.gdpr = "direct";
  Suppression other_evidence = suppression_for(table.findings[2], true);
  other_evidence.evidence = {"values"};
  for (const Suppression& suppression : {other_type, other_nature, other_evidence}) {
    TableScan fresh = sample_table();
    CHECK(state_of_one(fresh, suppression, "2026-11-24") == SuppressionState::outdated);
    CHECK_FALSE(fresh.columns[2].set_aside);
  }
  Suppression more_seen = suppression_for(table.findings[2], false);
  more_seen.evidence = {"header", "values"};
  TableScan fresh = sample_table();
  CHECK(state_of_one(fresh, more_seen, "2026-11-24") == SuppressionState::applied);
}

TEST_CASE("a column with a finding left keeps counting", "[suppressions]") {
  TableScan table = sample_table();
  Finding second = table.findings[1];
  second.fingerprint = std::string(32, 'a');
  table.findings.push_back(second);
  CHECK(state_of_one(table, suppression_for(table.findings[1], true), "2026-11-24") ==
        SuppressionState::applied);
  CHECK_FALSE(table.columns[1].set_aside);
  CHECK(publication_of({table}) == Publication::special);
}

TEST_CASE("a mask keeps the first character and never the length", "[samples]") {
  CHECK(mask_value("Durand") == "D*****");
  CHECK(mask_value("  de La Rochefoucauld ") == "d*****");
  CHECK(mask_value("Élodie") == "É*****");
  CHECK(mask_value("12 rue des Lilas") == "1*****");
}

TEST_CASE("no mask for a short value, a sign, or what already looks like one", "[samples]") {
  for (const char* value : {"", "Abcd", "    Abcd    ", "+33 6 12 34 56 78", "=SOMME(A1)", "<b>Nom",
                            "\xC3\x97pq12345", "\xE2\x80\xAEnom-cach", "\xFFnomnom", "D*****"})
    CHECK_FALSE(mask_value(value).has_value());
}

TEST_CASE("samples are for personal columns, not for sensitive ones nor passwords", "[samples]") {
  CHECK(may_show_samples(column_of(0, ColumnType::last_name, Gdpr::direct, {})));
  CHECK(may_show_samples(column_of(0, ColumnType::birth_date, Gdpr::quasi, {})));
  CHECK_FALSE(may_show_samples(column_of(0, ColumnType::health, Gdpr::special, {})));
  CHECK_FALSE(may_show_samples(column_of(0, ColumnType::offence, Gdpr::criminal, {})));
  CHECK_FALSE(may_show_samples(column_of(0, ColumnType::username_password, Gdpr::direct, {})));
  CHECK_FALSE(may_show_samples(column_of(0, ColumnType::organisation_name, Gdpr::org, {})));
}

TEST_CASE("up to three different masks are taken from the first records", "[samples]") {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return word == "nom"; };
  const Source source = open_source_bytes(
      "t.csv",
      "nom;allergie\nDurand;arachide\nDubois;gluten\nMartin;lactose\nPetit;soja\nRobert;x\n",
      options);
  TableScan table = sample_table();
  add_masked_samples(table, *source.tables.at(0));
  CHECK(table.columns[0].masked_samples == std::vector<std::string>{"D*****", "M*****", "P*****"});
  CHECK(table.columns[1].masked_samples.empty());
}

}  // namespace
}  // namespace aval
