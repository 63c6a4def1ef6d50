#include "policies/scan_quality.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "audit/scan/quality_profile.h"

namespace aval {
namespace {

// A measure that policies read (docs/quality.md gives its formula).
struct ReadMeasure {
  const char* key;
  bool worst_is_highest;
};

constexpr std::array<ReadMeasure, 10> kReadMeasures = {{{"currentness", false},
                                                        {"duplicate_entities", true},
                                                        {"keys_broken", true},
                                                        {"plausibility", false},
                                                        {"possible_dates", false},
                                                        {"references", false},
                                                        {"rules", false},
                                                        {"schema_conformity", false},
                                                        {"structure", false},
                                                        {"validity", false}}};

void add_measure(const Json& measure, Json& facts) {
  const Json value = measure.value("value", Json());
  const auto read =
      std::find_if(kReadMeasures.begin(), kReadMeasures.end(),
                   [&](const ReadMeasure& known) { return measure.at("key") == known.key; });
  if (read == kReadMeasures.end() || !value.is_number() || measure.value("guessed", false))
    return;
  Json& worst = facts[read->key];
  if (worst.is_null() || (read->worst_is_highest ? value > worst : value < worst))
    worst = value;
}

std::vector<QualityMeasure> measures_of(const Json& table) {
  std::vector<QualityMeasure> measures;
  for (const Json& json : table.value("quality", Json::object()).value("measures", Json::array())) {
    QualityMeasure measure;
    measure.key = json.at("key").get<std::string>();
    if (json.contains("column"))
      measure.column = json.at("column").get<std::size_t>();
    if (json.at("value").is_number())
      measure.value = json.at("value").get<double>();
    measure.counted = json.value("counted", std::uint64_t{0});
    measure.of = json.value("of", std::uint64_t{0});
    measure.guessed = json.value("guessed", false);
    // Scans of earlier versions print what was counted only of what there is to measure.
    measure.not_measured = !measure.value && (json.value("not_measured", false) || measure.of > 0 ||
                                              measure.key == "format_consistency");
    measures.push_back(std::move(measure));
  }
  return measures;
}

// What the profile says of every table.
void add_profile_facts(const Json& scan, const std::string& profile, Json& facts) {
  const QualityProfile limits = load_quality_profile(profile);
  std::set<std::string> insufficient, watched, unknown;
  for (const Json& table : scan.at("source").at("tables")) {
    std::vector<QualityMeasure> measures = measures_of(table);
    judge_measures(limits, scan.value("sampled_rows", 0) != 0, measures);
    for (const QualityMeasure& measure : measures) {
      if (measure.key == "documented_columns")
        continue;
      if (measure.status == QualityStatus::insufficient)
        insufficient.insert(measure.key);
      if (measure.status == QualityStatus::watch)
        watched.insert(measure.key);
      if (measure.status == QualityStatus::unknown)
        unknown.insert(measure.key);
    }
  }
  facts["insufficient"] = insufficient;
  facts["watched"] = watched;
  facts["unknown"] = unknown;
}

}  // namespace

Json scan_quality_facts(const Json& scan, const std::string& profile) {
  Json facts{{"insufficient", nullptr}, {"watched", nullptr}, {"unknown", nullptr}};
  for (const ReadMeasure& read : kReadMeasures)
    facts[read.key] = nullptr;
  for (const Json& table : scan.at("source").at("tables"))
    for (const Json& measure :
         table.value("quality", Json::object()).value("measures", Json::array()))
      add_measure(measure, facts);
  if (!profile.empty())
    add_profile_facts(scan, profile, facts);
  return facts;
}

}  // namespace aval
