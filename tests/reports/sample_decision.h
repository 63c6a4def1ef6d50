// Decisions made by hand, as `decide` writes them (aval.decision/1).
#pragma once

#include <string>

#include "policies/policy.h"

namespace aval {

inline PolicyPack sample_policies() {
  Policy policy;
  policy.id = "SP-01";
  policy.title = {"Données sensibles sans exception", "Special data without an exception"};
  policy.why = {"Leur usage est interdit sauf exception.", "Their use is forbidden."};
  policy.remedy = {"Retirer la donnée ou justifier l'exception.", "Remove the data."};
  PolicyPack pack;
  pack.policies.push_back(policy);
  return pack;
}

inline std::string sample_decision(const std::string& verdict) {
  const std::string block =
      R"x({"policy": "SP-01", "subject": "dataset:cantine", "result": "block", "facts": {},
          "sources": ["RGPD art. 9(2)"], "remedy": "Retirer la donnée ou justifier l'exception."})x";
  const std::string condition =
      R"x({"policy": "UC-03", "subject": "usecase:gaspillage-cantine", "result": "condition",
          "facts": {}, "sources": [], "remedy": {"fr": "Programmer une sensibilisation.",
          "en": "Plan an awareness session."}})x";
  const std::string pass =
      R"x({"policy": "UC-01", "subject": "usecase:gaspillage-cantine", "result": "pass", "facts": {},
          "sources": ["méthode, étape 1"], "remedy": "Décrire un impact."})x";
  const std::string outside =
      R"x({"policy": "SP-02", "subject": "dataset:cantine", "result": "not_applicable",
          "facts": {}, "sources": [], "remedy": ""})x";
  const std::string missing =
      R"x([{"fact": "sources.licence", "question": {"fr": "Quelle est la licence ?",
           "en": "What is the licence?"}, "who": {"fr": "le service", "en": "the department"}}])x";
  std::string results = pass + "," + outside;
  if (verdict == "no_go")
    results += "," + condition + "," + block;
  if (verdict == "go_with_conditions")
    results += "," + condition;
  return R"x({"schema": "aval.decision/1", "usecase": "gaspillage-cantine", "gate": "G2", "verdict": ")x" +
         verdict + R"x(", "results": [)x" + results + R"x(], "missing": )x" +
         (verdict == "incomplete" ? missing : std::string("[]")) + R"x(, "inputs_sha256": "00"})x";
}

}  // namespace aval
