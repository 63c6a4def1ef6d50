#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/cnil_form.h"
#include "registry/retention_text.h"

namespace aval {
namespace {

using Row = std::vector<WorkbookCell>;

constexpr std::size_t kWidth = 8;  // columns of a fiche

WorkbookCell bold(const std::string& text) {
  return {text, SheetValue::text, true};
}

std::string text_at(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) && object.at(key).is_string()
             ? object.at(key).get<std::string>()
             : std::string();
}

const Json& list_of(const Json& object, const char* key) {
  static const Json kNone = Json::array();
  return object.contains(key) && object.at(key).is_array() ? object.at(key) : kNone;
}

WorkbookCell date_at(const Json& object, const char* key) {
  return {text_at(object, key), SheetValue::date};
}

class FicheWriter {
 public:
  FicheWriter(const Json& activity, const Json& organisation, const WordLabel& labels)
      : activity_(activity), organisation_(organisation), labels_(labels) {}

  WorkbookSheet write();

 private:
  void row(Row cells) { rows_.push_back(std::move(cells)); }
  // A row of a block whose second value stands in the fifth column.
  void block_row(const std::string& label, const std::string& first, const std::string& second,
                 bool is_heading = false) {
    row({{label, SheetValue::text, is_heading},
         {first, SheetValue::text, is_heading},
         {},
         {},
         {second, SheetValue::text, is_heading}});
  }
  void description();
  void actor(const std::string& label, const Json& person);
  void actors();
  void purposes();
  void categories(bool is_sensitive);
  void persons();
  void recipients();
  void measures();
  void transfers();
  bool is_sensitive(const std::string& category) const;

