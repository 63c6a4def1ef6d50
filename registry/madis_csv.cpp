#include "registry/madis_csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "registry/identifier.h"
#include "registry/madis_words.h"
#include "registry/retention_text.h"

namespace aval {
namespace {

// Concerned persons: Madis 2.4.0 writes their headings in the first order and their values in the
// second.
constexpr std::array<std::string_view, 8> kHeadingOrder = {
    "Particuliers",   "Internautes", "Salariés", "Élus",
    "Professionnels", "Partenaires", "Usagers",  "Autres"};
constexpr std::array<std::string_view, 8> kValueOrder = {
    "Particuliers", "Internautes",    "Usagers",     "Salariés",
    "Élus",         "Professionnels", "Partenaires", "Autres"};
constexpr std::string_view kPersons = "Détails - Personnes concernées - ";

constexpr std::array<std::string_view, 5> kMeasures = {"Contrôle d'accès", "Traçabilité",
                                                       "Sauvegarde", "Mise à jour", "Autres"};
constexpr std::array<std::string_view, 3> kPractices = {
    "À tout moment il est possible de ressortir les personnes habilitées",
    "La personne ou la procédure qui permet d’ouvrir des comptes est clairement identifiée",
    "Les spécificités de sensibilisation liées à ce traitement sont délivrées"};
constexpr std::array<std::string_view, 8> kCriteria = {"Surveillance systématique",
                                                       "Collecte à large échelle",
                                                       "Personnes vulnérables",
                                                       "Croisement de données",
                                                       "Évaluation ou notation",
                                                       "Décisions automatisées avec effet",
                                                       "Exclusion automatique d'un service",
                                                       "Usage innovant"};

class MadisReader {
 public:
  MadisReader(const SheetTexts& sheet, const std::string& path);

  ImportedRegister read();

 private:
  std::string cell(const std::string& heading);
  bool is_yes(const std::string& heading) { return plain_form(cell(heading)) == "oui"; }
  void set(Json& holder, const char* key, const std::string& heading);
  void check_one_authority();
  bool values_are_shifted() const;
  Json activity();
  void identity(Json& activity);
  void purpose(Json& activity);
  void categories(Json& activity);
  Json retention();
  void persons(Json& activity);
  void partners(Json& activity);
  void measures(Json& activity);
  void screening(Json& activity);
  void lose(const std::string& place, const Text& reason);
  void tell_unread();

