// Reviews from one version of a dataset to the next: by column, rule and class of evidence.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "registry/review.h"
#include "registry/suppression_file.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

constexpr const char* kToday = "2026-11-24";

Json column(int index, const std::string& name, const std::vector<std::string>& evidence) {
  Json list = Json::array();
  for (const std::string& by : evidence)
    list.push_back({{"by", by}});
  return {{"index", index}, {"name", name}, {"label", name}, {"evidence", list}};
}

Json finding(const std::string& fingerprint, int column_index) {
  return {{"fingerprint", fingerprint}, {"rule", "fr.last_name"},
          {"type", "last_name"},        {"gdpr", "quasi"},
          {"columns", {column_index}},  {"confidence", 0.9}};
}

Json table(const std::string& name, const Json& columns, const Json& findings) {
  return {{"name", name}, {"columns", columns}, {"findings", findings}};
}

Json scan(const Json& tables) {
  return {{"source", {{"tables", tables}}}};
}

// One table, one column, one finding.
Json simple_scan(const std::string& table_name, const std::string& fingerprint,
                 const Json& one_column) {
  return scan(Json::array({table(table_name, Json::array({one_column}),
                                 Json::array({finding(fingerprint, one_column.at("index"))}))}));
}

Json review(const std::string& result) {
  return {{"fingerprint", "f1"},    {"rule", "fr.last_name"}, {"type", "last_name"},
          {"gdpr", "quasi"},        {"table", "liste"},       {"columns", {"nom"}},
          {"evidence", {"header"}}, {"result", result},       {"reason", "Noms de rues"},
          {"author", "DPO"},        {"date", kToday}};
}

std::string standing(const Json& a_scan, const Json& a_review, const std::string& today) {
  return review_findings(a_scan, {a_review}, today).at(0).at("standing");
}

TEST_CASE("a review carries over to the finding of the same fingerprint", "[review]") {
  const Json same = simple_scan("liste", "f1", column(0, "nom", {"header"}));
  CHECK(standing(same, review("rejected"), kToday) == "reviewed");
  CHECK(review_findings(same, {review("rejected")}, kToday)[0]["review"]["result"] == "rejected");
}

TEST_CASE("a review follows its column when it moves, when the file is renamed or its case changes",
          "[review]") {
  const Json moved = simple_scan("liste", "f2", column(4, "nom", {"header"}));
  const Json renamed = simple_scan("liste-2027", "f3", column(0, "nom", {"header"}));
  const Json recased = simple_scan("liste", "f4", column(0, "NOM", {"header"}));
  for (const Json& next : {moved, renamed, recased})
    CHECK(standing(next, review("confirmed"), kToday) == "reviewed");
}

TEST_CASE("a review does not follow to another column, rule or table of several", "[review]") {
  const Json other = simple_scan("liste", "f2", column(0, "nom_rue", {"header"}));
  CHECK(standing(other, review("rejected"), kToday) == "pending");
  Json other_rule = simple_scan("liste", "f2", column(0, "nom", {"header"}));
  other_rule["source"]["tables"][0]["findings"][0]["rule"] = "fr.person_name";
  CHECK(standing(other_rule, review("rejected"), kToday) == "pending");
  const Json two = scan(Json::array({table("agents", Json::array({column(0, "nom", {"header"})}),
                                           Json::array({finding("f5", 0)})),
                                     table("liste", Json::array({column(1, "nom", {"header"})}),
                                           Json::array({finding("f6", 1)}))}));
  const Json reviewed = review_findings(two, {review("rejected")}, kToday);
  CHECK(reviewed[0]["standing"] == "pending");
  CHECK(reviewed[1]["standing"] == "reviewed");
}

TEST_CASE("a column without a sure name is followed by its position only", "[review]") {
  Json nameless = column(2, "", {"header"});
  nameless["label"] = "column 3";
  Json doubtful = column(2, "column 3", {"header"});
  doubtful["name_doubtful"] = true;
  Json of_nameless = review("rejected");
  of_nameless["columns"] = {"column 3"};
  for (const Json& unsure : {nameless, doubtful}) {
    CHECK(standing(simple_scan("liste", "f2", unsure), of_nameless, kToday) == "pending");
    CHECK(standing(simple_scan("liste", "f1", unsure), of_nameless, kToday) == "reviewed");
  }
}

TEST_CASE("a new class of evidence, type or nature makes the finding pending again", "[review]") {
  const Json by_values = simple_scan("liste", "f1", column(0, "nom", {"header", "values"}));
  CHECK(standing(by_values, review("rejected"), kToday) == "outdated");
  CHECK(review_findings(by_values, {review("rejected")}, kToday)[0]["review"].is_null());
  const Json moved_by_values = simple_scan("liste", "f2", column(3, "nom", {"values"}));
  CHECK(standing(moved_by_values, review("confirmed"), kToday) == "outdated");
  for (const char* key : {"type", "gdpr"}) {
    Json changed = simple_scan("liste", "f1", column(0, "nom", {"header"}));
    changed["source"]["tables"][0]["findings"][0][key] = "other";
    CHECK(standing(changed, review("rejected"), kToday) == "outdated");
  }
}

