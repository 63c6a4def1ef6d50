#include "audit/workspace/publish_check.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/publish_series.h"
#include "audit/workspace/schema_check.h"
#include "audit/workspace/version.h"
#include "policies/metadata_file.h"
#include "policies/publication_sheet.h"
#include "registry/documents.h"
#include "registry/review.h"

namespace aval {
namespace {

// What a check works on, beside the sources.
struct Desk {
  const PublishRequest& request;
  const PolicyPack& pack;
  const RegisterStore* store;
};

std::optional<Json> recorded_sheet(const Desk& desk, const std::string& id) {
  if (desk.store == nullptr)
    return std::nullopt;
  if (const auto stored = desk.store->find(kPublicationKind, id))
    return content_of(*stored);
  return std::nullopt;
}

// The sheet that was named, or that of the series; nothing when it must be prefilled.
std::optional<Json> given_sheet(const Desk& desk) {
  const PublishRequest& request = desk.request;
  if (!request.sheet.empty()) {
    if (kind_of_file(request.sheet) == FileKind::regular)
      return load_document(kPublicationKind, request.sheet);
    if (auto sheet = recorded_sheet(desk, request.sheet))
      return sheet;
    throw Error(ErrorKind::usage, "--sheet",
                {"ni un fichier, ni une fiche enregistrée (aval publication list)",
                 "neither a file nor a recorded sheet (aval publication list)"});
  }
  if (request.series.empty())
    return std::nullopt;
  if (auto sheet = recorded_sheet(desk, request.series))
    return sheet;
  if (!request.record)
    throw Error(ErrorKind::usage, "--series",
                {"série inconnue : enregistrez sa première livraison avec --record",
                 "unknown series: record its first delivery with --record"});
  return std::nullopt;
}

std::string organisation_of(const Desk& desk, const char* key) {
  if (desk.store != nullptr)
    if (const auto stored = desk.store->find(kOrganisationKind, "organisation"))
      return key == nullptr ? stored->content : content_of(*stored).value(key, std::string());
  return {};
}

// The recognised schema of a source, and how the file agrees with it.
void add_schema(const Desk& desk, const Json& sheet, PublicationReport& report) {
  const SourceAudit& source = report.audit.sources.front();
  std::string wanted = desk.request.scan.schema;
  if (wanted.empty() && sheet.value("recognised_schema", Json()).is_string())
    wanted = sheet.at("recognised_schema").get<std::string>();
  if (!wanted.empty()) {
    const RecognisedSchema* schema = find_recognised(desk.pack.schemas, wanted);
    if (schema == nullptr)
      throw Error(ErrorKind::usage, "--schema",
                  {"schéma inconnu ; voyez « aval publication schemas »",
                   "unknown schema; see 'aval publication schemas'"});
    report.guess = compare_with_schema(*schema, column_names(source));
    report.schema_asked = true;
  } else {
    report.guess = recognise_schema(desk.pack.schemas, column_names(source));
  }
  if (!report.guess || source.tables.size() != 1)
    return;
  ScanRequest request = desk.request.scan;
  request.sources = {source.info.uri};
  request.schema = report.guess->schema->id;
  if (request.sources.front() == "-")
    return;
  CheckOptions options;
  options.lenient = true;
  const SourceCheck check = check_source(
      request, load_check_schema(request.schema, desk.pack.schemas, source.info.uri), options);
  report.schema_errors = count_errors(check.report);
  for (const CheckGroup& group : check.report.groups) {
    std::vector<std::string>& codes = report.schema_faults[group.field];
    if (std::find(codes.begin(), codes.end(), group.code) == codes.end())
      codes.push_back(group.code);
  }
}

// What a person set aside in a suppression file is a rejection, as the workspace records it.
void add_suppressions(const SourceAudit& source, DatasetInput& input) {
  for (const TableAudit& table : source.tables)
    for (const Finding& finding : table.scan.findings) {
      if (!finding.suppression)
        continue;
      const Suppression& suppression = *finding.suppression;
      Json review{{"fingerprint", finding.fingerprint}, {"result", "rejected"},
                  {"reason", suppression.reason},       {"author", suppression.author},
                  {"date", suppression.created},        {"columns", {suppression.column}}};
      if (suppression.opinion)
        review["dpo_opinion"] = {{"sense", suppression.opinion->sense},
                                 {"by", suppression.opinion->by},
                                 {"on", suppression.opinion->on}};
      input.reviews.push_back(canonical_json(review));
    }
}

// Reviews recorded for the dataset of the sheet, carried over to this delivery.
void add_recorded_reviews(const Desk& desk, const std::string& dataset, DatasetInput& input) {
  if (desk.store == nullptr || dataset.empty())
    return;
  const Json scan = parse_json(input.scan, "scan");
  for (const Json& reviewed :
       review_findings(scan, reviews_of(*desk.store, dataset), desk.request.scan.today)) {
    Json review = reviewed.at("review");
    if (review.is_null() || reviewed.at("standing") != "reviewed")
      continue;
    review["fingerprint"] = reviewed.at("finding").at("fingerprint");
    input.reviews.push_back(canonical_json(review));
  }
}

std::vector<DatasetInput> dataset_inputs(const Desk& desk, const PublicationReport& report,
                                         const Json& sheet) {
  const Json named = sheet.value("dataset", Json());
  const std::string dataset = named.is_string() ? named.get<std::string>() : std::string();
  std::vector<DatasetInput> inputs;
  for (std::size_t i = 0; i < report.audit.sources.size(); ++i) {
    DatasetInput input;
    input.scan = canonical_json(stored_scan(report.audit, i, dataset.empty() ? "-" : dataset));
    add_recorded_reviews(desk, dataset, input);
    add_suppressions(report.audit.sources[i], input);
    inputs.push_back(std::move(input));
  }
  return inputs;
}

// The smallest count of the columns that the sheet says count people.
void measure_counts(const PublicationReport& report, Json& sheet) {
  const Json columns = sheet.value("count_columns", Json());
  if (!columns.is_array() || columns.empty())
    return;
  std::optional<std::uint64_t> smallest;
  for (const SourceAudit& source : report.audit.sources)
    if (source.info.uri != "-")
      if (const auto count =
              smallest_count(source.info.uri, columns.get<std::vector<std::string>>()))
        smallest = std::min(smallest.value_or(*count), *count);
  if (smallest)
    sheet["smallest_cell"] = *smallest;
  else
    sheet.erase("smallest_cell");
}

// How to answer on the command line.
std::string option_for(const std::string& fact) {
  static const std::map<std::string, std::string> kOptions = {
      {"publication.secrets_311.checked", "--secrets-read-by"},
      {"publication.third_party_rights.held", "--own-data"},
      {"dataset.redistribution", "--own-data"},
      {"publication.source_stated", "--producer"},
      {"publication.licence_folded", "--licence"},
      {"publication.ground", "--ground"},
      {"publication.text", "--ground law --text"},
      {"publication.statutes", "--ground law --text"},
      {"publication.form", "--form"},
      {"dataset.smallest_cell", "--count-columns"},
      {"dataset.dominance_max", "--dominance"},
      {"dataset.l_min", "--diversity"},
      {"dataset.scan.pending", "--suppressions"},
      {"activity.rights_procedure", "--objection"},
      {"activity.information.given", "--information"},
  };
  const auto found = kOptions.find(fact);
  return found == kOptions.end() ? std::string() : found->second;
}

// What only makes sense once another fact of the same object is answered.
bool is_asked_later(const MissingFact& fact, const Decision& decision) {
  const std::string first = fact.fact.starts_with("publication.secrets_311.")
                                ? "publication.secrets_311.checked"
                            : fact.fact == "publication.third_party_rights.agreement"
                                ? "publication.third_party_rights.held"
                                : fact.fact;
  return first != fact.fact &&
         std::any_of(decision.missing.begin(), decision.missing.end(),
                     [&first](const MissingFact& other) { return other.fact == first; });
}

void add_questions(PublicationReport& report) {
  for (const MissingFact& fact : report.decision.missing)
    if (!is_asked_later(fact, report.decision))
      report.questions.push_back({fact.fact, fact.question, fact.who, option_for(fact.fact)});
}

// A delivery of a series: what was read stays read, but for the columns that changed.
void compare_with_series(const Desk& desk, const Json& decided, Json& sheet,
                         PublicationReport& report) {
  report.decided_on = decided.value("date", std::string());
  const Json scan = stored_scan(report.audit, 0, "-");
  const Json facts = parse_json(report.decision.facts, "facts");
  Json now = series_profile(sheet, scan, facts);
  now["policies"] = {{"version", desk.pack.version}, {"sha256", desk.pack.sha256}};
  report.changes = compare_profiles(decided.at("profile"), now);
  report.columns_to_read = columns_to_read(report.changes);
  if (report.nothing_to_read || !desk.request.answers.secrets_read_by.empty())
    report.columns_to_read.clear();
  else if (!report.columns_to_read.empty() && sheet.contains("secrets_311"))
    sheet["secrets_311"].erase("checked");
}

void judge(const Desk& desk, const Json& sheet, PublicationReport& report) {
  const Json facts = collect_publication_facts(
      desk.pack, {desk.request.scan.today, organisation_of(desk, nullptr), canonical_json(sheet),
                  dataset_inputs(desk, report, sheet)});
  report.decision = decide(desk.pack, facts, "G4");
  report.sheet = canonical_json(sheet);
}

// The record of the dataset answers for what it says; what it lacks is lacking, not unknown.
void add_record(const std::string& path, Json& sheet) {
  if (path.empty())
    return;
  const Json record = parse_json(load_dataset_metadata(path).sheet, path);
  for (const auto& [key, value] : record.at("metadata").items())
    if (!value.is_null() || !sheet["metadata"].contains(key))
      sheet["metadata"][key] = value;
  if (record.contains("licence") && sheet.value("licence", Json()).is_null())
    sheet["licence"] = record.at("licence");
}

Json start_sheet(const Desk& desk, const std::optional<Json>& given, PublicationReport& report) {
  const PublishRequest& request = desk.request;
  report.sheet_origin = !given ? "prefilled" : request.sheet.empty() ? "recorded" : "given";
  add_schema(desk, given.value_or(Json::object()), report);
  const SourceAudit& source = report.audit.sources.front();
  const std::string id = !request.series.empty() ? request.series
                         : request.id.empty()    ? identifier_of(source.info.name)
                                                 : request.id;
  const SheetBasis basis{source,
                         report.guess,
                         report.schema_errors == 0,
                         report.schema_errors,
                         id,
                         organisation_of(desk, "name"),
                         request.scan.today};
  Json sheet = given ? *given : prefilled_sheet(basis, request.answers);
  if (given) {
    if (report.sheet_origin == "recorded")
      for (const char* measured : {"dominance_max", "l_min"})
        sheet.erase(measured);  // told of the file that was decided, not of this one
    apply_answers(request.answers, request.scan.today, sheet);
    if (report.guess)
      sheet["schema_valid"] = basis.schema_valid;
  }
  add_record(request.scan.metadata, sheet);
  if (!request.series.empty())
    sheet["series"] = request.series;
  report.nothing_to_read = report.audit.sources.size() == 1 && has_nothing_to_read(basis, sheet);
  sheet["nothing_to_read"] = report.nothing_to_read;
  measure_counts(report, sheet);
  return sheet;
}

PublicationReport check_one(const Desk& desk, AuditReport audit, const std::optional<Json>& given) {
  PublicationReport report;
  report.audit = std::move(audit);
  report.series = desk.request.series;
  Json sheet = start_sheet(desk, given, report);
  report.title =
      sheet.at("title").get<std::string>() + " — " + report.audit.sources.front().info.uri;
  judge(desk, sheet, report);
  const auto decided = desk.store == nullptr || report.series.empty()
                           ? std::nullopt
                           : desk.store->find(kPublicationProfileKind, report.series);
  if (decided) {
    compare_with_series(desk, content_of(*decided), sheet, report);
    judge(desk, sheet, report);
  }
  add_questions(report);
  return report;
}

Json stored_decision(const PolicyPack& pack, const PublicationReport& report,
                     const WorkContext& context) {
  Json stored = parse_json(render_decision_json(pack, report.decision, Language::fr), "decision");
  stored["engine"] = program_version();
  stored["recorded_by"] = "computed";
  stored["facts_document"] = parse_json(report.decision.facts, "facts");
  stored["evaluated_at"] = context.now;
  return stored;
}

Draft draft_of(const RegisterStore& store, const std::string& kind, const std::string& id,
               const Json& content) {
  return {kind, id, canonical_json(content), store.find(kind, id) ? "update" : "add"};
}

}  // namespace

std::vector<PublicationReport> check_publications(const PublishRequest& request,
                                                  const PolicyPack& pack,
                                                  const RegisterStore* store) {
  const Desk desk{request, pack, store};
  const std::optional<Json> given = given_sheet(desk);
  ScanRequest scan = request.scan;
  scan.schema.clear();
  scan.quality_profile = "publication";
  AuditReport audit = scan_sources(scan);
  std::vector<PublicationReport> reports;
  if (given || !request.series.empty() || audit.sources.size() == 1) {
    reports.push_back(check_one(desk, std::move(audit), given));
    return reports;
  }
  for (const SourceAudit& source : audit.sources) {
    AuditReport part = audit;
    part.sources = {source};
    reports.push_back(check_one(desk, std::move(part), given));
  }
  return reports;
}

void record_publication(RegisterStore& store, const PolicyPack& pack,
                        const PublicationReport& report, const WorkContext& context) {
  const Json sheet = parse_json(report.sheet, "sheet");
  const std::string id = sheet.at("id").get<std::string>();
  const Json named = sheet.value("dataset", Json());
  const std::string dataset = named.is_string() ? named.get<std::string>() : id;
  Json scan = stored_scan(report.audit, 0, dataset);
  scan["name"] = report.audit.sources.front().info.name;
  std::vector<Draft> drafts{draft_of(store, kPublicationKind, id, sheet),
                            draft_of(store, kScanKind, dataset, scan),
                            {kDecisionKind, "publication:" + id + "/G4",
                             canonical_json(stored_decision(pack, report, context)), "record"}};
  if (!report.series.empty() && report.decision.verdict < Verdict::incomplete) {
    Json profile = series_profile(sheet, scan, parse_json(report.decision.facts, "facts"));
    profile["policies"] = {{"version", pack.version}, {"sha256", pack.sha256}};
    drafts.push_back(draft_of(store, kPublicationProfileKind, report.series,
                              {{"schema", "aval.publication-profile/1"},
                               {"id", report.series},
                               {"sheet", id},
                               {"date", report.decision.date},
                               {"profile", profile}}));
  }
  (void)store.record_all(drafts, author_of(context));
}

}  // namespace aval
