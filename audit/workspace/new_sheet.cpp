#include "audit/workspace/new_sheet.h"

#include <nlohmann/json.hpp>

#include "audit/workspace/publish_sheet.h"

namespace aval {

Json sheet_from_scan(const RegisterStore& store, const PolicyPack& pack, const std::string& dataset,
                     const std::string& today) {
  const AuditReport report = stored_report(require_document(store, kScanKind, dataset));
  const SourceAudit& source = report.sources.front();
  std::string organisation;
  if (const auto stored = store.find(kOrganisationKind, "organisation"))
    organisation = content_of(*stored).value("name", std::string());
  Json sheet = prefilled_sheet({source, recognise_schema(pack.schemas, column_names(source)), true,
                                0, dataset, organisation, today},
                               {});
  // Whether the file agrees with the schema is measured when it is checked.
  sheet.erase("schema_valid");
  if (sheet.contains("quality") && sheet.at("quality").is_object())
    sheet["quality"].erase("schema_errors");
  return sheet;
}

}  // namespace aval
