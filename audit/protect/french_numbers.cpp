#include "audit/protect/french_numbers.h"

#include <algorithm>
#include <array>

#include "rules/validators/check_digits.h"
#include "rules/validators/checks.h"

namespace aval {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr unsigned kSexes = 8;          // 1 to 8
constexpr unsigned kMonths = 85;        // 01-12, 20-42, 50-99 (month not known)
constexpr unsigned kDepartments = 101;  // 01-99, 2A, 2B
constexpr unsigned kOrders = 999;       // 001-999

std::string text_of_rank(Uint128 rank, unsigned radix, std::size_t length);

std::string digits_of(Uint128 number, std::size_t count) {
  return text_of_rank(number, 10, count);
}

unsigned month_rank(unsigned month) {
  return month <= 12 ? month - 1 : month <= 42 ? 12 + month - 20 : 35 + month - 50;
}

unsigned month_of_rank(unsigned rank) {
  return rank < 12 ? rank + 1 : rank < 35 ? rank - 12 + 20 : rank - 35 + 50;
}

unsigned value_of(std::string_view digits) {
  return static_cast<unsigned>(number_of(digits));
}

// Corsica counts as 19 and 18 for the key (INSEE).
std::string nir_key(std::string_view body) {
  std::string digits(body);
  if (digits[5] == '2' && (digits[6] == 'A' || digits[6] == 'B')) {
    digits[6] = digits[6] == 'A' ? '9' : '8';
    digits[5] = '1';
  }
  return digits_of(97 - remainder_of(digits, 97), 2);
}

Uint128 rank_of_nir(std::string_view body) {
  const std::string_view place = body.substr(5, 2);
  const unsigned department = place == "2A" ? 99 : place == "2B" ? 100 : value_of(place) - 1;
  Uint128 rank = static_cast<unsigned>(body[0] - '1');
  rank = rank * 100 + value_of(body.substr(1, 2));
  rank = rank * kMonths + month_rank(value_of(body.substr(3, 2)));
  rank = rank * kDepartments + department;
  rank = rank * 1000 + value_of(body.substr(7, 3));
  return rank * kOrders + value_of(body.substr(10, 3)) - 1;
}

std::string nir_of_rank(Uint128 rank) {
  const auto take = [&rank](unsigned size) {
    const auto part = static_cast<unsigned>(rank % size);
    rank /= size;
    return part;
  };
  const unsigned order = take(kOrders) + 1;
  const unsigned commune = take(1000);
  const unsigned department = take(kDepartments);
  const unsigned month = month_of_rank(take(kMonths));
  const unsigned year = take(100);
  std::string body = digits_of(take(kSexes) + 1, 1) + digits_of(year, 2) + digits_of(month, 2);
  body += department == 99 ? "2A" : department == 100 ? "2B" : digits_of(department + 1, 2);
  body += digits_of(commune, 3) + digits_of(order, 3);
  return body + nir_key(body);
}

// The digit that makes the Luhn sum of all a multiple of ten.
char luhn_digit(std::string_view payload) {
  for (char digit = '0'; digit <= '9'; ++digit)
    if (passes_luhn(std::string(payload) + digit))
      return digit;
  return '0';
}

// A letter of an account in the digits of the RIB key.
char rib_digit(char c) {
  if (c >= '0' && c <= '9')
    return c;
  return c <= 'R' ? static_cast<char>('1' + (c - 'A') % 9) : static_cast<char>('2' + (c - 'S'));
}

std::string rib_key(std::string_view payload) {
  std::string digits;
  for (const char c : payload)
    digits.push_back(rib_digit(c));
  return digits_of(97 - remainder_of(digits + "00", 97), 2);
}

std::string iban_of_rib(const std::string& rib) {
  return "FR" + digits_of(98 - remainder_with_letters(rib + "FR00", 97), 2) + rib;
}

// Bank and branch of 5 digits, account of 11 letters or digits.
bool is_rib_payload(std::string_view payload) {
  return payload.size() == 21 && is_all_digits(payload.substr(0, 10)) &&
         payload.substr(10).find_first_not_of(kAlphabet) == std::string_view::npos;
}

std::uint64_t value_in(char c) {
  return static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'A' + 10);
}

// As many digits of `radix` as fit in 64 bits, so that long division is done once for all of them.
unsigned digits_in_word(unsigned radix) {
  return radix == 10 ? 19 : 12;
}

std::uint64_t word_of(unsigned radix, std::size_t digits) {
  std::uint64_t word = 1;
  for (; digits > 0; --digits)
    word *= radix;
  return word;
}

Uint128 rank_of_text(std::string_view text, unsigned radix) {
  Uint128 rank = 0;
  while (!text.empty()) {
    const std::size_t count = std::min<std::size_t>(text.size(), digits_in_word(radix));
    std::uint64_t part = 0;
    for (const char c : text.substr(0, count))
      part = part * radix + value_in(c);
    rank = rank * word_of(radix, count) + part;
    text.remove_prefix(count);
  }
  return rank;
}

