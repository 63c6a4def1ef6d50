// Arithmetic shared by several validators. Takes ASCII digits only, as validators checked before.
#pragma once

#include <cstdint>
#include <string_view>

namespace aval {

bool is_all_digits(std::string_view text);
// Luhn sum modulo 10 is zero (ISO/IEC 7812-1 annex B), over a string of digits.
bool passes_luhn(std::string_view digits);
// Verhoeff's check over the dihedral group of ten elements (J. Verhoeff, Error detecting decimal
// codes, 1969), over a string of digits.
bool passes_verhoeff(std::string_view digits);
// Remainder of a decimal number of any length.
unsigned remainder_of(std::string_view digits, unsigned modulus);
// The same after A=10...Z=35 (ISO 13616); 0 to modulus - 1, or modulus when a character is no
// letter or digit.
unsigned remainder_with_letters(std::string_view text, unsigned modulus);
// Number of a string of at most 18 digits.
std::uint64_t number_of(std::string_view digits);
// The 23 letters of French school identifiers (no I, O, Q), by n modulo 23.
char school_letter(std::uint64_t number);

}  // namespace aval
