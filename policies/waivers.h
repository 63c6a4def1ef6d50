// Waivers: a dated, reasoned exception to a rule of doctrine or practice (governance.md G.5). Pure:
// waivers are facts, and decide() applies them. A rule of law takes none.
#pragma once

#include <string>
#include <vector>

#include "policies/policy.h"

namespace aval {

struct PolicyOutcome;

// What a waiver of the use case did to a decision.
enum class WaiverStanding {
  used,       // it turned a block into a condition, or took a condition or a question off
  unused,     // the rule now holds without it
  not_asked,  // the gate does not ask that rule
  expired,
  not_yet,       // granted later than the day of evaluation
  law,           // the rule is one of law: refused
  out_of_scope,  // what the rule found goes beyond its scope
  unknown_rule
};
std::string_view name_of(WaiverStanding standing);
Text label_of(WaiverStanding standing);

struct WaiverUse {
  std::string id;
  std::string policy;
  WaiverStanding standing = WaiverStanding::unused;
  std::vector<std::string> subjects;  // of the outcomes it changed
  std::string expires_on;             // "YYYY-MM-DD"
  std::string review_on;              // may be empty
};

// The waivers (aval.waiver/1 texts) of that use case as facts: no name of a person; by id.
Json waiver_facts(const std::vector<std::string>& waivers, const std::string& usecase);

// Applies the waivers in `facts` ("waivers") to the outcomes: block becomes condition; missing and
// condition become info and are listed as waived; nothing ever becomes pass. Returns every waiver
// of the use case, by id.
std::vector<WaiverUse> apply_waivers(const PolicyPack& pack, const Json& facts,
                                     std::vector<PolicyOutcome>& outcomes);

// What keeps a waiver (of the right schema) from being recorded: a rule that is unknown or of law,
// dates (twelve months at most), approval by the DPO. `organisation` is that sheet or null.
[[nodiscard]] std::vector<Problem> check_waiver(const PolicyPack& pack, const Json& waiver,
                                                const Json& organisation, const std::string& place);

// "1 dérogation", "2 dérogations"; empty for none.
Text count_of_waivers(std::size_t used);

}  // namespace aval
