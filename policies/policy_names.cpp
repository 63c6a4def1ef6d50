#include <algorithm>
#include <array>

#include "policies/policy.h"

namespace aval {

std::string_view name_of(PolicyScope scope) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "usecase", "dataset", "activity", "recipient", "publication", "decision"};
  return kNames[static_cast<std::size_t>(scope)];
}

std::string_view name_of(PolicyNature nature) {
  static constexpr std::array<std::string_view, 3> kNames = {"law", "doctrine", "practice"};
  return kNames[static_cast<std::size_t>(nature)];
}

std::string_view name_of(PolicyResult result) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "pass", "not_applicable", "info", "condition", "missing", "block"};
  return kNames[static_cast<std::size_t>(result)];
}

std::string_view name_of(ConditionKind kind) {
  return kind == ConditionKind::suspensive ? "suspensive" : "follow_up";
}

std::string_view name_of(Verdict verdict) {
  static constexpr std::array<std::string_view, 4> kNames = {"go", "go_with_conditions",
                                                             "incomplete", "no_go"};
  return kNames[static_cast<std::size_t>(verdict)];
}

const Text& label_of(Verdict verdict) {
  static const std::array<Text, 4> kLabels = {
      {{"Avis favorable (GO)", "Favourable (GO)"},
       {"Avis favorable sous réserve (GO avec conditions)",
        "Favourable with conditions (GO with conditions)"},
       {"Dossier incomplet (INCOMPLET)", "Incomplete (INCOMPLETE)"},
       {"Avis défavorable (NO-GO)", "Unfavourable (NO-GO)"}}};
  return kLabels[static_cast<std::size_t>(verdict)];
}

const Text& label_of(PolicyResult result) {
  static const std::array<Text, 6> kLabels = {{{"satisfait", "satisfied"},
                                               {"sans objet", "not applicable"},
                                               {"à savoir", "to know"},
                                               {"condition", "condition"},
                                               {"à renseigner", "to be answered"},
                                               {"bloquant", "blocking"}}};
  return kLabels[static_cast<std::size_t>(result)];
}

const Text& label_of(PolicyNature nature) {
  static const std::array<Text, 3> kLabels = {
      {{"loi", "law"}, {"doctrine", "doctrine"}, {"pratique", "practice"}}};
  return kLabels[static_cast<std::size_t>(nature)];
}

const Text& label_of(ConditionKind kind) {
  static const std::array<Text, 2> kLabels = {
      {{"suspensive", "suspensive"}, {"de suivi", "follow-up"}}};
  return kLabels[static_cast<std::size_t>(kind)];
}

const Policy* find_policy(const PolicyPack& pack, std::string_view id) {
  const auto place =
      std::lower_bound(pack.policies.begin(), pack.policies.end(), id,
                       [](const Policy& policy, std::string_view key) { return policy.id < key; });
  return place != pack.policies.end() && place->id == id ? &*place : nullptr;
}

const std::vector<std::string>& rules_asked(const PolicyPack& pack, const std::string& gate,
                                            std::string_view scope) {
  return scope == "publication" && !pack.rules_of_publication.empty() ? pack.rules_of_publication
                                                                      : pack.rules_of_gate.at(gate);
}

std::size_t place_in_method(const PolicyPack& pack, const std::string& gate, std::string_view scope,
                            std::string_view policy) {
  if (!pack.rules_of_gate.contains(gate))
    return 0;
  const std::vector<std::string>& rules = rules_asked(pack, gate, scope);
  return static_cast<std::size_t>(std::find(rules.begin(), rules.end(), policy) - rules.begin());
}

}  // namespace aval
