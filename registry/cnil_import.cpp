#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/cnil_fiche.h"
#include "registry/identifier.h"

namespace aval {
namespace {

bool is_example(const std::string& text) {
  const std::string form = plain_form(text);
  return form.find("exemple") != std::string::npos;
}

bool has_label(const SheetTexts& sheet, const std::string& form) {
  return std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const SheetRow& row) {
    return !row.cells.empty() && plain_form(row.cells.front()) == form;
  });
}

bool is_fiche(const SheetTexts& sheet) {
  return has_label(sheet, "nomdutraitement") && has_label(sheet, "finaliteprincipale");
}

bool is_list(const SheetTexts& sheet) {
  return has_label(sheet, "identificationdutraitement") && has_label(sheet, "nomdutraitement");
}

class RegisterReader {
 public:
  explicit RegisterReader(const WordLabel& labels) : labels_(labels) {}

  void add_fiche(const SheetTexts& sheet);
  void add_list(const SheetTexts& sheet);
  ImportedRegister take();

 private:
  void add(Json activity);
  void drop_shared_actors();

  const WordLabel& labels_;
  std::vector<Json> activities_;
  std::set<std::string> ids_;
  std::set<std::string> names_;
  std::vector<Loss> losses_;
};

void RegisterReader::add(Json activity) {
  activity["schema"] = "aval.activity/1";
  names_.insert(plain_form(activity.at("name").get<std::string>()));
  std::string id = activity.value("id", std::string());
  if (id.empty())
    id = identifier_of(activity.at("name").get<std::string>());
  const std::string first = id;
  for (int number = 2; !ids_.insert(id).second; ++number)
    id = first + "-" + std::to_string(number);
  activity["id"] = id;
  activities_.push_back(std::move(activity));
}

void RegisterReader::add_fiche(const SheetTexts& sheet) {
  if (is_example(sheet.name)) {
    losses_.push_back({"feuille « " + sheet.name + " »",
                       {"feuille d'exemple : non reprise", "example sheet: left out"}});
    return;
  }
  Json activity = read_cnil_fiche(sheet, labels_, losses_);
  if (activity.is_object() && !is_example(activity.at("name").get<std::string>()))
    add(std::move(activity));
}

// Rows of the list that no fiche describes.
void RegisterReader::add_list(const SheetTexts& sheet) {
  bool is_below = false;
  for (const SheetRow& row : sheet.rows) {
    const std::string name = cnil_cell(row, 0);
    if (plain_form(name) == "nomdutraitement") {
      is_below = true;
      continue;
    }
    if (!is_below || name.empty() || is_example(name) || names_.count(plain_form(name)) > 0)
      continue;
    Json activity = {{"name", name}};
    if (const std::string text = cnil_cell(row, 1); !text.empty())
      activity["reference"] = text;
    ValueRule rule;
    rule.takes_text = rule.is_date = true;
    const std::pair<const char*, std::size_t> kDates[] = {{"created_on", 2}, {"updated_on", 3}};
    for (const auto& [key, column] : kDates) {
      Text problem;
      const auto value = value_of_cell(cnil_cell(row, column), rule, problem);
      if (value && problem.fr.empty())
        activity[key] = *value;
    }
    if (const std::string text = cnil_cell(row, 4); !text.empty())
      activity["purposes"].push_back({{"text", text}});
    losses_.push_back({"feuille « " + sheet.name + " », ligne " + std::to_string(row.number),
                       {"ce traitement n'a pas de fiche : repris avec son nom, ses dates et sa "
                        "finalité seulement",
                        "this processing has no sheet: taken with its name, dates and purpose "
                        "only"}});
    add(std::move(activity));
  }
}

// Controller and representative that most sheets repeat are those of the organisation.
void RegisterReader::drop_shared_actors() {
  for (const char* key : {"controller", "representative"}) {
    std::map<std::string, std::size_t> counts;
    for (const Json& activity : activities_)
      if (activity.contains(key))
        ++counts[activity.at(key).dump()];
    const auto most = std::max_element(
        counts.begin(), counts.end(),
        [](const auto& left, const auto& right) { return left.second < right.second; });
    if (most == counts.end() || (most->second < 2 && counts.size() > 1))
      continue;
    for (Json& activity : activities_)
      if (activity.contains(key) && activity.at(key).dump() == most->first)
        activity.erase(key);
    losses_.push_back(
        {std::string(key) == "controller" ? "Responsable du traitement" : "Représentant",
         {"le même pour l'organisme : à saisir par « aval register organisation »",
          "the same for the organisation: record it with 'aval register "
          "organisation'"}});
  }
}

ImportedRegister RegisterReader::take() {
  drop_shared_actors();
  ImportedRegister result;
  for (const Json& activity : activities_)
    result.content.activities.push_back(canonical_json(activity));
  result.losses = std::move(losses_);
  return result;
}

}  // namespace

ImportedRegister read_cnil_sheets(const std::vector<SheetTexts>& sheets, const WordLabel& labels) {
  RegisterReader reader(labels);
  for (const SheetTexts& sheet : sheets)
    if (is_fiche(sheet))
      reader.add_fiche(sheet);
  for (const SheetTexts& sheet : sheets)
    if (is_list(sheet))
      reader.add_list(sheet);
  return reader.take();
}

}  // namespace aval
