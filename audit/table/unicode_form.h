// One spelling for texts that look the same.
#pragma once

#include <string>
#include <string_view>

namespace aval {

// Normalization form C (Unicode standard annex 15) of well-formed UTF-8, in `out` (cleared first):
// "e" and a combining accent become "é". Through ICU. Error(internal) when ICU fails.
void to_nfc(std::string_view text, std::string& out);

}  // namespace aval
