#include "rules/validators/validator.h"

#include <algorithm>

#include "rules/validators/checks.h"

namespace aval {
namespace {

// Sorted by name. The chance is the share, measured over a million values, of random values of the
// shape that the rules of the French pack take and that pass (tests/accuracy/chance_rates.cpp).
constexpr Validator kValidators[] = {
    {"bank_card", is_valid_bank_card, 0.07,
     "ISO/IEC 7812-1 annex B (Luhn); prefixes and lengths as credit-card-type 10.3.0 has them"},
    {"be_niss", is_valid_be_niss, 0.0042,
     "arrêté royal du 3 avril 1984: 97 - (nine digits mod 97), a 2 before them when born since "
     "2000"},
    {"bea", is_valid_bea, 0.0435,
     "Éducation nationale, base élèves académique: letter = number mod 23 (ESUP-Portail, "
     "CheckBEA23)"},
    {"bic", is_valid_bic, 0.37, "ISO 9362: four letters, country, two characters, optional three"},
    {"ch_ahv", is_valid_ch_ahv, 0.1,
     "RAVS (RS 831.101) art. 133bis; GS1 General Specifications, check digit of EAN-13"},
    {"de_idnr", is_valid_de_idnr, 0.0038,
     "Abgabenordnung 139b, StIdV; ISO/IEC 7064 mod 11,10, one digit repeated"},
    {"es_dni", is_valid_es_dni, 0.0386,
     "Real Decreto 1553/2005 art. 11: letter TRWAGMYFPDXBNJZSQVHLCKE[n mod 23], X Y Z = 0 1 2"},
    {"finess", is_valid_finess, 0.1,
     "FINESS, répertoire (DREES): Luhn, A = 1 and B = 2 for Corsica, 9A to 9F alike"},
    {"iban", is_valid_iban, 0.0001,
     "ISO 13616-1 and ISO/IEC 7064 mod 97,10; lengths of the SWIFT IBAN registry"},
    {"imei", is_valid_imei, 0.1, "3GPP TS 23.003 annex B: Luhn over 15 digits"},
    {"imsi", is_valid_imsi, 0.234, "ITU-T E.212: assigned mobile country codes, 14 or 15 digits"},
    {"it_codice_fiscale", is_valid_it_codice_fiscale, 0.031,
     "D.M. 23 dicembre 1976: odd and even tables modulo 26, birth date"},
    {"lu_matricule", is_valid_lu_matricule, 0.0092,
     "loi du 19 juin 2013 (Luxembourg) and its règlement: Luhn and Verhoeff over 11 digits"},
    {"nir", is_valid_nir, 0.0085,
     "INSEE, structure du NIR: key 97 - (N mod 97), Corsica 2A = 19 and 2B = 18"},
    {"nir_body", is_valid_nir_body, 0.88, "INSEE, structure du NIR, without its key"},
    {"nir_temporary", is_valid_nir_temporary, 0.505,
     "Assurance maladie, nir-validation: MIG and NNP of 13 digits; HL7 France, NIA with its key"},
    {"nl_bsn", is_valid_nl_bsn, 0.0909,
     "Wet algemene bepalingen burgerservicenummer: weights 9 to 2 and -1, modulo 11"},
    {"phone_fr", is_valid_phone_fr, 0.858,
     "plan de numérotation ARCEP (décision 2018-0881); libphonenumber 9.0.43, FR GP BL MF GF MQ RE "
     "YT PM"},
    {"phone_international", is_valid_phone_international, 0.342,
     "ITU-T E.164: assigned calling codes, 7 to 15 digits"},
    {"pl_pesel", is_valid_pl_pesel, 0.018,
     "ustawa z dnia 24 września 2010 o ewidencji ludności art. 15: weights 1 3 7 9, modulo 10"},
    {"plate_siv", is_valid_plate_siv, 0.995,
     "arrêté du 9 février 2009: AA-001-AA to ZZ-999-ZZ, no I, O, U, no SS"},
    {"pt_nif", is_valid_pt_nif, 0.1, "Decreto-Lei 14/2013: weights 9 to 2, modulo 11"},
    {"rib", is_valid_rib, 0.0103,
     "CFONB, relevé d'identité bancaire: 97 - ((89 B + 15 G + 3 C) mod 97), letters as digits"},
    {"rpps", is_valid_rpps, 1.0,
     "ANS, Répertoire partagé: 11 digits, starts with 10; its last digit is not asked"},
    {"siren", is_valid_siren, 0.1, "code de commerce R123-221, INSEE: Luhn (ISO/IEC 7812-1)"},
    {"siret", is_valid_siret, 0.0102,
     "code de commerce R123-221, INSEE: Luhn on 14 and on 9; La Poste: sum of digits modulo 5"},
    {"spi", is_valid_spi, 0.001,
     "OECD, TIN of France (DGFiP): last three digits = first ten modulo 511"},
    {"uai", is_valid_uai, 0.0435,
     "Éducation nationale, RAMSESE: letter = number mod 23 in ABCDEFGHJKLMNPRSTUVWXYZ"},
    {"vat_fr", is_valid_vat_fr, 0.0086,
     "CGI art. 286 ter; BOI-TVA-DECLA-20-10-20: key (12 + 3 (SIREN mod 97)) mod 97, or letters"},
    {"vin", is_valid_vin, 0.303,
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
