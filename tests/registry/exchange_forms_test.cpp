// The CNIL spreadsheet and the CSV of Madis. The forms of the tests repeat the labels of the
// published files (see cnil_form.h, madis_csv.h); names and numbers are invented.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/table/csv_writer.h"
#include "audit/table/ods_writer.h"
#include "audit/table/xlsx_writer.h"
#include "registry/cnil_form.h"
#include "registry/documents.h"
#include "registry/madis_csv.h"
#include "registry/madis_words.h"
#include "registry/retention_text.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

Text own_word(std::string_view word) {
  return {"mot " + std::string(word), std::string(word)};
}

// The sheet "4 - Exemple de fiche" of the published file, under another name.
SheetTexts payroll_fiche() {
  const char* none = "Sélectionnez un élément dans cette liste déroulante ►";
  return {"Fiche paie",
          {{1,
            {"Exemple de fiche de registre", "", "", "", "", "", "", "1 - Exemple", "",
             "Consulter les guides et définitions sur le site de la CNIL"}},
           {3, {"Description du traitement "}},
           {4, {"Nom du traitement", "Gestion de la paie"}},
           {5, {"N° / RÉF", "1"}},
           {6, {"Date de création du traitement", "26/05/2018"}},
           {7, {"Mise à jour du traitement", "2019-05-13"}},
           {9,
            {"Acteurs", "Nom", "Adresse", "Code Postal", "Ville", "Pays", "Téléphone",
             "Adresse mél", "", "► Transfert de données"}},
           {10,
            {"Responsable du traitement", "Mairie", "1 rue de l'Essai", "00000", "Ville", "France",
             "01 99 00 00 00", "mairie@exemple.fr"}},
           {12, {"Société du DPO (si celui-ci est externe)", "N/A"}},
           {14, {"Finalité(s) du traitement effectué"}},
           {15, {"Finalité principale", "Gestion de la paie"}},
           {16, {"Sous-finalité 1", "Calcul des rémunérations"}},
           {17, {"Sous-finalité 2", "Ordre de virement à la banque"}},
           {20,
            {"Catégories de données personnelles concernées", "Description", "", "",
             "Durée de conservation"}},
           {21,
            {"État civil, identité, données d'identification, images…", "Noms, prénoms", "", "",
             "5 ans à compter du versement de la paie"}},
           {22,
            {"Données de localisation (déplacements, données GPS, GSM, etc.)", "Non concerné", "",
             "", "—"}},
           {23,
            {"Numéro de Sécurité Sociale (ou NIR)", "Numéros des salariés", "", "",
             "Le temps du contrat"}},
           {24, {"Ancienneté", "Dates d'entrée"}},
           {25, {"Catégories de personnes concernées", "Description", "", "", "Précisions"}},
           {26, {"Catégorie de personnes 1", "Salariés"}},
           {27, {"Catégorie de personnes 2", "Autres (préciser)", "", "", "Élus"}},
           {28, {"Destinataires", "Type de destinataire", "", "", "Précisions"}},
           {29, {"Destinataire 1", "Service interne qui traite les données", "", "", "Finances"}},
           {30, {"Destinataire 2", "Sous-traitants", "", "", "Éditeur du logiciel"}},
           {31, {"Destinataire 3", none}},
           {33, {"Mesures de sécurité", "Type de mesure de sécurité", "", "", "Précisions"}},
           {34, {"Mesure de sécurité 1", "Sauvegarde des données"}},
           {35, {"Mesure de sécurité 2", "Autres mesures (à préciser)", "", "", "Bureau fermé"}},
           {38,
            {"Transferts hors UE", "Destinataire", "Pays", "Type de Garanties", "",
             "Liens vers la documentation"}},
           {39, {"Organisme destinataire 1", "Banque", "Andorre", "Pays adéquat", "", "Contrat"}}}};
}

bool has_loss(const std::vector<Loss>& losses, const std::string& place) {
  return std::any_of(losses.begin(), losses.end(),
                     [&](const Loss& loss) { return loss.place.find(place) != std::string::npos; });
}

}  // namespace

