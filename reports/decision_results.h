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
// The same beside other results of that decision: its own use case is not named again.
Text subject_in_decision(const Json& result, const Json& decision);
// "réponse manquante", in one or several rows of a table.
Text result_in_words(const Json& result);
bool is_not_built(const Json& result);

// The order of design.md: block, missing, condition, then the rest. Rules that this version does
// not compute come after the answers that somebody can give.
inline constexpr int kBlock = 0;
inline constexpr int kMissing = 1;
inline constexpr int kNotBuilt = 2;
inline constexpr int kInfo = 4;
inline constexpr int kLastReason = 3;  // rank of a condition
inline constexpr int kLastShown = 5;   // rank of a pass
int rank_of(const Json& result);
// Those of one rank in the order of the method.
std::vector<Json> results_by_gravity(const Json& decision, const PolicyPack& policies);

// Those to confirm are marked.
Text sources_in_words(const Json& result);
// "Données de santé sans exception (SP-01)".
Text title_of(const Json& result, const PolicyPack& policies);
// Why the rule is there.
Text why_of(const Json& result, const PolicyPack& policies);
Text remedy_of(const Json& result, const PolicyPack& policies);

// Conditions with their kind and owner, compliance plans, attested facts: those there are.
std::vector<PaperSection> commitment_sections(const Json& decision, const PolicyPack& policies);
// The rules that block, lack an answer or inform (conditions have a section of their own), each
// with what to do and its law; those that are met by name; how many do not apply.
PaperSection rules_section(const Json& decision, const PolicyPack& policies);

// The official wording behind the reasons of the first page, one article a reason, in French, long
// ones cut; no quote when there is none.
PaperSection law_section(const Json& decision, const PolicyPack& policies);
// The whole wording of every article that a rule which is not met cites, once each.
PaperSection full_law_section(const Json& decision, const PolicyPack& policies);

}  // namespace aval
