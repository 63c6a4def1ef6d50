// Days as French files write them, and counting with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aval {

struct CivilDate {
  int year = 1970;  // 1 to 9999
  int month = 1;
  int day = 1;
};

// YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD, DD/MM/YYYY, DD-MM-YYYY or DD.MM.YYYY (day and month of one or
// two digits), a time of day after a blank or a "T" left out. Days of the Gregorian calendar only;
// two-digit years are not taken, since the century would be a guess.
std::optional<CivilDate> parse_date(std::string_view text);

std::string iso_date(const CivilDate& date);  // "YYYY-MM-DD"
// Days since 1970-01-01, and back.
std::int64_t day_number(const CivilDate& date);
CivilDate date_of_day(std::int64_t day);

}  // namespace aval
