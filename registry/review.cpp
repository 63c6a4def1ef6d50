#include "registry/review.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr const char* kClasses[] = {"header", "values", "text", "declared_type"};

bool is_blank_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || !found->is_string() ||
         trim(found->get_ref<const std::string&>()).empty();
}

// 29 February becomes 28 February.
std::string a_year_after(const std::string& date) {
  const std::string day = date.substr(4);
  return std::to_string(std::stoi(date.substr(0, 4)) + 1) + (day == "-02-29" ? "-02-28" : day);
}

}  // namespace

std::vector<std::string> evidence_classes(const Json& table, const Json& finding) {
  std::set<std::string> classes;
  const Json indices = finding.at("columns");
  for (const Json& column : table.at("columns")) {
    if (std::find(indices.begin(), indices.end(), column.at("index")) == indices.end())
      continue;
    for (const Json& evidence : column.value("evidence", Json::array())) {
      const std::string by = evidence.at("by").get<std::string>();
      const bool speaks_for = !evidence.value("against", false);
      if (speaks_for &&
          std::find(std::begin(kClasses), std::end(kClasses), by) != std::end(kClasses))
        classes.insert(by);
    }
  }
  return {classes.begin(), classes.end()};
}

bool review_covers(const Json& review, const Json& finding,
                   const std::vector<std::string>& evidence) {
  for (const char* key : {"type", "gdpr"})
    if (review.value(key, Json()) != finding.at(key))
      return false;
  const Json seen = review.value("evidence", Json::array());
  return std::all_of(evidence.begin(), evidence.end(), [&seen](const std::string& kind) {
    return std::find(seen.begin(), seen.end(), kind) != seen.end();
  });
}

bool review_needs_opinion(const std::string& gdpr) {
  return gdpr == "direct" || gdpr == "special" || gdpr == "criminal";
}

std::string last_day_of(const Json& review) {
  if (review.value("result", std::string()) != "rejected")
    return {};
  if (review.contains("expires"))
    return review.at("expires").get<std::string>();
  return a_year_after(review.at("date").get<std::string>());
}

std::vector<Problem> check_review(const Json& review) {
  std::vector<Problem> problems;
  if (is_blank_at(review, "reason"))
    problems.push_back({"--reason",
                        {"le motif manque : dites en une phrase sur quoi repose cette relecture",
                         "the reason is missing: say in one sentence what this review rests on"}});
  if (is_blank_at(review, "author"))
    problems.push_back(
        {"--author",
         {"l'auteur manque : donnez la fonction ou le service de qui a relu",
          "the author is missing: give the function or department of who reviewed"}});
  const bool has_opinion = review.contains("dpo_opinion");
  if (has_opinion && is_blank_at(review.at("dpo_opinion"), "by"))
    problems.push_back({"--dpo",
                        {"dites qui a rendu cet avis : ajoutez --dpo NOM",
                         "say who gave this opinion: add --dpo NAME"}});
  const std::string gdpr = review.value("gdpr", std::string());
  if (review.value("result", std::string()) == "rejected" && review_needs_opinion(gdpr) &&
      !has_opinion)
    problems.push_back(
        {"--dpo-opinion",
         {"rejeter une donnée directement identifiante ou sensible demande l'avis du DPO : ajoutez "
          "--dpo-opinion favourable|with_reserve|unfavourable et --dpo NOM, ou confirmez le "
          "constat",
          "rejecting directly identifying or sensitive data needs the DPO's opinion: add "
          "--dpo-opinion favourable|with_reserve|unfavourable and --dpo NAME, or confirm the "
          "finding"}});
  if (review.contains("expires") && review.at("expires") < review.at("date"))
    problems.push_back({"--expires",
                        {"cette date est déjà passée : donnez le dernier jour où le rejet vaut",
                         "this date is over: give the last day the rejection holds"}});
  return problems;
}

}  // namespace aval
