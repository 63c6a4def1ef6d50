#include "reports/scan_json.h"

#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/machine_readability.h"
#include "reports/metadata_words.h"
#include "reports/overview.h"
#include "reports/quality_json.h"
#include "reports/renderers.h"
#include "reports/schema_json.h"

namespace aval {
namespace {

// Six significant digits: the same bytes on every machine, and no 0.30000000000000004.
double stable(double value) {
  char digits[32];
  const auto written =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, 6);
  double out = 0;
  std::from_chars(digits, written.ptr, out);
  return out;
}

// A share that is not whole never rounds to 1: coverage 1 means every row.
double share(double value) {
  if (value >= 1)
    return 1;
  return stable(std::floor(value * 1e6) / 1e6);
}

OrderedJson evidence_to_json(const Evidence& evidence) {
  OrderedJson json = OrderedJson::object();
  if (!evidence.rule.empty())
    json["rule"] = evidence.rule;
  json["by"] = name_of(evidence.by);
  if (!evidence.detail.empty())
    json["detail"] = to_valid_utf8(evidence.detail);
  if (evidence.checked > 0) {
    json["matched"] = evidence.matched;
    json["checked"] = evidence.checked;
    json["chance"] = stable(evidence.chance);
  }
  if (evidence.against)
    json["against"] = true;
  return json;
}

// A name that may be the first record is not a name: "column 3" stands for it.
std::string safe_name(const TableScan& table, const ColumnScan& column) {
  if (column.name_doubtful)
    return display_name(table, column.index).en;
  return to_valid_utf8(column.name);
}

OrderedJson position_to_json(const GroundPrecision& position) {
  OrderedJson json = OrderedJson::object();
  json["reference_system"] = position.reference_system;
  json["origin"] = position.origin == Origin::given ? "given" : "guessed";
  json["unit"] = position.in_degrees ? "degree" : "metre";
  json["decimals"] = position.decimals;
  json["metres"] = stable(position.metres);
  return json;
}

OrderedJson column_to_json(const TableScan& table, const ColumnScan& column) {
  OrderedJson json = OrderedJson::object();
  json["index"] = column.index;
  json["name"] = safe_name(table, column);
  json["label"] = to_valid_utf8(display_name(table, column.index).en);
  if (column.name_doubtful)
    json["name_doubtful"] = true;
  if (column.index < table.info.columns.size() && table.info.columns[column.index].in_key)
    json["key"] = true;
  json["type"] = name_of(column.type);
  json["gdpr"] = name_of(column.gdpr);
  json["confidence"] = stable(column.confidence);
  json["filled"] = column.filled;
  json["distinct"] = column.distinct;
  if (!column.distinct_exact)
    json["distinct_exact"] = false;
  if (column.position)
    json["position"] = position_to_json(*column.position);
  json["evidence"] = OrderedJson::array();
  for (const Evidence& evidence : column.evidence)
    json["evidence"].push_back(evidence_to_json(evidence));
  if (column.set_aside)
    json["set_aside"] = true;
  if (!column.masked_samples.empty())
    json["masked_samples"] = column.masked_samples;
  return json;
}

OrderedJson suppression_to_json(const Suppression& suppression) {
  OrderedJson json = OrderedJson::object();
  json["reason"] = to_valid_utf8(suppression.reason);
  json["author"] = to_valid_utf8(suppression.author);
  json["created"] = suppression.created;
  json["expires"] = suppression.expires;
  if (suppression.opinion)
    json["opinion"] = {{"sense", suppression.opinion->sense},
                       {"by", to_valid_utf8(suppression.opinion->by)},
                       {"on", suppression.opinion->on}};
  return json;
}

OrderedJson use_to_json(const SuppressionUse& use) {
  OrderedJson json = OrderedJson::object();
  json["fingerprint"] = use.suppression.fingerprint;
  json["rule"] = use.suppression.rule;
  json["column"] = to_valid_utf8(use.suppression.column);
  json["expires"] = use.suppression.expires;
  json["state"] = name_of(use.state);
  return json;
}

OrderedJson finding_to_json(const TableScan& table, const Finding& finding, Language language) {
  OrderedJson json = OrderedJson::object();
  json["rule"] = finding.rule;
  json["columns"] = finding.columns;
  json["column_names"] = OrderedJson::array();
  for (const std::size_t column : finding.columns)
    json["column_names"].push_back(to_valid_utf8(display_name(table, column).en));
  json["type"] = name_of(finding.type);
  json["gdpr"] = name_of(finding.gdpr);
  json["severity"] = name_of(finding.severity);
  json["confidence"] = stable(finding.confidence);
  json["rows"] = finding.rows;
  json["first_rows"] = finding.first_rows;
  json["articles"] = finding.articles;
  json["message"] = finding.message.in(language);
  json["remedy"] = finding.remedy.in(language);
  if (finding.to_confirm)
    json["to_confirm"] = true;
  json["fingerprint"] = finding.fingerprint;
  if (finding.suppression)
    json["suppression"] = suppression_to_json(*finding.suppression);
  if (finding.since_baseline != SinceBaseline::not_compared)
    json["since_baseline"] = name_of(finding.since_baseline);
  return json;
}

// What was not measured is null, never 0: k = 0 would read as a risk.
OrderedJson risk_to_json(const TableScan& table, const RiskSummary& risk) {
  OrderedJson json = OrderedJson::object();
  const bool measured = !risk.quasi_identifiers.empty() && risk.records > 0;
  json["quasi_identifiers"] = OrderedJson::array();
  for (const std::size_t column : risk.quasi_identifiers)
    json["quasi_identifiers"].push_back(to_valid_utf8(display_name(table, column).en));
  json["columns"] = risk.quasi_identifiers;
  json["k"] = measured ? OrderedJson(risk.k) : OrderedJson(nullptr);
  json["unique_rows"] = measured ? OrderedJson(risk.unique_rows) : OrderedJson(nullptr);
  json["records"] = risk.records;
  json["classes"] = risk.classes;
  if (!measured || risk.rows_by_size.size() != kClassSizes.size())
    return json;
  json["rows_by_class_size"] = OrderedJson::array();
  for (std::size_t i = 0; i < kClassSizes.size(); ++i) {
    OrderedJson entry{{"from", kClassSizes[i]}};
    if (i + 1 < kClassSizes.size())
      entry["to"] = kClassSizes[i + 1] - 1;
    entry["rows"] = risk.rows_by_size[i];
    json["rows_by_class_size"].push_back(std::move(entry));
  }
  return json;
}

OrderedJson counts_to_json(const std::map<std::string, RepairCount>& counts) {
  OrderedJson json = OrderedJson::object();
  for (const auto& [code, count] : counts)
    json[code] = {{"count", count.count}, {"first_rows", count.first_records}};
  return json;
}

OrderedJson dialect_to_json(const Dialect& dialect) {
  OrderedJson json = OrderedJson::object();
  json["delimiter"] = dialect.delimiter;
  json["delimiter_origin"] = dialect.delimiter_origin == Origin::given ? "given" : "guessed";
  json["delimiter_margin"] = stable(dialect.delimiter_margin);
  json["quote"] = dialect.quote == 0 ? "" : std::string(1, dialect.quote);
  json["encoding"] = dialect.encoding;
  json["encoding_origin"] = dialect.encoding_origin;
  json["header_rows"] = dialect.header_row == 0 ? 0 : dialect.header_rows;
  json["header_doubtful"] = dialect.header_doubtful;
  json["preamble_rows"] = dialect.preamble_rows;
  return json;
}

OrderedJson table_to_json(const TableAudit& audit, Language language) {
  const TableScan& table = audit.scan;
  OrderedJson json = OrderedJson::object();
  json["name"] = to_valid_utf8(table.name);
  json["rows"] = table.rows;
  if (table.schema_only)
    json["schema_only"] = true;
  json["grain"] = name_of(table.grain);
  json["header_row"] = table.info.dialect.header_row;
  json["rows_read"] = table.stats.rows;
  json["skipped_rows"] = table.stats.skipped_rows;
  if (table.stats.left_rows > 0)
    json["left_rows"] = table.stats.left_rows;
  json["columns"] = OrderedJson::array();
  for (const ColumnScan& column : table.columns)
    json["columns"].push_back(column_to_json(table, column));
  json["findings"] = OrderedJson::array();
  for (const Finding& finding : table.findings)
    json["findings"].push_back(finding_to_json(table, finding, language));
  json["risk"] = risk_to_json(table, audit.risk);
  json["quality"] = quality_to_json(audit);
  add_schema_json(audit, language, json);
  json["dialect"] = dialect_to_json(table.info.dialect);
  json["repairs"] = counts_to_json(table.stats.repairs);
  json["skipped"] = counts_to_json(table.stats.skipped);
  json["notes"] = table.stats.notes;
  return json;
}

OrderedJson source_to_json(const SourceAudit& source, Language language) {
  OrderedJson json = OrderedJson::object();
  json["uri"] = to_valid_utf8(source.info.uri);
  json["name"] = to_valid_utf8(source.info.name);
  json["format"] = source.info.format;
  if (!source.info.compression.empty())
    json["compression"] = source.info.compression;
  json["bytes"] = source.info.bytes;
  json["sha256"] = source.info.sha256;
  json["encoding"] = source.info.encoding;
  json["delimiter"] = source.info.delimiter;
  json["coverage"] = share(source.coverage);
  if (is_interrupted(source))
    json["interrupted"] = {{"rows_read", rows_of(source).seen}, {"share", share(source.coverage)}};
  json["publication"] = name_of(source.publication);
  json["machine_readability"] = machine_readability_json(source);
  json["tables"] = OrderedJson::array();
  for (const TableAudit& table : source.tables)
    json["tables"].push_back(table_to_json(table, language));
  return json;
}

OrderedJson gone_to_json(const GoneFinding& gone) {
  OrderedJson json = OrderedJson::object();
  json["source"] = to_valid_utf8(gone.source);
  json["table"] = to_valid_utf8(gone.table);
  json["columns"] = to_valid_utf8(gone.columns);
  json["rule"] = gone.finding.rule;
  json["type"] = name_of(gone.finding.type);
  json["gdpr"] = name_of(gone.finding.gdpr);
  json["fingerprint"] = gone.finding.fingerprint;
  return json;
}

OrderedJson baseline_to_json(const BaselineComparison& baseline) {
  OrderedJson json = OrderedJson::object();
  json["rules_version"] = baseline.pack_version;
  json["same_rules"] = baseline.same_rules;
  json["gone"] = OrderedJson::array();
  for (const GoneFinding& gone : baseline.gone)
    json["gone"].push_back(gone_to_json(gone));
  json["changes"] = OrderedJson::array();
  for (const AuditChange& change : baseline.changes)
    json["changes"].push_back({{"source", to_valid_utf8(change.source)},
                               {"table", to_valid_utf8(change.table)},
                               {"column", to_valid_utf8(change.column)},
                               {"what", change.what},
                               {"before", change.before},
                               {"after", change.after}});
  return json;
}

OrderedJson failures_to_json(const std::vector<SourceFailure>& failures, Language language) {
  OrderedJson json = OrderedJson::array();
  for (const SourceFailure& failure : failures) {
    OrderedJson entry = OrderedJson::object();
    entry["uri"] = to_valid_utf8(failure.uri);
    entry["reason"] = failure.reason.in(language);
    json.push_back(std::move(entry));
  }
  return json;
}

}  // namespace

