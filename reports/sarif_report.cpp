// SARIF 2.1.0 (OASIS, 27 March 2020): one result a finding, for code-scanning dashboards. Columns
// are logical locations; no region, since a data row is not a line of text.
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "reports/plain_words.h"
#include "reports/renderers.h"

namespace aval {
namespace {

constexpr std::string_view kSchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// Characters that RFC 3986 lets stand in a path; the others are percent-encoded.
bool stands_in_path(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/!$'()*,;@").find(static_cast<char>(c)) != std::string_view::npos;
}

std::string uri_of(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char character : path) {
    const auto c = static_cast<unsigned char>(character);
    if (stands_in_path(c)) {
      out += character;
    } else {
      out += '%';
      out += kHex[c / 16];
      out += kHex[c % 16];
    }
  }
  return out;
}

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::critical:
    case Severity::high:
      return "error";
    case Severity::medium:
      return "warning";
    case Severity::low:
    case Severity::info:
      break;
  }
  return "note";
}

struct SarifRule {
  std::string id;
  ColumnType type;
  Text message;
  Text remedy;
};

SarifRule rule_of(const Finding& finding) {
  return {finding.rule, finding.type, finding.message, finding.remedy};
}

// Sorted by id, each once.
std::vector<SarifRule> rules_of(const AuditReport& report) {
  std::vector<SarifRule> rules;
  for (const SourceAudit& source : report.sources)
    for (const TableAudit& audit : source.tables)
      for (const Finding& finding : audit.scan.findings)
        rules.push_back(rule_of(finding));
  if (report.baseline)
    for (const GoneFinding& gone : report.baseline->gone)
      rules.push_back(rule_of(gone.finding));
  std::stable_sort(rules.begin(), rules.end(),
                   [](const SarifRule& a, const SarifRule& b) { return a.id < b.id; });
  rules.erase(std::unique(rules.begin(), rules.end(),
                          [](const SarifRule& a, const SarifRule& b) { return a.id == b.id; }),
              rules.end());
  return rules;
}

std::size_t index_of(const std::vector<SarifRule>& rules, const std::string& id) {
  const auto found = std::lower_bound(
      rules.begin(), rules.end(), id,
      [](const SarifRule& rule, const std::string& wanted) { return rule.id < wanted; });
  return static_cast<std::size_t>(found - rules.begin());
}

OrderedJson driver_of(const AuditReport& report, const std::vector<SarifRule>& rules,
                      Language language) {
  OrderedJson driver = OrderedJson::object();
  driver["name"] = "aval";
  driver["version"] = report.tool_version;
  driver["language"] = language == Language::fr ? "fr-FR" : "en-GB";
  driver["rules"] = OrderedJson::array();
  for (const SarifRule& rule : rules) {
    OrderedJson json = OrderedJson::object();
    json["id"] = rule.id;
    json["shortDescription"]["text"] = capitalized(label_of(rule.type).in(language));
    json["fullDescription"]["text"] = rule.message.in(language);
    json["help"]["text"] = rule.remedy.in(language);
    driver["rules"].push_back(std::move(json));
  }
  return driver;
}

OrderedJson location_of(const SourceAudit& source, std::size_t artifact, const TableScan& table,
                        const Finding& finding) {
  OrderedJson location = OrderedJson::object();
  location["physicalLocation"]["artifactLocation"]["uri"] = uri_of(source.info.uri);
  location["physicalLocation"]["artifactLocation"]["index"] = artifact;
  location["logicalLocations"] = OrderedJson::array();
  for (const std::size_t column : finding.columns) {
    const std::string name = one_line(display_name(table, column).en);
    location["logicalLocations"].push_back(
        {{"name", name},
         {"fullyQualifiedName", one_line(table.name) + "/" + std::to_string(column) + "/" + name},
         {"kind", "member"}});
  }
  return location;
}

// Set aside by a person: "external", since it is not written in the data (SARIF 2.1.0, 3.35).
OrderedJson suppressions_of(const Finding& finding) {
  OrderedJson list = OrderedJson::array();
  if (!finding.suppression)
    return list;
  const Suppression& suppression = *finding.suppression;
  OrderedJson json = OrderedJson::object();
  json["kind"] = "external";
  json["status"] = "accepted";
  json["justification"] = one_line(suppression.reason);
  json["properties"]["author"] = one_line(suppression.author);
  json["properties"]["created"] = suppression.created;
  json["properties"]["expires"] = suppression.expires;
  if (suppression.opinion)
    json["properties"]["dpoOpinion"] = {{"sense", suppression.opinion->sense},
                                        {"by", one_line(suppression.opinion->by)},
                                        {"on", suppression.opinion->on}};
  list.push_back(std::move(json));
  return list;
}

