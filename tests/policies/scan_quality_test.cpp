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

TEST_CASE("each fact is the worst of its measure over tables and columns", "[policies]") {
  const Json source{
      {"tables",
       {table_of({measure_of("structure", 1.0), measure_of("validity", 0.97, 2),
                  measure_of("validity", 0.91, 3), measure_of("duplicate_entities", 0.01)}),
        table_of({measure_of("structure", 0.98), measure_of("duplicate_entities", 0.04),
                  measure_of("plausibility", nullptr, 1), measure_of("uniqueness", 0.1, 0)})}}};
  CHECK(scan_quality_facts(source) == Json{{"duplicate_entities", 0.04},
                                           {"plausibility", nullptr},
                                           {"possible_dates", nullptr},
                                           {"schema_conformity", nullptr},
                                           {"structure", 0.98},
                                           {"validity", 0.91}});
}

TEST_CASE("a scan without measures says nothing of them", "[policies]") {
  const Json facts = scan_quality_facts({{"tables", {{{"name", "t"}}}}});
  CHECK(facts.size() == 6);
  for (const Json& fact : facts)
    CHECK(fact.is_null());
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
}

}  // namespace
}  // namespace aval
