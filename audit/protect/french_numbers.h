// French numbers in one spelling, and as ranks in the set of those that are well formed, so that a
// permutation of the ranks gives well-formed numbers only.
#pragma once

#include <string>
#include <string_view>

#include "audit/protect/ff1.h"
#include "audit/protect/field_form.h"

namespace aval {

// From compact upper-case letters and digits to the canonical spelling, in place; false when the
// number is not well formed. canonical_nir takes 13 or 15 characters and leaves 13.
bool canonical_nir(std::string& compact);
bool canonical_siren(std::string& compact);
bool canonical_siret(std::string& compact);
bool canonical_iban(std::string& compact);
bool canonical_rib(std::string& compact);
// From a telephone number as people write it, French (overseas under their own calling codes) or
// international with its + or 00.
bool canonical_phone(std::string_view text, std::string& out);

// The numbers of one form and length as ranks `least` to `size` - 1 of the numeral strings of
// `shape`.
struct NumberSpace {
  FieldForm form = FieldForm::digits;
  Ff1Shape shape;
  Uint128 least = 0;
  Uint128 size = 0;
};
// The space of a canonical value of that form: its length counts for digits and alnum. False when
// the form has none (text), or the value is no member of it (a foreign IBAN).
bool find_space(FieldForm form, std::string_view canonical, NumberSpace& space);
// The rank of a canonical value that find_space took.
Uint128 rank_of(const NumberSpace& space, std::string_view canonical);
// The number of that rank, complete with its check digits.
std::string number_of_rank(const NumberSpace& space, Uint128 rank);

}  // namespace aval
