// Passwords, tokens and keys are findings in any table; what only looks random is not. Every secret
// below is made up and says so.
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

// "EXEMPLEEXEMPLE...", of that many characters.
std::string made_up(std::size_t size) {
  std::string text;
  while (text.size() < size)
    text += "EXEMPLE";
  return text.substr(0, size);
}

// Thirty stations with a comment each; `remark` stands in row 21 of the file.
TableScan scan_stations(const std::string& remark) {
  std::vector<std::string> lines = {"station;latitude;longitude;remarque"};
  for (int i = 10; i < 40; ++i)
    lines.push_back("Station " + std::to_string(i) + ";43.61" + std::to_string(i * 37) + ";3.87" +
                    std::to_string(i * 41) + ";" +
                    (i == 29 ? remark : "Travaux prévus au printemps, voie " + std::to_string(i)));
  return scan_rows(lines);
}

const Finding* secret_of(const TableScan& table) {
  for (const Finding& finding : table.findings)
    if (finding.type == ColumnType::username_password)
      return &finding;
  return nullptr;
}

}  // namespace

TEST_CASE("one secret in one cell of a table of things is critical", "[scan][secret]") {
  const std::vector<std::string> remarks = {
      "Clé du dépôt AKIAIOSFODNN7EXAMPLE à renouveler",
      "Jeton ghp" + ("_" + made_up(36)) + " du prestataire",
      "Paiement par sk_" + ("live_" + made_up(24)) + " en caisse",
      "glpat-" + made_up(20),
      "Wifi de la salle, mdp : Exemple2026",
      "Le mot de passe est Exemple2026!",
      std::string("Connexion mysql://exemple:") + "motdepasse0@base.example.org/ville ouverte",
      "Server=base;Uid=exemple;Pwd=exemple00",
      "-----BEGIN RSA PRIVATE KEY-----",
      "$2b$10$" + made_up(53)};
  for (const std::string& remark : remarks) {
    INFO(remark);
    const TableScan table =
        scan_stations(remark.find(';') == std::string::npos ? remark : "\"" + remark + "\"");
    const Finding* finding = secret_of(table);
    REQUIRE(finding);
    CHECK(finding->severity == Severity::critical);
    CHECK(finding->rows == 1);
    CHECK(finding->first_rows == std::vector<std::uint64_t>{21});
    CHECK(kind_of(table, 3) == "username_password/direct");
    CHECK(publication_of({table}) == Publication::personal);
  }
}

TEST_CASE("a column of passwords is a finding on any row", "[scan][secret]") {
  for (const std::string header : {"mot_de_passe", "MDP", "password", "pwd", "passwd", "clé API"}) {
    INFO(header);
    std::vector<std::string> lines = {"station;latitude;longitude;" + header};
    for (int i = 10; i < 22; ++i)
      lines.push_back("Station " + std::to_string(i) + ";43.61" + std::to_string(i * 37) + ";3.87" +
                      std::to_string(i * 41) + ";Exemple" + std::to_string(i * 7));
    const TableScan table = scan_rows(lines);
    CHECK(kind_of(table, 3) == "username_password/direct");
    REQUIRE(secret_of(table));
    CHECK(secret_of(table)->rows == 12);
    CHECK(secret_of(table)->severity == Severity::critical);
  }
}

TEST_CASE("a secret in a personal column is a finding of its own", "[scan][secret]") {
  std::vector<std::string> lines = {"objet;montant"};
  for (int i = 0; i < 20; ++i)
    lines.push_back("Aide versée à Madame Camille BERTHELIER, dossier " + std::to_string(i) +
                    ";120");
  lines.push_back("Espace de Madame BERTHELIER, mot de passe : Exemple2026;120");
  const TableScan table = scan_rows(lines);
  CHECK(kind_of(table, 0) == "free_text_with_persons/direct");
  const Finding* finding = finding_by(table, 0, "secret.text");
  REQUIRE(finding);
  CHECK(finding->rows == 1);
  CHECK(finding->first_rows == std::vector<std::uint64_t>{22});
  CHECK(finding_by(table, 0, "text.person"));
}

TEST_CASE("speaking about passwords is no secret", "[scan][secret][trap]") {
  for (const std::string remark :
       {"Le mot de passe est à demander à l'accueil", "mot de passe : voir la mairie",
        "Réinitialisation : ?reset-password=1 puis suivre le lien",
        "password=${MDP} dans le script", "Page https://www.example.org:8080/acces@2 en ligne",
        "Wifi ouvert, sans mot de passe"}) {
    INFO(remark);
    CHECK_FALSE(secret_of(scan_stations(remark)));
  }
}

TEST_CASE("what looks random without context is no secret", "[scan][secret][trap]") {
  std::vector<std::string> lines = {"station;reference;latitude;longitude"};
  for (int i = 10; i < 30; ++i)
    lines.push_back("Station " + std::to_string(i) + ";Zq8mT2vK9xW4rB7nL1pD6sF3hJ5gC" +
                    std::to_string(i) + ";43.61" + std::to_string(i * 37) + ";3.87" +
                    std::to_string(i * 41));
  CHECK_FALSE(secret_of(scan_rows(lines)));
}

TEST_CASE("columns about passwords hold none", "[scan][secret][trap]") {
  for (const auto& [header, first] :
       std::vector<std::pair<std::string, std::string>>{{"date_mot_de_passe", "12/03/20"},
                                                        {"nb_mot_de_passe_oublie", "4"},
                                                        {"mot_de_passe_oublie", "oui"}}) {
    INFO(header);
    std::vector<std::string> lines = {"service;" + header};
    for (int i = 10; i < 24; ++i)
      lines.push_back("Service " + std::to_string(i) + ";" +
                      (first == "oui" ? (i % 2 == 0 ? "oui" : "non") : first + std::to_string(i)));
    CHECK_FALSE(secret_of(scan_rows(lines)));
  }
}

}  // namespace aval