TEST_CASE("a period in words gives months and starting point", "[exchange]") {
  CHECK(retention_of_text("5 ans à compter du versement") ==
        Json{{"text", "5 ans à compter du versement"},
             {"active_months", 60},
             {"trigger", "versement"}});
  CHECK(retention_of_text("6 mois") == Json{{"text", "6 mois"}, {"active_months", 6}});
  CHECK(retention_of_text("30 jours") == Json{{"text", "30 jours"}});
  CHECK(retention_of_text("le temps du mandat") == Json{{"text", "le temps du mandat"}});
  CHECK(text_of_retention({{"active_months", 12},
                           {"trigger", "fin"},
                           {"intermediate_months", 108},
                           {"final", "destroy"}}) ==
        "12 mois à compter de : fin, puis archivage intermédiaire 108 mois, puis destruction");
}

TEST_CASE("a fiche of the CNIL form becomes an activity", "[exchange][cnil]") {
  const auto read = read_cnil_sheets({payroll_fiche()}, own_word);
  REQUIRE(read.content.activities.size() == 1);
  const Json activity = Json::parse(read.content.activities[0]);
  CHECK(check_document("activity", activity, "x").empty());
  CHECK(activity == Json::parse(R"({
    "schema": "aval.activity/1", "id": "gestion-de-la-paie", "name": "Gestion de la paie",
    "reference": "1", "created_on": "2018-05-26", "updated_on": "2019-05-13",
    "purposes": [{"text": "Gestion de la paie",
                  "sub_purposes": ["Calcul des rémunérations", "Ordre de virement à la banque"]}],
    "data_categories": [
      {"category": "identity", "description": "Noms, prénoms",
       "retention": {"text": "5 ans à compter du versement de la paie", "active_months": 60,
                     "trigger": "versement de la paie"}},
      {"category": "national_id", "description": "Numéros des salariés",
       "retention": {"text": "Le temps du contrat"}},
      {"category": "other", "description": "Ancienneté : Dates d'entrée"}],
    "data_subjects": ["Salariés", "Élus"],
    "recipients": [{"name": "Finances", "type": "internal"},
                   {"name": "Éditeur du logiciel", "type": "processor"}],
    "processors": [{"name": "Éditeur du logiciel"}],
    "security_measures": ["Sauvegarde des données", "Bureau fermé"],
    "transfers": [{"recipient": "Banque", "country": "Andorre", "tool": "Pays adéquat",
                   "document": "Contrat"}]})"));
  CHECK(has_loss(read.losses, "Responsable du traitement"));
}

TEST_CASE("the list of the CNIL form gives what has no fiche", "[exchange][cnil]") {
  const SheetTexts list{
      "2 - Liste des traitements",
      {{7, {"Identification du traitement", "", "", "", "Finalité du traitement"}},
       {8, {"Nom du traitement", "N° / RÉF"}},
       {9, {"(EXEMPLE) Gestion de la paie", "1 - Exemple"}},
       {10, {"gestion de la PAIE", "1"}},
       {11, {"Cimetière", "2", "01/02/2020", "", "Gérer les concessions"}}}};
  const auto read = read_cnil_sheets({list, payroll_fiche()}, own_word);
  REQUIRE(read.content.activities.size() == 2);
  const Json last = Json::parse(read.content.activities[1]);
  CHECK(last.at("name") == "Cimetière");
  CHECK(last.at("created_on") == "2020-02-01");
  CHECK(has_loss(read.losses, "ligne 11"));
}

