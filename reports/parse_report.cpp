// The scan report read back from its JSON form (scan_json.cpp writes it).
#include <nlohmann/json.hpp>

#include "reports/report_parser.h"
#include "reports/scan_json.h"

namespace aval {

void ReportParser::refuse(std::string_view key) const {
  throw Error(ErrorKind::input, place_,
              format_text({"la clé « {0} » manque ou n'a pas la forme attendue : ce n'est pas un "
                           "rapport aval.scan/1 complet. Refaire « aval scan --format json ».",
                           "key '{0}' is missing or malformed: this is not a whole aval.scan/1 "
                           "report. Run 'aval scan --format json' again."},
                          {key}));
}

const Json& ReportParser::at(const Json& json, const char* key) const {
  if (!json.is_object() || !json.contains(key))
    refuse(key);
  return json.at(key);
}

std::string ReportParser::text(const Json& json, const char* key) const {
  const Json& value = at(json, key);
  if (!value.is_string())
    refuse(key);
  return value.get<std::string>();
}

std::string ReportParser::text_or_empty(const Json& json, const char* key) const {
  return json.is_object() && json.contains(key) ? text(json, key) : std::string();
}

std::uint64_t ReportParser::count(const Json& json, const char* key) const {
  const Json& value = at(json, key);
  if (!value.is_number_unsigned())
    refuse(key);
  return value.get<std::uint64_t>();
}

double ReportParser::number(const Json& json, const char* key) const {
  const Json& value = at(json, key);
  if (!value.is_number())
    refuse(key);
  return value.get<double>();
}

bool ReportParser::flag(const Json& json, const char* key) const {
  if (!json.contains(key))
    return false;
  if (!json.at(key).is_boolean())
    refuse(key);
  return json.at(key).get<bool>();
}

const Json& ReportParser::array(const Json& json, const char* key) const {
  const Json& value = at(json, key);
  if (!value.is_array())
    refuse(key);
  return value;
}

template <typename T>
std::vector<T> ReportParser::list(const Json& json, const char* key) const {
  std::vector<T> out;
  for (const Json& value : array(json, key)) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (!value.is_string())
        refuse(key);
    } else if (!value.is_number_unsigned()) {
      refuse(key);
    }
    out.push_back(value.get<T>());
  }
  return out;
}

namespace {

std::optional<EvidenceKind> find_evidence_kind(std::string_view name) {
  for (const EvidenceKind kind :
       {EvidenceKind::header, EvidenceKind::values, EvidenceKind::text, EvidenceKind::declared_type,
        EvidenceKind::neighbours, EvidenceKind::grain, EvidenceKind::group})
    if (name_of(kind) == name)
      return kind;
  return std::nullopt;
}

}  // namespace

Evidence ReportParser::evidence(const Json& json) const {
  Evidence out;
  out.by = word<EvidenceKind>(json, "by", find_evidence_kind);
  out.rule = text_or_empty(json, "rule");
  out.detail = text_or_empty(json, "detail");
  out.against = flag(json, "against");
  if (json.contains("checked")) {
    out.checked = count(json, "checked");
    out.matched = count(json, "matched");
    out.chance = number(json, "chance");
  }
  return out;
}

ColumnScan ReportParser::column(const Json& json) const {
  ColumnScan out;
  out.index = count(json, "index");
  out.name = text(json, "name");
  out.name_doubtful = flag(json, "name_doubtful");
  out.type = word<ColumnType>(json, "type", find_column_type);
  out.gdpr = word<Gdpr>(json, "gdpr", find_gdpr);
  out.confidence = number(json, "confidence");
  out.filled = count(json, "filled");
  out.distinct = count(json, "distinct");
  out.distinct_exact = !json.contains("distinct_exact") || flag(json, "distinct_exact");
  for (const Json& entry : array(json, "evidence"))
    out.evidence.push_back(evidence(entry));
  out.set_aside = flag(json, "set_aside");
  if (json.contains("position")) {
    const Json& position = at(json, "position");
    out.position =
        GroundPrecision{text(position, "reference_system"),
                        text(position, "origin") == "given" ? Origin::given : Origin::guessed,
                        text(position, "unit") == "degree",
                        static_cast<int>(number(position, "decimals")), number(position, "metres")};
  }
  return out;  // masked samples are never taken over: what is stored holds none
}

