// Dates "YYYY-MM-DD" (what follows a "T" is left out) of the Gregorian calendar, for policies.
#pragma once

#include <optional>
#include <string>

namespace aval {

// Days from the first to the second; nothing when one is no date.
std::optional<long> days_between(const std::string& from, const std::string& to);
// Nothing when the first is no date, or the result is outside the years 0 to 9999.
std::optional<std::string> add_days(const std::string& date, long days);
// Same day of the month, or its last day when the month is shorter.
std::optional<std::string> add_months(const std::string& date, long months);

}  // namespace aval
