#include "policies/scan_quality.h"

#include <algorithm>
#include <array>
#include <string>

#include <nlohmann/json.hpp>

namespace aval {
namespace {

// A measure that policies read (docs/quality.md gives its formula).
struct ReadMeasure {
  const char* key;
  bool worst_is_highest;
};

constexpr std::array<ReadMeasure, 6> kReadMeasures = {{{"duplicate_entities", true},
                                                       {"plausibility", false},
                                                       {"possible_dates", false},
                                                       {"schema_conformity", false},
                                                       {"structure", false},
                                                       {"validity", false}}};

void add_measure(const Json& measure, Json& facts) {
  const Json value = measure.value("value", Json());
  const auto read =
      std::find_if(kReadMeasures.begin(), kReadMeasures.end(),
                   [&](const ReadMeasure& known) { return measure.at("key") == known.key; });
  if (read == kReadMeasures.end() || !value.is_number())
    return;
  Json& worst = facts[read->key];
  if (worst.is_null() || (read->worst_is_highest ? value > worst : value < worst))
    worst = value;
}

}  // namespace

Json scan_quality_facts(const Json& source) {
  Json facts = Json::object();
  for (const ReadMeasure& read : kReadMeasures)
    facts[read.key] = nullptr;
  for (const Json& table : source.at("tables"))
    for (const Json& measure :
         table.value("quality", Json::object()).value("measures", Json::array()))
      add_measure(measure, facts);
  return facts;
}

}  // namespace aval
