// What is shown of a use case: the dossier of the five steps with the computed verdict first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"
#include "policies/policy.h"
#include "reports/audit_report.h"
#include "reports/paper.h"
#include "reports/record_refs.h"

namespace aval {

// A dataset of the use case as its last scan saw it.
struct DossierDataset {
  std::string id;
  std::optional<AuditReport> scan;  // one source; none when it was never scanned
  std::uint64_t confirmed = 0;      // reviewed findings
  std::uint64_t rejected = 0;
  RecordRef ref = {};  // of the scan
};

struct UseCaseDossier {
  std::string usecase;                   // JSON text of an aval.usecase/1 document
  std::vector<DossierDataset> datasets;  // those its sources name
  std::vector<std::string> activities;   // names of the register activities it names
  std::string decision;                  // JSON text, aval.decision/1; empty when there is none
  std::string date;                      // "YYYY-MM-DD"
  std::string priority = {};      // JSON text of the aval.priority/1 it names; empty: none recorded
  std::string organisation = {};  // JSON text of the aval.organisation/1; empty: none recorded
  RecordRef usecase_ref = {};
  RecordRef priority_ref = {};
  RecordRef decision_ref = {};
  bool communicable = false;  // its documents were masked (communicable.h)
  bool preparatory = false;   // nobody decided yet
};

// `policies` gives titles and remedies of the rules that the decision names.
Paper usecase_paper(const UseCaseDossier& dossier, const PolicyPack& policies);
// What the dossier leaves to its annex, for who checks the verdict: every rule examined with its
// result and law, then the whole official wording behind those that are not met.
Paper usecase_annex(const UseCaseDossier& dossier, const PolicyPack& policies);

// The computed verdict of a decision: banner, three reasons, next action. Null: none was computed.
void add_decision(Paper& paper, const Json& decision, const PolicyPack& policies);
// What is missing and who can answer, conditions, plans and attested facts.
std::vector<PaperSection> open_sections(const Json& decision, const PolicyPack& policies);
// These, then every rule with its result and the wording behind the reasons.
std::vector<PaperSection> decision_sections(const Json& decision, const PolicyPack& policies);
// The five steps of the method, filled from the use case; what they cite goes to `refs`.
std::vector<PaperSection> step_sections(const UseCaseDossier& dossier, const Json& usecase,
                                        RecordRefs& refs);

// The sources: who holds them, on which terms, how good they are, what the audits say; the matrix
// of the four kinds of use; comparisons; paid data.
std::vector<PaperTable> source_tables(const UseCaseDossier& dossier, const Json& usecase,
                                      RecordRefs& refs);

// Each impact with its baseline, target, latest measure and whether it is reached.
PaperTable results_table(const UseCaseDossier& dossier, const Json& usecase, RecordRefs& refs);
PaperSection deployment(const UseCaseDossier& dossier, const Json& usecase, RecordRefs& refs);
PaperSection sharing(const Json& usecase);

// What the working group must hold (amendment 18, UC-04): who it lacks.
std::vector<Text> missing_in_group(const Json& usecase, bool personal);
// Whether an audit of its datasets, or the dossier itself, says they hold personal data.
bool holds_personal_data(const UseCaseDossier& dossier, const Json& usecase);

}  // namespace aval
