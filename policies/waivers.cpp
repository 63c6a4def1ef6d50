#include "policies/waivers.h"

#include <algorithm>
#include <array>
#include <map>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/decide.h"
#include "policies/logic_dates.h"

namespace aval {
namespace {

constexpr long kLongestMonths = 12;  // governance.md G.5: house practice

std::string word_of(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A field covers a dataset's outcome only when it is the only personal field there: the rule speaks
// of the dataset as a whole.
bool is_only_field(const Json& facts, const std::string& dataset, const std::string& field) {
  for (const Json& one : facts.value("datasets", Json::array())) {
    if (word_of(one, "id") != dataset)
      continue;
    const Json fields = one.value("scan", Json::object()).value("personal_fields", Json());
    return fields.is_array() && fields.size() == 1 && fields[0] == fold(trim(field));
  }
  return false;
}

bool covers(const Json& waiver, const std::string& subject, const Json& facts) {
  const Json scope = waiver.value("scope", Json());
  if (!scope.is_object() || scope.empty())
    return true;
  const std::string recipient = word_of(scope, "recipient");
  if (!recipient.empty())
    return subject == "recipient:" + recipient;
  const std::string dataset = word_of(scope, "dataset");
  if (subject != "dataset:" + dataset)
    return false;
  const std::string field = word_of(scope, "field");
  return field.empty() || is_only_field(facts, dataset, field);
}

// Whether it may have an effect at all.
WaiverStanding standing_of(const PolicyPack& pack, const Json& waiver, const std::string& today) {
  const Policy* policy = find_policy(pack, word_of(waiver, "policy"));
  if (policy == nullptr)
    return WaiverStanding::unknown_rule;
  if (policy->nature == PolicyNature::law)
    return WaiverStanding::law;
  if (today > word_of(waiver, "expires_on"))
    return WaiverStanding::expired;
  return today < word_of(waiver, "granted_on") ? WaiverStanding::not_yet : WaiverStanding::unused;
}

void waive(PolicyOutcome& outcome, const std::string& waiver) {
  if (outcome.waivers.empty()) {
    outcome.before_waiver = outcome.result;
    outcome.result =
        outcome.result == PolicyResult::block ? PolicyResult::condition : PolicyResult::info;
    outcome.condition = outcome.result == PolicyResult::condition
                            ? std::optional(ConditionKind::follow_up)
                            : std::nullopt;
    outcome.unknown.clear();
    outcome.asked.clear();
  }
  outcome.waivers.push_back(waiver);
}

// What the rule answered before any waiver.
PolicyResult own_result(const PolicyOutcome& outcome) {
  return outcome.waivers.empty() ? outcome.result : outcome.before_waiver;
}

void apply_one(const Json& waiver, const Json& facts, std::vector<PolicyOutcome>& outcomes,
               WaiverUse& use) {
  bool asked = false;
  bool beyond = false;
  for (PolicyOutcome& outcome : outcomes) {
    if (outcome.policy != use.policy || outcome.not_built)
      continue;
    asked = true;
    if (own_result(outcome) < PolicyResult::condition)
      continue;
    if (!covers(waiver, outcome.subject, facts)) {
      beyond = true;
      continue;
    }
    waive(outcome, use.id);
    use.subjects.push_back(outcome.subject);
  }
  if (!use.subjects.empty())
    use.standing = WaiverStanding::used;
  else if (!asked)
    use.standing = WaiverStanding::not_asked;
  else if (beyond)
    use.standing = WaiverStanding::out_of_scope;
}

// Words that name the data protection officer as an office.
bool names_dpo(const std::string& function) {
  const std::string folded = fold(function);
  for (const char* words : {"dpo", "dpd", "delegue a la protection", "deleguee a la protection",
                            "data protection officer"})
    if (folded.find(words) != std::string::npos)
      return true;
  return false;
}

bool is_the_dpo(const Json& waiver, const Json& organisation) {
  const Json& approved = waiver.at("approved_by");
  const std::string name = fold(trim(word_of(approved, "name")));
  if (names_dpo(word_of(approved, "function")) || names_dpo(word_of(approved, "name")) ||
      name == fold(trim(word_of(waiver.at("dpo_opinion"), "by"))))
    return true;
  const Json dpo = organisation.is_object() ? organisation.value("dpo", Json()) : Json();
  return dpo.is_object() && !word_of(dpo, "name").empty() &&
         name == fold(trim(word_of(dpo, "name")));
}

void check_dates(const Json& waiver, const std::string& place, std::vector<Problem>& problems) {
  const std::string granted = word_of(waiver, "granted_on");
  const std::string expires = word_of(waiver, "expires_on");
  const std::string review = word_of(waiver, "review_on");
  if (expires <= granted)
    problems.push_back(
        {place + "#/expires_on",
         {"la dérogation finit avant de commencer", "the waiver ends before it starts"}});
  const auto longest = add_months(granted, kLongestMonths);
  if (longest && expires > *longest)
    problems.push_back({place + "#/expires_on",
                        format_text({"une dérogation dure douze mois au plus : jusqu'au {0}",
                                     "a waiver lasts twelve months at most: until {0}"},
                                    {*longest})});
  if (!review.empty() && (review < granted || review > expires))
    problems.push_back({place + "#/review_on",
                        {"la date de revue doit tomber pendant la dérogation",
                         "the review must fall within the waiver"}});
}

void check_scope(const Json& waiver, const std::string& place, std::vector<Problem>& problems) {
  const Json scope = waiver.value("scope", Json());
  if (scope.is_object() && scope.contains("field") && !scope.contains("dataset"))
    problems.push_back({place + "#/scope/field",
                        {"dites de quel jeu est ce champ (dataset)",
                         "say which dataset this field belongs to (dataset)"}});
}

}  // namespace

std::string_view name_of(WaiverStanding standing) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "used", "unused", "not_asked", "expired", "not_yet", "law", "out_of_scope", "unknown_rule"};
  return kNames[static_cast<std::size_t>(standing)];
}

