#include "policies/decision_record.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/logic_dates.h"

namespace aval {
namespace {

constexpr long kMonths[] = {6, 12, 24, 36};  // governance.md G.1, principle 6
constexpr long kUsualMonths = 12;

std::string word_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json list_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_array() ? *found : Json::array();
}

// How strict a verdict is, and the worst result it bears.
int strictness(const std::string& verdict) {
  for (const Verdict one :
       {Verdict::go, Verdict::go_with_conditions, Verdict::incomplete, Verdict::no_go})
    if (name_of(one) == verdict)
      return static_cast<int>(one);
  return static_cast<int>(Verdict::no_go);
}

int needed_strictness(const std::string& result) {
  if (result == "block")
    return static_cast<int>(Verdict::no_go);
  if (result == "missing")
    return static_cast<int>(Verdict::incomplete);
  return static_cast<int>(result == "condition" ? Verdict::go_with_conditions : Verdict::go);
}

Text reason_of(const Json& result) {
  const std::string named = word_of(result, "policy") + " (" + word_of(result, "subject") + ")";
  if (word_of(result, "reason") == "not_built")
    return format_text({"{0} : règle que cette version ne calcule pas",
                        "{0}: a rule that this version does not compute"},
                       {named});
  if (word_of(result, "nature") == "law")
    return format_text({"{0} : règle de loi, aucune dérogation n'est possible",
                        "{0}: a rule of law, no waiver is possible"},
                       {named});
  const Text& nature = label_of(word_of(result, "nature") == "doctrine" ? PolicyNature::doctrine
                                                                        : PolicyNature::practice);
  return {named + " : règle de " + nature.fr +
              ", une dérogation est possible (aval waiver add, puis aval decide --record)",
          named + ": a rule of " + nature.en +
              ", a waiver is possible (aval waiver add, then aval decide --record)"};
}

// Each result that a looser decision would pass over.
void check_looser(const Json& computed, const Json& adopted, const std::string& place,
                  std::vector<Problem>& problems) {
  const int wanted = strictness(word_of(adopted, "verdict"));
  if (wanted >= strictness(word_of(computed, "verdict")))
    return;
  const Text& verdict = label_of(static_cast<Verdict>(strictness(word_of(computed, "verdict"))));
  problems.push_back(
      {place + "#/verdict",
       {"moins stricte que l'avis calculé : " + verdict.fr + ". Ce qui s'y oppose :",
        "looser than the computed verdict: " + verdict.en + ". What stands against:"}});
  for (const Json& result : list_of(computed, "results"))
    if (needed_strictness(word_of(result, "result")) > wanted)
      problems.push_back({place + "#/verdict", reason_of(result)});
}

// A favourable decision answers for every condition of the computed verdict.
void check_conditions(const Json& computed, const Json& adopted, const std::string& place,
                      std::vector<Problem>& problems) {
  std::set<std::string> answered;
  const Json conditions = list_of(adopted, "conditions");
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const std::string here = place + "#/conditions/" + std::to_string(i);
    const std::string policy = word_of(conditions[i], "policy");
    answered.insert(policy);
    if (policy.empty() && word_of(conditions[i], "text").empty())
      problems.push_back(
          {here,
           {"une condition nomme une règle (policy) ou dit ce qui est demandé (text)",
            "a condition names a rule (policy) or says what is asked (text)"}});
    if (word_of(conditions[i], "due_on") < word_of(adopted, "date"))
      problems.push_back(
          {here + "/due_on", {"l'échéance précède la décision", "it is due before the decision"}});
  }
  const std::string verdict = word_of(adopted, "verdict");
  if (verdict == "go_with_conditions" && conditions.empty())
    problems.push_back({place + "#/conditions",
                        {"aucune condition : la décision est alors « go », ou il en manque",
                         "no condition: the decision is then 'go', or some are missing"}});
  if (strictness(verdict) > static_cast<int>(Verdict::go_with_conditions))
    return;
  for (const Json& result : list_of(computed, "results")) {
    const std::string policy = word_of(result, "policy");
    if (word_of(result, "result") == "condition" && answered.insert(policy).second)
      problems.push_back({place + "#/conditions",
                          format_text({"la condition de {0} n'a ni responsable ni échéance",
                                       "the condition of {0} has no owner and no due date"},
                                      {policy})});
  }
}

