// A dossier of documents as users write them, with one change, judged at a gate.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/json.h"
#include "policies/decide.h"
#include "policies/facts.h"
#include "tests/support/catch.h"

namespace aval {

// {"today", "organisation", "usecase", "activities", "datasets", "reviews"}: see
// tests/data/policies/base_dossier.json. A dataset is given by its columns; each personal one
// becomes a finding of fingerprint "fp-" and the name of the column.
inline Json finding_of(const Json& column, std::size_t index) {
  return Json{{"fingerprint", "fp-" + column.at("name").get<std::string>()},
              {"rule", column.value("rule", std::string("fr.test"))},
              {"columns", {index}},
              {"type", column.at("type")},
              {"gdpr", column.at("gdpr")},
              {"severity", "high"},
              {"confidence", column.at("confidence")},
              {"rows", 1}};
}

inline Json scan_of(const Json& dataset) {
  Json table{{"name", dataset.at("id")},
             {"rows", dataset.value("rows", 300)},
             {"grain", dataset.at("grain")},
             {"columns", Json::array()},
             {"findings", Json::array()},
             {"risk", {{"quasi_identifiers", Json::array()}, {"k", 0}, {"unique_rows", 0}}},
             {"quality", {{"completeness", 1.0}, {"duplicate_rows", 0}}}};
  if (dataset.contains("k"))
    table["risk"] =
        Json{{"quasi_identifiers", {"commune"}}, {"k", dataset.at("k")}, {"unique_rows", 0}};
  for (const Json& column : dataset.at("columns")) {
    const std::size_t index = table.at("columns").size();
    table["columns"].push_back(Json{{"index", index}, {"name", column.at("name")}});
    if (column.at("gdpr") != "none" && column.at("gdpr") != "org")
      table["findings"].push_back(finding_of(column, index));
  }
  const std::string digest = sha256_hex(dataset.dump());
  return Json{{"schema", "aval.dataset/1"},
              {"id", dataset.at("id")},
              {"date", "2026-11-20"},
              {"tool", {{"name", "aval"}, {"version", "0.1.0"}}},
              {"rules", {{"pack", "fr"}, {"version", "1"}, {"sha256", digest}}},
              {"sampled_rows", 0},
              {"source",
               {{"uri", "eleves.csv"},
                {"sha256", digest},
                {"coverage", dataset.at("coverage")},
                {"publication", dataset.at("publication")},
                {"tables", Json::array({table})}}}};
}

inline void replace_digest(Json& value, const std::string& digest) {
  if (value == "SHA256_OF_DATASET")
    value = digest;
  if (value.is_structured())
    for (Json& item : value)
      replace_digest(item, digest);
}

inline DatasetInput dataset_input_of(const Json& dossier, const Json& source) {
  DatasetInput input;
  input.source = canonical_json(source);
  for (const Json& dataset : dossier.at("datasets")) {
    if (dataset.at("id") != source.at("dataset"))
      continue;
    const Json scan = scan_of(dataset);
    input.scan = canonical_json(scan);
    input.sha256_now = dataset.value("sha256_now", scan.at("source").at("sha256"));
    for (const Json& review : dossier.at("reviews"))
      input.reviews.push_back(
          canonical_json(Json{{"fingerprint", "fp-" + review.at("column").get<std::string>()},
                              {"result", review.at("result")}}));
  }
  return input;
}

inline FactInputs inputs_of(Json dossier, const std::string& gate) {
  if (!dossier.at("datasets").empty())
    replace_digest(
        dossier["usecase"],
        scan_of(dossier.at("datasets").at(0)).at("source").at("sha256").get<std::string>());
  const Json& usecase = dossier.at("usecase");
  FactInputs inputs;
  inputs.today = dossier.at("today").get<std::string>();
  inputs.gate = gate;
  inputs.organisation = canonical_json(dossier.at("organisation"));
  inputs.usecase = canonical_json(usecase);
  for (const Json& source : usecase.value("sources", Json::array()))
    inputs.datasets.push_back(dataset_input_of(dossier, source));
  const Json linked = usecase.value("activities", Json());
  for (const Json& id : linked.is_array() ? linked : Json::array())
    for (const Json& activity : dossier.at("activities"))
      if (activity.at("id") == id)
        inputs.activities.push_back(canonical_json(activity));
  return inputs;
}

inline Json base_dossier() {
  return load_json(std::string(AVAL_SOURCE_DIR) + "/tests/data/policies/base_dossier.json");
}

// Applies {"set": {pointer: value}, "remove": [pointer]}.
inline Json changed_dossier(Json dossier, const Json& change) {
  const Json changes = change.value("set", Json::object());
  for (const auto& [pointer, value] : changes.items())
    dossier[Json::json_pointer(pointer)] = value;
  for (const Json& pointer : change.value("remove", Json::array())) {
    const Json::json_pointer place(pointer.get<std::string>());
    Json& parent = dossier.at(place.parent_pointer());
    if (parent.is_array())
      parent.erase(std::stoul(place.back()));
    else
      parent.erase(place.back());
  }
  return dossier;
}

inline Decision judge(const PolicyPack& pack, const Json& dossier, const std::string& gate) {
  return decide(pack, collect_facts(pack, inputs_of(dossier, gate)), gate);
}

// The gravest result of a policy over its objects; "absent" when it is not asked, "not_built" when
// this version does not compute it.
inline std::string result_of_policy(const Decision& decision, const std::string& id) {
  std::string found = "absent";
  PolicyResult worst = PolicyResult::pass;
  bool any_applies = false;
  for (const PolicyOutcome& outcome : decision.outcomes) {
    if (outcome.policy != id)
      continue;
    if (outcome.not_built)
      return "not_built";
    if (outcome.result != PolicyResult::not_applicable)
      any_applies = true;
    if (outcome.result != PolicyResult::not_applicable)
      worst = std::max(worst, outcome.result);
    found = std::string(any_applies ? name_of(worst) : name_of(PolicyResult::not_applicable));
  }
  return found;
}

}  // namespace aval
