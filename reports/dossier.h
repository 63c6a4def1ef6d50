// What is shown of a use case: the dossier of the five steps with the computed verdict first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"
#include "policies/policy.h"
#include "reports/audit_report.h"
#include "reports/paper.h"

namespace aval {

// A dataset of the use case as its last scan saw it.
struct DossierDataset {
  std::string id;
  std::optional<AuditReport> scan;  // one source; none when it was never scanned
  std::uint64_t confirmed = 0;      // reviewed findings
  std::uint64_t rejected = 0;
};

struct UseCaseDossier {
  std::string usecase;                   // JSON text of an aval.usecase/1 document
  std::vector<DossierDataset> datasets;  // those its sources name
  std::vector<std::string> activities;   // names of the register activities it names
  std::string decision;                  // JSON text, aval.decision/1; empty when there is none
  std::string date;                      // "YYYY-MM-DD"
};

// `policies` gives titles and remedies of the rules that the decision names.
Paper usecase_paper(const UseCaseDossier& dossier, const PolicyPack& policies);

// The computed verdict of a decision: banner, three reasons, next action. Null: none was computed.
void add_decision(Paper& paper, const Json& decision, const PolicyPack& policies);
// Every rule with its result, then what is missing and who can answer.
std::vector<PaperSection> decision_sections(const Json& decision, const PolicyPack& policies);
// The five steps of the method, filled from the use case.
std::vector<PaperSection> step_sections(const UseCaseDossier& dossier, const Json& usecase);

}  // namespace aval
