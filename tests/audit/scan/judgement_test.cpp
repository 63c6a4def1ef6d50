// What rows are, and what that makes of their columns.
#include "audit/base/text.h"
#include "audit/scan/detect.h"
#include "audit/table/source.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const RulePack& french() {
  static const RulePack kPack = load_embedded_rule_pack();
  return kPack;
}

TableScan scan_text(const std::string& text, const std::string& name = "t.csv") {
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return french().header_words.knows(word); };
  Source source = open_source_bytes(name, text, options);
  return scan_table(*source.tables.at(0), french(), ProfileOptions());
}

std::string kinds(const TableScan& table) {
  std::string out;
  for (const ColumnScan& column : table.columns)
    out += (out.empty() ? "" : " ") + std::string(name_of(column.type)) + "/" +
           std::string(name_of(column.gdpr));
  return out;
}

std::string codes(const TableScan& table) {
  std::string out;
  for (const QualityFinding& finding : table.quality.findings)
    out += finding.code + "@" + std::to_string(finding.column) + "=" +
           std::to_string(finding.cells) + " ";
  return out;
}

}  // namespace

TEST_CASE("measures of persons are theirs whatever their header says", "[scan][grain]") {
  const TableScan table = scan_text(
      "Nom;Prénom;Date de naissance;Sexe;Zorglub;Bidule\n"
      "DURAND;Alice;12/03/1980;F;12;oui\nMARTIN;Paul;01/07/1975;H;7;non\n"
      "PETIT;Jeanne;25/11/1990;F;31;oui\n");
  CHECK(table.grain == Grain::person);
  CHECK(table.columns[4].gdpr == Gdpr::quasi);
  CHECK(table.columns[5].gdpr == Gdpr::quasi);
}

TEST_CASE("counters of rows and constant columns say nothing of a person", "[scan][grain]") {
  std::string text = "num ligne;Nom;Prénom;Date de naissance;Zorglub;Année\n";
  const char* names[] = {"DURAND;Alice;12/03/1980", "MARTIN;Paul;01/07/1975",
                         "PETIT;Jeanne;25/11/1990", "ROUX;Hugo;02/02/1961"};
  for (int i = 1; i <= 24; ++i)
    text += std::to_string(i) + ";" + names[i % 4] + ";" + std::to_string(1000 + i) + ";2024\n";
  const TableScan table = scan_text(text);
  CHECK(table.columns[0].gdpr == Gdpr::none);
  CHECK(table.columns[4].gdpr == Gdpr::none);
  CHECK(table.columns[5].gdpr == Gdpr::none);
}

TEST_CASE("an organisation with the name of who runs it stays an organisation", "[scan][grain]") {
  const TableScan table = scan_text(
      "raison sociale;siret;adresse;ville;prénom responsable;nom responsable;fonction responsable\n"
      "Club nautique;73282932000074;2 quai du Port;Valmoreau;Alice;DURAND;présidente\n"
      "Harmonie;35600000000048;5 rue Haute;Valmoreau;Paul;MARTIN;trésorier\n");
  CHECK(table.grain == Grain::organisation);
  CHECK_FALSE(is_personal(table.columns[2].gdpr));
  CHECK(table.columns[4].gdpr == Gdpr::professional);
  CHECK(table.columns[5].gdpr == Gdpr::professional);
}

TEST_CASE("a list of persons without headers is found by its values", "[scan][header]") {
  const TableScan table = scan_text(
      "VAUCANSON;Alice;1980-03-12;0639981234\nBELLOCQ;Paul;1955-07-01;0639980102\n"
      "MONTCHARMONT;Jeanne;2001-11-25;0639989911\nROUSSILLAT;Hugo;1969-02-02;0639987788\n");
  CHECK(table.grain == Grain::person);
  CHECK(table.columns[0].type == ColumnType::last_name);
  CHECK(table.columns[1].type == ColumnType::first_name);
  CHECK(table.columns[3].gdpr == Gdpr::direct);
}

TEST_CASE("headers of the neighbours' languages are understood", "[scan][header]") {
  const TableScan table = scan_text(
      "Vorname;Nachname;Geburtsdatum;PLZ\nAnna;MEIER;12.03.1980;68100\nPaul;KELLER;01.07.1975;"
      "68200\n");
  CHECK(kinds(table) == "first_name/direct last_name/direct birth_date/quasi postcode_city/quasi");
}

TEST_CASE("names with a comma or an underscore are names", "[scan][names]") {
  const TableScan table =
      scan_text("patient;age\n\"DURAND, Alice\";41\n\"MARTIN, Paul\";52\n\"PETIT, Jeanne\";63\n");
  CHECK(table.columns[0].type == ColumnType::person_name);
  const TableScan underscored =
      scan_text("name;age\nDURAND_Alice;41\nMARTIN_Paul;52\nPETIT_Jeanne;63\n");
  CHECK(underscored.columns[0].type == ColumnType::person_name);
}

TEST_CASE("a plural over figures counts, it names nobody", "[scan][grain]") {
  const TableScan table = scan_text(
      "commune;agents;élèves;enfants\nValmoreau;12;340;95\nLescure;3;28;11\nBeaupré;7;120;40\n");
  CHECK(table.grain == Grain::count);
  CHECK(kinds(table).find("direct") == std::string::npos);
  CHECK(kinds(table).find("quasi") == std::string::npos);
}

TEST_CASE("who connected and when is about persons", "[scan][grain]") {
  const TableScan table = scan_text(
      "date;ip;page\n2026-01-02 10:11:12;192.0.2.17;/accueil\n"
      "2026-01-02 10:12:01;198.51.100.4;/etat-civil\n2026-01-03 09:00:00;203.0.113.9;/rdv\n");
  CHECK(table.grain == Grain::event_of_person);
  CHECK(table.columns[1].gdpr == Gdpr::quasi);
}

