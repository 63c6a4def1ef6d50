// Which French telephone numbers exist: ranges of their first five digits, by country calling code.
#pragma once

#include <cstdint>
#include <string_view>

namespace aval {

// `national`: nine digits after the calling code (33, 590, 594, 596, 262 or 508), without the
// leading zero. False for any other length or code.
bool is_french_range(unsigned calling_code, std::string_view national);
// The same whatever the code: how a number is dialled from France, after its leading zero.
bool is_any_french_range(std::string_view national);

}  // namespace aval
