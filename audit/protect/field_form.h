// One spelling for values that mean the same, so that their tokens join: "06 12 34 56 78" and
// "+33612345678", composed and decomposed accents, a NIR with and without its key.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "audit/base/language.h"

namespace aval {

// What a field class holds, as plans spell it.
enum class FieldForm {
  text,        // form C, blanks collapsed
  name,        // of a person: case, accents, hyphens and apostrophes do not count
  email,       // lower case
  identifier,  // letters and digits only, upper case
  digits,      // digits only
  alnum,       // the same as identifier, for format-preserving tokens
  integer,     // whole number, without separators nor leading zeros
  date,        // ISO 8601
  phone,       // +, calling code, number
  nir,         // 13 characters, key checked where it stands
  siren,
  siret,
  iban,
  rib
};

std::string_view name_of(FieldForm form);
const Text& words_of(FieldForm form);  // what canonicalize does, for reports
std::optional<FieldForm> find_field_form(std::string_view name);
std::span<const FieldForm> all_field_forms();

enum class Fit {
  missing,    // empty once trimmed
  fits,       // `out` holds the canonical spelling
  unfit,      // no value of this form: `out` holds the canonical spelling as `text`
  ill_formed  // not UTF-8, or characters were lost when the file was read: nothing to guess
};
// The canonical spelling of a cell, in `out` (cleared first).
Fit canonicalize(FieldForm form, std::string_view cell, std::string& out);

// What is put in front of a canonical value before a keyed operation: never an empty text, never
// one spelling for two kinds. 0x01 text, 0x02 integer, 0x03 date.
char type_byte(FieldForm form, Fit fit);
// In front of nothing: the token of a missing value.
constexpr char kMissingByte = '\0';

}  // namespace aval
