// Sets of values small enough to be tried one by one: French telephone numbers, SIREN numbers,
// dates, postcodes, NIR. Each value has several spellings, since a digest is of a spelling.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/language.h"

namespace aval {

enum class SpaceKind { postcode, birth_date, siren, phone, nir };
std::string_view name_of(SpaceKind kind);    // as on the command line
Text label_of(SpaceKind kind);               // "numéros de téléphone"
const std::vector<SpaceKind>& all_spaces();  // smallest first

struct CandidateSpace {
  SpaceKind kind = SpaceKind::phone;
  std::string prefix;         // only values that start so, in the first spelling; often empty
  std::uint64_t values = 0;   // how many there are
  std::size_t spellings = 0;  // of each
  std::uint64_t stride = 1;   // the n-th value tried is value n * stride modulo `values`
  int last_year = 2026;       // of dates
  std::uint64_t candidates() const { return values * spellings; }
};

// "phone", "siren:21" or "phone:06": a kind, and for phone, siren and postcode the digits that its
// values start with. `last_year` bounds dates, which start in 1900. Error(usage) naming --over.
CandidateSpace parse_space(const std::string& text, int last_year);

// The longest spelling of any value, in bytes.
inline constexpr std::size_t kMaxCandidateBytes = 32;
using CandidateBuffer = std::array<char, kMaxCandidateBytes>;

// The n-th value to try (0 to values - 1: each value comes once) in a spelling (0 to spellings - 1,
// the most usual first), written into `buffer`. Values that stand side by side are tried far from
// each other, so that any part of the space is an even sample of it; NIR apart, whose small order
// numbers come first. Pure.
std::string_view write_candidate(const CandidateSpace& space, std::uint64_t n, std::size_t spelling,
                                 CandidateBuffer& buffer);

}  // namespace aval
