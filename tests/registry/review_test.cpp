#include "registry/review.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace aval {
namespace {

Json column(int index, const std::vector<std::pair<std::string, bool>>& evidence) {
  Json list = Json::array();
  for (const auto& [by, against] : evidence)
    list.push_back({{"by", by}, {"against", against}});
  return {{"index", index}, {"evidence", list}};
}

Json finding() {
  return {{"fingerprint", "f1"}, {"type", "last_name"}, {"gdpr", "direct"}, {"columns", {1, 2}}};
}

Json review(const std::string& result) {
  return {{"fingerprint", "f1"},    {"type", "last_name"}, {"gdpr", "direct"},
          {"evidence", {"header"}}, {"result", result},    {"reason", "Vu"},
          {"author", "DPO"},        {"date", "2026-11-24"}};
}

TEST_CASE("the classes of evidence are those that speak for the finding's columns", "[review]") {
  const Json table = {{"columns",
                       {column(0, {{"values", false}}), column(1, {{"header", false}}),
                        column(2, {{"text", true}, {"grain", false}, {"header", false}})}}};
  CHECK(evidence_classes(table, finding()) == std::vector<std::string>{"header"});
}

TEST_CASE("a review carries over while the finding says no more than was reviewed", "[review]") {
  CHECK(review_covers(review("rejected"), finding(), {"header"}));
  CHECK(review_covers(review("rejected"), finding(), {}));
}

TEST_CASE("a review made of a header does not cover values found since", "[review]") {
  CHECK_FALSE(review_covers(review("rejected"), finding(), {"header", "values"}));
  CHECK_FALSE(review_covers(review("confirmed"), finding(), {"values"}));
}

TEST_CASE("a review does not cover another type or nature", "[review]") {
  for (const char* key : {"type", "gdpr"}) {
    Json other = finding();
    other[key] = "other";
    CHECK_FALSE(review_covers(review("rejected"), other, {"header"}));
  }
}

TEST_CASE("a review needs a reason and an author that say something", "[review]") {
  CHECK(check_review(review("confirmed")).empty());
  for (const char* key : {"reason", "author"})
    for (const char* blank : {"", "  ", "\t\xC2\xA0"}) {
      Json incomplete = review("confirmed");
      incomplete[key] = blank;
      CHECK(check_review(incomplete).size() == 1);
    }
}

TEST_CASE("rejecting direct, special or criminal data needs the DPO's opinion", "[review]") {
  for (const char* gdpr : {"direct", "special", "criminal"}) {
    Json rejected = review("rejected");
    rejected["gdpr"] = gdpr;
    REQUIRE(check_review(rejected).size() == 1);
    CHECK(check_review(rejected)[0].place == "--dpo-opinion");
    rejected["dpo_opinion"] = {{"sense", "favourable"}, {"by", "  "}};
    CHECK(check_review(rejected)[0].place == "--dpo");
    rejected["dpo_opinion"]["by"] = "DPO";
    CHECK(check_review(rejected).empty());
  }
}

TEST_CASE("rejecting other data, or confirming, needs no opinion", "[review]") {
  for (const char* gdpr : {"quasi", "professional", "org", "none"}) {
    Json rejected = review("rejected");
    rejected["gdpr"] = gdpr;
    CHECK(check_review(rejected).empty());
  }
}

}  // namespace
}  // namespace aval
