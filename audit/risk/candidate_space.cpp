#include "audit/risk/candidate_space.h"

#include <algorithm>
#include <numeric>

#include "audit/base/error.h"
#include "audit/risk/spelling.h"

namespace aval {
namespace {

struct SpaceFacts {
  SpaceKind kind;
  std::string_view name;
  std::size_t digits;  // that vary, when a prefix may fix the first ones; 0 when none may
  std::size_t spellings;
};

// A French telephone number has 10 digits, the first one 0 (ARCEP, numbering plan); of a SIREN the
// ninth digit is the Luhn key (INSEE).
constexpr std::array<SpaceFacts, 5> kSpaces = {{{SpaceKind::postcode, "postcode", 5, 2},
                                                {SpaceKind::birth_date, "birth_date", 0, 11},
                                                {SpaceKind::siren, "siren", 8, 2},
                                                {SpaceKind::phone, "phone", 9, 9},
                                                {SpaceKind::nir, "nir", 0, 3}}};

const SpaceFacts& facts_of(SpaceKind kind) {
  return kSpaces[static_cast<std::size_t>(kind)];
}

std::uint64_t power_of_ten(std::size_t exponent) {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i)
    power *= 10;
  return power;
}

// Near the golden section of the number of values, where neighbours fall far apart, and coprime to
// it, so that each value comes once. The product n * stride must fit into 64 bits.
std::uint64_t stride_of(std::uint64_t values) {
  constexpr std::uint64_t kLargest = 4'000'000'000;
  if (values < 16 || values > kLargest)
    return 1;
  auto stride = static_cast<std::uint64_t>(static_cast<double>(values) * 0.6180339887498949);
  while (std::gcd(stride, values) != 1)
    ++stride;
  return stride;
}

[[noreturn]] void refuse(const std::string& text) {
  throw Error(
      ErrorKind::usage, "--over",
      format_text({"« {0} » n'est pas un espace de valeurs ; connus : postcode, birth_date, "
                   "siren, phone, nir ; un début peut suivre pour phone, siren et "
                   "postcode : phone:06, siren:21",
                   "'{0}' is no space of values; known: postcode, birth_date, siren, "
                   "phone, nir; a start may follow for phone, siren and postcode: "
                   "phone:06, siren:21"},
                  {text}));
}

bool is_prefix(const SpaceFacts& facts, std::string_view prefix) {
  const bool digits =
      std::all_of(prefix.begin(), prefix.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::size_t lead = facts.kind == SpaceKind::phone ? 1 : 0;
  if (!digits || prefix.size() <= lead || prefix.size() > facts.digits + lead)
    return false;
  return lead == 0 || (prefix[0] == '0' && prefix[1] != '0');
}

std::uint64_t count_values(const CandidateSpace& space) {
  switch (space.kind) {
    case SpaceKind::postcode:
    case SpaceKind::siren:
      return power_of_ten(facts_of(space.kind).digits - space.prefix.size());
    case SpaceKind::phone:
      // 01 to 09: nothing starts with 00.
      return space.prefix.empty() ? 9 * power_of_ten(8) : power_of_ten(10 - space.prefix.size());
    case SpaceKind::birth_date:
      return count_dates(space.last_year);
    case SpaceKind::nir:
      return kNirValues;
  }
  return 0;
}

// The digits of `value` after the prefix, as many as `digits` in all.
std::uint64_t with_prefix(const std::string& prefix, std::size_t digits, std::uint64_t value) {
  std::uint64_t number = 0;
  for (const char c : prefix)
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  return number * power_of_ten(digits - prefix.size()) + value;
}

}  // namespace

std::string_view name_of(SpaceKind kind) {
  return facts_of(kind).name;
}

Text label_of(SpaceKind kind) {
  switch (kind) {
    case SpaceKind::postcode:
      return {"codes postaux", "postcodes"};
    case SpaceKind::birth_date:
      return {"dates", "dates"};
    case SpaceKind::siren:
      return {"numéros SIREN", "SIREN numbers"};
    case SpaceKind::phone:
      return {"numéros de téléphone", "telephone numbers"};
    case SpaceKind::nir:
      return {"numéros de sécurité sociale (NIR)", "social security numbers (NIR)"};
  }
  return {};
}

const std::vector<SpaceKind>& all_spaces() {
  static const std::vector<SpaceKind> kAll = {SpaceKind::postcode, SpaceKind::birth_date,
                                              SpaceKind::siren, SpaceKind::phone, SpaceKind::nir};
  return kAll;
}

CandidateSpace parse_space(const std::string& text, int last_year) {
  const std::size_t colon = text.find(':');
  const std::string name = text.substr(0, colon);
  const auto* facts = std::find_if(kSpaces.begin(), kSpaces.end(),
                                   [&](const SpaceFacts& known) { return known.name == name; });
  if (facts == kSpaces.end())
    refuse(text);
  CandidateSpace space;
  space.kind = facts->kind;
  space.spellings = facts->spellings;
  space.last_year = last_year;
  if (colon != std::string::npos) {
    space.prefix = text.substr(colon + 1);
    if (facts->digits == 0 || !is_prefix(*facts, space.prefix))
      refuse(text);
  }
  space.values = count_values(space);
  space.stride = stride_of(space.values);
  return space;
}

std::string_view write_candidate(const CandidateSpace& space, std::uint64_t n, std::size_t spelling,
                                 CandidateBuffer& buffer) {
  const std::uint64_t value = n * space.stride % space.values;
  switch (space.kind) {
    case SpaceKind::postcode:
      return spell_postcode(with_prefix(space.prefix, 5, value), spelling, buffer);
    case SpaceKind::birth_date:
      return spell_date(value, spelling, buffer);
    case SpaceKind::siren:
      return spell_siren(with_prefix(space.prefix, 8, value), spelling, buffer);
    case SpaceKind::phone:
      return spell_phone(
          space.prefix.empty() ? power_of_ten(8) + value : with_prefix(space.prefix, 10, value),
          spelling, buffer);
    case SpaceKind::nir:
      return spell_nir(value, spelling, buffer);
  }
  return {};
}

}  // namespace aval
