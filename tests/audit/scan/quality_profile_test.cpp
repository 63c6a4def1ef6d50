// How measures stand against the profiles of use.
#include "audit/scan/quality_profile.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace aval {
namespace {

QualityMeasure share(const char* key, std::uint64_t counted, std::uint64_t of,
                     std::optional<std::size_t> column = std::nullopt) {
  return {key, column, static_cast<double>(counted) / static_cast<double>(of), counted, of};
}

TEST_CASE("each profile of the program is sound", "[scan][quality]") {
  for (const std::string& name : quality_profile_names()) {
    CAPTURE(name);
    const QualityProfile profile = load_quality_profile(name);
    CHECK(profile.id == name);
    CHECK(!profile.title.fr.empty());
    CHECK(profile.limits.size() >= 10);
    for (const QualityLimit& limit : profile.limits) {
      CHECK(limit.source == "project");
      // A number between nothing and all is a choice that no outside source gives.
      const bool is_choice = (limit.limit > 0 && limit.limit < 1) ||
                             (limit.floor && *limit.floor > 0 && *limit.floor < 1);
      CHECK(limit.to_confirm == is_choice);
    }
  }
}

TEST_CASE("a measure is good, watched or insufficient by its limits", "[scan][quality]") {
  std::vector<QualityMeasure> measures = {
      share("coverage", 10, 10),     share("structure", 98, 100),   share("duplicate_rows", 0, 100),
      share("validity", 95, 100, 0), share("validity", 99, 100, 1), share("uniqueness", 1, 100, 0)};
  CHECK(judge_measures(load_quality_profile("publication"), false, measures) ==
        QualityStatus::insufficient);
  CHECK(measures[0].status == QualityStatus::ok);
  CHECK(measures[1].status == QualityStatus::insufficient);
  CHECK(measures[1].limit == 1.0);
  CHECK(measures[1].floor == 0.99);
  CHECK(measures[2].status == QualityStatus::ok);
  CHECK(measures[2].at_most);
  CHECK(measures[3].status == QualityStatus::watch);
  CHECK(measures[3].to_confirm);
  CHECK(measures[4].status == QualityStatus::ok);
  CHECK(measures[5].status == QualityStatus::none);
}

TEST_CASE("ways of writing are judged of dates only", "[scan][quality]") {
  std::vector<QualityMeasure> measures = {share("format_consistency", 9, 10, 0),
                                          share("format_consistency", 9, 10, 1),
                                          share("possible_dates", 10, 10, 1)};
  judge_measures(load_quality_profile("registre"), false, measures);
  CHECK(measures[0].status == QualityStatus::none);
  CHECK(measures[1].status == QualityStatus::watch);
}

TEST_CASE("unknown, and nothing to measure, are two answers", "[scan][quality]") {
  std::vector<QualityMeasure> measures = {{"schema_conformity", std::nullopt, std::nullopt, 5, 10},
                                          {"duplicate_rows", std::nullopt, std::nullopt}};
  measures[0].not_measured = true;
  CHECK(judge_measures(load_quality_profile("registre"), false, measures) ==
        QualityStatus::unknown);
  CHECK(measures[0].status == QualityStatus::unknown);
  CHECK(measures[1].status == QualityStatus::none);
}

TEST_CASE("a described column may have more gaps, but for a floor", "[scan][quality]") {
  std::vector<QualityMeasure> measures = {
      share("completeness", 90, 100, 0), share("documented", 1, 1, 0),
      share("completeness", 90, 100, 1), share("documented", 0, 1, 1)};
  QualityProfile profile = load_quality_profile("registre");
  judge_measures(profile, false, measures);
  CHECK(measures[0].status == QualityStatus::ok);
  CHECK(measures[2].status == QualityStatus::watch);
  for (QualityLimit& limit : profile.limits)
    if (limit.measure == "completeness")
      limit.floor = 0.95;
  judge_measures(profile, false, measures);
  CHECK(measures[0].status == QualityStatus::insufficient);
  // Other profiles ask for the cells whatever is said of them.
  std::vector<QualityMeasure> trained = {share("completeness", 89, 100, 0),
                                         share("documented", 1, 1, 0)};
  judge_measures(load_quality_profile("ia"), false, trained);
  CHECK(trained[0].status == QualityStatus::watch);
}

TEST_CASE("a broken key blocks a register, one that is guessed is watched", "[scan][quality]") {
  std::vector<QualityMeasure> declared = {share("keys_broken", 1, 1000)};
  std::vector<QualityMeasure> guessed = declared, open = declared;
  std::vector<QualityMeasure> whole = {share("keys_broken", 0, 1000)};
  guessed[0].guessed = true;
  const QualityProfile profile = load_quality_profile("registre");
  CHECK(judge_measures(profile, false, declared) == QualityStatus::insufficient);
  CHECK(judge_measures(profile, false, guessed) == QualityStatus::watch);
  CHECK(judge_measures(profile, false, whole) == QualityStatus::ok);
  CHECK(judge_measures(load_quality_profile("publication"), false, open) == QualityStatus::none);
}

TEST_CASE("a sample is never good where the lower bound is under the limit", "[scan][quality]") {
  std::vector<QualityMeasure> few = {share("completeness", 96, 100, 0)};
  std::vector<QualityMeasure> many = {share("completeness", 96000, 100000, 0)};
  const QualityProfile profile = load_quality_profile("registre");
  CHECK(judge_measures(profile, true, few) == QualityStatus::watch);
  CHECK(few[0].status == QualityStatus::watch);
  judge_measures(profile, true, many);
  CHECK(many[0].status == QualityStatus::ok);
  // What a sample cannot tell is there, without a value.
  const auto plausibility =
      std::find_if(many.begin(), many.end(),
                   [](const QualityMeasure& measure) { return measure.key == "plausibility"; });
  REQUIRE(plausibility != many.end());
  CHECK(plausibility->status == QualityStatus::unknown);
  CHECK_FALSE(plausibility->value);
}

TEST_CASE("Wilson's interval", "[scan][quality]") {
  constexpr double kSquare = 1.959963984540054 * 1.959963984540054;
  // The closed forms of no case, and of every case, among ten.
  CHECK(wilson_interval(0, 10).low == 0);
  CHECK(wilson_interval(0, 10).high == Approx(kSquare / (10 + kSquare)));
  CHECK(wilson_interval(10, 10).low == Approx(10 / (10 + kSquare)));
  // Each bound p lies z standard errors of p itself from the share: (share - p)^2 =
  // z^2 p (1 - p) / n.
  const ShareInterval interval = wilson_interval(95, 100);
  for (const double bound : {interval.low, interval.high})
    CHECK((0.95 - bound) * (0.95 - bound) == Approx(kSquare * bound * (1 - bound) / 100));
  CHECK(interval.low < 0.95);
  CHECK(interval.high > 0.95);
  CHECK(wilson_interval(0, 0).low == 0);
  CHECK(wilson_interval(0, 0).high == 1);
}

// What the program says of that document; empty when it takes it.
std::string refusal_of(const Json& document) {
  try {
    (void)parse_quality_profile(document, "p.json");
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

bool names(const std::string& message, const char* part) {
  return message.find(part) != std::string::npos;
}

TEST_CASE("mistakes of a profile are told with their place", "[scan][quality]") {
  Json document{{"schema", "aval.quality-profile/1"},
                {"id", "mien"},
                {"title", {{"fr", "le mien"}, {"en", "mine"}}},
                {"limits", Json::array()}};
  document["limits"].push_back({{"measure", "completeness"},
                                {"scope", "columns"},
                                {"at_least", 0.5},
                                {"source", "user"},
                                {"status", "confirmed"}});
  CHECK(parse_quality_profile(document, "p.json").limits.at(0).limit == 0.5);
  CHECK(parse_quality_profile(document, "p.json").required.empty());
  document["required"] = {"nom", "ville"};
  CHECK(parse_quality_profile(document, "p.json").required ==
        std::vector<std::string>{"nom", "ville"});
  Json& limit = document["limits"][0];
  limit["measure"] = "completness";
  CHECK(names(refusal_of(document), "#/limits/0/measure"));
  limit["measure"] = "completeness";
  limit["floor"] = 0.6;
  CHECK(names(refusal_of(document), "#/limits/0/floor"));
  limit.erase("floor");
  limit["at_most"] = 0.6;
  CHECK(names(refusal_of(document), "#/limits/0"));
  CHECK_THROWS_AS(load_quality_profile("publicaton"), Error);
}

}  // namespace
}  // namespace aval