void check_kinds(const Json& computed, const Json& adopted, const std::string& place,
                 std::vector<Problem>& problems) {
  std::set<std::string> suspensive;
  for (const Json& result : list_of(computed, "results"))
    if (word_of(result, "condition") == "suspensive")
      suspensive.insert(word_of(result, "policy"));
  const Json conditions = list_of(adopted, "conditions");
  for (std::size_t i = 0; i < conditions.size(); ++i)
    if (word_of(conditions[i], "kind") == "follow_up" &&
        suspensive.contains(word_of(conditions[i], "policy")))
      problems.push_back(
          {place + "#/conditions/" + std::to_string(i) + "/kind",
           format_text({"la condition de {0} est suspensive", "the condition of {0} is suspensive"},
                       {word_of(conditions[i], "policy")})});
}

void check_waivers(const Json& computed, const Json& adopted, const std::string& place,
                   std::vector<Problem>& problems) {
  if (!adopted.contains("waivers") || adopted.at("waivers").is_null())
    return;  // filled in
  const auto used = waivers_behind(computed);
  const auto named = adopted.at("waivers").get<std::vector<std::string>>();
  for (const std::string& id : named)
    if (std::find(used.begin(), used.end(), id) == used.end())
      problems.push_back({place + "#/waivers",
                          format_text({"la dérogation « {0} » n'a rien changé à l'avis calculé",
                                       "waiver '{0}' changed nothing in the computed verdict"},
                                      {id})});
  for (const std::string& id : used)
    if (std::find(named.begin(), named.end(), id) == named.end())
      problems.push_back({place + "#/waivers",
                          format_text({"l'avis calculé repose aussi sur la dérogation « {0} »",
                                       "the computed verdict also rests on waiver '{0}'"},
                                      {id})});
}

std::vector<Problem> check_dates(const Json& computed, const Json& adopted,
                                 const std::string& today, const std::string& place) {
  std::vector<Problem> problems;
  const std::string date = word_of(adopted, "date");
  if (date > today)
    problems.push_back({place + "#/date", {"date à venir", "a date to come"}});
  if (date < word_of(computed, "date"))
    problems.push_back(
        {place + "#/date", format_text({"la décision précède l'avis calculé du {0}",
                                        "the decision is older than the computed verdict of {0}"},
                                       {word_of(computed, "date")})});
  const std::string until = word_of(adopted, "valid_until");
  const bool known =
      until.empty() || std::any_of(std::begin(kMonths), std::end(kMonths),
                                   [&](long months) { return add_months(date, months) == until; });
  if (!known)
    problems.push_back({place + "#/valid_until",
                        {"une décision vaut 6, 12, 24 ou 36 mois à compter de sa date",
                         "a decision holds 6, 12, 24 or 36 months from its date"}});
  return problems;
}

using Results = std::map<std::pair<std::string, std::string>, Json>;

Results results_of(const Json& decision) {
  Results results;
  for (const Json& result : list_of(decision, "results"))
    results[{word_of(result, "policy"), word_of(result, "subject")}] = result;
  return results;
}

void add_result_differences(const Json& before, const Json& after,
                            std::vector<VerdictDifference>& found) {
  const Results old_results = results_of(before);
  Results new_results = results_of(after);
  for (const auto& [key, result] : old_results) {
    const auto again = new_results.find(key);
    const std::string was = word_of(result, "result");
    if (again == new_results.end())
      found.push_back({key.first, key.second, was, "absent"});
    else if (again->second != result)
      found.push_back({key.first, key.second, was, word_of(again->second, "result")});
  }
  for (const auto& [key, result] : new_results)
    if (!old_results.contains(key))
      found.push_back({key.first, key.second, "absent", word_of(result, "result")});
}