Suppression ReportParser::suppression(const Json& json) const {
  Suppression out;
  out.reason = text(json, "reason");
  out.author = text(json, "author");
  out.created = text(json, "created");
  out.expires = text(json, "expires");
  if (json.contains("opinion")) {
    const Json& opinion = at(json, "opinion");
    out.opinion = DpoOpinion{text(opinion, "sense"), text(opinion, "by"), text(opinion, "on")};
  }
  return out;
}

Finding ReportParser::finding(const Json& json) const {
  Finding out;
  out.rule = text(json, "rule");
  out.columns = list<std::size_t>(json, "columns");
  out.type = word<ColumnType>(json, "type", find_column_type);
  out.gdpr = word<Gdpr>(json, "gdpr", find_gdpr);
  out.severity = word<Severity>(json, "severity", find_severity);
  out.confidence = number(json, "confidence");
  out.rows = count(json, "rows");
  out.first_rows = list<std::uint64_t>(json, "first_rows");
  out.articles = list<std::string>(json, "articles");
  const std::string message = text(json, "message");
  const std::string remedy = text(json, "remedy");
  out.message = {message, message};
  out.remedy = {remedy, remedy};
  out.to_confirm = flag(json, "to_confirm");
  out.fingerprint = text(json, "fingerprint");
  if (json.contains("suppression")) {
    out.suppression = suppression(at(json, "suppression"));
    out.suppression->fingerprint = out.fingerprint;
    out.suppression->rule = out.rule;
  }
  return out;
}

RiskSummary ReportParser::risk(const Json& json) const {
  RiskSummary out;
  out.quasi_identifiers = list<std::size_t>(json, "columns");
  out.records = count(json, "records");
  out.classes = count(json, "classes");
  if (!at(json, "k").is_null()) {
    out.k = count(json, "k");
    out.unique_rows = count(json, "unique_rows");
  }
  if (json.contains("rows_by_class_size"))
    for (const Json& entry : array(json, "rows_by_class_size"))
      out.rows_by_size.push_back(count(entry, "rows"));
  return out;
}

std::map<std::string, RepairCount> ReportParser::counts(const Json& json, const char* key) const {
  std::map<std::string, RepairCount> out;
  const Json& object = at(json, key);
  if (!object.is_object())
    refuse(key);
  for (const auto& [code, value] : object.items())
    out[code] = {count(value, "count"), list<std::uint64_t>(value, "first_rows")};
  return out;
}

Dialect ReportParser::dialect(const Json& table) const {
  const Json& json = at(table, "dialect");
  Dialect out;
  out.delimiter = text(json, "delimiter");
  out.delimiter_origin =
      text(json, "delimiter_origin") == "given" ? Origin::given : Origin::guessed;
  out.delimiter_margin = number(json, "delimiter_margin");
  const std::string quote = text(json, "quote");
  out.quote = quote.empty() ? '\0' : quote[0];
  out.encoding = text(json, "encoding");
  out.encoding_origin = text(json, "encoding_origin");
  out.header_row = count(table, "header_row");
  out.header_rows = count(json, "header_rows");
  out.header_doubtful = flag(json, "header_doubtful");
  out.preamble_rows = count(json, "preamble_rows");
  return out;
}

StandardGuess ReportParser::standard(const Json& json) const {
  const std::string title = text(json, "title");
  return {text(json, "id"),
          text(json, "version"),
          {title, title},
          count(json, "known_columns"),
          list<std::string>(json, "missing")};
}

