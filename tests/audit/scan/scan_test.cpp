// Tables as they come, judged with the French pack: what is personal, what is not, and why.
#include <map>

#include "audit/base/text.h"
#include "audit/risk/risk_summary.h"
#include "audit/scan/detect.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const RulePack& french() {
  static const RulePack kPack = load_embedded_rule_pack();
  return kPack;
}

Source open_text(const std::string& text) {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return french().header_words.knows(word); };
  options.batch_bytes = 2048;
  return open_source_bytes("t.csv", text, options);
}

TableScan scan_text(const std::string& text, unsigned threads = 1, std::uint64_t sample = 0) {
  Source source = open_text(text);
  ProfileOptions options;
  options.threads = threads;
  options.sample_rows = sample;
  return scan_table(*source.tables.at(0), french(), options);
}

std::string kinds(const TableScan& table) {
  std::string out;
  for (const ColumnScan& column : table.columns)
    out += (out.empty() ? "" : " ") + std::string(name_of(column.type)) + "/" +
           std::string(name_of(column.gdpr));
  return out;
}

std::string repeated(const std::string& header, const std::vector<std::string>& rows, int times) {
  std::string text = header + "\n";
  for (int i = 0; i < times; ++i)
    for (const std::string& row : rows)
      text += row + "\n";
  return text;
}

const std::vector<std::string> kPeople = {
    "Martin;Camille;12/03/1984;F;Lyon", "Bernard;Louis;30/11/1990;M;Nantes",
    "Dubois;Jeanne;05/07/1972;F;Brest", "Moreau;Paul;21/01/2001;M;Lille"};

}  // namespace

TEST_CASE("a list of persons is personal column by column", "[scan]") {
  const TableScan table = scan_text(repeated("nom;prenom;date_naissance;sexe;commune", kPeople, 1));
  CHECK(table.grain == Grain::person);
  CHECK(kinds(table) ==
        "last_name/direct first_name/direct birth_date/quasi sex/quasi postcode_city/quasi");
  CHECK(publication_of({table}) == Publication::personal);
}

TEST_CASE("first names beside counts are a statistic", "[scan][grain]") {
  const TableScan table = scan_text(
      "prenom;nombre;annee\nEmma;953;2013\nLucas;909;2013\nGabriel;500;2013\nAdam;312;2013\n");
  CHECK(table.grain == Grain::count);
  CHECK(publication_of({table}) == Publication::ok);
}

TEST_CASE("the family and genus of trees are botany", "[scan][grain]") {
  const TableScan table = scan_text(
      "espece;genre;famille;hauteur;latitude;longitude\nplatane;Platanus;Platanaceae;12;43.61234;3."
      "87123\ntilleul;Tilia;Malvaceae;9;43.61311;3.87342\n");
  CHECK(publication_of({table}) == Publication::ok);
}

TEST_CASE("allergies of children are special, by their header", "[scan][health]") {
  const TableScan table = scan_text(
      "nom_enfant;prenom_enfant;allergie\nMARTIN;Louis;arachide\nDUBOIS;Emma;\nPETIT;Jules;"
      "gluten\n");
  CHECK(table.columns.at(2).type == ColumnType::health);
  CHECK(publication_of({table}) == Publication::special);
}

TEST_CASE("a name inside one sentence of many is found with its row", "[scan][text]") {
  std::string text = "objet;montant\n";
  for (int i = 0; i < 300; ++i)
    text += "Travaux de voirie sur le chemin communal numéro " + std::to_string(i) + ";1200\n";
  text += "Indemnisation de Madame Camille BERTHELIER pour un sinistre;800\n";
  const TableScan table = scan_text(text);
  CHECK(table.columns.at(0).type == ColumnType::free_text_with_persons);
  REQUIRE(table.findings.size() == 1);
  CHECK(table.findings[0].rows == 1);
  CHECK(table.findings[0].first_rows == std::vector<std::uint64_t>{302});
}

TEST_CASE("schools and streets named after people are no persons", "[scan][text]") {
  const TableScan table = scan_text(
      "nom;adresse\nEcole maternelle Mme Marie CURIE;Avenue de Monsieur Teste\nCollège M. "
      "CALLAS;Rue Jean Moulin\n");
  CHECK(publication_of({table}) == Publication::ok);
}

