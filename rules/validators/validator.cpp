#include "rules/validators/validator.h"

#include <algorithm>

#include "rules/validators/checks.h"

namespace aval {
namespace {

constexpr Validator kValidators[] = {
    {"bank_card", is_valid_bank_card, 0.04,
     "scheme prefixes and lengths (card_schemes.tsv), Luhn ISO/IEC 7812-1"},
    {"be_niss", is_valid_be_niss, 0.0103,
     "97 - (nine digits mod 97), 2 before it when born since 2000 (identifiers.md 1.4)"},
    {"bea", is_valid_bea, 0.0435,
     "letter = number mod 23 (CheckBEA23, esup-transferts; identifiers.md 1.1)"},
    {"bic", is_valid_bic, 0.37, "ISO 9362: four letters, country, two characters, optional three"},
    {"ch_ahv", is_valid_ch_ahv, 0.1, "EAN-13, starts with 756 (identifiers.md 1.4)"},
    {"date", is_valid_date, 0.4, "Gregorian calendar"},
    {"de_idnr", is_valid_de_idnr, 0.1, "ISO 7064 mod 11,10 (identifiers.md 1.4)"},
    {"es_dni", is_valid_es_dni, 0.0435,
     "letter TRWAGMYFPDXBNJZSQVHLCKE[n mod 23], X Y Z = 0 1 2 (identifiers.md 1.4)"},
    {"finess", is_valid_finess, 0.1,
     "Luhn with A=1, B=2 for Corsica; 9A to 9F overseas (identifiers.md 1.1)"},
    {"iban", is_valid_iban, 0.0103,
     "ISO 13616: modulo 97 is 1; lengths of the SWIFT registry and ibantools 4.5.4"},
    {"imei", is_valid_imei, 0.1, "Luhn on 15 digits (3GPP TS 23.003 annex B)"},
    {"it_codice_fiscale", is_valid_it_codice_fiscale, 0.0385,
     "odd and even tables modulo 26 (decreto 23 dicembre 1976; identifiers.md 1.4)"},
    {"nir", is_valid_nir, 0.0015,
     "key 97 - (N mod 97), Corsica 2A=19 and 2B=18 (INSEE; identifiers.md 1.1)"},
    {"nir_body", is_valid_nir_body, 0.3, "structure only, no key (identifiers.md 1.1)"},
    {"nl_bsn", is_valid_nl_bsn, 0.0909, "weights 9 to 2 and -1, modulo 11 (identifiers.md 1.4)"},
    {"phone_fr", is_valid_phone_fr, 0.15,
     "ranges of libphonenumber PhoneNumberMetadata.xml for FR, GP, GF, MQ, RE, YT, PM "
     "(identifiers.md 1.2)"},
    {"phone_international", is_valid_phone_international, 0.5,
     "ITU-T E.164: at most 15 digits, country code 1 to 9"},
    {"pl_pesel", is_valid_pl_pesel, 0.1, "weights 1 3 7 9, modulo 10 (identifiers.md 1.4)"},
    {"plate_siv", is_valid_plate_siv, 0.5,
     "AA-001-AA to ZZ-999-ZZ, no I, O, U, no SS (identifiers.md 1.2)"},
    {"pt_nif", is_valid_pt_nif, 0.1, "weights 9 to 2, modulo 11 (identifiers.md 1.4)"},
    {"rib", is_valid_rib, 0.0103,
     "97 - ((89 B + 15 G + 3 C) mod 97), letters as digits (identifiers.md 1.1)"},
    {"rpps", is_valid_rpps, 0.1,
     "11 digits, starts with 10; Luhn is probable, not proven (identifiers.md 1.1): not asked"},
    {"siren", is_valid_siren, 0.101, "Luhn, ISO/IEC 7812-1 (identifiers.md 1.1)"},
    {"siret", is_valid_siret, 0.01,
     "Luhn on 14 and on 9; La Poste: sum of digits modulo 5 (identifiers.md 1.1)"},
    {"spi", is_valid_spi, 0.0005, "last three digits = first ten modulo 511 (identifiers.md 1.1)"},
    {"uai", is_valid_uai, 0.0435,
     "letter = number mod 23 in ABCDEFGHJKLMNPRSTUVWXYZ (identifiers.md 1.1)"},
    {"vat_fr", is_valid_vat_fr, 0.0103,
     "key (12 + 3 (SIREN mod 97)) mod 97; new style with letters (identifiers.md 1.1)"},
    {"vin", is_valid_vin, 0.5,
     "ISO 3779: 17 characters, no I, O, Q; position 9 is checked in North America only"},
};

}  // namespace

std::span<const Validator> all_validators() {
  return kValidators;
}

const Validator* find_validator(std::string_view name) {
  const auto place = std::lower_bound(
      std::begin(kValidators), std::end(kValidators), name,
      [](const Validator& validator, std::string_view key) { return validator.name < key; });
  return place != std::end(kValidators) && place->name == name ? place : nullptr;
}

void compact_value(std::string_view value, bool keep_punctuation, std::string& out) {
  out.clear();
  for (const char c : value) {
    if (c >= 'a' && c <= 'z')
      out.push_back(static_cast<char>(c - 'a' + 'A'));
    else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
             (keep_punctuation && (c == '@' || c == '.' || c == ':' || c == '+')))
      out.push_back(c);
  }
}

}  // namespace aval
