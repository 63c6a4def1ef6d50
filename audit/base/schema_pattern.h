// The small regular expressions of aval's own JSON Schemas: ^ then pieces, each a character, an
// escaped character, "." or a class [a-z0-9_-] (or negated), with * + ? {n} {m,n}, then $. Linear
// backtracking-free on such forms.
#pragma once

#include <string>
#include <string_view>

namespace aval {

// Throws Error(internal) when the pattern is not of that form.
bool matches_schema_pattern(const std::string& pattern, std::string_view text);

}  // namespace aval
