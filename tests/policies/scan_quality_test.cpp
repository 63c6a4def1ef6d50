// The measures of a stored scan as facts, and what rule Q-01 makes of them.
#include "policies/scan_quality.h"

#include "tests/policies/dossier.h"

namespace aval {
namespace {

Json measure_of(const char* key, const Json& value, const Json& column = nullptr) {
  Json measure{{"key", key}, {"value", value}};
  if (!column.is_null())
    measure["column"] = column;
  return measure;
}

Json table_of(const std::vector<Json>& measures) {
  return Json{{"name", "t"}, {"quality", {{"completeness", 1.0}, {"measures", measures}}}};
}

Json scan_with(const std::vector<Json>& tables, std::uint64_t sampled_rows = 0) {
  return Json{{"sampled_rows", sampled_rows}, {"source", {{"tables", tables}}}};
}

TEST_CASE("each fact is the worst of its measure over tables and columns", "[policies]") {
  const Json scan = scan_with(
      {table_of({measure_of("structure", 1.0), measure_of("validity", 0.97, 2),
                 measure_of("validity", 0.91, 3), measure_of("duplicate_entities", 0.01),
                 measure_of("references", 0.5, 4), measure_of("rules", 0.75)}),
       table_of({measure_of("structure", 0.98), measure_of("duplicate_entities", 0.04),
                 measure_of("plausibility", nullptr, 1), measure_of("uniqueness", 0.1, 0)})});
  CHECK(scan_quality_facts(scan, "") == Json{{"currentness", nullptr},
                                             {"duplicate_entities", 0.04},
                                             {"keys_broken", nullptr},
                                             {"plausibility", nullptr},
                                             {"possible_dates", nullptr},
                                             {"references", 0.5},
                                             {"rules", 0.75},
                                             {"schema_conformity", nullptr},
                                             {"structure", 0.98},
                                             {"validity", 0.91},
                                             {"insufficient", nullptr},
                                             {"watched", nullptr},
                                             {"unknown", nullptr}});
}

TEST_CASE("a scan without measures says nothing of them", "[policies]") {
  const Json facts = scan_quality_facts(scan_with({Json{{"name", "t"}}}), "");
  CHECK(facts.size() == 13);
  for (const Json& fact : facts)
    CHECK(fact.is_null());
}

TEST_CASE("a profile sorts the measures by how they stand", "[policies]") {
  const std::vector<Json> tables = {
      table_of({measure_of("structure", 0.98), measure_of("validity", 0.97, 2),
                measure_of("duplicate_rows", 0.0), measure_of("documented_columns", 0.0)})};
  const Json open = scan_quality_facts(scan_with(tables), "publication");
  CHECK(open.at("insufficient") == Json{"structure"});
  CHECK(open.at("watched") == Json{"validity"});
  CHECK(open.at("unknown") == Json::array());
  const Json steering = scan_quality_facts(scan_with(tables), "pilotage");
  CHECK(steering.at("insufficient") == Json::array());
  CHECK(steering.at("watched") == Json{"structure"});
  const Json sampled = scan_quality_facts(scan_with(tables, 100), "pilotage");
  CHECK(sampled.at("unknown") == Json{"completeness_required", "duplicate_entities",
                                      "duplicate_rows", "format_consistency", "plausibility",
                                      "references", "rules"});
}

TEST_CASE("a key that is only guessed decides nothing by itself", "[policies]") {
  Json guessed = measure_of("keys_broken", 0.04);
  guessed["guessed"] = true;
  CHECK(scan_quality_facts(scan_with({table_of({guessed})}), "").at("keys_broken").is_null());
  CHECK(scan_quality_facts(scan_with({table_of({guessed})}), "registre").at("watched") ==
        Json{"keys_broken"});
  const Json declared = scan_with({table_of({measure_of("keys_broken", 0.04)})});
  CHECK(scan_quality_facts(declared, "").at("keys_broken") == 0.04);
  CHECK(scan_quality_facts(declared, "registre").at("insufficient") == Json{"keys_broken"});
}

// The result of Q-01 at G3 for the base dossier whose scan has these measures.
PolicyResult result_with(const std::vector<Json>& measures) {
  FactInputs inputs = inputs_of(base_dossier(), "G3");
  Json scan = parse_json(inputs.datasets.at(0).scan, "scan");
  scan["source"]["tables"][0]["quality"]["measures"] = measures;
  inputs.datasets.at(0).scan = canonical_json(scan);
  const PolicyPack pack = load_embedded_policy_pack();
  const Decision decision = decide(pack, collect_facts(pack, inputs), "G3");
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.policy == "Q-01")
      return outcome.result;
  throw Error(ErrorKind::internal, "Q-01", {"absente", "absent"});
}

TEST_CASE("the verdict rests on what the scan measured", "[policies]") {
  CHECK(result_with({}) == PolicyResult::pass);
  CHECK(result_with({measure_of("validity", 0.95, 1)}) == PolicyResult::pass);
  CHECK(result_with({measure_of("validity", 0.95, 1), measure_of("validity", 0.5, 2)}) ==
        PolicyResult::condition);
  CHECK(result_with({measure_of("possible_dates", 0.9, 1)}) == PolicyResult::condition);
  CHECK(result_with({measure_of("outliers", 0.9, 1)}) == PolicyResult::pass);
  CHECK(result_with({measure_of("references", 0.97, 1)}) == PolicyResult::condition);
  CHECK(result_with({measure_of("keys_broken", 0.01)}) == PolicyResult::pass);
  CHECK(result_with({measure_of("keys_broken", 0.03)}) == PolicyResult::condition);
  CHECK(result_with({measure_of("rules", 0.98)}) == PolicyResult::pass);
  CHECK(result_with({measure_of("currentness", 0)}) == PolicyResult::condition);
}

}  // namespace
}  // namespace aval
