// What a spreadsheet does to numbers that are names: lost zeros, scientific notation, ".0". Undone
// before judging, and told as quality findings. Pure.
#pragma once

#include <string>
#include <string_view>

namespace aval {

enum class Damage {
  none,
  trailing_zero,  // "612345678.0", "75001,00": an integer written as a decimal
  scientific,     // "7,32829E+13": digits are lost
  lost_zero       // nine digits of a phone number, four of a postcode: a leading zero may be gone
};

struct RepairedNumber {
  std::string text;  // digits only; empty when there is nothing to undo
  Damage damage = Damage::none;
};

// Undoes ".0" and scientific notation (up to 20 digits, no sign). `cell` is trimmed.
RepairedNumber repair_number(std::string_view cell);

// The digits with the leading zero that numbers of this length lose (INSEE code and postcode 4,
// SIREN 8, phone 9, SPI 12, SIRET 13 digits); empty for other lengths and for anything but digits.
std::string with_leading_zero(std::string_view digits);

}  // namespace aval
