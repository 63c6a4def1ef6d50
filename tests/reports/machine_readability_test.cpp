// Whether a machine can take a file as it is, criterion by criterion.
#include "reports/machine_readability.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace aval {
namespace {

SourceAudit clean_csv() {
  SourceAudit source;
  source.info.format = "csv";
  source.info.encoding = "UTF-8";
  source.tables.emplace_back();
  source.tables[0].scan.info.dialect.header_row = 1;
  return source;
}

std::string unmet(const SourceAudit& source) {
  std::string keys;
  for (const ReadabilityCriterion& criterion : machine_readability(source))
    if (criterion.met == false) {
      keys += criterion.key;
      keys += ' ';
    }
  return keys;
}

TEST_CASE("a clean CSV file is one that a machine can take", "[reports]") {
  CHECK(unmet(clean_csv()).empty());
  CHECK(machine_readability_in_words(clean_csv()).at(0).en ==
        "A machine can take this file as it is.");
  const OrderedJson json = machine_readability_json(clean_csv());
  CHECK(json.size() == 7);
  CHECK(json.at("no_merged_cells").is_null());
  CHECK(json.at("delimiter_clear") == true);
}

TEST_CASE("each obstacle is told by its key", "[reports]") {
  SourceAudit source = clean_csv();
  source.info.encoding = "windows-1252";
  CHECK(unmet(source) == "encoding_utf8 ");
  source = clean_csv();
  source.tables[0].scan.info.dialect.header_rows = 2;
  CHECK(unmet(source) == "one_header_row ");
  source = clean_csv();
  source.tables[0].scan.info.dialect.preamble_rows = 3;
  CHECK(unmet(source) == "one_header_row ");
  source = clean_csv();
  source.tables[0].scan.stats.notes.push_back("delimiter_uncertain");
  CHECK(unmet(source) == "delimiter_clear ");
  source = clean_csv();
  source.tables.push_back(source.tables[0]);
  CHECK(unmet(source) == "one_table ");
}

TEST_CASE("a workbook with merged cells and empty formulas", "[reports]") {
  SourceAudit source = clean_csv();
  source.info.format = "xlsx";
  source.info.encoding.clear();
  source.tables[0].scan.stats.repairs["cells_merged"].count = 4;
  source.tables[0].scan.stats.repairs["formula_without_value"].count = 1;
  CHECK(unmet(source) == "open_format no_merged_cells no_formula_only ");
  CHECK(machine_readability_in_words(source).at(0).en ==
        "A machine cannot take this file as it is: closed format, merged cells and formulas "
        "without a value.");
  CHECK(machine_readability_json(source).at("encoding_utf8").is_null());
}

TEST_CASE("of a schema without data, nothing is said", "[reports]") {
  SourceAudit source = clean_csv();
  source.tables[0].scan.schema_only = true;
  CHECK(machine_readability_in_words(source).empty());
}

}  // namespace
}  // namespace aval
