// What is late or about to be: evaluations, targets, reviews, expiries, read from the documents of
// a workspace. Pure: the date is an argument.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"
#include "audit/base/language.h"

namespace aval {

struct Reminder {
  std::string kind;  // of the document: "usecase", "activity"...
  std::string id;
  // evaluation, target, usecase_review, priority_review, activity_review, expiry
  std::string what;
  std::string date;      // "YYYY-MM-DD": when it is or was due
  bool overdue = false;  // before today
  Text text;             // one sentence, without the date
};

// Those of one document due on `until` or before ("YYYY-MM-DD"), by date. A register entry is
// reviewed 12 months after its last review, a decision without an end of validity expires after 12
// months: house practice (governance G.1, principle 6), no text fixes it.
std::vector<Reminder> reminders_of(const std::string& kind, const std::string& id,
                                   const Json& document, const std::string& today,
                                   const std::string& until);

// The latest measured value of an indicator; null when there is none.
// {"on": date, "value": number}
Json latest_measure(const Json& usecase, const std::string& indicator);

// A number as a person writes it: "95", "1 150", "3,5"; nothing when it is none.
std::optional<double> number_in(const std::string& text);

// Whether a measured value reaches the target, in the direction that leads from the baseline to it;
// without a baseline: at least the target. Nothing when the target is no number.
std::optional<bool> reaches_target(const Json& impact, double value);

}  // namespace aval