TEST_CASE("the last review of a column that moved is the one that holds", "[review]") {
  Json later = review("confirmed");
  later["fingerprint"] = "f9";
  const Json moved = simple_scan("liste", "f2", column(4, "nom", {"header"}));
  CHECK(review_findings(moved, {review("rejected"), later}, kToday)[0]["review"]["result"] ==
        "confirmed");
}

TEST_CASE("a rejection ends after twelve months or on the day it says; a confirmation does not",
          "[review]") {
  const Json same = simple_scan("liste", "f1", column(0, "nom", {"header"}));
  CHECK(last_day_of(review("rejected")) == "2027-11-24");
  CHECK(standing(same, review("rejected"), "2027-11-24") == "reviewed");
  CHECK(standing(same, review("rejected"), "2027-11-25") == "expired");
  Json shorter = review("rejected");
  shorter["expires"] = "2026-12-31";
  CHECK(standing(same, shorter, "2027-01-01") == "expired");
  CHECK(last_day_of(review("confirmed")).empty());
  CHECK(standing(same, review("confirmed"), "2040-01-01") == "reviewed");
  Json leap = review("rejected");
  leap["date"] = "2028-02-29";
  CHECK(last_day_of(leap) == "2029-02-28");
}

TEST_CASE("a rejection cannot end before it starts", "[review]") {
  Json wrong = review("rejected");
  wrong["expires"] = "2026-11-23";
  REQUIRE(check_review(wrong).size() == 1);
  CHECK(check_review(wrong)[0].place == "--expires");
}

TEST_CASE("a review whose finding is gone is told", "[review]") {
  const Json other = simple_scan("liste", "f2", column(0, "rue", {"header"}));
  REQUIRE(reviews_without_finding(other, {review("rejected")}).size() == 1);
  const Json moved = simple_scan("liste", "f2", column(4, "nom", {"header"}));
  CHECK(reviews_without_finding(moved, {review("rejected")}).empty());
}

TEST_CASE("a rejected review becomes a suppression that its own schema takes", "[suppressions]") {
  Json rejected = review("rejected");
  rejected["gdpr"] = "direct";
  rejected["dpo_opinion"] = {{"sense", "favourable"}, {"by", "DPO"}, {"on", kToday}};
  const std::string fingerprint(32, 'a');
  const Json suppression = suppression_of_review(rejected, fingerprint);
  CHECK(suppression["column"] == "nom");
  CHECK(suppression["expires"] == "2027-11-24");
  CHECK(suppression["opinion"]["by"] == "DPO");
  const std::vector<Json> entries(1, suppression);
  CHECK(check_suppressions(suppression_document(entries), "f.json").empty());
  const Json back = rejection_of_suppression(suppression, finding(fingerprint, 0), {"header"});
  CHECK(check_review(back).empty());
  CHECK(back["result"] == "rejected");
  CHECK(back["dpo_opinion"] == rejected["dpo_opinion"]);
  CHECK(back["gdpr"] == "direct");
}

TEST_CASE("every problem of a suppression file is told with its place", "[suppressions]") {
  const Json document = Json::parse(R"({"schema": "aval.suppressions/1", "suppressions": [
      {"fingerprint": "XYZ", "rule": "fr.nir", "column": "nir", "author": "DPO",
       "created": "2026-11-24", "expires": "2026-12-32"},
      {"fingerprint": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "rule": "fr.nir", "column": "nir",
       "reason": " ", "author": "DPO", "created": "2026-11-24", "expires": "2026-11-01",
       "gdpr": "direct"},
      {"fingerprint": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "rule": "fr.nir", "column": "nir",
       "reason": "Faux numéros", "author": "DPO", "created": "2026-11-24", "expires": "2027-11-01",
       "opinion": {"sense": "yes", "by": "DPO", "on": "2026-11-24"}, "extra": 1}]})");
  std::vector<std::string> places;
  for (const Problem& problem : check_suppressions(document, "f.json"))
    places.push_back(problem.place);
  for (const char* place : {"f.json#/suppressions/0/fingerprint", "f.json#/suppressions/0/expires",
                            "f.json#/suppressions/1/reason", "f.json#/suppressions/1/expires",
                            "f.json#/suppressions/1/opinion", "f.json#/suppressions/2/fingerprint",
                            "f.json#/suppressions/2/opinion/sense"})
    CHECK(std::count(places.begin(), places.end(), place) == 1);
  CHECK(places.size() >= 9);  // the missing reason and the unknown key too
}

}  // namespace
}  // namespace aval
