#include "policies/screening.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/evaluate_policy.h"

namespace aval {
namespace {

constexpr const char* kGate = "G3";

// What the facts of a use case say that a criterion or an item may point to.
struct Signs {
  std::set<std::string> types;       // of personal columns
  std::set<std::string> categories;  // of data
  std::string subjects;              // data subjects, folded
  std::string words;                 // title, purposes, policy, activities, folded
  std::string automated;
  bool video = false;
  std::size_t datasets = 0;  // in use
};

const Json& list_of(const Json& object, const char* key) {
  static const Json kNone = Json::array();
  return object.contains(key) && object.at(key).is_array() ? object.at(key) : kNone;
}

void add_text(const Json& value, std::string& words) {
  if (value.is_string())
    words += fold(value.get_ref<const std::string&>()) + "\n";
  if (value.is_array())
    for (const Json& item : value)
      add_text(item.is_object() ? item.value("text", Json()) : item, words);
}

Signs signs_of(const Json& facts) {
  Signs signs;
  const Json& usecase = facts.at("usecase");
  for (const char* key : {"title", "public_policy", "purposes"})
    add_text(usecase.value(key, Json()), signs.words);
  for (const Json& activity : list_of(facts, "activities")) {
    for (const char* key : {"name", "purposes"})
      add_text(activity.value(key, Json()), signs.words);
    add_text(activity.value("data_subjects", Json()), signs.subjects);
  }
  for (const Json& dataset : list_of(facts, "datasets")) {
    if (dataset.value("retired", false))
      continue;
    ++signs.datasets;
    signs.video = signs.video || dataset.value("video", Json()).is_object();
    for (const Json& type : list_of(dataset.at("scan"), "types"))
      signs.types.insert(type.get<std::string>());
    for (const Json& category : list_of(dataset.at("scan"), "categories"))
      signs.categories.insert(category.get<std::string>());
  }
  const Json automated = usecase.value("automated_decision", Json());
  signs.automated = automated.is_string() ? automated.get<std::string>() : std::string();
  return signs;
}

std::vector<std::string> common(const Json& wanted, const std::set<std::string>& found) {
  std::vector<std::string> names;
  for (const Json& name : wanted)
    if (found.contains(name.get<std::string>()))
      names.push_back(name.get<std::string>());
  return names;
}

std::vector<std::string> words_in(const Json& wanted, const std::string& text) {
  std::vector<std::string> words;
  for (const Json& word : wanted)
    if (text.find(word.get_ref<const std::string&>()) != std::string::npos)
      words.push_back(word.get<std::string>());
  return words;
}

std::vector<Text> suggestions_of(const Json& criterion, const Signs& signs) {
  std::vector<Text> suggestions;
  const auto add = [&](const Text& what, const std::vector<std::string>& found) {
    if (!found.empty())
      suggestions.push_back(format_text(what, {join(found, ", ")}));
  };
  add({"le scan trouve : {0}", "the scan finds: {0}"},
      common(list_of(criterion, "types"), signs.types));
  add({"catégories trouvées : {0}", "categories found: {0}"},
      common(list_of(criterion, "categories"), signs.categories));
  add({"personnes concernées : {0}", "data subjects: {0}"},
      words_in(list_of(criterion, "words"), signs.subjects));
  if (criterion.contains("video") && signs.video)
    suggestions.push_back({"une source est faite d'images", "a source is made of images"});
  if (criterion.contains("several_datasets") && signs.datasets > 1)
    suggestions.push_back({std::to_string(signs.datasets) + " jeux de données mobilisés",
                           std::to_string(signs.datasets) + " datasets used"});
  const Json& automated = list_of(criterion, "automated");
  if (std::find(automated.begin(), automated.end(), signs.automated) != automated.end())
    suggestions.push_back({"le dossier déclare une décision automatisée ou assistée",
                           "the dossier declares an automated or assisted decision"});
  return suggestions;
}

Text text_of(const Json& json, const char* key) {
  if (!json.contains(key))
    return {};
  return {json.at(key).at("fr").get<std::string>(), json.at(key).at("en").get<std::string>()};
}

std::vector<ListItem> items_of(const Json& list, const Signs& signs, const Json& recorded) {
  std::vector<ListItem> items;
  for (const Json& entry : list.at("items")) {
    ListItem item{entry.at("item").get<int>(),
                  text_of(entry, "label"),
                  text_of(entry, "conditions"),
                  entry.value("examples", std::vector<std::string>()),
                  words_in(list_of(entry, "words"), signs.words + signs.subjects),
                  false};
    for (const std::string& type : common(list_of(entry, "types"), signs.types))
      item.because.push_back(type);
    item.recorded = std::find(recorded.begin(), recorded.end(), entry.at("item")) != recorded.end();
    if (item.recorded || !item.because.empty())
      items.push_back(std::move(item));
  }
  return items;
}

PolicyOutcome outcome_of(const PolicyPack& pack, const char* id, const Json& facts) {
  const Policy* policy = find_policy(pack, id);
  if (policy == nullptr)
    throw Error(ErrorKind::pack, pack.id,
                format_text({"ce paquet de politiques n'a pas de règle {0}",
                             "this policy pack has no rule {0}"},
                            {id}));
  return evaluate_policy(pack, *policy,
                         "usecase:" + facts.at("usecase").at("id").get<std::string>(), facts);
}

}  // namespace

Screening screen_dpia(const PolicyPack& pack, const Json& given) {
  if (pack.screening.empty())
    throw Error(ErrorKind::pack, pack.id,
                {"ce paquet de politiques n'a pas de screening.json",
                 "this policy pack has no screening.json"});
  Json facts = given;
  facts["gate"] = kGate;
  const Json lists = parse_json(pack.screening, "screening.json");
  const Signs signs = signs_of(facts);
  const Json dpia = facts.value("dpia", Json::object()).is_object()
                        ? facts.value("dpia", Json::object())
                        : Json::object();
  const Json criteria = dpia.value("criteria", Json());
  Screening screening;
  screening.usecase = facts.at("usecase").at("id").get<std::string>();
  for (const Json& entry : lists.at("criteria")) {
    CriterionAnswer answer{entry.at("id").get<std::string>(), text_of(entry, "label"),
                           text_of(entry, "help"), std::nullopt, suggestions_of(entry, signs)};
    const Json value = criteria.is_object() ? criteria.value(answer.id, Json()) : Json();
    if (value.is_boolean())
      answer.answer = value.get<bool>();
    screening.met += answer.answer.value_or(false) ? 1U : 0U;
    screening.criteria.push_back(std::move(answer));
  }
  const Json exemption = dpia.value("exemption", Json());
  const Json exempt =
      exemption.is_object() ? Json::array({exemption.value("item", Json())}) : Json::array();
  screening.required = items_of(lists.at("required"), signs, list_of(dpia, "required_list_items"));
  screening.exempt = items_of(lists.at("exempt"), signs, exempt);
  screening.dp01 = outcome_of(pack, "DP-01", facts);
  screening.dp02 = outcome_of(pack, "DP-02", facts);
  screening.not_covered = find_not_covered(facts);
  return screening;
}

}  // namespace aval