SchemaConformity ReportParser::conformity(const Json& json) const {
  SchemaConformity out;
  out.against = text(json, "against");
  out.report.valid = flag(json, "valid");
  out.report.rows = count(json, "rows");
  out.report.bad_rows = count(json, "bad_rows");
  for (const auto& [code, value] : at(json, "counts").items())
    out.report.counts[code] = value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
  for (const Json& entry : array(json, "groups")) {
    const std::string message = text(entry, "message");
    out.report.groups.push_back({text(entry, "code"),
                                 text(entry, "field"),
                                 {message, message},
                                 count(entry, "count"),
                                 list<std::uint64_t>(entry, "first_rows")});
  }
  out.report.unchecked = list<std::string>(json, "unchecked");
  return out;
}

TableAudit ReportParser::table(const Json& json) const {
  TableAudit out;
  TableScan& scan = out.scan;
  scan.name = text(json, "name");
  scan.rows = count(json, "rows");
  scan.schema_only = flag(json, "schema_only");
  scan.grain = word<Grain>(json, "grain", find_grain);
  scan.stats.rows = count(json, "rows_read");
  scan.stats.skipped_rows = count(json, "skipped_rows");
  scan.stats.left_rows = json.contains("left_rows") ? count(json, "left_rows") : 0;
  for (const Json& entry : array(json, "columns"))
    scan.columns.push_back(column(entry));
  for (const Json& entry : array(json, "findings"))
    scan.findings.push_back(finding(entry));
  out.risk = risk(at(json, "risk"));
  read_quality(at(json, "quality"), out);
  if (json.contains("schema")) {
    const Json& schema = at(json, "schema");
    scan.comparison = {text(schema, "name"), list<std::string>(schema, "absent"),
                       list<std::size_t>(schema, "undeclared")};
    if (schema.contains("conformity"))
      out.conformity = conformity(at(schema, "conformity"));
  }
  if (json.contains("standard"))
    out.standard = standard(at(json, "standard"));
  scan.info.name = scan.name;
  scan.info.dialect = dialect(json);
  scan.stats.repairs = counts(json, "repairs");
  scan.stats.skipped = counts(json, "skipped");
  scan.stats.notes = list<std::string>(json, "notes");
  return out;
}

SourceAudit ReportParser::source(const Json& json) const {
  SourceAudit out;
  out.info.uri = text(json, "uri");
  out.info.name = text(json, "name");
  out.info.format = text(json, "format");
  out.info.compression = text_or_empty(json, "compression");
  out.info.bytes = count(json, "bytes");
  out.info.sha256 = text(json, "sha256");
  out.info.encoding = text(json, "encoding");
  out.info.delimiter = text(json, "delimiter");
  out.coverage = number(json, "coverage");
  out.publication = word<Publication>(json, "publication", find_publication);
  for (const Json& entry : array(json, "tables"))
    out.tables.push_back(table(entry));
  return out;
}

std::vector<SourceFailure> ReportParser::failures(const Json& json, const char* key) const {
  std::vector<SourceFailure> out;
  for (const Json& entry : array(json, key)) {
    const std::string reason = text(entry, "reason");
    out.push_back({text(entry, "uri"), {reason, reason}});
  }
  return out;
}

AuditReport ReportParser::parse(const Json& json) const {
  if (!json.is_object() || text_or_empty(json, "schema") != kScanSchema)
    refuse("schema");
  AuditReport out;
  out.tool_version = text(at(json, "tool"), "version");
  const Json& rules = at(json, "rules");
  out.pack_id = text(rules, "pack");
  out.pack_version = text(rules, "version");
  out.pack_sha256 = text(rules, "sha256");
  out.sample = json.contains("sample") ? count(json, "sample") : 0;
  out.interrupted = flag(json, "partial");
  for (const Json& entry : array(json, "sources"))
    out.sources.push_back(source(entry));
  out.failures = failures(json, "failures");
  out.not_audited = failures(json, "not_audited");
  return out;
}

AuditReport parse_report(std::string_view json, const std::string& place) {
  return ReportParser(place).parse(parse_json(json, place));
}

}  // namespace aval
