// The results of a decision (aval.decision/1) as its pages read them: gravest first, in words.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "policies/policy.h"
#include "reports/paper.h"

namespace aval {

// A text of a decision: one string, or one a language.
Text text_at(const Json& json, const char* key);
// "dataset:cantine" -> "jeu de données cantine".
Text subject_in_words(const std::string& subject);
bool is_not_built(const Json& result);

// The order of design.md: block, missing, condition, then the rest. Rules that this version does
// not compute come after the answers that somebody can give.
inline constexpr int kLastReason = 3;  // rank of a condition
inline constexpr int kLastShown = 5;   // rank of a pass
int rank_of(const Json& result);
std::vector<Json> results_by_gravity(const Json& decision);

// Those to confirm are marked.
Text sources_in_words(const Json& result);
// "Données de santé sans exception (SP-01)".
Text title_of(const Json& result, const PolicyPack& policies);
// Why the rule is there.
Text why_of(const Json& result, const PolicyPack& policies);
Text remedy_of(const Json& result, const PolicyPack& policies);

// Conditions with their kind and owner, compliance plans, attested facts: those there are.
std::vector<PaperSection> commitment_sections(const Json& decision, const PolicyPack& policies);
// The official wording that the reasons of the first page cite, in French; no quote when there is
// none.
PaperSection law_section(const Json& decision, const PolicyPack& policies);

}  // namespace aval
