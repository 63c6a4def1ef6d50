// Letters and notes made from a dossier: what a holder, a lead or a council is sent.
#pragma once

#include <string>

#include "policies/policy.h"
#include "reports/dossier.h"
#include "reports/paper.h"

namespace aval {

// The letter that asks the holder of a source for the fields that the purpose needs and no other:
// on the ground of CCP L3131-2 for a concession, of the data clause for a public contract; an
// internal note for a department. Articles are quoted from the law of the pack. Error(usage) when
// the source is not in the dossier, is open (it is taken, not asked for), or its fields needed are
// not said.
Paper extract_letter(const UseCaseDossier& dossier, const std::string& dataset,
                     const PolicyPack& policies);

// The opinion at a gate (dossier.decision) as it is sent to the lead of the use case.
Paper decision_letter(const UseCaseDossier& dossier, const PolicyPack& policies);

// Two pages for the council: results against targets, what the authority learnt, means requested.
Paper council_note(const UseCaseDossier& dossier);

// Lines of the controller from an aval.organisation/1 (JSON text, may be empty).
std::vector<Text> sender_lines(const std::string& organisation);

}  // namespace aval
