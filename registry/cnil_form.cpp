#include "registry/cnil_form.h"

#include <map>

#include <nlohmann/json.hpp>

#include "registry/exchange_loss.h"

namespace aval {

const std::vector<CnilCategory>& cnil_categories() {
  static const std::vector<CnilCategory> kCategories = {
      {"État civil, identité, données d'identification, images…", "identity", false},
      {"Vie personnelle (habitudes de vie, situation familiale, etc.)", "family_life", false},
      {"Informations d'ordre économique et financier (revenus, situation financière, situation "
       "fiscale, etc.)",
       "economic_financial", false},
      {"Données de connexion (adress IP, logs, etc.)", "connection", false},
      {"Données de localisation (déplacements, données GPS, GSM, etc.)", "location", false},
      {"Numéro de Sécurité Sociale (ou NIR)", "national_id", false},
      {"Données révélant l'origine raciale ou ethnique", "ethnic_origin", true},
      {"Données révélant les opinions politiques", "political_opinion", true},
      {"Données révélant les convictions religieuses ou philosophiques", "religion_belief", true},
      {"Données révélant l'appartenance syndicale", "union_membership", true},
      {"Données génétiques", "biometric_genetic", true},
      {"Données biométriques aux fins d'identifier une personne physique de manière unique",
       "biometric_genetic", true},
      {"Données concernant la santé", "health", true},
      {"Données concernant la vie sexuelle ou l'orientation sexuelle", "sexual_life", true},
      {"Données relatives à des condamnations pénales ou infractions", "offences", true},
  };
  return kCategories;
}

const std::vector<std::string>& cnil_persons() {
  static const std::vector<std::string> kPersons = {
      "Salariés",     "Services Internes", "Clients",   "Fournisseurs",
      "Prestataires", "Prospects",         "Candidats", kCnilOtherPersons};
  return kPersons;
}

const std::vector<std::string>& cnil_measures() {
  static const std::vector<std::string> kMeasures = {"Mesures de traçabilité",
                                                     "Mesures de protection des logiciels",
                                                     "Sauvegarde des données",
                                                     "Chiffrement des données",
                                                     "Contrôle d'accès des utilisateurs",
                                                     "Contrôle des sous-traitants",
                                                     kCnilOtherMeasures};
  return kMeasures;
}

const std::vector<std::string>& cnil_safeguards() {
  static const std::vector<std::string> kSafeguards = {"Clauses contractuelles types (CCT)",
                                                       "Règles d'entreprise contraignantes (BCR)",
                                                       "Pays adéquat",
                                                       "Privacy shield",
                                                       "Code de conduite",
                                                       "Certification",
                                                       "Dérogations (art 49)"};
  return kSafeguards;
}

const std::vector<CnilRecipient>& cnil_recipients() {
  static const std::vector<CnilRecipient> kRecipients = {
      {"Service interne qui traite les données", "internal"},
      {"Sous-traitants", "processor"},
      {"Destinataires dans des pays tiers ou organisations internationales", "third_party"},
      {"Partenaires institutionnels ou commerciaux", "third_party"},
      {"Autre (Préciser)", ""},
  };
  return kRecipients;
}

namespace {

std::vector<SheetTexts> as_read(const Workbook& workbook) {
  std::vector<SheetTexts> sheets;
  for (const WorkbookSheet& sheet : workbook.sheets) {
    SheetTexts texts{sheet.name, {}};
    std::uint64_t number = sheet.title.empty() ? 0 : 1;
    for (const std::vector<WorkbookCell>& row : sheet.rows) {
      SheetRow read{++number, {}};
      for (const WorkbookCell& cell : row)
        read.cells.push_back(cell.value);
      texts.rows.push_back(std::move(read));
    }
    sheets.push_back(std::move(texts));
  }
  return sheets;
}

}  // namespace

std::vector<Loss> cnil_losses(const RegisterContent& content, const Workbook& workbook,
                              const WordLabel& labels) {
  std::map<std::string, Json> again;
  for (const std::string& text : read_cnil_sheets(as_read(workbook), labels).content.activities) {
    Json activity = Json::parse(text);
    const std::string id = activity.at("id").get<std::string>();
    again[id] = std::move(activity);
  }
  std::vector<Loss> losses;
  for (const std::string& text : content.activities) {
    const Json activity = Json::parse(text);
    const std::string id = activity.at("id").get<std::string>();
    add_losses(activity, again[id], id,
               {"le tableur de la CNIL n'a pas de case pour cela",
                "the CNIL spreadsheet has no cell for this"},
               losses);
  }
  if (!content.organisation.empty())
    losses.push_back({"organisation",
                      {"seuls le responsable, son représentant et le délégué sont écrits ; ils ne "
                       "sont pas relus",
                       "only controller, representative and data protection officer are written; "
                       "they are not read back"}});
  return losses;
}

}  // namespace aval
