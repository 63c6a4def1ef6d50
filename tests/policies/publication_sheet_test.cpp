// Gate G4 on a publication sheet: which rules are asked, and what the sheet answers.
#include "policies/publication_sheet.h"

#include <set>

#include <nlohmann/json.hpp>

#include "policies/decide.h"
#include "tests/policies/dossier.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const PolicyPack& pack() {
  static const PolicyPack kPack = load_embedded_policy_pack();
  return kPack;
}

Json clean_sheet() {
  return {{"schema", "aval.publication/1"},
          {"id", "jeu"},
          {"title", "Jeu"},
          {"intent", "open"},
          {"form", "raw"},
          {"ground", "no_personal_data"},
          {"licence", "lov2"},
          {"nothing_to_read", true},
          {"third_party_rights", {{"held", "no"}, {"agreement", nullptr}}},
          {"redistribution", "yes"}};
}

Json dataset_of(const Json& columns) {
  return {{"id", "jeu"},     {"grain", "person"},   {"rows", 300},
          {"coverage", 1.0}, {"publication", "ok"}, {"columns", columns}};
}

Json column(const char* name, const char* type, const char* gdpr) {
  return {{"name", name}, {"type", type}, {"gdpr", gdpr}, {"confidence", 0.99}};
}

Json facts_of(const Json& sheet, const Json& columns) {
  DatasetInput input;
  input.scan = canonical_json(scan_of(dataset_of(columns)));
  return collect_publication_facts(pack(), {"2026-11-24", "", canonical_json(sheet), {input}});
}

// The result of each rule; the worst where it was asked of several objects.
std::map<std::string, PolicyResult> results(const Json& sheet, const Json& columns) {
  std::map<std::string, PolicyResult> found;
  for (const PolicyOutcome& outcome : decide(pack(), facts_of(sheet, columns), "G4").outcomes)
    found[outcome.policy] = std::max(found[outcome.policy], outcome.result);
  return found;
}

const Json kNothing = Json::array();

TEST_CASE("a sheet is asked the rules of publication and no other", "[publication]") {
  std::set<std::string> asked;
  const Decision decision = decide(pack(), facts_of(clean_sheet(), kNothing), "G4");
  CHECK(decision.scope == "publication");
  CHECK(decision.usecase == "jeu");
  for (const PolicyOutcome& outcome : decision.outcomes)
    asked.insert(outcome.policy);
  for (const char* rule : {"SC-01", "SC-04", "SRC-04", "PB-01", "PB-06", "PB-09"})
    CHECK(asked.contains(rule));
  for (const char* rule : {"UC-01", "UC-07", "REG-01", "DP-01", "OR-01"})
    CHECK_FALSE(asked.contains(rule));
}

TEST_CASE("a sheet without people asks nothing of a processing", "[publication]") {
  const auto found = results(clean_sheet(), kNothing);
  CHECK_FALSE(found.contains("LB-01"));
  CHECK(found.at("PB-01") == PolicyResult::not_applicable);
  CHECK(found.at("PB-06") == PolicyResult::not_applicable);
  CHECK(found.at("PB-09") == PolicyResult::pass);
}

TEST_CASE("a name without a ground blocks", "[publication]") {
  const auto found = results(clean_sheet(), Json::array({column("nom", "last_name", "direct")}));
  CHECK(found.at("PB-01") == PolicyResult::block);
  CHECK(found.at("SC-02") == PolicyResult::missing);
}

TEST_CASE("an expected name is confirmed by the sheet", "[publication]") {
  Json sheet = clean_sheet();
  sheet["ground"] = "d312_1_3";
  sheet["item_d312"] = 6;
  sheet["open_to_everyone"] = true;
  sheet["legal_basis"] = "public_task";
  sheet["legal_texts"] = {"CRPA art. D312-1-3, 6°"};
  sheet["objection_route"] = "dpo@valmoreau.example";
  sheet["information"] = {{"given", true}};
  sheet["personal_columns"] = {
      {{"column", "Nom"}, {"types", {"last_name"}}, {"text", "CRPA art. D312-1-3, 6°"}}};
  auto found = results(sheet, Json::array({column("nom", "last_name", "professional")}));
  for (const char* rule : {"PB-01", "PB-03", "SC-02", "SC-05", "LB-01", "LB-03", "IN-01"})
    CHECK(found.at(rule) == PolicyResult::pass);
  // Another type in the same column is not what was expected.
  found = results(sheet, Json::array({column("nom", "nir", "direct")}));
  CHECK(found.at("SC-02") == PolicyResult::missing);
  CHECK(found.at("SP-03") == PolicyResult::block);
  // A home address is never lifted by the decree.
  found = results(sheet, Json::array({column("nom", "last_name", "professional"),
                                      column("adresse", "postal_address", "direct")}));
  CHECK(found.at("PB-03") == PolicyResult::block);
  // Nobody was told: a condition.
  sheet["information"] = {{"given", false}};
  found = results(sheet, Json::array({column("nom", "last_name", "professional")}));
  CHECK(found.at("IN-01") == PolicyResult::condition);
  // Nothing said of the basis: asked.
  sheet.erase("legal_basis");
  found = results(sheet, Json::array({column("nom", "last_name", "professional")}));
  CHECK(found.at("LB-01") == PolicyResult::missing);
}

TEST_CASE("health data need an exception on the sheet itself", "[publication]") {
  Json sheet = clean_sheet();
  CHECK(results(sheet, Json::array({column("regime", "health", "special")})).at("SP-01") ==
        PolicyResult::block);
  sheet["article_9_exception"] = {{"code", "j"}, {"text", "x"}};
  CHECK(results(sheet, Json::array({column("regime", "health", "special")})).at("SP-01") ==
        PolicyResult::pass);
}

TEST_CASE("secrets and rights of third parties are asked until answered", "[publication]") {
  Json sheet = clean_sheet();
  sheet["nothing_to_read"] = false;
  sheet.erase("third_party_rights");
  auto found = results(sheet, kNothing);
  CHECK(found.at("PB-06") == PolicyResult::missing);
  CHECK(found.at("PB-09") == PolicyResult::missing);
  sheet["secrets_311"] = {{"checked", true}, {"found", true}};
  sheet["third_party_rights"] = {{"held", "yes"}};
  found = results(sheet, kNothing);
  CHECK(found.at("PB-06") == PolicyResult::block);
  CHECK(found.at("PB-09") == PolicyResult::block);
}

}  // namespace
}  // namespace aval
