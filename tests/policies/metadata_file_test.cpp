// Records of datasets in the forms that portals give them. Values are those of the documents below.
#include "policies/metadata_file.h"

#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "policies/metadata_criteria.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const std::string kLong(101, 'd');

MetadataScore score_of(const DatasetMetadata& record) {
  return metadata_score(parse_json(record.sheet, "record"), record.formats, "2026-11-27");
}

// The criteria that are met, those that are not after "-", those not known after "?".
std::string told(const Json& document) {
  std::string met, missing, unknown;
  for (const MetadataCriterion& criterion :
       score_of(read_dataset_metadata(document, "record")).criteria)
    (!criterion.met ? unknown : *criterion.met ? met : missing).append(" ").append(criterion.key);
  return met + " -" + missing + " ?" + unknown;
}

Json udata() {
  return Json{
      {"title", "Arbres"},
      {"description", kLong},
      {"license", "lov2"},
      {"frequency", "annual"},
      {"last_update", "2026-03-24T10:25:26"},
      {"temporal_coverage", {{"start", "2020-01-01"}, {"end", "2025-12-31"}}},
      {"spatial", {{"zones", {"fr:commune:69123"}}}},
      {"resources",
       {{{"format", "csv"},
         {"type", "main"},
         {"description", nullptr},
         {"extras", {{"check:available", true}}}},
        {{"format", "pdf"}, {"type", "documentation"}, {"extras", {{"check:available", true}}}}}}};
}

TEST_CASE("a dataset of data.gouv.fr", "[policies]") {
  CHECK(told(udata()) ==
        " licence temporal_coverage spatial_coverage update_frequency update_in_time description "
        "open_format resources_available documentation - ?");
  CHECK(read_dataset_metadata(udata(), "record").frequency == "annual");
  CHECK(read_dataset_metadata(udata(), "record").formats == std::vector<std::string>{"csv", "pdf"});
  Json bare = udata();
  bare["license"] = "notspecified";
  bare["spatial"] = nullptr;
  bare["frequency"] = "unknown";
  bare["description"] = "court";
  bare["resources"] = {
      {{"format", "xlsx"}, {"type", "main"}, {"description", ""}, {"extras", Json::object()}}};
  CHECK(told(bare) ==
        " temporal_coverage update_in_time - licence spatial_coverage update_frequency description "
        "open_format documentation ? resources_available");
  bare["resources"][0]["extras"]["check:available"] = false;
  CHECK(told(bare).find("- licence spatial_coverage update_frequency description open_format "
                        "resources_available documentation") != std::string::npos);
}

Json dcat() {
  return parse_json(R"({
    "@context": {"dct": "http://purl.org/dc/terms/", "dcat": "http://www.w3.org/ns/dcat#"},
    "@graph": [
      {"@id": "c", "@type": "dcat:Catalog", "dct:title": "Catalogue", "dcat:dataset": [{"@id": "d"}]},
      {"@id": "d", "@type": ["dcat:Dataset"], "dct:title": "Arbres",
       "dct:description": {"@language": "fr", "@value": "TEXT"},
       "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY"},
       "dct:modified": {"@value": "2026-09-01"},
       "dct:spatial": {"@id": "http://id.insee.fr/geo/commune/69123"},
       "dcat:distribution": [{"@id": "r1"}, {"@id": "r2"}]},
      {"@id": "r1", "@type": "dcat:Distribution",
       "dct:format": {"@id": "http://publications.europa.eu/resource/authority/file-type/CSV"},
       "dct:license": {"@id": "https://www.etalab.gouv.fr/licence-ouverte-open-licence"}},
      {"@id": "r2", "@type": "dcat:Distribution", "dct:title": "x",
       "dcat:mediaType": "application/vnd.ms-excel"}
    ]})",
                    "record");
}

TEST_CASE("a DCAT record in JSON-LD", "[policies]") {
  Json document = dcat();
  document["@graph"][1]["dct:description"]["@value"] = kLong;
  CHECK(told(document) ==
        " licence spatial_coverage update_frequency description open_format - temporal_coverage "
        "update_in_time documentation ? resources_available");
  const DatasetMetadata record = read_dataset_metadata(document, "record");
  CHECK(record.frequency == "monthly");
  CHECK(record.formats == std::vector<std::string>{"csv", "xls"});
  // The same terms written in full.
  const Json full = parse_json(
      R"({"@type": "http://www.w3.org/ns/dcat#Dataset", "http://purl.org/dc/terms/temporal": "2020/2024",
          "http://purl.org/dc/terms/license": "lov2"})",
      "record");
  CHECK(told(full).starts_with(" licence temporal_coverage update_in_time -"));
}

TEST_CASE("a publication sheet is a record too", "[policies]") {
  CHECK(told({{"schema", "aval.publication/1"},
              {"id", "a"},
              {"metadata", {{"frequency", "weekly"}, {"updated_on", "2026-11-25"}}}})
            .starts_with(" update_frequency update_in_time - open_format ? licence"));
}

TEST_CASE("what is no record, and several records", "[policies]") {
  CHECK_THROWS_AS(read_dataset_metadata(Json::array({1, 2}), "record"), Error);
  CHECK_THROWS_AS(read_dataset_metadata({{"nom", "x"}}, "record"), Error);
  Json two = dcat();
  two["@graph"].push_back({{"@id", "e"}, {"@type", "dcat:Dataset"}, {"dct:title", "Bancs"}});
  CHECK_THROWS_AS(read_dataset_metadata(two, "record"), Error);
}

TEST_CASE("data are renewed in time until the day after they are due", "[policies]") {
  CHECK(is_renewed_in_time("monthly", "2026-10-26", "2026-11-27") == true);
  CHECK(is_renewed_in_time("monthly", "2026-10-25", "2026-11-27") == false);
  CHECK(is_renewed_in_time("biweekly", "2026-11-12", "2026-11-27") == true);
  CHECK(is_renewed_in_time("biweekly", "2026-11-11", "2026-11-27") == false);
  CHECK(is_renewed_in_time("irregular", "2001-01-01", "2026-11-27") == std::nullopt);
  CHECK(is_renewed_in_time("monthly", "hier", "2026-11-27") == std::nullopt);
}

}  // namespace
}  // namespace aval
