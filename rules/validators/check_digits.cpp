#include "rules/validators/check_digits.h"

#include <algorithm>

namespace aval {

bool is_all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1)
      digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += digit;
  }
  return sum % 10 == 0;
}

namespace {

// Product in the dihedral group D5: 0 to 4 rotations, 5 to 9 reflections.
unsigned dihedral_product(unsigned a, unsigned b) {
  const unsigned i = a % 5, j = b % 5;
  if (a < 5)
    return b < 5 ? (i + j) % 5 : 5 + (i + j) % 5;
  return b < 5 ? 5 + (i + 5 - j) % 5 : (i + 5 - j) % 5;
}

}  // namespace

bool passes_verhoeff(std::string_view digits) {
  static constexpr unsigned kPermutation[] = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
  unsigned check = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    auto digit = static_cast<unsigned>(digits[digits.size() - 1 - i] - '0');
    for (std::size_t turn = 0; turn < i % 8; ++turn)
      digit = kPermutation[digit];
    check = dihedral_product(check, digit);
  }
  return check == 0;
}

unsigned remainder_of(std::string_view digits, unsigned modulus) {
  unsigned remainder = 0;
  for (const char c : digits)
    remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % modulus;
  return remainder;
}

unsigned remainder_with_letters(std::string_view text, unsigned modulus) {
  unsigned remainder = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      remainder = (remainder * 10 + static_cast<unsigned>(c - '0')) % modulus;
    else if (c >= 'A' && c <= 'Z')
      remainder = (remainder * 100 + static_cast<unsigned>(c - 'A' + 10)) % modulus;
    else
      return modulus;
  }
  return remainder;
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char c : digits)
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number;
}

char school_letter(std::uint64_t number) {
  return "ABCDEFGHJKLMNPRSTUVWXYZ"[number % 23];
}

}  // namespace aval
