// Numbers and small facts as a person reads them, in French and in English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/language.h"

namespace aval {

// "23 568" (narrow no-break spaces) in French, "23,568" in English.
Text count_in_words(std::uint64_t count);
// The same, but "< 3" (no-break space) under three: so few distinct values could be told by name.
Text distinct_in_words(std::uint64_t count);
// A measure: at most two decimals, none when they are zero, thousands apart as in counts: "1 072,5"
// in French, "1,072.5" in English.
Text number_in_words(double value);
// "98 %" and "98%". Never a round 100 % for less than all, nor 0 % for more than nothing.
Text share_in_words(double share);
// "12 lignes", "1 ligne": the count and the form of the noun it asks for.
Text counted(std::uint64_t count, const Text& one, const Text& several);
Text rows_in_words(std::uint64_t rows);
// "400 lignes lues sur 412", "400 of 412 rows".
Text rows_read_in_words(std::uint64_t seen, std::uint64_t present);

// "nom, prénom et adresse" / "nom, prénom and adresse"; more than `limit` ends in "et 4 autres".
Text list_in_words(const std::vector<Text>& items, std::size_t limit);

// Both languages at once.
Text plain(std::string_view same);
Text operator+(const Text& left, const Text& right);
// First letter in upper case (ASCII and the accented letters of French).
std::string capitalized(const std::string& text);
Text capitalized_text(const Text& text);
// "24 novembre 2026", "24 November 2026"; a date of another form than YYYY-MM-DD stays as it is.
Text date_in_words(std::string_view date);
// French typography: no line may break before : ; ? ! or », nor after «.
std::string with_french_spaces(std::string_view text);
// One line fit for people: no control character, no bidirectional override, well-formed UTF-8.
std::string one_line(std::string_view text);

}  // namespace aval
