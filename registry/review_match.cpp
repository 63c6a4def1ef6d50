// Which review belongs to which finding, from one version of a dataset to the next.
#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/review.h"

namespace aval {
namespace {

// A finding of a scan where it stands.
struct PlacedFinding {
  const Json* table = nullptr;
  const Json* finding = nullptr;
  std::vector<std::string> labels;      // of its columns
  std::vector<std::string> normalized;  // folded labels; empty when a column has no sure name
};

PlacedFinding placed(const Json& table, const Json& finding) {
  PlacedFinding out{&table, &finding, {}, {}};
  bool all_named = true;
  for (const Json& index : finding.at("columns"))
    for (const Json& column : table.at("columns"))
      if (column.at("index") == index) {
        const std::string name = column.at("name").get<std::string>();
        out.labels.push_back(column.value("label", name));
        out.normalized.push_back(fold(out.labels.back()));
        all_named = all_named && !name.empty() && !column.value("name_doubtful", false);
      }
  if (!all_named)
    out.normalized.clear();
  return out;
}

std::vector<PlacedFinding> placed_findings(const Json& scan) {
  std::vector<PlacedFinding> all;
  for (const Json& table : scan.at("source").at("tables"))
    for (const Json& finding : table.at("findings"))
      all.push_back(placed(table, finding));
  return all;
}

class ReviewIndex {
 public:
  ReviewIndex(const Json& scan, const std::vector<Json>& reviews)
      : reviews_(reviews), one_table_(scan.at("source").at("tables").size() == 1) {
    for (const PlacedFinding& place : placed_findings(scan))
      fingerprints_.insert(place.finding->at("fingerprint").get<std::string>());
  }

  // The last review that belongs to the finding; null when none does.
  const Json* find(const PlacedFinding& place) const {
    const Json* moved = nullptr;
    const Json* own = nullptr;
    for (const Json& review : reviews_) {
      if (review.at("fingerprint") == place.finding->at("fingerprint"))
        own = &review;
      else if (is_of_same_column(review, place))
        moved = &review;
    }
    return own != nullptr ? own : moved;
  }

 private:
  bool is_of_same_column(const Json& review, const PlacedFinding& place) const {
    if (place.normalized.empty() || review.value("rule", Json()) != place.finding->at("rule") ||
        fingerprints_.contains(review.at("fingerprint").get<std::string>()))
      return false;
    if (!one_table_ && fold(review.value("table", std::string())) !=
                           fold(place.table->at("name").get<std::string>()))
      return false;
    std::vector<std::string> columns;
    for (const std::string& label : review.value("columns", std::vector<std::string>()))
      columns.push_back(fold(label));
    return columns == place.normalized;
  }

  const std::vector<Json>& reviews_;
  bool one_table_;
  std::set<std::string> fingerprints_;  // of the findings there are
};

const char* standing_of(const Json* review, const Json& finding,
                        const std::vector<std::string>& evidence, const std::string& today) {
  if (review == nullptr)
    return "pending";
  if (!review_covers(*review, finding, evidence))
    return "outdated";
  const std::string last = last_day_of(*review);
  return !last.empty() && last < today ? "expired" : "reviewed";
}

}  // namespace

Json review_findings(const Json& scan, const std::vector<Json>& reviews, const std::string& today) {
  const ReviewIndex index(scan, reviews);
  Json all = Json::array();
  for (const PlacedFinding& place : placed_findings(scan)) {
    const std::vector<std::string> evidence = evidence_classes(*place.table, *place.finding);
    const Json* review = index.find(place);
    const std::string standing = standing_of(review, *place.finding, evidence, today);
    all.push_back(Json{{"finding", *place.finding},
                       {"table", place.table->at("name")},
                       {"columns", place.labels},
                       {"evidence", evidence},
                       {"review", standing == "reviewed" ? *review : Json()},
                       {"standing", standing}});
  }
  return all;
}

std::vector<Json> reviews_without_finding(const Json& scan, const std::vector<Json>& reviews) {
  const ReviewIndex index(scan, reviews);
  std::set<const Json*> used;
  for (const PlacedFinding& place : placed_findings(scan))
    used.insert(index.find(place));
  std::vector<Json> gone;
  for (const Json& review : reviews)
    if (!used.contains(&review))
      gone.push_back(review);
  return gone;
}

}  // namespace aval
