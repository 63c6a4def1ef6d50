// Numbers as the text a person would type: no exponent where plain digits do, no digit lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aval {

// The shortest decimal text that gives the same double; plain digits from 1e-7 to below 1e21.
std::string number_text(double value);

// A number as XML spells it ("12", "1.50E+3"): whole numbers keep all their digits, others become
// number_text. The text itself when it is no number.
std::string plain_number(std::string_view text);

// A whole number without sign that takes the whole text; none otherwise.
std::optional<std::uint64_t> parse_count(std::string_view text);

}  // namespace aval
