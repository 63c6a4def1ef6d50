// Rules between places, ages, parts and bounds, on tables typed by hand. Postcodes and INSEE codes
// are those of the official list: Lyon (69123) has 69001 to 69009, Nîmes (30189) 30000 and 30900.
#include "audit/scan/place_header.h"
#include "audit/scan/second_reading.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

std::string told(const std::string& csv, unsigned threads = 1) {
  const Source source = open_rows(csv);
  TableReader& reader = *source.tables.at(0);
  RowQuestions questions;
  questions.rules = find_row_rules(scan_table(reader, program_pack(), ProfileOptions{}));
  const RowRuleReport report =
      read_again(*reader.reopen(), questions, {program_pack(), threads, 2026}).rules;
  std::string out;
  for (const RowRuleCount& count : report.rules)
    out.append(code_of(count.rule.kind))
        .append(" " + std::to_string(count.broken) + "/" + std::to_string(count.rows) + "; ");
  return out.append(std::to_string(report.broken) + "/" + std::to_string(report.rows));
}

TEST_CASE("headers of places and what they have in common", "[scan][quality]") {
  CHECK(read_place_header("Code postal").kind == PlaceKind::postcode);
  CHECK(read_place_header("CP").kind == PlaceKind::postcode);
  CHECK(read_place_header("code_insee").kind == PlaceKind::commune_code);
  CHECK(read_place_header("code commune").kind == PlaceKind::commune_code);
  CHECK(read_place_header("nom_commune").kind == PlaceKind::commune_name);
  CHECK(read_place_header("Ville").kind == PlaceKind::commune_name);
  CHECK(read_place_header("code_departement").kind == PlaceKind::departement_code);
  CHECK(read_place_header("departement").kind == PlaceKind::none);
  CHECK(read_place_header("montant").kind == PlaceKind::none);
  CHECK(read_place_header("ville_naissance").rest == read_place_header("cp_naissance").rest);
  CHECK(read_place_header("ville").rest != read_place_header("cp_naissance").rest);
}

TEST_CASE("a postcode, an INSEE code and a commune go together", "[scan][quality]") {
  const std::string csv =
      "equipement;code_postal;code_insee;commune\n"
      "a;69003;69123;Lyon\n"
      "b;69003;69123;LYON\n"
      "c;30000;69123;Lyon\n"  // another postcode than that of the name and of the code
      "d;69001;30189;Lyon\n"  // another code than that of the postcode and of the name
      "e;30900;30189;Lyon\n"  // another name than that of the postcode and of the code
      "f;99999;69123;Lyon\n"  // no postcode: nothing to compare but the code
      "g;69001;;Ailleurs\n"   // no commune of the list
      "h;;;Lyon\n";
  for (const unsigned threads : {1U, 3U})
    CHECK(told(csv, threads) ==
          "rule.postcode_commune 2/5; rule.postcode_insee 2/5; rule.insee_commune 2/6; 3/6");
}

TEST_CASE("an age is told of one year", "[scan][quality]") {
  // Ages of 2024: those born in 1980 are 44 or 43. Two rows are of another year.
  const std::string csv =
      "nom;prenom;date_naissance;age\n"
      "Martin;Camille;03/02/1980;44\n"
      "Bernard;Louis;15/12/1980;43\n"
      "Dubois;Jeanne;01/01/1990;34\n"
      "Robert;Paul;30/11/1990;33\n"
      "Richard;Anne;14/05/1975;48\n"
      "Moreau;Hugo;14/05/2000;24\n"
      "Simon;Zoé;14/05/2001;22\n"
      "Laurent;Yann;14/05/2010;14\n"
      "Petit;Marc;14/05/1975;55\n"  // would be of 2030
      "Durand;Luc;20/05/1960;12\n"  // would be of 1972
      "Leroy;Eva;;12\n";
  for (const unsigned threads : {1U, 3U})
    CHECK(told(csv, threads) == "rule.birth_age 2/10; 2/10");
  // Ages told on the day of each event, over years: none of them denies a birth.
  CHECK(told("nom;prenom;date_naissance;age\nMartin;Camille;03/02/1980;44\n"
             "Bernard;Louis;15/12/1980;39\nDubois;Jeanne;01/01/1990;25\n") ==
        "rule.birth_age 0/0; 0/0");
}

TEST_CASE("a part is no more than the whole, a least no more than the most", "[scan][quality]") {
  CHECK(told("ecole;eleves;eleves_dont_filles\na;10;4\nb;3;5\nc;7;7\nd;;2\n") ==
        "rule.part_whole 1/3; 1/3");
  CHECK(told("bureau;inscrits;votants;exprimes\n1;100;60;58\n2;100;101;50\n3;80;40;41\n") ==
        "rule.part_whole 1/3; rule.part_whole 1/3; 2/3");
  CHECK(told("poste;prix_min;prix_max\na;1,5;2,5\nb;3;2\nc;gratuit;2\n") ==
        "rule.min_max 1/2; 1/2");
  CHECK(told("poste;prix_min;age_max\na;5;2\n") == "0/0");
}

}  // namespace
}  // namespace aval
