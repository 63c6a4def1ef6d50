#include "audit/protect/field_form.h"

#include <algorithm>
#include <array>

#include "audit/base/text.h"
#include "audit/base/utf8.h"
#include "audit/protect/civil_date.h"
#include "audit/protect/french_numbers.h"
#include "audit/table/unicode_form.h"
#include "rules/validators/check_digits.h"

namespace aval {
namespace {

constexpr std::array kForms = {FieldForm::text,       FieldForm::name,   FieldForm::email,
                               FieldForm::identifier, FieldForm::digits, FieldForm::alnum,
                               FieldForm::integer,    FieldForm::date,   FieldForm::phone,
                               FieldForm::nir,        FieldForm::siren,  FieldForm::siret,
                               FieldForm::iban,       FieldForm::rib};

bool is_blank(std::uint32_t character) {
  return character == ' ' || (character >= 9 && character <= 13) || character == 0xA0 ||
         (character >= 0x2000 && character <= 0x200A) || character == 0x202F ||
         character == 0x205F || character == 0x3000;
}

bool is_invisible(std::uint32_t character) {
  return character == 0x200B || character == 0x2060 || character == 0xFEFF || character == 0xAD;
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

// Blanks at the ends go, those inside become one space each run. False on U+FFFD or ill-formed
// bytes.
bool collapse(std::string_view text, std::string& out) {
  bool pending = false;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    if (!character.valid || character.code_point == 0xFFFD)
      return false;
    if (is_blank(character.code_point)) {
      pending = !out.empty();
    } else if (!is_invisible(character.code_point)) {
      if (pending)
        out.push_back(' ');
      pending = false;
      out.append(text.substr(i, character.length));
    }
    i += character.length;
  }
  return true;
}

// The text of a cell: itself where nothing is to be done, else in `held`; false on lost characters.
bool to_text(std::string_view cell, std::string& held, std::string_view& text) {
  text = cell;
  if (is_plain_ascii(cell))
    return true;
  std::string collapsed;
  if (!collapse(cell, collapsed))
    return false;
  to_nfc(collapsed, held);
  text = held;
  return true;
}

// "JEAN-PIERRE D’ARC" -> "jean pierre d arc".
void to_name(std::string& text) {
  std::string folded;
  fold_into(text, folded);
  for (char& c : folded)
    if (c == '-' || c == '\'' || c == '.' || c == '_')
      c = ' ';
  text.clear();
  collapse(folded, text);
}

// Letters and digits of an identifier; false when another kind of sign stands in it.
bool keep_identifier(std::string_view text, std::string& out) {
  if (is_all_digits(text)) {
    out.assign(text);
    return true;
  }
  out.clear();
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))
      out.push_back(c);
    else if (c >= 'a' && c <= 'z')
      out.push_back(static_cast<char>(c - 'a' + 'A'));
    else if (std::string_view(" .-_/").find(c) == std::string_view::npos)
      return false;
  }
  return !out.empty();
}

bool to_integer(std::string_view text, std::string& out) {
  out.clear();
  std::size_t i = 0;
  const bool negative = text[0] == '-';
  i += negative || text[0] == '+' ? 1U : 0U;
  for (; i < text.size(); ++i) {
    if (text[i] == ' ')
      continue;
    if (text[i] < '0' || text[i] > '9')
      return false;
    if (out.empty() && text[i] == '0' && i + 1 < text.size())
      continue;
    out.push_back(text[i]);
  }
  if (negative && out != "0")
    out.insert(out.begin(), '-');
  return !out.empty() && out != "-";
}

bool to_email(std::string_view text, std::string& out) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size() ||
      text.find(' ') != std::string_view::npos || text.find('@', at + 1) != std::string_view::npos)
    return false;
  out.clear();
  fold_into(text.substr(at), out);
  out.insert(0, to_lower_ascii(text.substr(0, at)));
  return true;
}

bool to_date(std::string_view text, std::string& out) {
  const auto date = parse_date(text);
  if (!date)
    return false;
  out = iso_date(*date);
  return true;
}

