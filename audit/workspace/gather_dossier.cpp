#include "audit/workspace/gather_dossier.h"

#include <set>

#include <nlohmann/json.hpp>

#include "audit/workspace/decide_usecase.h"
#include "reports/document_words.h"

namespace aval {
namespace {

DossierDataset dataset_of(const RegisterStore& store, const std::string& id,
                          const std::string& today) {
  DossierDataset dataset;
  dataset.id = id;
  const auto document = store.find(kScanKind, id);
  if (!document)
    return dataset;
  dataset.scan = stored_report(*document);
  dataset.ref = ref_of(*document);
  for (const Json& reviewed : reviewed_findings(store, id, today)) {
    const Json& review = reviewed.at("review");
    if (!review.is_null())
      (review.at("result") == "confirmed" ? dataset.confirmed : dataset.rejected) += 1;
  }
  return dataset;
}

void add_priority(const RegisterStore& store, const Json& usecase, UseCaseDossier& dossier) {
  const std::string id = word_at(usecase, "priority");
  if (id.empty())
    return;
  if (const auto priority = store.find(kPriorityKind, id)) {
    dossier.priority = priority->content;
    dossier.priority_ref = ref_of(*priority);
  }
}

}  // namespace

RecordRef ref_of(const StoredDocument& document) {
  return {document.kind, document.id, document.version, document.sha256, document.recorded_at};
}

UseCaseDossier gather_dossier(const RegisterStore& store, const std::string& usecase,
                              const std::string& today) {
  const StoredDocument document = require_document(store, kUseCaseKind, usecase);
  const Json content = content_of(document);
  UseCaseDossier dossier;
  dossier.date = today;
  dossier.usecase = document.content;
  dossier.usecase_ref = ref_of(document);
  if (const auto organisation = store.find(kOrganisationKind, "organisation"))
    dossier.organisation = organisation->content;
  add_priority(store, content, dossier);
  std::set<std::string> seen;
  for (const Json& source : list_at(content, "sources")) {
    const auto id = source.at("dataset").get<std::string>();
    if (seen.insert(id).second)
      dossier.datasets.push_back(dataset_of(store, id, today));
  }
  for (const Json& id : list_at(content, "activities")) {
    const auto activity = store.find(kActivityKind, id.get<std::string>());
    dossier.activities.push_back(activity ? content_of(*activity).value("name", std::string())
                                          : id.get<std::string>());
  }
  return dossier;
}

void add_opinion(const RegisterStore& store, const PolicyPack& policies, const std::string& gate,
                 UseCaseDossier& dossier) {
  const std::string& usecase = dossier.usecase_ref.id;
  if (!gate.empty()) {
    const FactInputs inputs = gather_inputs(store, usecase, gate, dossier.date);
    const Decision decision = decide(policies, collect_facts(policies, inputs), gate);
    dossier.decision = render_decision_json(policies, decision, Language::fr);
    dossier.decision_ref = {kDecisionKind, usecase + "/" + gate, 0, decision.inputs_sha256,
                            decision.date};
    return;
  }
  std::optional<StoredDocument> latest;
  for (const char* one : {"G1", "G2", "G3", "G4", "GR"}) {
    auto stored = store.find(kDecisionKind, usecase + "/" + one);
    if (stored && (!latest || stored->recorded_at > latest->recorded_at))
      latest = std::move(stored);
  }
  if (!latest)
    return;
  dossier.decision = latest->content;
  dossier.decision_ref = ref_of(*latest);
}

}  // namespace aval