std::string text_of_rank(Uint128 rank, unsigned radix, std::size_t length) {
  std::string out(length, '0');
  const std::uint64_t word = word_of(radix, digits_in_word(radix));
  for (std::size_t i = length; i > 0;) {
    auto part = static_cast<std::uint64_t>(rank < word ? rank : rank % word);
    rank = rank < word ? 0 : rank / word;
    // Divisions by a constant are multiplications.
    if (radix == 10)
      for (unsigned k = 0; k < digits_in_word(10) && i > 0; ++k, part /= 10)
        out[--i] = static_cast<char>('0' + part % 10);
    else
      for (unsigned k = 0; k < digits_in_word(radix) && i > 0; ++k, part /= radix)
        out[--i] = kAlphabet[part % radix];
  }
  return out;
}

constexpr Uint128 power(unsigned radix, unsigned exponent) {
  Uint128 out = 1;
  for (unsigned i = 0; i < exponent; ++i)
    out *= radix;
  return out;
}

constexpr Uint128 kNirs = Uint128{kSexes} * 100 * kMonths * kDepartments * 1000 * kOrders;
constexpr Uint128 kAccounts = power(36, 11);
constexpr Uint128 kRibs = power(10, 10) * kAccounts;

// Binary digits enough for every rank below `size`.
Ff1Shape binary_shape(Uint128 size) {
  unsigned bits = 0;
  for (Uint128 left = size - 1; left != 0; left >>= 1)
    ++bits;
  return {2, bits};
}

bool find_plain_space(FieldForm form, std::size_t length, NumberSpace& space) {
  const unsigned radix = form == FieldForm::digits ? 10 : 36;
  // Longer ones do not fit in two halves of 64 bits.
  if (length < 2 || length > (form == FieldForm::digits ? 38U : 24U))
    return false;
  space.shape = {radix, static_cast<unsigned>(length)};
  space.size = power(radix, static_cast<unsigned>(length));
  return true;
}

}  // namespace

bool canonical_nir(std::string& compact) {
  if (compact.size() == 15) {
    if (!is_valid_nir(compact))
      return false;
    compact.resize(13);
    return true;
  }
  return compact.size() == 13 && is_valid_nir(compact + nir_key(compact));
}

bool canonical_siren(std::string& compact) {
  return is_valid_siren(compact) && compact != "000000000";
}

bool canonical_siret(std::string& compact) {
  return is_valid_siret(compact);
}

bool canonical_iban(std::string& compact) {
  return is_valid_iban(compact);
}

bool canonical_rib(std::string& compact) {
  return is_valid_rib(compact);
}

bool find_space(FieldForm form, std::string_view canonical, NumberSpace& space) {
  space = {form, {}, 0, 0};
  switch (form) {
    case FieldForm::nir:
      space.size = kNirs;
      space.shape = binary_shape(kNirs);
      return true;
    case FieldForm::siren:
      space = {form, {10, 8}, 1, power(10, 8)};
      return true;
    case FieldForm::siret:
      // La Poste has establishments that do not pass Luhn: they are no members.
      space = {form, {10, 12}, power(10, 4), power(10, 12)};
      return passes_luhn(canonical);
    case FieldForm::rib:
    case FieldForm::iban: {
      const std::string_view rib = form == FieldForm::rib ? canonical : canonical.substr(4);
      space.size = kRibs;
      space.least = 1;
      space.shape = binary_shape(kRibs);
      return (form == FieldForm::rib || canonical.starts_with("FR")) && rib.size() == 23 &&
             is_rib_payload(rib.substr(0, 21)) && rib_key(rib.substr(0, 21)) == rib.substr(21);
    }
    case FieldForm::digits:
    case FieldForm::alnum:
      return find_plain_space(form, canonical.size(), space);
    default:
      return false;
  }
}

Uint128 rank_of(const NumberSpace& space, std::string_view canonical) {
  switch (space.form) {
    case FieldForm::nir:
      return rank_of_nir(canonical);
    case FieldForm::siren:
      return number_of(canonical.substr(0, 8));
    case FieldForm::siret:
      return Uint128{number_of(canonical.substr(0, 8))} * 10000 + number_of(canonical.substr(9, 4));
    case FieldForm::iban:
      canonical.remove_prefix(4);
      [[fallthrough]];
    case FieldForm::rib:
      return Uint128{number_of(canonical.substr(0, 10))} * kAccounts +
             rank_of_text(canonical.substr(10, 11), 36);
    default:
      return rank_of_text(canonical, space.shape.radix);
  }
}

std::string number_of_rank(const NumberSpace& space, Uint128 rank) {
  switch (space.form) {
    case FieldForm::nir:
      return nir_of_rank(rank);
    case FieldForm::siren: {
      const std::string payload = digits_of(rank, 8);
      return payload + luhn_digit(payload);
    }
    case FieldForm::siret: {
      std::string payload = digits_of(rank, 12);
      payload.insert(8, 1, luhn_digit(payload.substr(0, 8)));
      return payload + luhn_digit(payload);
    }
    case FieldForm::iban:
    case FieldForm::rib: {
      const std::string payload =
          digits_of(rank / kAccounts, 10) + text_of_rank(rank % kAccounts, 36, 11);
      const std::string rib = payload + rib_key(payload);
      return space.form == FieldForm::rib ? rib : iban_of_rib(rib);
    }
    default:
      return text_of_rank(rank, space.shape.radix, space.shape.length);
  }
}

}  // namespace aval