TEST_CASE("the number of a thing is no number of a person", "[scan][header]") {
  const TableScan table = scan_text(
      "Nom;Prénom;Date de naissance;id_vehicule;id_agent\nDURAND;Alice;12/03/1980;A12;E77\n"
      "MARTIN;Paul;01/07/1975;B34;E12\nPETIT;Jeanne;25/11/1990;C56;E05\n");
  CHECK(table.columns[3].type != ColumnType::other_person_id);
  CHECK((table.columns[4].type == ColumnType::staff_id ||
         table.columns[4].type == ColumnType::other_person_id));
}

TEST_CASE("lost zeros are given back where the header says what the number is", "[scan][damage]") {
  const TableScan table = scan_text(
      "Nom;Prénom;Téléphone;Code postal\nDURAND;Alice;639981234;1000\n"
      "MARTIN;Paul;639980102;1500\nPETIT;Jeanne;639989911;1340\n");
  CHECK(table.columns[2].type == ColumnType::phone);
  CHECK(table.columns[3].type == ColumnType::postcode_city);
  CHECK(codes(table) == "excel.lost_zero@2=3 excel.lost_zero@3=3 ");
}

TEST_CASE("numbers written as decimals and day numbers are read and told", "[scan][damage]") {
  const TableScan table = scan_text(
      "Nom;Prénom;Date de naissance;Âge\nDURAND;Alice;29292;46.0\nMARTIN;Paul;27576;51.0\n"
      "PETIT;Jeanne;33202;36.0\n");
  CHECK(table.columns[2].type == ColumnType::birth_date);
  CHECK(table.columns[3].type == ColumnType::age);
  CHECK(codes(table) == "excel.serial_date@2=3 excel.trailing_zero@3=3 ");
}

TEST_CASE("an account in four columns is bound by its key", "[scan][groups]") {
  // The specimen of the Banque de France's own documentation, and three rows with a wrong key.
  const std::string header = "titulaire;code banque;code guichet;numéro compte;clé\n";
  const TableScan table = scan_text(
      header + "DURAND Alice;20041;1005;0500013M026;6\nMARTIN Paul;20041;01005;0500013M026;06\n");
  for (const std::size_t c : {1U, 2U, 3U, 4U}) {
    CHECK(table.columns[c].type == ColumnType::iban);
    CHECK(table.columns[c].evidence.back().detail == "bank_account");
  }
  const TableScan wrong = scan_text(
      header + "DURAND Alice;20041;1005;0500013M026;7\nMARTIN Paul;20041;01005;0500013M026;08\n");
  for (const ColumnScan& column : wrong.columns)
    for (const Evidence& evidence : column.evidence)
      CHECK(evidence.detail != "bank_account");
}

TEST_CASE("an address in parts is an address where a person lives", "[scan][groups]") {
  const TableScan table = scan_text(
      "nom;prenom;date_naissance;num_voie;libelle_voie;cp;ville\n"
      "DURAND;Alice;12/03/1980;12;rue des Lilas;34000;Montpellier\n"
      "MARTIN;Paul;01/07/1975;3 bis;avenue du Port;34000;Montpellier\n");
  CHECK(table.columns[3].type == ColumnType::postal_address);
  CHECK(table.columns[4].type == ColumnType::postal_address);
  CHECK(table.columns[3].gdpr == Gdpr::direct);
  CHECK(table.columns[0].evidence.back().detail == "identity");
}

TEST_CASE("a title line that names somebody is a finding of its own", "[scan][outside]") {
  const std::string table =
      "commune;surface;capacite\nValmoreau;12;300\nLescure;15;410\nBeaupré;9;120\n";
  const TableScan named =
      scan_text("Liste établie par Mme Alice DURAND au service des sports;;\n;;\n" + table);
  REQUIRE(named.findings.size() == 1);
  CHECK(named.findings[0].columns.empty());
  CHECK(named.findings[0].gdpr == Gdpr::direct);
  CHECK(publication_of({named}) == Publication::personal);
  const TableScan plain =
      scan_text("Équipements sportifs de la communauté, état 2026;;\n;;\n" + table);
  CHECK(plain.findings.empty());
  CHECK(publication_of({plain}) == Publication::ok);
}

TEST_CASE("people dead for long are no data subjects, people dead lately still count",
          "[scan][deceased]") {
  const auto scan = [](const std::string& text) {
    SourceOptions reading;
    reading.is_header_word = [](std::string_view word) {
      return french().header_words.knows(word);
    };
    Source source = open_source_bytes("t.csv", text, reading);
    ProfileOptions options;
    options.year = 2026;
    return scan_table(*source.tables.at(0), french(), options);
  };
  const std::string header = "prenom;nom;date_naissance;date_deces\n";
  const TableScan old =
      scan(header + "Alice;DURAND;1901-11-03;1976-11-23\nPaul;MARTIN;1850-02-01;1920-05-06\n");
  CHECK(publication_of({old}) == Publication::ok);
  CHECK(old.columns[1].type == ColumnType::last_name);
  const TableScan late =
      scan(header + "Alice;DURAND;1931-11-03;2016-11-23\nPaul;MARTIN;1850-02-01;1920-05-06\n");
  CHECK(publication_of({late}) == Publication::personal);
}

TEST_CASE("a broken header is understood and told", "[scan][damage]") {
  const TableScan table = scan_text("Nom;PrÃ©nom\nDURAND;Alice\nMARTIN;Paul\n");
  CHECK(table.columns[1].type == ColumnType::first_name);
  CHECK(codes(table) == "text.mojibake_header@1=1 ");
}

}  // namespace aval