// What was there in the baseline and is no longer (SARIF 2.1.0, 3.27.24).
OrderedJson absent_result_of(const GoneFinding& gone, std::size_t rule, Language language) {
  OrderedJson json = OrderedJson::object();
  json["ruleId"] = gone.finding.rule;
  json["ruleIndex"] = rule;
  json["level"] = level_of(gone.finding.severity);
  json["baselineState"] = "absent";
  json["message"]["text"] = gone.finding.message.in(language);
  OrderedJson location = OrderedJson::object();
  location["physicalLocation"]["artifactLocation"]["uri"] = uri_of(gone.source);
  const std::string name = one_line(gone.columns);
  location["logicalLocations"] =
      OrderedJson::array({{{"name", name},
                           {"fullyQualifiedName", one_line(gone.table) + "/" + name},
                           {"kind", "member"}}});
  json["locations"] = OrderedJson::array({std::move(location)});
  json["partialFingerprints"]["avalFinding/v1"] = gone.finding.fingerprint;
  return json;
}

OrderedJson result_of(const Finding& finding, const OrderedJson& location, std::size_t rule,
                      Language language) {
  OrderedJson json = OrderedJson::object();
  json["ruleId"] = finding.rule;
  json["ruleIndex"] = rule;
  json["level"] = level_of(finding.severity);
  json["message"]["text"] = finding.message.in(language) + " " + finding.remedy.in(language);
  json["locations"] = OrderedJson::array({location});
  json["partialFingerprints"]["avalFinding/v1"] = finding.fingerprint;
  json["properties"]["type"] = name_of(finding.type);
  json["properties"]["gdpr"] = name_of(finding.gdpr);
  json["properties"]["confidence"] = std::round(finding.confidence * 100) / 100;
  json["properties"]["rows"] = finding.rows;
  json["properties"]["firstRows"] = finding.first_rows;
  json["properties"]["articles"] = finding.articles;
  if (finding.since_baseline != SinceBaseline::not_compared)
    json["baselineState"] = name_of(finding.since_baseline);
  return json;
}

OrderedJson notifications_of(const std::vector<SourceFailure>& failures, const char* level,
                             Language language) {
  OrderedJson list = OrderedJson::array();
  for (const SourceFailure& failure : failures) {
    OrderedJson json = OrderedJson::object();
    json["level"] = level;
    json["message"]["text"] = one_line(failure.uri) + (language == Language::fr ? " : " : ": ") +
                              failure.reason.in(language);
    list.push_back(std::move(json));
  }
  return list;
}

OrderedJson invocation_of(const AuditReport& report, Language language) {
  OrderedJson json = OrderedJson::object();
  json["executionSuccessful"] = report.failures.empty() && !report.interrupted;
  json["toolExecutionNotifications"] = notifications_of(report.failures, "error", language);
  for (OrderedJson& note : notifications_of(report.not_audited, "warning", language))
    json["toolExecutionNotifications"].push_back(std::move(note));
  return json;
}

OrderedJson artifact_of(const SourceAudit& source) {
  OrderedJson json = OrderedJson::object();
  json["location"]["uri"] = uri_of(source.info.uri);
  json["length"] = source.info.bytes;
  json["hashes"]["sha-256"] = source.info.sha256;
  json["properties"]["coverage"] = source.coverage;
  json["properties"]["publication"] = name_of(source.publication);
  return json;
}

// Results of all sources; when suppressions were asked for, every result says whether one holds
// (3.27.23: present on all or on none).
OrderedJson results_of(const AuditReport& report, const std::vector<SarifRule>& rules,
                       Language language) {
  OrderedJson results = OrderedJson::array();
  for (std::size_t s = 0; s < report.sources.size(); ++s)
    for (const TableAudit& audit : report.sources[s].tables)
      for (const Finding& finding : audit.scan.findings) {
        results.push_back(result_of(finding, location_of(report.sources[s], s, audit.scan, finding),
                                    index_of(rules, finding.rule), language));
        if (report.suppressions)
          results.back()["suppressions"] = suppressions_of(finding);
      }
  if (report.baseline)
    for (const GoneFinding& gone : report.baseline->gone) {
      results.push_back(absent_result_of(gone, index_of(rules, gone.finding.rule), language));
      if (report.suppressions)
        results.back()["suppressions"] = OrderedJson::array();
    }
  return results;
}

OrderedJson run_of(const AuditReport& report, Language language) {
  const std::vector<SarifRule> rules = rules_of(report);
  OrderedJson run = OrderedJson::object();
  run["tool"]["driver"] = driver_of(report, rules, language);
  run["invocations"] = OrderedJson::array({invocation_of(report, language)});
  run["artifacts"] = OrderedJson::array();
  for (const SourceAudit& source : report.sources)
    run["artifacts"].push_back(artifact_of(source));
  run["results"] = results_of(report, rules, language);
  run["properties"]["rulePack"] = report.pack_id;
  run["properties"]["rulePackVersion"] = report.pack_version;
  run["properties"]["rulePackSha256"] = report.pack_sha256;
  return run;
}

}  // namespace

std::string render_sarif(const AuditReport& report, Language language) {
  OrderedJson json = OrderedJson::object();
  json["$schema"] = kSchemaUri;
  json["version"] = "2.1.0";
  json["runs"] = OrderedJson::array({run_of(report, language)});
  return json.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace aval