TEST_CASE("every template goes to the CNIL form and back, losses named", "[exchange][cnil]") {
  const std::string examples = std::string(AVAL_SOURCE_DIR) + "/docs/examples/";
  RegisterContent content;
  for (const char* name : {"cantine", "mobilite", "subventions"})
    content.activities.push_back(
        canonical_json(load_json(examples + "activite-" + name + ".json")));
  const Workbook workbook = cnil_workbook(content, {Language::fr, "2026-11-26"}, own_word);
  const auto losses = cnil_losses(content, workbook, own_word);
  for (const auto& bytes : {ods_bytes(workbook, "a"), xlsx_bytes(workbook, "a")}) {
    const auto again = read_cnil_sheets(read_workbook_bytes("a", bytes), own_word);
    REQUIRE(again.content.activities.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
      const Json before = Json::parse(content.activities[i]);
      const Json after = Json::parse(again.content.activities[i]);
      CHECK(check_document("activity", after, "x").empty());
      // Whatever differs is in the report.
      for (const Json& change : Json::diff(before, after)) {
        const std::string path = change.at("path").get<std::string>();
        // Categories change their order: special ones stand in a block of their own.
        if (change.at("op") == "add" || path.starts_with("/data_categories"))
          continue;
        const std::string id = before.at("id").get<std::string>();
        CHECK(has_loss(losses, id + "#" + path));
      }
      for (const char* kept : {"id", "name", "data_subjects"})
        CHECK(after.at(kept) == before.at(kept));
      CHECK(after.at("purposes")[0].at("text") == before.at("purposes")[0].at("text"));
    }
  }
  CHECK(has_loss(losses, "restauration-scolaire#/purposes/0/legal_bases"));
  CHECK(!has_loss(losses, "restauration-scolaire#/name"));
}

TEST_CASE("the packed cells of Madis are unpacked", "[exchange][madis]") {
  using Items = std::vector<std::string>;
  CHECK(madis_unpack("1: 5 ans \r\n2: 10 ans \r\n") == Items{"5 ans", "10 ans"});
  CHECK(madis_unpack("5 ans") == Items{"5 ans"});
  CHECK(madis_unpack("1: 5 ans\nà compter du solde\n2: ") == Items{"5 ans à compter du solde", ""});
  CHECK(madis_unpack("").empty());
  CHECK(madis_day("26/02/2024 à 14:05") == "2024-02-26");
  CHECK(madis_day("26 février").empty());
}

TEST_CASE("an export of Madis becomes activities", "[exchange][madis]") {
  const std::string path = std::string(AVAL_SOURCE_DIR) + "/tests/data/registry/madis.csv";
  const auto sheets = read_workbook_bytes("madis.csv", read_file(path));
  const auto read = read_madis_sheet(sheets.at(0), "madis.csv");
  REQUIRE(read.content.activities.size() == 2);
  const Json activity = Json::parse(read.content.activities[0]);
  CHECK(check_document("activity", activity, "x").empty());
  CHECK(activity.at("purposes") ==
        Json::parse(R"([{"text": "Instruire les demandes d'aide", "legal_bases": ["public_task"],
                         "legal_texts": ["CASF L123-5"]}])"));
  CHECK(activity.at("data_subjects") == Json{"Usagers : Foyers aidés", "Salariés"});
  CHECK(activity.at("data_categories").size() == 3);
  CHECK(activity.at("data_categories")[0] ==
        Json::parse(R"json({"category": "family_life", "description": "Situation familiale",
          "retention": {"text": "Dossiers : 5 ans (Destruction) ; Comptabilité : 10 ans (Tri)"}})json"));
  CHECK(activity.at("security_measures") == Json{"Contrôle d'accès : Badges", "Sauvegarde"});
  CHECK(activity.at("dpia_screening").at("reason") ==
        "Critères cochés dans Madis : Personnes vulnérables, Croisement de données");
  CHECK(activity.at("created_on") == "2023-01-09");
  const Json second = Json::parse(read.content.activities[1]);
  CHECK(second.at("status") == "archived");
  CHECK(second.at("data_categories")[0].at("retention") ==
        Json::parse(R"({"text": "Fichier : 6 mois", "active_months": 6, "final": "destroy"})"));
  for (const char* place : {"Registre public", "Historique - Créé par", "Nb Preuves",
                            "Détails - Délai de conservation - Durée", "Salariés à Usagers"})
    CHECK(has_loss(read.losses, place));
  CHECK(!has_loss(read.losses, "Finalités"));
  SheetTexts mixed = sheets.at(0);
  const std::size_t siren = 2;
  REQUIRE(mixed.rows[0].cells.at(siren) == "Structure - SIREN");
  mixed.rows[1].cells[siren] = "000000000";
  CHECK_THROWS_AS(read_madis_sheet(mixed, "madis.csv"), Error);
  CHECK_THROWS_AS(read_madis_sheet({"", {{1, {"a", "b"}}}}, "a.csv"), Error);
}
