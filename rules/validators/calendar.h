// Days that exist, for the numbers that hold a birth date.
#pragma once

namespace aval {

// Gregorian calendar; any year from 1 on.
bool is_calendar_day(int year, int month, int day);

}  // namespace aval
