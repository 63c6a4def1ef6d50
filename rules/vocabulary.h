// The closed lists of design.md section 3: spelled the same in C++, JSON, SQL and reports.
// Enumerators are stored in files by name, never by number.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "audit/base/language.h"

namespace aval {

// What a column holds.
enum class ColumnType {
  none,
  person_name,
  first_name,
  last_name,
  email_personal,
  email_generic,
  phone,
  postal_address,
  postcode_city,
  geo_precise,
  geo_place,
  birth_date,
  birth_place,
  age,
  sex,
  nationality,
  nir,
  tax_id,
  iban,
  bank_card,
  siren_siret,
  rna,
  vat_id,
  vehicle_plate,
  id_document,
  health_professional_id,
  student_id,
  staff_id,
  other_person_id,
  ip_address,
  device_id,
  social_handle_or_url,
  marital_family,
  profession,
  income,
  health,
  disability,
  religion,
  political_opinion,
  union_membership,
  ethnic_origin,
  sexual_life,
  biometric_genetic,
  offence,
  free_text_with_persons,
  username_password,
  signature_photo,
  organisation_name,
  date_event,
  other
};  // union_membership is spelled "union" everywhere outside C++

// What it is under the law. Order of severity for reports: none < org < quasi < professional <
// direct < criminal, special.
enum class Gdpr { none, org, quasi, professional, direct, criminal, special };

// What a row of a table is.
enum class Grain { unknown, person, event_of_person, count, thing, organisation };

// What open publication of a source would be, with no legal exception.
enum class Publication { ok, quasi_risk, personal, special };  // spelled "quasi-risk"

enum class Severity { info, low, medium, high, critical };

std::string_view name_of(ColumnType type);
std::string_view name_of(Gdpr gdpr);
std::string_view name_of(Grain grain);
std::string_view name_of(Publication publication);
std::string_view name_of(Severity severity);

std::optional<ColumnType> find_column_type(std::string_view name);
std::optional<Gdpr> find_gdpr(std::string_view name);
std::optional<Grain> find_grain(std::string_view name);
std::optional<Publication> find_publication(std::string_view name);
std::optional<Severity> find_severity(std::string_view name);

std::span<const ColumnType> all_column_types();

// Labels for people.
const Text& label_of(ColumnType type);
const Text& label_of(Gdpr gdpr);
const Text& label_of(Grain grain);
const Text& label_of(Publication publication);
const Text& label_of(Severity severity);

// direct, quasi, special, criminal, professional.
bool is_personal(Gdpr gdpr);

}  // namespace aval
