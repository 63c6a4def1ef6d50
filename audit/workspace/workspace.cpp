#include "audit/workspace/workspace.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/text.h"
#include "registry/review.h"

namespace aval {

RegisterStore open_workspace(const WorkContext& context) {
  return RegisterStore::open(context.workspace);
}

Author author_of(const WorkContext& context) {
  return {context.account, context.now, random_hex(16)};
}

StoredDocument require_document(const RegisterStore& store, const std::string& kind,
                                const std::string& id) {
  if (auto document = store.find(kind, id))
    return *document;
  constexpr std::size_t kMostNamed = 20;  // the error stays short in a workspace of thousands
  std::vector<std::string> known;
  for (const StoredDocument& document : store.list(kind)) {
    known.push_back(known.size() == kMostNamed ? "…" : document.id);
    if (known.size() > kMostNamed)
      break;
  }
  const std::string list = known.empty() ? "-" : join(known, ", ");
  throw Error(ErrorKind::store, id,
              format_text({"rien de ce nom dans {0} ; connus : {1}",
                           "nothing of that name in {0}; known: {1}"},
                          {store.path(), list}));
}

Json content_of(const StoredDocument& document) {
  return parse_trusted_json(document.content, document.kind + " " + document.id);
}

Json stored_scan(const AuditReport& report, std::size_t source, const std::string& id) {
  const Json whole = parse_json(render_report(report, ReportFormat::json, Language::fr), "scan");
  return Json{{"schema", "aval.dataset/1"},
              {"id", id},
              {"date", report.date},
              {"tool", whole.at("tool")},
              {"rules", whole.at("rules")},
              {"sampled_rows", report.sample},
              {"source", whole.at("sources").at(source)}};
}

AuditReport stored_report(const StoredDocument& document) {
  const Json stored = content_of(document);
  const Json report = {
      {"schema", "aval.scan/1"},     {"tool", stored.at("tool")},
      {"rules", stored.at("rules")}, {"sources", Json::array({stored.at("source")})},
      {"failures", Json::array()},   {"not_audited", Json::array()}};
  AuditReport audit = parse_report(report.dump(), document.id);
  audit.date = stored.value("date", std::string());
  audit.sample = stored.value("sampled_rows", std::uint64_t{0});
  return audit;
}

void throw_problems(const std::vector<Problem>& problems, const std::string& place) {
  if (problems.size() == 1)
    throw Error(ErrorKind::usage, problems[0].place, problems[0].message);
  throw_if_any(ErrorKind::usage, place, problems);
}

std::string identifier_of(const std::string& name) {
  std::string id;
  for (const char c : fold(name)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept)
      id.push_back(c);
    else if (c == '_' && !id.empty())
      id.push_back(c);
    else if (!id.empty() && id.back() != '-')
      id.push_back('-');
  }
  while (!id.empty() && (id.back() == '-' || id.back() == '_'))
    id.pop_back();
  return id.empty() ? "jeu" : id;
}

std::vector<Json> reviews_of(const RegisterStore& store, const std::string& dataset) {
  std::vector<StoredDocument> stored = store.list_below(kReviewKind, dataset + "/");
  std::stable_sort(stored.begin(), stored.end(),
                   [](const StoredDocument& a, const StoredDocument& b) {
                     return a.recorded_at < b.recorded_at;
                   });
  std::vector<Json> reviews;
  for (const StoredDocument& document : stored)
    reviews.push_back(content_of(document));
  return reviews;
}

Json reviewed_findings(const RegisterStore& store, const std::string& dataset,
                       const std::string& today) {
  const Json scan = content_of(require_document(store, kScanKind, dataset));
  Json all = review_findings(scan, reviews_of(store, dataset), today);
  for (Json& reviewed : all)
    reviewed["dataset"] = dataset;
  return all;
}

RegisterContent stored_register(const RegisterStore& store, const std::vector<std::string>& ids) {
  RegisterContent content;
  if (const auto organisation = store.find(kOrganisationKind, "organisation"))
    content.organisation = organisation->content;
  if (ids.empty())
    for (const StoredDocument& document : store.list(kActivityKind))
      content.activities.push_back(document.content);
  for (const std::string& id : ids)
    content.activities.push_back(require_document(store, kActivityKind, id).content);
  return content;
}

std::string pretty_json(const std::string& content) {
  return parse_json(content, "document").dump(2) + "\n";
}

}  // namespace aval
