// What a person says of a finding, as it is recorded (aval.review/1).
#pragma once

#include <string>

#include "audit/base/json.h"
#include "audit/base/language.h"

namespace aval {

struct ReviewAnswer {
  std::string result;  // "confirmed" or "rejected"
  std::string reason;
  std::string author;   // function or department
  std::string opinion;  // of the DPO: favourable, with_reserve, unfavourable; empty: none given
  std::string dpo;      // who gave it
  std::string dpo_on;   // day of the opinion; empty: today
  std::string expires;  // last day of a rejection; empty: twelve months from today
};

// `reviewed`: an entry of reviewed_findings (workspace.h). The result is still to be checked by
// check_review.
Json review_document(const Json& reviewed, const ReviewAnswer& answer, const std::string& today);

// Where the review of a finding stands: "à relire", "confirmé", "rejeté"...
Text review_state(const Json& reviewed);

}  // namespace aval
