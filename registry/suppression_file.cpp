#include "registry/suppression_file.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/documents.h"
#include "registry/review.h"

namespace aval {
namespace {

constexpr const char* kSchema = "aval.suppressions/1";

void check_texts(const Json& entry, const std::string& place, std::vector<Problem>& problems) {
  for (const char* key : {"reason", "author"}) {
    const Json text = entry.value(key, Json());
    if (text.is_string() && !text.get_ref<const std::string&>().empty() &&
        trim(text.get_ref<const std::string&>()).empty())
      problems.push_back({place + "/" + key,
                          {"ce texte ne contient que des blancs ; dites-le en une phrase",
                           "this text is blank; say it in one sentence"}});
  }
}

void check_days(const Json& entry, const std::string& place, std::vector<Problem>& problems) {
  const Json created = entry.value("created", Json()), expires = entry.value("expires", Json());
  if (created.is_string() && expires.is_string() && expires < created)
    problems.push_back({place + "/expires",
                        {"le dernier jour vient avant le premier ; corrigez « created » ou "
                         "« expires »",
                         "the last day comes before the first; correct 'created' or 'expires'"}});
}

void check_opinion(const Json& entry, const std::string& place, std::vector<Problem>& problems) {
  const Json gdpr = entry.value("gdpr", Json());
  if (gdpr.is_string() && review_needs_opinion(gdpr.get<std::string>()) &&
      !entry.contains("opinion"))
    problems.push_back(
        {place + "/opinion",
         {"écarter une donnée directe, sensible ou d'infraction demande l'avis du DPO : ajoutez "
          "« opinion » avec « sense », « by » et « on »",
          "setting direct, special or criminal data aside needs the DPO's opinion: add 'opinion' "
          "with 'sense', 'by' and 'on'"}});
}

}  // namespace

std::vector<Problem> check_suppressions(const Json& document, const std::string& place) {
  std::vector<Problem> problems = check_json(
      document, parse_json(document_schema("suppressions"), "suppressions.schema.json"), place);
  if (!document.is_object() || !document.value("suppressions", Json()).is_array())
    return problems;
  std::set<std::string> seen;
  std::size_t number = 0;
  for (const Json& entry : document.at("suppressions")) {
    const std::string at = place + "#/suppressions/" + std::to_string(number++);
    if (!entry.is_object())
      continue;
    check_texts(entry, at, problems);
    check_days(entry, at, problems);
    check_opinion(entry, at, problems);
    const Json fingerprint = entry.value("fingerprint", Json());
    if (fingerprint.is_string() && !seen.insert(fingerprint.get<std::string>()).second)
      problems.push_back({at + "/fingerprint",
                          {"cette empreinte figure déjà plus haut ; gardez une seule entrée",
                           "this fingerprint is already higher up; keep one entry"}});
  }
  return problems;
}

Json load_suppression_document(const std::string& path) {
  Json document = load_json(path);
  throw_if_any(ErrorKind::input, path, check_suppressions(document, path));
  return document;
}

Json suppression_document(std::vector<Json> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const Json& a, const Json& b) { return a.at("fingerprint") < b.at("fingerprint"); });
  return {{"schema", kSchema}, {"suppressions", entries}};
}

Json suppression_of_review(const Json& review, const std::string& fingerprint) {
  Json entry{{"fingerprint", fingerprint},
             {"rule", review.at("rule")},
             {"column", join(review.value("columns", std::vector<std::string>()), ", ")},
             {"reason", review.at("reason")},
             {"author", review.at("author")},
             {"created", review.at("date")},
             {"expires", last_day_of(review)}};
  for (const char* key : {"type", "gdpr", "evidence"})
    if (review.contains(key))
      entry[key] = review.at(key);
  if (review.contains("dpo_opinion"))
    entry["opinion"] = review.at("dpo_opinion");
  return entry;
}

Json rejection_of_suppression(const Json& entry, const Json& finding,
                              const std::vector<std::string>& evidence) {
  Json review{{"schema", "aval.review/1"},
              {"fingerprint", entry.at("fingerprint")},
              {"rule", finding.at("rule")},
              {"type", entry.value("type", finding.at("type").get<std::string>())},
              {"gdpr", entry.value("gdpr", finding.at("gdpr").get<std::string>())},
              {"evidence", entry.value("evidence", evidence)},
              {"result", "rejected"},
              {"reason", entry.at("reason")},
              {"author", entry.at("author")},
              {"date", entry.at("created")},
              {"expires", entry.at("expires")}};
  if (entry.contains("opinion"))
    review["dpo_opinion"] = entry.at("opinion");
  return review;
}

}  // namespace aval