// The objects of a list by their name.
std::map<std::string, Json> named_items(const Json& list) {
  std::map<std::string, Json> items;
  if (!list.is_array())
    return items;
  for (const Json& item : list) {
    const std::string id = item.is_object() ? word_of(item, "id") : std::string();
    items[id.empty() && item.is_object() ? word_of(item, "name") : id] = item;
  }
  return items;
}

// Keys of two objects whose values differ, after `prefix`.
void add_changed_keys(const Json& before, const Json& after, const std::string& prefix,
                      std::vector<std::string>& changed) {
  std::set<std::string> keys;
  for (const Json* side : {&before, &after})
    if (side->is_object())
      for (const auto& [key, value] : side->items())
        keys.insert(key);
  for (const std::string& key : keys)
    if (before.contains(key) != after.contains(key) || before.at(key) != after.at(key))
      changed.push_back(join({prefix, key}, " "));
}

void add_changed_items(const Json& before, const Json& after, const std::string& kind,
                       std::vector<std::string>& changed) {
  const auto old_items = named_items(before);
  auto new_items = named_items(after);
  for (const auto& [id, item] : old_items) {
    const auto again = new_items.find(id);
    if (again == new_items.end())
      changed.push_back(join({kind, id}, ":"));
    else
      add_changed_keys(item, again->second, join({kind, id}, ":"), changed);
  }
  for (const auto& [id, item] : new_items)
    if (!old_items.contains(id))
      changed.push_back(join({kind, id}, ":"));
}

// A list that a record of an earlier version did not have is one without entries.
Json list_or_value(const Json& record, const char* key) {
  const Json value = record.value(key, Json());
  return value.is_array() && value.empty() ? Json() : value;
}

}  // namespace

std::string last_day_of_decision(const Json& adopted) {
  const std::string until = word_of(adopted, "valid_until");
  return until.empty() ? add_months(word_of(adopted, "date"), kUsualMonths).value_or("") : until;
}

std::vector<std::string> waivers_behind(const Json& computed) {
  std::vector<std::string> used;
  for (const Json& waiver : list_of(computed, "waivers"))
    if (word_of(waiver, "standing") == "used")
      used.push_back(word_of(waiver, "id"));
  return used;
}

std::vector<Problem> check_adoption(const Json& computed, const Json& adopted,
                                    const std::string& today, const std::string& place) {
  std::vector<Problem> problems = check_dates(computed, adopted, today, place);
  check_looser(computed, adopted, place, problems);
  check_conditions(computed, adopted, place, problems);
  check_kinds(computed, adopted, place, problems);
  check_waivers(computed, adopted, place, problems);
  return problems;
}

std::vector<VerdictDifference> verdict_differences(const Json& before, const Json& after) {
  std::vector<VerdictDifference> found;
  if (before.value("verdict", Json()) != after.value("verdict", Json()))
    found.push_back({"", "verdict", word_of(before, "verdict"), word_of(after, "verdict")});
  add_result_differences(before, after, found);
  for (const char* key : {"schema", "usecase", "gate", "date", "missing", "rejected_findings",
                          "not_covered", "waivers", "policies", "inputs_sha256"})
    if (list_or_value(before, key) != list_or_value(after, key))
      found.push_back({"", key, "", ""});
  return found;
}

std::vector<std::string> changed_inputs(const Json& before, const Json& after) {
  std::vector<std::string> changed;
  for (const auto& [list, kind] :
       {std::pair{"datasets", "dataset"}, std::pair{"activities", "activity"},
        std::pair{"recipients", "recipient"}, std::pair{"waivers", "waiver"}})
    add_changed_items(before.value(list, Json()), after.value(list, Json()), kind, changed);
  for (const char* part : {"usecase", "org", "dpia", "publication"})
    add_changed_keys(before.value(part, Json()), after.value(part, Json()), part, changed);
  if (!changed.empty())
    return changed;
  // What follows from the others is told only when nothing else is.
  Json old_facts = before;
  Json new_facts = after;
  old_facts.erase("today");
  new_facts.erase("today");
  add_changed_keys(old_facts, new_facts, "facts", changed);
  return changed;
}

}  // namespace aval
