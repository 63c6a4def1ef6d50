// What a cell looks like, for guessing delimiters and headers only (rules say what it is).
#pragma once

#include <string_view>

namespace aval {

enum class CellKind { empty, number, date, time, email, url, phone, code, word, text };

// Decimal comma or point, French dates, codes with leading zeros. Null words (NA, NULL, néant,
// -...) are empty.
CellKind kind_of_cell(std::string_view cell);

// Everything but words and texts: a header cell seldom looks like that.
bool is_typed(CellKind kind);

}  // namespace aval