OrderedJson scan_to_json(const AuditReport& report, Language language) {
  OrderedJson json = OrderedJson::object();
  json["schema"] = kScanSchema;
  json["tool"]["name"] = "aval";
  json["tool"]["version"] = report.tool_version;
  json["rules"]["pack"] = report.pack_id;
  json["rules"]["version"] = report.pack_version;
  json["rules"]["sha256"] = report.pack_sha256;
  if (report.sample > 0)
    json["sample"] = report.sample;
  if (report.interrupted)
    json["partial"] = true;
  json["sources"] = OrderedJson::array();
  for (const SourceAudit& source : report.sources)
    json["sources"].push_back(source_to_json(source, language));
  if (report.metadata)
    json["metadata"] = metadata_score_json(*report.metadata);
  json["failures"] = failures_to_json(report.failures, language);
  json["not_audited"] = failures_to_json(report.not_audited, language);
  if (report.suppressions) {
    json["suppressions"] = OrderedJson::array();
    for (const SuppressionUse& use : *report.suppressions)
      json["suppressions"].push_back(use_to_json(use));
  }
  if (report.baseline)
    json["baseline"] = baseline_to_json(*report.baseline);
  return json;
}

std::string render_json(const AuditReport& report, Language language) {
  return scan_to_json(report, language).dump(1, ' ', false, OrderedJson::error_handler_t::replace) +
         "\n";
}

}  // namespace aval