TEST_CASE("a mailbox with a name is personal, a role mailbox is not", "[scan][mailbox]") {
  const TableScan role = scan_text(
      "station;contact\nA;contact@example.org\nB;mairie@example.org\nC;accueil@example.com\n");
  CHECK(role.columns.at(1).gdpr == Gdpr::org);
  const TableScan person = scan_text(
      "station;contact\nA;camille.martin@example.org\nB;louis.bernard@example.org\nC;accueil@"
      "example.com\n");
  CHECK(person.columns.at(1).type == ColumnType::email_personal);
}

TEST_CASE("telephone numbers written in pairs are no sentences", "[scan][text]") {
  const TableScan table = scan_text(
      "equipement;telephone\nPiscine;01 99 00 12 34\nStade;01 99 00 56 78\nGymnase;02 61 91 11 "
      "22\n");
  CHECK(table.columns.at(1).type == ColumnType::phone);
  CHECK(table.columns.at(1).gdpr == Gdpr::org);
}

TEST_CASE("identifiers are told by evidence against chance", "[scan][values]") {
  const TableScan table =
      scan_text("a;b\n255081416802538;1\n284052A32102552;2\n185057800607897;3\n");
  CHECK(table.columns.at(0).type == ColumnType::nir);
  const TableScan random =
      scan_text("a;b\n255081416802531;1\n284052032102551;2\n185057800607891;3\n");
  CHECK(random.columns.at(0).type != ColumnType::nir);
}

TEST_CASE("threads do not change what is found", "[scan][threads]") {
  const std::string text = repeated("nom;prenom;date_naissance;sexe;commune", kPeople, 500);
  const TableScan one = scan_text(text, 1), four = scan_text(text, 4);
  CHECK(kinds(one) == kinds(four));
  REQUIRE(one.findings.size() == four.findings.size());
  for (std::size_t i = 0; i < one.findings.size(); ++i) {
    CHECK(one.findings[i].first_rows == four.findings[i].first_rows);
    CHECK(one.findings[i].rows == four.findings[i].rows);
    CHECK(one.findings[i].fingerprint == four.findings[i].fingerprint);
  }
  CHECK(one.quality.duplicate_rows == four.quality.duplicate_rows);
  CHECK(one.quality.duplicate_rows == 1996);
}

TEST_CASE("a sample looks at that many rows, the same ones each time", "[scan][sample]") {
  const std::string text = repeated("nom;prenom;date_naissance;sexe;commune", kPeople, 100);
  CHECK(scan_text(text, 1, 50).rows == 50);
  CHECK(scan_text(text, 3, 50).rows == 50);
}

TEST_CASE("a header without rows is a valid empty table", "[scan]") {
  const TableScan table = scan_text("nom;prenom;date_naissance\n");
  CHECK(table.rows == 0);
  CHECK(table.schema_only);
  CHECK(scan_text("code;surface\n").findings.empty());
}

TEST_CASE("fingerprints follow rule, table, names and positions, never values",
          "[scan][findings]") {
  const TableScan a = scan_text(repeated("nom;prenom;date_naissance;sexe;commune", kPeople, 1));
  const TableScan b = scan_text(
      "nom;prenom;date_naissance;sexe;commune\nGarnier;Alice;01/02/1960;F;Metz\nFaure;Hugo;09/09/"
      "1999;M;Dijon\n");
  REQUIRE(a.findings.size() == b.findings.size());
  for (std::size_t i = 0; i < a.findings.size(); ++i)
    CHECK(a.findings[i].fingerprint == b.findings[i].fingerprint);
}

TEST_CASE("distinct counts are exact while small and merge to the same estimate",
          "[scan][distinct]") {
  DistinctCount left, right, both;
  for (std::uint64_t i = 0; i < 200000; ++i) {
    const std::uint64_t hash = hash64({reinterpret_cast<const char*>(&i), sizeof i}, 7);
    (i % 2 == 0 ? left : right).add(hash);
    both.add(hash);
  }
  left.merge(right);
  CHECK(left.estimate() == both.estimate());
  CHECK(std::abs(static_cast<double>(both.estimate()) - 200000.0) < 200000.0 * 0.06);
}

TEST_CASE("risk counts the smallest group and the rows alone in theirs", "[risk]") {
  Source source = open_text("sexe;age\nF;30\nF;30\nM;30\nM;41\nM;41\n");
  const RiskSummary risk = assess_risk(*source.tables.at(0), {0, 1}, 2);
  CHECK(risk.records == 5);
  CHECK(risk.classes == 3);
  CHECK(risk.k == 1);
  CHECK(risk.unique_rows == 1);
  CHECK(risk.rows_by_size == std::vector<std::uint64_t>{1, 4, 0, 0, 0});
}

}  // namespace aval
