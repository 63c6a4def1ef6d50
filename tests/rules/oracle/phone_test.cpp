// French telephone numbers against libphonenumber. The pack follows its metadata of 2026 (9.0.43);
// the installed library may be older (8.12.57 of 2022 in Debian 12): where numbering changed in
// between, the library may say either, and nowhere else.
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include "rules/validators/validator.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

struct Range {
  int calling_code;
  std::uint32_t first;  // of the five first digits of nine
  std::uint32_t last;
};

// Ranges opened or closed between the two versions of the metadata.
constexpr Range kChanged[] = {
    // Closed under 33: 0262, 0590 and 0594 are reached through 262, 590 and 594; 0700 is not given.
    {33, 26200, 26299},
    {33, 59000, 59099},
    {33, 59400, 59499},
    {33, 70000, 70099},
    // Opened.
    {33, 84400, 84499},
    {590, 59033, 59037},
    {590, 59063, 59066},
    {590, 59870, 59879},
    {590, 70900, 70904},
    {590, 80600, 82999},
    {590, 89000, 89999},
    {590, 93950, 93979},
    {590, 94750, 94756},
    {590, 97680, 97689},
    {594, 59413, 59415},
    {594, 59441, 59442},
    {594, 59880, 59889},
    {594, 70930, 70933},
    {594, 80600, 82999},
    {594, 89000, 89999},
    {594, 93960, 93969},
    {594, 94760, 94766},
    {596, 59615, 59615},
    {596, 59681, 59683},
    {596, 59690, 59690},
    {596, 59890, 59899},
    {596, 69657, 69659},
    {596, 69700, 69799},
    {596, 70910, 70913},
    {596, 80600, 82999},
    {596, 89000, 89999},
    {596, 93970, 93973},
    {596, 94770, 94779},
    {596, 97674, 97679},
    {262, 26312, 26316},
    {262, 26880, 26899},
    {262, 26904, 26904},
    {262, 26915, 26915},
    {262, 26954, 26954},
    {262, 69305, 69305},
    {262, 69312, 69312},
    {262, 69373, 69373},
    {262, 70920, 70923},
    {262, 70935, 70937},
    {262, 93980, 93981},
    {262, 93990, 93993},
    {262, 94780, 94781},
    {262, 94790, 94796},
    {262, 97628, 97628},
    {508, 70840, 70845},
    {508, 70850, 70856},
    {508, 80600, 82999},
    {508, 89000, 89999},
    // 06 39 98: ARCEP keeps it for fiction, so the library has it not; aval reads it as a number.
    {33, 63998, 63998},
};

constexpr int kCodes[] = {33, 590, 594, 596, 262, 508};

bool has_changed(int calling_code, std::uint32_t prefix) {
  for (const Range& range : kChanged)
    if (range.calling_code == calling_code && prefix >= range.first && prefix <= range.last)
      return true;
  return false;
}

bool library_takes(int calling_code, std::uint64_t national) {
  i18n::phonenumbers::PhoneNumber number;
  number.set_country_code(calling_code);
  number.set_national_number(national);
  return i18n::phonenumbers::PhoneNumberUtil::GetInstance()->IsValidNumber(number);
}

bool is_valid(const std::string& compact) {
  return find_validator("phone_fr")->validate(compact);
}

}  // namespace

TEST_CASE("every range of five digits under each calling code is as libphonenumber has it",
          "[rules][phone][oracle]") {
  std::size_t numbers = 0;
  for (const int code : kCodes)
    for (std::uint32_t prefix = 10000; prefix < 100000; ++prefix) {
      // The last four digits vary with the prefix, and never repeat a single digit.
      const std::uint64_t national = prefix * 10000ULL + (prefix * 7919U + 1234U) % 9000U + 1U;
      if (national % 111111111U == 0)
        continue;
      const std::string compact = "00" + std::to_string(code) + std::to_string(national);
      if (has_changed(code, prefix))
        continue;
      ++numbers;
      if (is_valid(compact) != library_takes(code, national))
        FAIL_CHECK("+" << code << " " << prefix << ": aval and libphonenumber differ");
    }
  CHECK(numbers > 500000);
}

TEST_CASE("a national number is valid where one French region has it", "[rules][phone][oracle]") {
  for (std::uint32_t prefix = 10000; prefix < 100000; ++prefix) {
    const std::uint64_t national = prefix * 10000ULL + 2345U;
    bool taken = false;
    bool changed = false;
    for (const int code : kCodes) {
      taken = taken || library_takes(code, national);
      changed = changed || has_changed(code, prefix);
    }
    if (changed)
      continue;
    if (is_valid("0" + std::to_string(national)) != taken)
      FAIL_CHECK("0" << prefix << ": aval and libphonenumber differ");
    if (is_valid(std::to_string(national)) != taken)
      FAIL_CHECK(prefix << " without its zero: aval and libphonenumber differ");
  }
}

TEST_CASE("local numbers of Saint-Pierre-et-Miquelon have six digits", "[rules][phone][oracle]") {
  // The library of 2022 knew 40 to 46, 50, 55 and 56; the rest of 20 to 99 was opened since.
  for (std::uint32_t local = 100000; local < 600000; local += 37) {
    const std::uint32_t two = local / 10000;
    const bool known = two < 20 || (two >= 40 && two <= 46) || two == 50 || two == 55 || two == 56;
    if (local % 111111 != 0 && known &&
        is_valid("00508" + std::to_string(local)) != library_takes(508, local))
      FAIL_CHECK("+508 " << two << ": aval and libphonenumber differ");
  }
}

TEST_CASE("lengths are as libphonenumber has them", "[rules][phone][oracle]") {
  for (const std::uint64_t national : {1ULL, 19900123ULL, 1990012345ULL, 19900123456ULL}) {
    CHECK_FALSE(library_takes(33, national));
    CHECK_FALSE(is_valid("0033" + std::to_string(national)));
  }
  CHECK(is_valid("00330199001234"));  // +33 (0)1 99 00 12 34, as it is often written
}