// `text` is not empty.
bool to_form(FieldForm form, std::string_view text, std::string& out) {
  switch (form) {
    case FieldForm::text:
      out.assign(text);
      return true;
    case FieldForm::name:
      out.assign(text);
      to_name(out);
      return !out.empty();
    case FieldForm::email:
      return to_email(text, out);
    case FieldForm::identifier:
    case FieldForm::alnum:
      return keep_identifier(text, out);
    case FieldForm::digits:
      return keep_identifier(text, out) &&
             std::all_of(out.begin(), out.end(), [](char c) { return c >= '0' && c <= '9'; });
    case FieldForm::integer:
      return to_integer(text, out);
    case FieldForm::date:
      return to_date(text, out);
    case FieldForm::phone:
      return canonical_phone(text, out);
    case FieldForm::nir:
      return keep_identifier(text, out) && canonical_nir(out);
    case FieldForm::siren:
      return keep_identifier(text, out) && canonical_siren(out);
    case FieldForm::siret:
      return keep_identifier(text, out) && canonical_siret(out);
    case FieldForm::iban:
      return keep_identifier(text, out) && canonical_iban(out);
    case FieldForm::rib:
      return keep_identifier(text, out) && canonical_rib(out);
  }
  return false;
}

}  // namespace

std::string_view name_of(FieldForm form) {
  constexpr std::array<std::string_view, kForms.size()> kNames = {
      "text", "name",  "email", "identifier", "digits", "alnum", "integer",
      "date", "phone", "nir",   "siren",      "siret",  "iban",  "rib"};
  return kNames[static_cast<std::size_t>(form)];
}

const Text& words_of(FieldForm form) {
  static const std::array<Text, kForms.size()> kWords = {{
      {"forme NFC, blancs réduits", "form NFC, blanks collapsed"},
      {"forme NFC, sans casse, accents, traits d'union ni apostrophes",
       "form NFC, without case, accents, hyphens or apostrophes"},
      {"minuscules", "lower case"},
      {"lettres et chiffres, en majuscules", "letters and digits, upper case"},
      {"chiffres seuls", "digits only"},
      {"lettres et chiffres, en majuscules", "letters and digits, upper case"},
      {"nombre entier sans séparateur ni zéro devant",
       "whole number without separators nor leading zeros"},
      {"date ISO", "ISO date"},
      {"+ indicatif et numéro", "+ calling code and number"},
      {"13 caractères, clé vérifiée et ôtée, 2A et 2B en majuscules",
       "13 characters, key checked and taken off, 2A and 2B upper case"},
      {"9 chiffres, clé vérifiée", "9 digits, check digit verified"},
      {"14 chiffres, clé vérifiée", "14 digits, check digit verified"},
      {"IBAN compact, clé vérifiée", "compact IBAN, check digits verified"},
      {"RIB compact, clé vérifiée", "compact RIB, key verified"},
  }};
  return kWords[static_cast<std::size_t>(form)];
}

std::optional<FieldForm> find_field_form(std::string_view name) {
  for (const FieldForm form : kForms)
    if (name_of(form) == name)
      return form;
  return std::nullopt;
}

std::span<const FieldForm> all_field_forms() {
  return kForms;
}

Fit canonicalize(FieldForm form, std::string_view cell, std::string& out) {
  out.clear();
  if (cell.empty())
    return Fit::missing;
  std::string held;
  std::string_view text;
  if (!to_text(cell, held, text))
    return Fit::ill_formed;
  if (text.empty())
    return Fit::missing;
  if (to_form(form, text, out))
    return Fit::fits;
  out.assign(text);
  return Fit::unfit;
}

char type_byte(FieldForm form, Fit fit) {
  if (fit == Fit::fits && form == FieldForm::integer)
    return '\x02';
  if (fit == Fit::fits && form == FieldForm::date)
    return '\x03';
  return '\x01';
}

}  // namespace aval
