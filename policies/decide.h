// The verdict: a pure function of the facts and the pack. Same facts, same pack, same bytes.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policies/commitments.h"
#include "policies/not_covered.h"
#include "policies/policy.h"
#include "policies/waivers.h"

namespace aval {

// What one policy says of one object.
struct PolicyOutcome {
  std::string policy;
  std::string subject;  // "usecase:id", "dataset:id", "activity:id", "publication:id"
  PolicyResult result = PolicyResult::pass;
  bool not_built =
      false;  // a rule of this gate that this version does not compute: counts as missing
  bool unconfirmed = false;  // a block whose every source is unconfirmed: counts as missing
  std::optional<ConditionKind> condition;  // of a condition
  std::string facts;                       // the facts it read, as a canonical JSON object
  std::set<std::string> read;              // names of those facts, inside lists behind "list[]."
  std::vector<Attestation> attested;
  std::optional<Commitment> compliance_plan;  // of a rule of law that blocks
  std::optional<Commitment> follow_up;        // of a condition
  std::vector<std::string> unknown;           // names of the facts it lacked
  std::vector<std::string> asked;    // result missing: those it lacked, or that are answered none
  std::vector<std::string> waivers;  // ids of those that changed its result
  PolicyResult before_waiver = PolicyResult::pass;  // what it was; only where there are waivers
};

struct MissingFact {
  std::string fact;
  std::vector<std::string> subjects;
  Text who;
  Text question;
};

// A finding that a person set aside: printed with every decision that rests on it.
struct RejectedFinding {
  std::string dataset;
  std::string fingerprint;
  std::string type;  // ColumnType and Gdpr, as spelled in JSON
  std::string gdpr;
  std::vector<std::string> columns;
  std::string reason;
  std::string author;
  std::string date;  // "YYYY-MM-DD"
  // The DPO's opinion, where the rejection needed one; empty otherwise.
  std::string opinion;  // favourable, with_reserve, unfavourable
  std::string opinion_by;
  std::string opinion_on;
};

// From an entry of the facts (dataset.scan.rejected) or of a decision (rejected_findings).
RejectedFinding parse_rejection(const std::string& dataset, const Json& entry);

struct Decision {
  std::string usecase;            // id of what is judged: a use case, or a publication sheet
  std::string scope = "usecase";  // or "publication"
  std::string gate;
  std::string date;
  Verdict verdict = Verdict::incomplete;
  std::vector<PolicyOutcome> outcomes;  // by policy id, then subject
  std::vector<MissingFact> missing;     // by fact
  std::vector<RejectedFinding> rejected;
  std::vector<NotCovered> not_covered;  // activities that no rule of the GDPR judges
  std::vector<WaiverUse> waivers;       // every waiver of the use case, with what it did
  std::string facts;                    // canonical JSON document
  std::string inputs_sha256;            // of the facts
  std::string pack_id;
  std::string pack_version;
  std::string pack_sha256;
};

// How many waivers changed the verdict's results.
std::size_t used_waivers(const Decision& decision);

// `facts` as collect_facts makes them. Throws Error(usage) for an unknown gate.
[[nodiscard]] Decision decide(const PolicyPack& pack, const Json& facts, const std::string& gate);

// aval.decision/1, keys in a fixed order; remedy and who in `language`.
std::string render_decision_json(const PolicyPack& pack, const Decision& decision,
                                 Language language);

}  // namespace aval
