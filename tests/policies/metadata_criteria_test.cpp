// The nine criteria of data.gouv.fr on publication sheets, each met, not met and unknown.
#include "policies/metadata_criteria.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace aval {
namespace {

const std::string kToday = "2026-11-27";

Json whole_sheet() {
  return Json{{"licence", "lov2"},
              {"metadata",
               {{"description", std::string(101, 'd')},
                {"temporal_coverage", "2025"},
                {"spatial_coverage", "Valmoreau"},
                {"frequency", "monthly"},
                {"updated_on", "2026-11-01"},
                {"resources_available", true},
                {"documentation", "https://www.valmoreau.example/doc"}}}};
}

std::optional<bool> met(const Json& sheet, std::string_view key,
                        const std::vector<std::string>& formats = {"csv"}) {
  for (const MetadataCriterion& criterion : metadata_score(sheet, formats, kToday).criteria)
    if (criterion.key == key)
      return criterion.met;
  throw Error(ErrorKind::internal, std::string(key), {"absent", "absent"});
}

Json with(const char* key, const Json& value) {
  Json sheet = whole_sheet();
  sheet["metadata"][key] = value;
  return sheet;
}

TEST_CASE("a whole sheet has the nine points, a silent one none but what the file shows",
          "[policies]") {
  const MetadataScore whole = metadata_score(whole_sheet(), {"csv"}, kToday);
  CHECK(whole.criteria.size() == 9);
  CHECK(whole.met == 9);
  CHECK(metadata_status(whole) == "ok");
  const MetadataScore silent = metadata_score(Json::object(), {"csv"}, kToday);
  CHECK(silent.met == 1);
  CHECK(silent.unknown == 8);
  CHECK(metadata_status(silent) == "unknown");
}

TEST_CASE("said to be missing is not unknown", "[policies]") {
  CHECK(met(with("temporal_coverage", nullptr), "temporal_coverage") == false);
  CHECK(met(with("spatial_coverage", ""), "spatial_coverage") == false);
  CHECK(met(with("frequency", "unknown"), "update_frequency") == false);
  CHECK(met(with("resources_available", nullptr), "resources_available") == std::nullopt);
  Json sheet = whole_sheet();
  sheet["licence"] = nullptr;
  CHECK(met(sheet, "licence") == false);
  CHECK(metadata_status(metadata_score(sheet, {"csv"}, kToday)) == "watch");
}

TEST_CASE("a description counts from its hundred and first character", "[policies]") {
  CHECK(met(with("description", std::string(100, 'd')), "description") == false);
  std::string accents;
  for (int i = 0; i < 60; ++i)
    accents += "é";  // 120 bytes, 60 characters
  CHECK(met(with("description", accents), "description") == false);
  CHECK(met(with("description", std::string(101, 'd')), "description") == true);
}

TEST_CASE("an update is late two days after it was due", "[policies]") {
  CHECK(met(with("updated_on", "2026-10-27"), "update_in_time") == true);
  CHECK(met(with("updated_on", "2026-10-26"), "update_in_time") == true);
  CHECK(met(with("updated_on", "2026-10-25"), "update_in_time") == false);
  CHECK(met(with("frequency", "irregular"), "update_in_time") == true);
  CHECK(met(with("updated_on", nullptr), "update_in_time") == std::nullopt);
}

TEST_CASE("one file in an open format is enough", "[policies]") {
  CHECK(met(whole_sheet(), "open_format", {"xlsx", "pdf"}) == false);
  CHECK(met(whole_sheet(), "open_format", {"xlsx", "ods"}) == true);
}

TEST_CASE("points that are not known decide nothing", "[policies]") {
  Json sheet = whole_sheet();
  for (const char* key : {"temporal_coverage", "spatial_coverage"})
    sheet["metadata"].erase(key);
  CHECK(metadata_status(metadata_score(sheet, {"csv"}, kToday)) == "ok");
  sheet["metadata"].erase("documentation");
  CHECK(metadata_status(metadata_score(sheet, {"csv"}, kToday)) == "unknown");
  for (const char* key : {"temporal_coverage", "spatial_coverage", "documentation"})
    sheet["metadata"][key] = nullptr;
  CHECK(metadata_status(metadata_score(sheet, {"csv"}, kToday)) == "watch");
}

}  // namespace
}  // namespace aval
