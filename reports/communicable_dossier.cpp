// The dossier of a use case as it is handed to whoever asks.
#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "reports/masker.h"

namespace aval {

MaskedDocument mask_usecase(const std::string& usecase, Language language) {
  Json document = parse_json(usecase, "usecase");
  Masker masker(document, document.value("id", std::string("usecase")), language);
  for_each_item(document, "stakeholders", [&](Json& party, const std::string& place) {
    // Who was not made aware yet says as much as who was.
    party["awareness_on"] = "?";
    for (const char* key : {"literacy", "awareness_on"})
      masker.mask(party, key, place, appraisal_ground());
  });
  for_each_item(document, "awareness", [&](Json& action, const std::string& place) {
    for (const char* key : {"attendance", "invited", "parties"})
      masker.mask(action, key, place, appraisal_ground());
  });
  for_each_item(document, "evaluations", [&](Json& evaluation, const std::string& place) {
    masker.mask(evaluation, "by", place, private_life_ground());
  });
  for_each_item(document, "attestations", [&](Json& item, const std::string& place) {
    masker.mask(item, "name", place, private_life_ground());
  });
  for_each_item(document, "sources", [&](Json& source, const std::string& place) {
    if (source.value("paid", Json()).is_object())
      masker.mask(source["paid"], "terms", place + "paid/", third_party_ground());
  });
  if (document.value("deployment", Json()).is_object())
    masker.mask(document["deployment"], "tool", "deployment/", security_ground());
  if (document.value("pseudonymization", Json()).is_object())
    for (const char* key : {"method", "domain"})
      masker.mask(document["pseudonymization"], key, "pseudonymization/", security_ground());
  return masker.take();
}

MaskedDocument mask_decision(const std::string& decision, Language language) {
  Json document = parse_json(decision, "decision");
  Masker masker(
      document,
      document.value("usecase", std::string()) + "/" + document.value("gate", std::string()),
      language);
  for_each_item(document, "rejected_findings", [&](Json& finding, const std::string& place) {
    masker.mask(finding, "author", place, private_life_ground());
    masker.mask(finding, "reason", place, appraisal_ground());
    if (finding.value("dpo_opinion", Json()).is_object())
      masker.mask(finding["dpo_opinion"], "by", place + "dpo_opinion/", private_life_ground());
  });
  for_each_item(document, "results", [&](Json& result, const std::string& place) {
    for_each_item(result, "attested", [&](Json& item, const std::string& inner) {
      masker.mask(item, "name", place + inner, private_life_ground());
    });
  });
  return masker.take();
}

Text preparatory_note() {
  return {
      "Document préparatoire : aucune décision n'est encore prise à cette étape ; il n'est "
      "communicable qu'une fois la décision prise (CRPA L311-2).",
      "Preparatory document: no decision is taken yet at this stage; it may be communicated only "
      "once the decision is taken (CRPA L311-2)."};
}

}  // namespace aval
