#include "rules/vocabulary.h"

#include <array>
#include <iterator>

namespace aval {
namespace {

template <typename Value>
struct Entry {
  Value value;
  std::string_view name;
  Text label;
};

using Type = ColumnType;

const std::array<Entry<Type>, 50>& types() {
  static const std::array<Entry<Type>, 50> kTypes = {{
      {Type::none, "none", {"rien de personnel", "nothing personal"}},
      {Type::person_name, "person_name", {"nom complet", "full name"}},
      {Type::first_name, "first_name", {"prénom", "first name"}},
      {Type::last_name, "last_name", {"nom de famille", "last name"}},
      {Type::email_personal, "email_personal", {"courriel nominatif", "personal e-mail"}},
      {Type::email_generic, "email_generic", {"courriel de service", "role mailbox"}},
      {Type::phone, "phone", {"téléphone", "phone number"}},
      {Type::postal_address, "postal_address", {"adresse postale", "postal address"}},
      {Type::postcode_city, "postcode_city", {"commune ou code postal", "town or postcode"}},
      {Type::geo_precise, "geo_precise", {"position d'un domicile", "position of a home"}},
      {Type::geo_place, "geo_place", {"position d'un lieu", "position of a place"}},
      {Type::birth_date, "birth_date", {"date de naissance", "date of birth"}},
      {Type::birth_place, "birth_place", {"lieu de naissance", "place of birth"}},
      {Type::age, "age", {"âge", "age"}},
      {Type::sex, "sex", {"sexe ou civilité", "sex or title"}},
      {Type::nationality, "nationality", {"nationalité", "nationality"}},
      {Type::nir, "nir", {"numéro de sécurité sociale (NIR)", "social security number (NIR)"}},
      {Type::tax_id, "tax_id", {"numéro fiscal", "tax number"}},
      {Type::iban, "iban", {"coordonnées bancaires", "bank account"}},
      {Type::bank_card, "bank_card", {"carte bancaire", "payment card"}},
      {Type::siren_siret, "siren_siret", {"SIREN ou SIRET", "SIREN or SIRET"}},
      {Type::rna, "rna", {"numéro d'association (RNA)", "association number (RNA)"}},
      {Type::vat_id, "vat_id", {"numéro de TVA", "VAT number"}},
      {Type::vehicle_plate,
       "vehicle_plate",
       {"immatriculation de véhicule", "vehicle registration"}},
      {Type::id_document, "id_document", {"pièce d'identité", "identity document"}},
      {Type::health_professional_id,
       "health_professional_id",
       {"numéro de professionnel de santé", "health professional number"}},
      {Type::student_id, "student_id", {"identifiant d'élève", "student number"}},
      {Type::staff_id, "staff_id", {"matricule d'agent", "staff number"}},
      {Type::other_person_id, "other_person_id", {"identifiant de personne", "number of a person"}},
      {Type::ip_address, "ip_address", {"adresse IP", "IP address"}},
      {Type::device_id, "device_id", {"identifiant d'appareil", "device identifier"}},
      {Type::social_handle_or_url,
       "social_handle_or_url",
       {"compte ou page personnelle", "social account or page"}},
      {Type::marital_family, "marital_family", {"situation de famille", "family situation"}},
      {Type::profession, "profession", {"profession ou emploi", "occupation"}},
      {Type::income, "income", {"revenus ou aides", "income or benefits"}},
      {Type::health, "health", {"santé", "health"}},
      {Type::disability, "disability", {"handicap", "disability"}},
      {Type::religion, "religion", {"religion", "religion"}},
      {Type::political_opinion, "political_opinion", {"opinion politique", "political opinion"}},
      {Type::union_membership, "union", {"appartenance syndicale", "union membership"}},
      {Type::ethnic_origin, "ethnic_origin", {"origine ethnique", "ethnic origin"}},
      {Type::sexual_life,
       "sexual_life",
       {"vie ou orientation sexuelle", "sexual life or orientation"}},
      {Type::biometric_genetic,
       "biometric_genetic",
       {"biométrie ou génétique", "biometric or genetic data"}},
      {Type::offence, "offence", {"infraction ou condamnation", "offence or conviction"}},
      {Type::free_text_with_persons,
       "free_text_with_persons",
       {"texte libre citant des personnes", "free text naming persons"}},
      {Type::username_password,
       "username_password",
       {"identifiant ou mot de passe", "user name or password"}},
      {Type::signature_photo, "signature_photo", {"signature ou photo", "signature or photo"}},
      {Type::organisation_name,
       "organisation_name",
       {"nom d'organisme", "name of an organisation"}},
      {Type::date_event, "date_event", {"date liée à une personne", "date about a person"}},
      {Type::other, "other", {"autre donnée sur une personne", "other data about a person"}},
  }};
  return kTypes;
}

const std::array<Entry<Gdpr>, 7>& natures() {
  static const std::array<Entry<Gdpr>, 7> kNatures = {{
      {Gdpr::none, "none", {"non personnel", "not personal"}},
      {Gdpr::org, "org", {"organisme", "organisation"}},
      {Gdpr::quasi, "quasi", {"indirectement identifiant", "indirectly identifying"}},
      {Gdpr::professional,
       "professional",
       {"personne dans sa fonction", "person in a professional role"}},
      {Gdpr::direct, "direct", {"directement identifiant", "directly identifying"}},
      {Gdpr::criminal, "criminal", {"infractions (art. 10)", "offences (art. 10)"}},
      {Gdpr::special, "special", {"donnée sensible (art. 9)", "special category (art. 9)"}},
  }};
  return kNatures;
}

const std::array<Entry<Grain>, 6>& grains() {
  static const std::array<Entry<Grain>, 6> kGrains = {{
      {Grain::unknown, "unknown", {"objet indéterminé", "something undetermined"}},
      {Grain::person, "person", {"une personne", "a person"}},
      {Grain::event_of_person,
       "event_of_person",
       {"un événement d'une personne", "an event of a person"}},
      {Grain::count, "count", {"un comptage", "a count"}},
      {Grain::thing, "thing", {"une chose ou un lieu", "a thing or a place"}},
      {Grain::organisation, "organisation", {"un organisme", "an organisation"}},
  }};
  return kGrains;
}

const std::array<Entry<Publication>, 4>& publications() {
  static const std::array<Entry<Publication>, 4> kLevels = {{
      {Publication::ok, "ok", {"aucune donnée personnelle repérée", "no personal data seen"}},
      {Publication::quasi_risk,
       "quasi-risk",
       {"risque de réidentification", "risk of re-identification"}},
      {Publication::personal, "personal", {"données personnelles", "personal data"}},
      {Publication::special,
       "special",
       {"données sensibles ou d'infractions", "special category or criminal data"}},
  }};
  return kLevels;
}

const std::array<Entry<Severity>, 5>& severities() {
  static const std::array<Entry<Severity>, 5> kSeverities = {{
      {Severity::info, "info", {"information", "information"}},
      {Severity::low, "low", {"faible", "low"}},
      {Severity::medium, "medium", {"moyenne", "medium"}},
      {Severity::high, "high", {"forte", "high"}},
      {Severity::critical, "critical", {"critique", "critical"}},
  }};
  return kSeverities;
}

template <typename Table, typename Value>
const auto& entry_of(const Table& table, Value value) {
  return table[static_cast<std::size_t>(
      value)];  // tables stand in the order of the enumeration (a test checks it)
}

template <typename Value, std::size_t kSize>
std::optional<Value> find_in(const std::array<Entry<Value>, kSize>& table, std::string_view name) {
  for (const auto& entry : table)
    if (entry.name == name)
      return entry.value;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ColumnType type) {
  return entry_of(types(), type).name;
}
std::string_view name_of(Gdpr gdpr) {
  return entry_of(natures(), gdpr).name;
}
std::string_view name_of(Grain grain) {
  return entry_of(grains(), grain).name;
}
std::string_view name_of(Publication publication) {
  return entry_of(publications(), publication).name;
}
std::string_view name_of(Severity severity) {
  return entry_of(severities(), severity).name;
}

std::optional<ColumnType> find_column_type(std::string_view name) {
  return find_in(types(), name);
}
std::optional<Gdpr> find_gdpr(std::string_view name) {
  return find_in(natures(), name);
}
std::optional<Grain> find_grain(std::string_view name) {
  return find_in(grains(), name);
}
std::optional<Publication> find_publication(std::string_view name) {
  return find_in(publications(), name);
}
std::optional<Severity> find_severity(std::string_view name) {
  return find_in(severities(), name);
}

std::span<const ColumnType> all_column_types() {
  static const std::array<ColumnType, 50> kAll = [] {
    std::array<ColumnType, 50> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] = types()[i].value;
    return all;
  }();
  return kAll;
}

const Text& label_of(ColumnType type) {
  return entry_of(types(), type).label;
}
const Text& label_of(Gdpr gdpr) {
  return entry_of(natures(), gdpr).label;
}
const Text& label_of(Grain grain) {
  return entry_of(grains(), grain).label;
}
const Text& label_of(Publication publication) {
  return entry_of(publications(), publication).label;
}
const Text& label_of(Severity severity) {
  return entry_of(severities(), severity).label;
}

bool is_personal(Gdpr gdpr) {
  return gdpr != Gdpr::none && gdpr != Gdpr::org;
}

}  // namespace aval
