#include "audit/workspace/carry_over.h"

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/workspace.h"
#include "registry/review.h"

namespace aval {
namespace {

std::string name_of_entry(const OrderedJson& entry) {
  return join(entry.at("columns").get<std::vector<std::string>>(), ", ") + " (" +
         entry.at("fingerprint").get<std::string>().substr(0, 12) + ")";
}

Text why_again(const std::string& standing) {
  return standing == "expired" ? Text{"le rejet a expiré", "the rejection expired"}
                               : Text{"le contenu, la nature ou la sorte d'indices a changé",
                                      "the content, the nature or the class of evidence changed"};
}

}  // namespace

OrderedJson carried_reviews(const RegisterStore& store, const std::string& dataset,
                            const std::string& today) {
  const std::vector<Json> reviews = reviews_of(store, dataset);
  if (reviews.empty())
    return nullptr;
  const Json scan = content_of(require_document(store, kScanKind, dataset));
  std::size_t carried = 0;
  OrderedJson again = OrderedJson::array(), gone = OrderedJson::array();
  for (const Json& reviewed : review_findings(scan, reviews, today)) {
    const std::string standing = reviewed.at("standing").get<std::string>();
    if (standing == "reviewed")
      ++carried;
    else if (standing != "pending")
      again.push_back({{"fingerprint", reviewed.at("finding").at("fingerprint")},
                       {"columns", reviewed.at("columns")},
                       {"standing", standing}});
  }
  for (const Json& review : reviews_without_finding(scan, reviews))
    gone.push_back({{"fingerprint", review.at("fingerprint")}, {"columns", review.at("columns")}});
  return {{"carried", carried}, {"to_review", again}, {"gone", gone}};
}

std::string carried_reviews_in_words(const OrderedJson& carried, Language language) {
  if (carried.is_null())
    return {};
  std::string out =
      format_text({"  Relectures reprises : {0}.\n", "  Reviews carried over: {0}.\n"},
                  {std::to_string(carried.at("carried").get<std::size_t>())})
          .in(language);
  for (const OrderedJson& entry : carried.at("to_review"))
    out += "  " + format_text({"À relire : {0}, {1}.\n", "To review: {0}, {1}.\n"},
                              {name_of_entry(entry),
                               why_again(entry.at("standing").get<std::string>()).in(language)})
                      .in(language);
  for (const OrderedJson& entry : carried.at("gone"))
    out += "  " + format_text({"Relecture sans constat désormais : {0}.\n",
                               "Review without a finding from now on: {0}.\n"},
                              {name_of_entry(entry)})
                      .in(language);
  return out;
}

}  // namespace aval