  const Json& activity_;
  const Json& organisation_;
  const WordLabel& labels_;
  std::vector<Row> rows_;
};

void FicheWriter::description() {
  row({bold("Description du traitement")});
  row({bold("Nom du traitement"), {text_at(activity_, "name")}});
  row({bold("N° / RÉF"), {text_at(activity_, "reference")}});
  row({bold("Date de création du traitement"), date_at(activity_, "created_on")});
  row({bold("Mise à jour du traitement"), date_at(activity_, "updated_on")});
  row({bold(kCnilIdentifier), {text_at(activity_, "id")}});
  row({});
}

void FicheWriter::actor(const std::string& label, const Json& person) {
  Row cells = {bold(label)};
  for (const char* key : {"name", "address", "postcode", "city", "country", "phone", "email"})
    cells.push_back({text_at(person, key)});
  row(std::move(cells));
}

void FicheWriter::actors() {
  row({bold("Acteurs"), bold("Nom"), bold("Adresse"), bold("Code Postal"), bold("Ville"),
       bold("Pays"), bold("Téléphone"), bold("Adresse mél")});
  const auto own_or_shared = [&](const char* key) {
    const Json own = activity_.value(key, Json());
    return own.is_object() ? own : organisation_.value(key, Json());
  };
  actor("Responsable du traitement", own_or_shared("controller"));
  actor("Délégué à la protection des données", organisation_.value("dpo", Json()));
  row({bold("Société du DPO (si celui-ci est externe)")});
  actor("Représentant", own_or_shared("representative"));
  const Json& joint = list_of(activity_, "joint_controllers");
  for (const Json& person : joint)
    actor("Responsable(s) conjoint(s)", person);
  if (joint.empty())
    row({bold("Responsable(s) conjoint(s)")});
  row({});
}

void FicheWriter::purposes() {
  row({bold("Finalité(s) du traitement effectué")});
  for (const Json& purpose : list_of(activity_, "purposes")) {
    row({bold("Finalité principale"), {text_at(purpose, "text")}});
    std::size_t number = 0;
    for (const Json& part : list_of(purpose, "sub_purposes"))
      row({bold("Sous-finalité " + std::to_string(++number)), {part.get<std::string>()}});
  }
  row({});
}

bool FicheWriter::is_sensitive(const std::string& category) const {
  return std::any_of(
      cnil_categories().begin(), cnil_categories().end(),
      [&](const CnilCategory& entry) { return entry.is_sensitive && entry.category == category; });
}

// The rows of the form in its order; what the activity holds stands in them or in rows added below.
void FicheWriter::categories(bool is_sensitive_block) {
  block_row(
      is_sensitive_block ? "Données sensibles" : "Catégories de données personnelles concernées",
      "Description", "Durée de conservation", true);
  std::vector<const Json*> waiting;
  for (const Json& entry : list_of(activity_, "data_categories"))
    if (is_sensitive(text_at(entry, "category")) == is_sensitive_block)
      waiting.push_back(&entry);
  const auto write = [&](const std::string& label, const Json& entry) {
    const std::string description = text_at(entry, "description");
    block_row(label, description.empty() ? "Oui" : description,
              text_of_retention(entry.value("retention", Json())));
  };
  for (const CnilCategory& form : cnil_categories()) {
    if (form.is_sensitive != is_sensitive_block)
      continue;
    const auto found = std::find_if(waiting.begin(), waiting.end(), [&](const Json* entry) {
      return text_at(*entry, "category") == form.category;
    });
    if (found == waiting.end()) {
      block_row(form.label, "", "");
      continue;
    }
    write(form.label, **found);
    waiting.erase(found);
  }
  for (const Json* entry : waiting)
    write(labels_(text_at(*entry, "category")).fr, *entry);
  row({});
}

void FicheWriter::persons() {
  block_row("Catégories de personnes concernées", "Description", "Précisions", true);
  std::size_t number = 0;
  for (const Json& item : list_of(activity_, "data_subjects")) {
    const auto text = item.get<std::string>();
    const auto& known = cnil_persons();
    const bool is_known = std::find(known.begin(), known.end(), text) != known.end();
    block_row("Catégorie de personnes " + std::to_string(++number),
              is_known ? text : kCnilOtherPersons, is_known ? "" : text);
  }
  row({});
}

void FicheWriter::recipients() {
  block_row("Destinataires", "Type de destinataire", "Précisions", true);
  std::size_t number = 0;
  std::set<std::string> names;
  const auto write = [&](const std::string& type, const std::string& name) {
    const auto found = std::find_if(cnil_recipients().begin(), cnil_recipients().end(),
                                    [&](const CnilRecipient& entry) { return entry.type == type; });
    const char* label = found != cnil_recipients().end() ? found->label
                                                         : "Partenaires institutionnels ou "
                                                           "commerciaux";
    names.insert(name);
    block_row("Destinataire " + std::to_string(++number),
              type == "third_party" ? "Partenaires institutionnels ou commerciaux" : label, name);
  };
  for (const Json& item : list_of(activity_, "recipients"))
    write(text_at(item, "type"), text_at(item, "name"));
  for (const Json& item : list_of(activity_, "processors"))
    if (names.count(text_at(item, "name")) == 0)
      write("processor", text_at(item, "name"));
  row({});
}

void FicheWriter::measures() {
  block_row("Mesures de sécurité", "Type de mesure de sécurité", "Précisions", true);
  std::size_t number = 0;
  for (const char* key : {"security_measures", "security_technical", "security_organisational"})
    for (const Json& item : list_of(activity_, key)) {
      const auto text = item.get<std::string>();
      std::string type = kCnilOtherMeasures;
      std::string detail = text;
      for (const std::string& known : cnil_measures())
        if (text == known || text.starts_with(known + " : ")) {
          type = known;
          detail = text == known ? "" : text.substr(known.size() + 3);
        }
      block_row("Mesure de sécurité " + std::to_string(++number), type, detail);
    }
  row({});
}

void FicheWriter::transfers() {
  row({bold("Transferts hors UE"),
       bold("Destinataire"),
       bold("Pays"),
       bold("Type de Garanties"),
       {},
       bold("Liens vers la documentation")});
  std::size_t number = 0;
  for (const Json& item : list_of(activity_, "transfers"))
    row({{"Organisme destinataire " + std::to_string(++number)},
         {text_at(item, "recipient")},
         {text_at(item, "country")},
         {text_at(item, "tool")},
         {},
         {text_at(item, "document")}});
}

WorkbookSheet FicheWriter::write() {
  description();
  actors();
  purposes();
  categories(false);
  categories(true);
  persons();
  recipients();
  measures();
  transfers();
  WorkbookSheet sheet;
  const std::string reference = text_at(activity_, "reference");
  sheet.name = reference.empty() ? text_at(activity_, "name") : reference;
  sheet.title = "Fiche de registre";
  sheet.header_rows = 0;
  sheet.columns.assign(kWidth, WorkbookColumn{24});
  sheet.columns[0].width = 44;
  sheet.rows = std::move(rows_);
  return sheet;
}

bool holds_sensitive(const Json& activity) {
  const Json& entries = list_of(activity, "data_categories");
  return std::any_of(entries.begin(), entries.end(), [](const Json& entry) {
    return std::any_of(cnil_categories().begin(), cnil_categories().end(),
                       [&](const CnilCategory& form) {
                         return form.is_sensitive && form.category == text_at(entry, "category");
                       });
  });
}

void add_contact(std::vector<Row>& rows, const std::string& label, const Json& person) {
  rows.push_back({bold(label),
                  bold("Nom :"),
                  {text_at(person, "name")},
                  bold("Prénom :"),
                  {},
                  bold("Adresse :"),
                  {text_at(person, "address")},
                  bold("Adresse mél :"),
                  {text_at(person, "email")}});
  rows.push_back({{},
                  bold("Code postal :"),
                  {text_at(person, "postcode")},
                  bold("Ville :"),
                  {text_at(person, "city")},
                  bold("Téléphone :"),
                  {text_at(person, "phone")}});
}

WorkbookSheet list_sheet(const std::vector<Json>& activities, const Json& organisation) {
  WorkbookSheet sheet;
  sheet.name = "2 - Liste des traitements";
  sheet.header_rows = 0;
  sheet.columns.assign(9, WorkbookColumn{24});
  add_contact(sheet.rows, "Coordonnées du responsable de l’organisme",
              organisation.value("controller", Json()));
  add_contact(sheet.rows, "Coordonnées du représentant",
              organisation.value("representative", Json()));
  add_contact(sheet.rows, "Coordonnées du délégué à la protection des données (DPO)",
              organisation.value("dpo", Json()));
  sheet.rows.push_back({bold("Identification du traitement"),
                        {},
                        {},
                        {},
                        bold("Finalité du traitement"),
                        {},
                        {},
                        bold("Données sensibles ?")});
  sheet.rows.push_back({bold("Nom du traitement"),
                        bold("N° / RÉF"),
                        bold("Date de création de la fiche"),
                        bold("Dernière mise à jour de la fiche"),
                        {},
                        {},
                        {},
                        bold("Oui/non")});
  for (const Json& activity : activities) {
    std::vector<std::string> purposes;
    for (const Json& purpose : list_of(activity, "purposes"))
      purposes.push_back(text_at(purpose, "text"));
    sheet.rows.push_back({{text_at(activity, "name")},
                          {text_at(activity, "reference")},
                          date_at(activity, "created_on"),
                          date_at(activity, "updated_on"),
                          {join(purposes, ", ")},
                          {},
                          {},
                          {holds_sensitive(activity) ? "Oui" : "Non"}});
  }
  return sheet;
}

WorkbookSheet lists_sheet() {
  WorkbookSheet sheet;
  sheet.name = "5 - Listes";
  sheet.columns.assign(4, WorkbookColumn{40});
  sheet.rows.push_back({bold("Garanties"), bold("Catégories de personnes"), bold("Destinataires"),
                        bold("Mesures de sécurité techniques")});
  const std::size_t count =
      std::max({cnil_safeguards().size(), cnil_persons().size(), cnil_measures().size()});
  const auto at = [](const std::vector<std::string>& list, std::size_t i) {
    return WorkbookCell{i < list.size() ? list[i] : ""};
  };
  for (std::size_t i = 0; i < count; ++i)
    sheet.rows.push_back({at(cnil_safeguards(), i),
                          at(cnil_persons(), i),
                          {i < cnil_recipients().size() ? cnil_recipients()[i].label : ""},
                          at(cnil_measures(), i)});
  return sheet;
}

}  // namespace

Workbook cnil_workbook(const RegisterContent& content, const ExchangeOptions& options,
                       const WordLabel& labels) {
  Json organisation = Json::object();
  if (!content.organisation.empty())
    organisation = Json::parse(content.organisation);
  std::vector<Json> activities;
  for (const std::string& text : content.activities)
    activities.push_back(Json::parse(text));
  Workbook workbook;
  workbook.title = "Registre des activités de traitement";
  workbook.created = options.today;
  workbook.sheets.push_back(list_sheet(activities, organisation));
  for (const Json& activity : activities)
    workbook.sheets.push_back(FicheWriter(activity, organisation, labels).write());
  workbook.sheets.push_back(lists_sheet());
  return workbook;
}

}  // namespace aval
