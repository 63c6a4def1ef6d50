#include "audit/workspace/protect_dataset.h"

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/text.h"
#include "registry/documents.h"

namespace aval {

const TableScan& scanned_table(const AuditReport& report, const std::string& name) {
  std::vector<std::string> names;
  const TableScan* found = nullptr;
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& table : source.tables) {
      names.push_back(table.scan.name);
      if (table.scan.name == name)
        found = &table.scan;
    }
  if (found == nullptr && name.empty() && names.size() == 1)
    found = &report.sources.front().tables.front().scan;
  if (found == nullptr)
    throw Error(
        ErrorKind::usage, name,
        format_text({"choisissez une table : {0}", "choose a table: {0}"}, {join(names, ", ")}));
  return *found;
}

void require_audited_file(const AuditReport& report, const std::string& path) {
  if (report.sources.empty() || file_sha256_hex(path) != report.sources.front().info.sha256)
    throw Error(ErrorKind::input, path,
                {"ce fichier n'est pas celui qui a été audité : auditez-le, puis recommencez",
                 "this file is not the one that was audited: audit it, then start again"});
}

StoredDocument record_anonymization(RegisterStore& store, const std::string& dataset,
                                    const std::string& report, const WorkContext& context) {
  const bool known = store.find(kAnonymizationKind, dataset).has_value();
  return store.record(kAnonymizationKind, dataset, parse_json(report, "report"),
                      known ? "update" : "add", author_of(context));
}

std::vector<Problem> record_conclusion(RegisterStore& store, const Json& report,
                                       const AnonymizationConclusion& conclusion,
                                       const WorkContext& context) {
  Json document = content_of(require_document(store, conclusion.kind, conclusion.id));
  Json told{{"sha256", report.at("output").at("sha256")}};
  for (const CriterionConclusion& one : conclusion.criteria)
    told[one.criterion] = {{"conclusion", one.conclusion},
                           {"by", conclusion.by},
                           {"on", context.today},
                           {"reasons", one.reasons}};
  if (!conclusion.risk_analysis.empty())
    told["risk_analysis"] = conclusion.risk_analysis;
  // A use case holds its publication; a sheet is one.
  if (conclusion.kind == kUseCaseKind) {
    if (!document.contains("publication") || !document.at("publication").is_object())
      document["publication"] = Json::object();
    document["publication"]["anonymization_report"] = told;
  } else {
    document["anonymization_report"] = told;
  }
  std::vector<Problem> problems = check_document(conclusion.kind, document, conclusion.id);
  if (problems.empty())
    store.record(conclusion.kind, conclusion.id, document, "update", author_of(context));
  return problems;
}

}  // namespace aval
