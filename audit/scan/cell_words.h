// Words and dates inside cells. Pure.
#pragma once

#include <string_view>
#include <vector>

namespace aval {

// Words of a folded text: runs of letters and digits (bytes >= 0x80 are letters); apostrophes and
// hyphens separate. `words` is cleared first.
void words_into(std::string_view folded, std::vector<std::string_view>& words);

// Year of a date written as dd/mm/yyyy, yyyy-mm-dd, yyyymmdd with separators / - . or space, with
// or without a time after it; 0 when it is none. Calendar-checked loosely (month 1-12, day 1-31,
// either order). Years of two digits after / or - are 1930 to 2029.
int year_of_date(std::string_view text);

}  // namespace aval
