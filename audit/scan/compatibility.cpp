#include "audit/scan/compatibility.h"

#include <algorithm>

namespace aval {
namespace {

Compatibility by(bool supported, bool possible) {
  if (supported)
    return Compatibility::supported;
  return possible ? Compatibility::possible : Compatibility::impossible;
}

double numeric_share(const SampleShares& shares) {
  return shares.share(CellTrait::integer) + shares.share(CellTrait::decimal);
}

double mailbox_share(const SampleShares& shares) {
  return shares.share(CellTrait::mailbox_person) + shares.share(CellTrait::mailbox_role) +
         shares.share(CellTrait::mailbox_free) + shares.share(CellTrait::mailbox_other);
}

Compatibility name_compatibility(const SampleShares& shares) {
  const double names = shares.share(CellTrait::first_name) + shares.share(CellTrait::last_name) +
                       shares.share(CellTrait::full_name);
  const bool text =
      shares.share(CellTrait::alphabetic) >= 0.6 && shares.share(CellTrait::sentence) < 0.3;
  const bool places = shares.share(CellTrait::place_word) >= 0.25;
  return by(names >= 0.5 && !places, text && !places && mailbox_share(shares) < 0.3);
}

Compatibility date_compatibility(const SampleShares& shares) {
  const double dates = shares.share(CellTrait::date);
  const bool serial_days = shares.share(CellTrait::serial_day) >= 0.9;
  return by(dates >= 0.6 || serial_days, dates >= 0.3 || shares.share(CellTrait::integer) >= 0.8 ||
                                             shares.share(CellTrait::has_digit) >= 0.7);
}

Compatibility age_compatibility(const SampleShares& shares) {
  const double ages = shares.share(CellTrait::age_range);
  const bool decimals = shares.share(CellTrait::decimal) >= 0.6 &&
                        shares.profile->max_number <= 120 && shares.profile->min_number >= 0;
  return by(ages >= 0.9, ages >= 0.5 || decimals || shares.share(CellTrait::has_digit) >= 0.5);
}

Compatibility sex_compatibility(const SampleShares& shares) {
  const bool codes =
      shares.values <= 4 && numeric_share(shares) >= 0.9 && shares.profile->max_number <= 9;
  return by(shares.share(CellTrait::sex_value) >= 0.6 && shares.values <= 20,
            codes || (shares.values <= 8 && numeric_share(shares) < 0.1));
}

// Numbers given to a person: digits or codes, many different ones.
Compatibility identifier_compatibility(const SampleShares& shares) {
  const bool code = shares.share(CellTrait::has_digit) >= 0.6 &&
                    shares.share(CellTrait::sentence) < 0.2 && shares.share(CellTrait::date) < 0.5;
  return by(false, code || (shares.share(CellTrait::one_word) >= 0.8 &&
                            shares.share(CellTrait::boolean_word) < 0.5));
}

// A handful of words repeated over many rows: levels and codes, not addresses.
bool few_codes(const SampleShares& shares) {
  return shares.values <= 6 && shares.profile->filled >= 50 &&
         shares.share(CellTrait::one_word) >= 0.9;
}

Compatibility place_compatibility(const SampleShares& shares) {
  return by(false, shares.share(CellTrait::date) < 0.3 && shares.share(CellTrait::decimal) < 0.3 &&
                       mailbox_share(shares) < 0.3);
}

Compatibility money_compatibility(const SampleShares& shares) {
  return by(numeric_share(shares) >= 0.8 && shares.profile->max_number > 120,
            shares.share(CellTrait::date) < 0.5);
}

}  // namespace

Compatibility compatibility_of(ColumnType type, const SampleShares& shares) {
  if (shares.values == 0)
    return Compatibility::possible;
  const double numeric = numeric_share(shares);
  switch (type) {
    case ColumnType::first_name:
    case ColumnType::last_name:
    case ColumnType::person_name:
      return name_compatibility(shares);
    case ColumnType::birth_date:
      return by(shares.share(CellTrait::birth_plausible) >= 0.6 ||
                    shares.share(CellTrait::serial_day) >= 0.9,
                date_compatibility(shares) != Compatibility::impossible);
    case ColumnType::date_event:
      return date_compatibility(shares);
    case ColumnType::age:
      return age_compatibility(shares);
    case ColumnType::sex:
      return sex_compatibility(shares);
    case ColumnType::email_personal:
    case ColumnType::email_generic:
      return by(mailbox_share(shares) >= 0.3, false);
    case ColumnType::phone:
    case ColumnType::nir:
    case ColumnType::iban:
    case ColumnType::siren_siret:
    case ColumnType::rna:
    case ColumnType::vat_id:
    case ColumnType::health_professional_id:
      return by(false, shares.share(CellTrait::has_digit) >= 0.5 &&
                           shares.share(CellTrait::date) < 0.5 &&
                           shares.share(CellTrait::sentence) < 0.5);
    case ColumnType::bank_card:  // the card's expiry date too
      return by(false, shares.share(CellTrait::has_digit) >= 0.5 &&
                           shares.share(CellTrait::sentence) < 0.5);
    case ColumnType::tax_id:
    case ColumnType::id_document:
    case ColumnType::student_id:
    case ColumnType::staff_id:
    case ColumnType::other_person_id:
    case ColumnType::vehicle_plate:
    case ColumnType::device_id:
      return identifier_compatibility(shares);
    case ColumnType::postcode_city:
    case ColumnType::birth_place:
      return place_compatibility(shares);
    case ColumnType::nationality:
    case ColumnType::marital_family:
      return by(false,
                shares.share(CellTrait::date) < 0.3 && shares.share(CellTrait::sentence) < 0.5);
    case ColumnType::postal_address:
      if (few_codes(shares))
        return Compatibility::impossible;
      return by(false, mailbox_share(shares) < 0.3 && shares.share(CellTrait::date) < 0.3 &&
                           shares.share(CellTrait::decimal) < 0.3);
    case ColumnType::income:
      return money_compatibility(shares);
    case ColumnType::geo_precise:
    case ColumnType::geo_place:
      return by(numeric >= 0.8, shares.share(CellTrait::has_digit) >= 0.6);
    case ColumnType::profession:
      return by(false, shares.share(CellTrait::date) < 0.3 && mailbox_share(shares) < 0.3);
    case ColumnType::organisation_name:
      // Names are longer than codes of countries and sizes.
      return by(false, shares.share(CellTrait::date) < 0.3 && mailbox_share(shares) < 0.3 &&
                           shares.profile->bytes > 3 * shares.profile->filled);
    case ColumnType::free_text_with_persons:
      return by(false, numeric < 0.5 && shares.share(CellTrait::date) < 0.5);
    case ColumnType::ip_address:
      return by(false, shares.share(CellTrait::has_digit) >= 0.5);
    case ColumnType::none:
    case ColumnType::other:
    case ColumnType::health:
    case ColumnType::disability:
    case ColumnType::religion:
    case ColumnType::political_opinion:
    case ColumnType::union_membership:
    case ColumnType::ethnic_origin:
    case ColumnType::sexual_life:
    case ColumnType::biometric_genetic:
    case ColumnType::offence:
    case ColumnType::social_handle_or_url:
    case ColumnType::username_password:
    case ColumnType::signature_photo:
      return Compatibility::possible;
  }
  return Compatibility::possible;
}

}  // namespace aval
