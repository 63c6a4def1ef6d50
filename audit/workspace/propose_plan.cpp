#include "audit/workspace/propose_plan.h"

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "rules/vocabulary.h"

namespace aval {
namespace {

OrderedJson token(const char* operation, const char* field_class, const char* form) {
  OrderedJson out = {{"operator", operation}, {"class", field_class}};
  if (std::string(form) != field_class)
    out["form"] = form;
  return out;
}

OrderedJson generalized(const char* hierarchy, const char* level) {
  return {{"operator", "generalize"},
          {"hierarchy", hierarchy},
          {"level", level},
          {"unfit", "suppress"}};
}

// The careful choice for a column; a person may loosen it.
OrderedJson proposal_for(const ColumnScan& column) {
  switch (column.type) {
    case ColumnType::nir:
      return token("hmac", "nir", "nir");
    case ColumnType::phone:
      return token("hmac", "phone", "phone");
    case ColumnType::email_personal:
      return token("hmac", "email", "email");
    case ColumnType::iban:
      return token("hmac", "iban", "iban");
    case ColumnType::tax_id:
      return token("hmac", "tax_id", "identifier");
    case ColumnType::staff_id:
      return token("hmac", "staff_id", "identifier");
    case ColumnType::student_id:
      return token("hmac", "student_id", "identifier");
    case ColumnType::health_professional_id:
      return token("hmac", "health_professional_id", "identifier");
    case ColumnType::other_person_id:
      return token("hmac", "person_id", "identifier");
    case ColumnType::vehicle_plate:
      return token("hmac", "vehicle_plate", "identifier");
    case ColumnType::birth_date:
      return generalized("date", "year");
    case ColumnType::age:
      return generalized("age", "5");
    default:
      return {{"operator", is_personal(column.gdpr) && column.gdpr != Gdpr::quasi &&
                                   column.gdpr != Gdpr::special && column.gdpr != Gdpr::criminal
                               ? "suppress"
                               : "keep"}};
  }
}

Text note_for(const ColumnScan& column) {
  const Text type = label_of(column.type);
  if (!is_personal(column.gdpr))
    return {"rien de personnel trouvé", "nothing personal found"};
  const Text gdpr = label_of(column.gdpr);
  return {type.fr + " (" + gdpr.fr + ")", type.en + " (" + gdpr.en + ")"};
}

OrderedJson planned_json(const TableScan& scan, const ColumnScan& column, Language language) {
  std::size_t twins = 0;
  for (const ColumnScan& other : scan.columns)
    twins += other.name == column.name ? 1U : 0U;
  const bool by_number = column.name.empty() || column.name_doubtful || twins > 1;
  OrderedJson out = {{"column", by_number ? "#" + std::to_string(column.index + 1) : column.name}};
  OrderedJson proposal =
      is_personal(column.gdpr) ? proposal_for(column) : OrderedJson{{"operator", "keep"}};
  out.update(proposal);
  out["note"] = note_for(column).in(language);
  return out;
}

}  // namespace

std::string proposed_plan(const TableScan& scan, const std::string& domain, Language language) {
  OrderedJson columns = OrderedJson::array();
  for (const ColumnScan& column : scan.columns)
    columns.push_back(planned_json(scan, column, language));
  const OrderedJson plan = {
      {"schema", "aval.plan/1"},
      {"domain", domain.empty() ? "domaine" : domain},
      {"note", Text{"Proposé par aval d'après un examen ; à relire par une personne. Les colonnes "
                    "gardées peuvent ensemble retrouver quelqu'un : aval scan montre le risque.",
                    "Proposed by aval from a scan; to be read by a person. The columns that are "
                    "kept may together find someone: aval scan shows the risk."}
                   .in(language)},
      {"columns", columns}};
  return plan.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace aval
