// What people wrote beside a result: attested facts, dated compliance plans, follow-up of
// conditions (amendments 1, 3 and 11). They are recorded and printed; none turns a verdict.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// A fact that aval cannot check, vouched for by a named person until a date.
struct Attestation {
  std::string fact;       // "nir_ground.reference": its name within the activity or the use case
  std::string subject;    // "activity:aide-sociale", "usecase:cantine"
  std::string reference;  // the text relied on
  std::string words;      // its words
  std::string name;
  std::string function;
  std::string on;          // "YYYY-MM-DD"
  std::string expires_on;  // last day, "YYYY-MM-DD"
};

// Who will do what by when.
struct Commitment {
  std::vector<std::string> steps;  // of a compliance plan; empty for the follow-up of a condition
  std::string owner;
  std::string due_on;  // "YYYY-MM-DD"
};

struct PolicyOutcome;

// The facts that hold as attested on `today`, by name: given on or before it, not expired. An
// attestation without an end does not count.
[[nodiscard]] Json attested_facts(const Json& attestations, const std::string& today);

// Gives each outcome what the dossier says beside it: the attestations of facts it read, the plan
// of a rule of law that blocks (`law` tells which those are), the follow-up of a condition.
void add_commitments(const Json& facts, const std::string& today, bool law, PolicyOutcome& outcome);

// Keys "attested", "compliance_plan", "follow_up" of a result in aval.decision/1.
void write_commitments(const PolicyOutcome& outcome, OrderedJson& entry);

}  // namespace aval
