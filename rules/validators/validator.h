// Check digits and structure tests, one number a file. A validator answers yes or no about a
// compact value: upper case, letters and digits only (compact_value). Pure and thread-safe.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace aval {

using Validate = bool (*)(std::string_view compact);

struct Validator {
  std::string_view name;  // as rules name it: "nir", "siret", "iban"...
  Validate validate;
  double chance;            // share of random values of the right shape that pass, measured by
                            // tests/accuracy/chance_rates.cpp
  std::string_view source;  // the standard or text of the check
};

// All validators, sorted by name.
std::span<const Validator> all_validators();
// Null when there is none of that name.
const Validator* find_validator(std::string_view name);

// Letters (upper-cased) and digits of a value, in `out` (cleared first); everything else dropped,
// except '@' '.' ':' '+' kept when `keep_punctuation`.
void compact_value(std::string_view value, bool keep_punctuation, std::string& out);

}  // namespace aval
