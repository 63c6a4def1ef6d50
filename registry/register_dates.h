// Dates of the register: when a review is due, when a period is over. Pure.
#pragma once

#include <cstdint>
#include <string>

#include "audit/base/json.h"

namespace aval {

// A review is due once a year: practice, no text fixes it (policy REG-02 has the same period).
inline constexpr int kReviewMonths = 12;

// The same day `months` later, the last day of that month where there is no such day. `date` is
// "YYYY-MM-DD"; empty when it is not, or when the result is beyond the year 9999.
std::string months_after(const std::string& date, std::int64_t months);

// The day an entry is to be reviewed: its own "next_review_on", else kReviewMonths after its last
// review, validation or creation; empty when none of them is known.
std::string review_due_on(const Json& activity);

// Whether it is past on `today`. An archived entry is not reviewed; one that was never reviewed,
// validated nor dated is due.
bool is_review_due(const Json& activity, const std::string& today);

}  // namespace aval
