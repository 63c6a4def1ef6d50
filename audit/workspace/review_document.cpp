#include "audit/workspace/review_document.h"

#include <nlohmann/json.hpp>

#include "registry/review.h"

namespace aval {

Json review_document(const Json& reviewed, const ReviewAnswer& answer, const std::string& today) {
  const Json& finding = reviewed.at("finding");
  Json review{{"schema", "aval.review/1"},
              {"dataset", reviewed.at("dataset")},
              {"fingerprint", finding.at("fingerprint")},
              {"rule", finding.at("rule")},
              {"type", finding.at("type")},
              {"gdpr", finding.at("gdpr")},
              {"table", reviewed.at("table")},
              {"columns", reviewed.at("columns")},
              {"evidence", reviewed.at("evidence")},
              {"result", answer.result},
              {"reason", answer.reason},
              {"author", answer.author},
              {"date", today}};
  if (!answer.opinion.empty())
    review["dpo_opinion"] = Json{{"sense", answer.opinion},
                                 {"by", answer.dpo},
                                 {"on", answer.dpo_on.empty() ? today : answer.dpo_on}};
  if (answer.result == "rejected")
    review["expires"] = answer.expires.empty() ? last_day_of(review) : answer.expires;
  return review;
}

Text review_state(const Json& reviewed) {
  const std::string standing = reviewed.at("standing").get<std::string>();
  if (standing == "outdated")
    return {"à relire : le constat a changé", "to review: the finding changed"};
  if (standing == "expired")
    return {"à relire : le rejet a expiré", "to review: the rejection expired"};
  const Json& review = reviewed.at("review");
  if (review.is_null())
    return {"à relire", "to review"};
  return review.at("result") == "confirmed" ? Text{"confirmé", "confirmed"}
                                            : Text{"rejeté", "rejected"};
}

}  // namespace aval