Text label_of(WaiverStanding standing) {
  static const std::array<Text, 8> kLabels = {
      {{"appliquée", "applied"},
       {"sans effet : la règle est satisfaite, à retirer",
        "unused: the rule holds, to be withdrawn"},
       {"sans effet à cette étape", "no effect at this gate"},
       {"ignorée : expirée", "ignored: expired"},
       {"ignorée : pas encore en vigueur", "ignored: not in force yet"},
       {"ignorée : la règle relève de la loi", "ignored: the rule is one of law"},
       {"ignorée : le constat dépasse sa portée", "ignored: what was found goes beyond its scope"},
       {"ignorée : règle inconnue", "ignored: unknown rule"}}};
  return kLabels[static_cast<std::size_t>(standing)];
}

Json waiver_facts(const std::vector<std::string>& waivers, const std::string& usecase) {
  std::map<std::string, Json> by_id;
  for (const std::string& text : waivers) {
    const Json waiver = parse_trusted_json(text, "waiver");
    if (word_of(waiver, "usecase") != usecase)
      continue;
    const std::string id = word_of(waiver, "id");
    by_id[id] = Json{{"id", id},
                     {"policy", waiver.at("policy")},
                     {"scope", waiver.value("scope", Json())},
                     {"granted_on", waiver.at("granted_on")},
                     {"expires_on", waiver.at("expires_on")},
                     {"review_on", waiver.value("review_on", Json())},
                     {"dpo_opinion", waiver.at("dpo_opinion").at("sense")},
                     {"approved_by", waiver.at("approved_by").at("function")}};
  }
  Json facts = Json::array();
  for (const auto& [id, waiver] : by_id)
    facts.push_back(waiver);
  return facts;
}

std::vector<WaiverUse> apply_waivers(const PolicyPack& pack, const Json& facts,
                                     std::vector<PolicyOutcome>& outcomes) {
  std::vector<WaiverUse> uses;
  const std::string today = word_of(facts, "today");
  for (const Json& waiver : facts.value("waivers", Json::array())) {
    WaiverUse use{word_of(waiver, "id"),
                  word_of(waiver, "policy"),
                  standing_of(pack, waiver, today),
                  {},
                  word_of(waiver, "expires_on"),
                  word_of(waiver, "review_on")};
    if (use.standing == WaiverStanding::unused)
      apply_one(waiver, facts, outcomes, use);
    uses.push_back(std::move(use));
  }
  return uses;
}

std::vector<Problem> check_waiver(const PolicyPack& pack, const Json& waiver,
                                  const Json& organisation, const std::string& place) {
  std::vector<Problem> problems;
  const std::string id = word_of(waiver, "policy");
  const Policy* policy = find_policy(pack, id);
  if (policy == nullptr)
    problems.push_back(
        {place + "#/policy", format_text({"règle inconnue : {0} (aval policies list)",
                                          "unknown rule: {0} (aval policies list)"},
                                         {id})});
  else if (policy->nature == PolicyNature::law)
    problems.push_back(
        {place + "#/policy",
         format_text({"{0} relève de la loi : aucune dérogation n'est possible. Changez les faits, "
                      "ou prévoyez un plan de mise en conformité",
                      "{0} is a rule of law: it cannot be waived. Change the facts, or plan the "
                      "compliance"},
                     {id})});
  check_dates(waiver, place, problems);
  check_scope(waiver, place, problems);
  if (is_the_dpo(waiver, organisation))
    problems.push_back(
        {place + "#/approved_by",
         {"le DPO conseille et n'approuve pas (RGPD art. 38(6)) ; l'approbation revient au "
          "responsable de traitement ou à son délégataire",
          "the DPO advises and does not approve (GDPR art. 38(6)); approval belongs to the "
          "controller or a delegate"}});
  return problems;
}

Text count_of_waivers(std::size_t used) {
  if (used == 0)
    return {};
  const std::string count = std::to_string(used);
  return used == 1 ? Text{"1 dérogation", "1 waiver"}
                   : Text{count + " dérogations", count + " waivers"};
}

}  // namespace aval