  const SheetTexts& sheet_;
  const std::string& path_;
  std::map<std::string, std::size_t> columns_;  // by folded heading
  std::set<std::size_t> read_;
  std::set<std::string> told_;
  const SheetRow* row_ = nullptr;
  bool is_shifted_ = false;
  std::vector<Loss> losses_;
};

MadisReader::MadisReader(const SheetTexts& sheet, const std::string& path)
    : sheet_(sheet), path_(path) {
  const std::vector<std::string> none;
  const std::vector<std::string>& headings = sheet.rows.empty() ? none : sheet.rows.front().cells;
  for (std::size_t i = 0; i < headings.size(); ++i)
    columns_.emplace(plain_form(headings[i]), i);
  if (columns_.count("nom") == 0 || columns_.count("finalites") == 0 ||
      columns_.count("baselegale") == 0)
    throw Error(ErrorKind::input, path,
                {"pas d'export CSV des traitements de Madis : colonnes « Nom », « Finalités » et "
                 "« Base légale » attendues en première ligne",
                 "no CSV export of processing of Madis: columns 'Nom', 'Finalités' and 'Base "
                 "légale' are expected on the first line"});
  is_shifted_ = values_are_shifted();
}

std::string MadisReader::cell(const std::string& heading) {
  const auto found = columns_.find(plain_form(heading));
  if (found == columns_.end())
    return {};
  read_.insert(found->second);
  return found->second < row_->cells.size() ? std::string(trim(row_->cells[found->second]))
                                            : std::string();
}

void MadisReader::set(Json& holder, const char* key, const std::string& heading) {
  if (const std::string text = cell(heading); !text.empty())
    holder[key] = text;
}

void MadisReader::lose(const std::string& place, const Text& reason) {
  if (told_.insert(place).second)
    losses_.push_back({place, reason});
}

bool MadisReader::values_are_shifted() const {
  std::size_t last = 0;
  for (const std::string_view name : kHeadingOrder) {
    const auto found = columns_.find(plain_form(std::string(kPersons) + std::string(name)));
    if (found == columns_.end() || found->second < last)
      return false;
    last = found->second;
  }
  return true;
}

// Several authorities in one file would mix their registers.
void MadisReader::check_one_authority() {
  std::set<std::string> authorities;
  for (std::size_t i = 1; i < sheet_.rows.size(); ++i) {
    row_ = &sheet_.rows[i];
    for (const auto& [form, column] : columns_)
      if (form.ends_with("siren") && column < row_->cells.size())
        authorities.insert(std::string(trim(row_->cells[column])));
  }
  if (authorities.size() > 1)
    throw Error(ErrorKind::input, path_,
                {"traitements de plusieurs structures (colonne SIREN) : gardez les lignes d'une "
                 "seule, un espace de travail par structure",
                 "processing of several authorities (column SIREN): keep the rows of one, one "
                 "workspace an authority"});
}

void MadisReader::identity(Json& activity) {
  activity["name"] = cell("Nom");
  set(activity, "service", "Gestionnaire");
  set(activity, "observations", "Observations");
  const std::string author = plain_form(cell("En tant que"));
  if (!author.empty())
    activity["role"] =
        author == "soustraitant" || author == "contractor" ? "processor" : "controller";
  if (author == "responsabiliteconjointe" || author == "jointliability")
    lose("En tant que", {"responsabilité conjointe : les responsables conjoints ne sont pas nommés",
                         "joint liability: the joint controllers are not named"});
  if (const std::string text = cell("Coordonnées du responsable de traitement"); !text.empty()) {
    if (activity.value("role", "") == "processor")
      activity["served_controllers"] = Json::array({{{"name", text}}});
    else
      activity["controller"] = {{"contact", text}};
  }
  if (const std::string state = plain_form(cell("État")); state == "inactif")
    activity["status"] = "archived";
  const std::pair<const char*, const char*> kDays[] = {
      {"created_on", "Historique - Date de création"},
      {"updated_on", "Historique - Date de modification"}};
  for (const auto& [key, heading] : kDays)
    if (const std::string day = madis_day(cell(heading)); !day.empty())
      activity[key] = day;
}

void MadisReader::purpose(Json& activity) {
  const std::string text = cell("Finalités");
  const std::string basis = madis_legal_basis(cell("Base légale"));
  if (text.empty()) {
    if (!basis.empty())
      lose("Base légale", {"sans finalité, la base légale n'a pas de place",
                           "without a purpose the legal basis has no place"});
    return;
  }
  Json purpose = {{"text", text}};
  if (!basis.empty())
    purpose["legal_bases"] = {basis};
  if (const std::string reason = cell("Justification de la base légale"); !reason.empty())
    purpose["legal_texts"] = {reason};
  activity["purposes"] = Json::array({purpose});
}

// Madis keeps periods by a name of its own, not by category: one period holds for every category,
// several are kept in words.
Json MadisReader::retention() {
  const std::string head = "Détails - Délai de conservation - ";
  const auto periods = madis_unpack(cell(head + "Durée"));
  const auto names = madis_unpack(cell(head + "Nom"));
  const auto finals = madis_unpack(cell(head + "Sort final"));
  const std::size_t count = std::max({periods.size(), names.size(), finals.size()});
  if (count == 0)
    return nullptr;
  const auto at = [](const std::vector<std::string>& list, std::size_t i) {
    return i < list.size() ? list[i] : std::string();
  };
  for (const std::string& word : finals)
    if (plain_form(word) == "versement")
      lose(head + "Sort final",
           {"« versement » devient « conserver »", "'versement' (deposit) becomes 'keep'"});
  Json result = Json::object();
  if (count == 1 && !at(periods, 0).empty())
    result = retention_of_text(at(periods, 0));
  std::vector<std::string> lines;
  std::set<std::string> fates;
  for (std::size_t i = 0; i < count; ++i) {
    std::string line = at(names, i);
    line += (line.empty() || at(periods, i).empty() ? "" : " : ") + at(periods, i);
    if (count > 1 && !at(finals, i).empty())
      line += " (" + at(finals, i) + ")";
    lines.push_back(line);
    fates.insert(madis_final(at(finals, i)));
  }
  if (const std::string text = join(lines, " ; "); !text.empty())
    result["text"] = text;
  if (fates.size() == 1 && !fates.begin()->empty())
    result["final"] = *fates.begin();
  if (count > 1)
    lose(head + "Durée",
         {"plusieurs durées sans catégorie de données : reprises en toutes lettres "
          "pour chaque catégorie",
          "several periods without data category: kept in words for each category"});
  return result;
}

void MadisReader::categories(Json& activity) {
  std::vector<std::pair<std::string, std::string>> found;  // category, label
  std::string rest = cell("Catégorie de données");
  while (!rest.empty()) {
    const std::size_t border = std::min(rest.find(" - "), rest.size());
    const std::string label(trim(std::string_view(rest).substr(0, border)));
    if (!label.empty())
      found.emplace_back(madis_category(label), label);
    rest = border == rest.size() ? std::string() : rest.substr(border + 3);
  }
  if (const std::string text = cell("Catégorie des données - Autres catégories"); !text.empty())
    found.emplace_back("other", text);
  const Json period = retention();
  for (const auto& [category, label] : found) {
    Json entry = {{"category", category}, {"description", label}};
    if (period.is_object() && !period.empty())
      entry["retention"] = period;
    activity["data_categories"].push_back(std::move(entry));
  }
  if (found.empty() && period.is_object())
    lose("Détails - Délai de conservation - Durée",
         {"sans catégorie de données, la durée n'a pas de place",
          "without data category the period has no place"});
  const std::string source = cell("Détails - Origine des données");
  if (!source.empty())
    activity["data_sources"] = Json::array({{{"name", source}}});
}

void MadisReader::persons(Json& activity) {
  for (std::size_t i = 0; i < kHeadingOrder.size(); ++i) {
    const std::string heading = std::string(kPersons) + std::string(kHeadingOrder[i]);
    const std::string comment = cell(heading + " - Commentaire");
    if (!is_yes(heading))
      continue;
    const std::string name(is_shifted_ ? kValueOrder[i] : kHeadingOrder[i]);
    activity["data_subjects"].push_back(comment.empty() ? name : name + " : " + comment);
    if (is_shifted_ && kHeadingOrder[i] != kValueOrder[i])
      lose(std::string(kPersons) + "Salariés à Usagers",
           {"Madis 2.4.0 écrit ces valeurs dans un autre ordre que leurs titres ; elles sont "
            "relues dans l'ordre des valeurs : à vérifier",
            "Madis 2.4.0 writes these values in another order than their headings; they are read "
            "in the order of the values: to be checked"});
  }
  ValueRule rule;
  rule.takes_integer = true;
  Text problem;
  const std::string heading = "Détails - Nombre de personnes concernées";
  const auto count = value_of_cell(cell(heading), rule, problem);
  if (count && problem.fr.empty() && *count >= 0)
    activity["persons_count"] = *count;
  else if (count)
    lose(heading,
         {"ce n'est pas un nombre entier : non repris", "this is no whole number: left out"});
}

void MadisReader::partners(Json& activity) {
  const std::string recipients = cell("Destination - Catégorie de destinataires");
  for (const std::string_view line : split(recipients, '\n'))
    if (!trim(line).empty())
      activity["recipients"].push_back({{"name", trim(line)}});
  std::string rest = cell("Destination - Sous-traitants");
  while (!rest.empty()) {
    const std::size_t border = std::min(rest.find(" - "), rest.size());
    activity["processors"].push_back({{"name", trim(std::string_view(rest).substr(0, border))}});
    rest = border == rest.size() ? std::string() : rest.substr(border + 3);
  }
  const std::string software = cell("Détails - Logiciels et supports");
  for (const std::string_view line : split(software, '\n'))
    if (!trim(line).empty())
      activity["software"].push_back(std::string(trim(line)));
  if (plain_form(cell("Détails - Traitement papier")) == "actif")
    activity["software"].push_back("Papier");
}

void MadisReader::measures(Json& activity) {
  const std::string head = "Mesures de sécurité et confidentialité - ";
  for (const std::string_view measure : kMeasures) {
    const std::string heading = head + std::string(measure);
    const std::string comment = cell(heading + " - Commentaire");
    if (is_yes(heading))
      activity["security_measures"].push_back(std::string(measure) +
                                              (comment.empty() ? "" : " : " + comment));
    else if (!comment.empty())
      lose(heading + " - Commentaire",
           {"commentaire d'une mesure qui n'est pas cochée : non repris",
            "comment of a measure not ticked: left out"});
  }
  for (const std::string_view practice : kPractices)
    if (is_yes(head + std::string(practice)))
      activity["security_measures"].push_back(std::string(practice));
}

void MadisReader::screening(Json& activity) {
  std::vector<std::string> ticked;
  for (const std::string_view criterion : kCriteria)
    if (is_yes("Traitement spécifique - " + std::string(criterion)))
      ticked.emplace_back(criterion);
  const bool is_exempt = is_yes("Est exempté d'AIPD");
  if (ticked.empty() && !is_exempt)
    return;
  Json screening = {{"status", "to_confirm"}};
  if (is_exempt)
    screening["outcome"] = "exempt";
  if (!ticked.empty())
    screening["reason"] = "Critères cochés dans Madis : " + join(ticked, ", ");
  activity["dpia_screening"] = std::move(screening);
}

// Columns with something in them that nothing above has read.
void MadisReader::tell_unread() {
  const std::vector<std::string>& headings = sheet_.rows.front().cells;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    const std::string form = plain_form(headings[i]);
    const bool is_filled = std::any_of(
        sheet_.rows.begin() + 1, sheet_.rows.end(),
        [&](const SheetRow& row) { return i < row.cells.size() && !trim(row.cells[i]).empty(); });
    if (is_filled && read_.count(i) == 0)
      lose(headings[i], {"cette colonne n'a pas de champ au registre : non reprise",
                         "this column has no field in the register: left out"});
  }
}

Json MadisReader::activity() {
  Json result = {{"schema", "aval.activity/1"}};
  identity(result);
  purpose(result);
  categories(result);
  persons(result);
  partners(result);
  measures(result);
  screening(result);
  return result;
}

ImportedRegister MadisReader::read() {
  check_one_authority();
  ImportedRegister result;
  std::set<std::string> ids;
  for (std::size_t i = 1; i < sheet_.rows.size(); ++i) {
    row_ = &sheet_.rows[i];
    Json document = activity();
    const std::string name = document.at("name").get<std::string>();
    if (name.empty()) {
      lose("ligne " + std::to_string(row_->number),
           {"traitement sans nom : non repris", "processing without a name: left out"});
      continue;
    }
    std::string id = identifier_of(name);
    for (int number = 2; !ids.insert(id).second; ++number)
      id = identifier_of(name) + "-" + std::to_string(number);
    document["id"] = id;
    result.content.activities.push_back(canonical_json(document));
  }
  if (!sheet_.rows.empty())
    tell_unread();
  result.losses = std::move(losses_);
  return result;
}

}  // namespace

ImportedRegister read_madis_sheet(const SheetTexts& sheet, const std::string& path) {
  return MadisReader(sheet, path).read();
}

}  // namespace aval
