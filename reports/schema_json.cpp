#include "reports/schema_json.h"

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

OrderedJson names_json(const std::vector<std::string>& names) {
  OrderedJson json = OrderedJson::array();
  for (const std::string& name : names)
    json.push_back(to_valid_utf8(name));
  return json;
}

OrderedJson standard_json(const StandardGuess& standard, Language language) {
  return {{"id", standard.id},
          {"version", standard.version},
          {"title", standard.title.in(language)},
          {"known_columns", standard.known_columns},
          {"missing", names_json(standard.missing)}};
}

OrderedJson groups_json(const std::vector<CheckGroup>& groups, Language language) {
  OrderedJson json = OrderedJson::array();
  for (const CheckGroup& group : groups)
    json.push_back({{"code", group.code},
                    {"field", to_valid_utf8(group.field)},
                    {"message", to_valid_utf8(group.message.in(language))},
                    {"count", group.count},
                    {"first_rows", group.first_rows}});
  return json;
}

OrderedJson conformity_json(const SchemaConformity& conformity, Language language) {
  const CheckReport& report = conformity.report;
  return {{"against", to_valid_utf8(conformity.against)},
          {"valid", report.valid},
          {"rows", report.rows},
          {"bad_rows", report.bad_rows},
          {"counts", report.counts},
          {"groups", groups_json(report.groups, language)},
          {"unchecked", names_json(report.unchecked)}};
}

}  // namespace

void add_schema_json(const TableAudit& audit, Language language, OrderedJson& json) {
  if (audit.standard)
    json["standard"] = standard_json(*audit.standard, language);
  const SchemaComparison& comparison = audit.scan.comparison;
  if (comparison.schema.empty())
    return;
  json["schema"] = {{"name", to_valid_utf8(comparison.schema)},
                    {"absent", names_json(comparison.absent)},
                    {"undeclared", comparison.undeclared}};
  if (audit.conformity)
    json["schema"]["conformity"] = conformity_json(*audit.conformity, language);
}

}  // namespace aval
