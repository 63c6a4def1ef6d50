// The quality of a table: counts that are typed by hand, whatever the order of rows and the
// threads.
#include "audit/scan/quality_measure.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

bool has(const char* cell, QualityFault fault) {
  return judge_quality(cell).has(fault);
}

TEST_CASE("cells that are not what they should be", "[scan][quality]") {
  CHECK(has(" Lyon", QualityFault::padded));
  CHECK(has("Lyon\u00a0", QualityFault::padded));
  CHECK_FALSE(has("Lyon", QualityFault::padded));
  CHECK(has("rue  Haute", QualityFault::odd_space));
  CHECK(has("12\u00a0000", QualityFault::odd_space));
  CHECK_FALSE(has("rue Haute", QualityFault::odd_space));
  CHECK(has("a\x01z", QualityFault::control));
  CHECK(has("Ren\ufffde", QualityFault::lost_character));
  CHECK(has("RenÃ©e", QualityFault::mojibake));
  CHECK_FALSE(has("Renée", QualityFault::mojibake));
  CHECK(has("#VALEUR!", QualityFault::error_value));
  CHECK(has("####", QualityFault::error_value));
  CHECK_FALSE(has("#3", QualityFault::error_value));
  CHECK(has("NC", QualityFault::missing));
  CHECK(has("", QualityFault::missing));
}

TEST_CASE("dates that exist, that do not, that may be read in two ways", "[scan][quality]") {
  CHECK(judge_quality("29/02/2024").day == 20240229);
  CHECK(judge_quality("2024-02-29").day == 20240229);
  CHECK(judge_quality("2024-02-29T10:00:00").day == 20240229);
  CHECK(has("29/02/2023", QualityFault::impossible_date));
  CHECK(has("31/04/2024", QualityFault::impossible_date));
  CHECK(has("00/00/0000", QualityFault::impossible_date));
  CHECK(has("03/04/2024", QualityFault::ambiguous_date));
  CHECK_FALSE(has("03/03/2024", QualityFault::ambiguous_date));
  CHECK_FALSE(has("23/04/2024", QualityFault::ambiguous_date));
  CHECK(judge_quality("04/23/2024").day == 20240423);
  CHECK(judge_quality("12/345/6789").day == 0);
  CHECK_FALSE(has("192.168.1.1", QualityFault::impossible_date));
}

TEST_CASE("how a value is written", "[scan][quality]") {
  CHECK(judge_quality("12").kind == WrittenKind::integer);
  CHECK(judge_quality("-1 200,50").kind == WrittenKind::decimal);
  CHECK(judge_quality("01000").kind == WrittenKind::code);
  CHECK(judge_quality("AB-12").kind == WrittenKind::code);
  CHECK(judge_quality("oui").kind == WrittenKind::boolean);
  CHECK(judge_quality("31/01/2024").kind == WrittenKind::date);
  CHECK(judge_quality("12 rue Haute").kind == WrittenKind::text);
  CHECK(judge_quality("31/01/2024").form == judge_quality("01/02/1999").form);
  CHECK(judge_quality("31/01/2024").form != judge_quality("2024-01-31").form);
}

const QualityMeasure* find(const std::vector<QualityMeasure>& measures, const char* key,
                           std::optional<std::size_t> column = std::nullopt) {
  for (const QualityMeasure& measure : measures)
    if (measure.key == key && measure.column == column)
      return &measure;
  return nullptr;
}

struct Measured {
  std::vector<QualityMeasure> measures;
  std::vector<QualityFinding> faults;
};

Measured measure(const std::string& csv, unsigned threads) {
  const Source source = open_rows(csv);
  TableReader& reader = *source.tables.at(0);
  ProfileOptions options;
  options.threads = threads;
  options.count_quality = true;
  options.today = 20261124;
  TableProfile profile = profile_table(reader, program_pack(), options);
  const TableScan scan = find_personal_data(profile, reader.info(), reader.stats(), program_pack());
  complete_quality(*profile.quality, *reader.reopen(), scan, threads);
  return {measure_quality(scan, &*profile.quality), find_quality_faults(scan, *profile.quality)};
}

constexpr const char* kCsv =
    "num;nom;prenom;date_naissance;ville;vide;constante\n"
    "1;Martin;Camille;31/01/1980;Lyon;;x\n"
    "2;MARTIN;Camille;31/01/1980;LYON;;x\n"
    "3;Bernard;Louis;31/02/1975;Lyon ;;x\n"
    "4;Dubois;Jeanne;1990-05-14;Évry;NC;x\n"
    "5;Robert;Paul;17/03/2040;Evry;;x\n";

TEST_CASE("measures of a small table, typed by hand", "[scan][quality]") {
  const auto [measures, faults] = measure(kCsv, 1);
  CHECK(find(measures, "structure")->value == 1);
  CHECK(find(measures, "duplicate_rows")->counted == 0);
  CHECK(find(measures, "duplicate_rows_loose")->counted == 1);
  CHECK(find(measures, "duplicate_entities")->counted == 1);
  CHECK(find(measures, "key")->value == 1);
  CHECK(find(measures, "completeness", 5)->value == 0);
  CHECK(find(measures, "possible_dates", 3)->counted == 4);
  CHECK(find(measures, "possible_dates", 3)->of == 5);
  CHECK(find(measures, "plausibility", 3)->counted == 3);
  CHECK(find(measures, "format_consistency", 3)->counted == 0);  // a ratio of its own
  CHECK(*find(measures, "format_consistency", 3)->value == Approx(0.8));
  CHECK(find(measures, "case_variants", 4)->counted == 2);
  CHECK(find(measures, "clean_text", 4)->counted == 4);
  std::string codes;
  for (const QualityFinding& fault : faults)
    codes +=
        fault.code + "@" + std::to_string(fault.column) + "=" + std::to_string(fault.cells) + " ";
  CHECK(codes ==
        "date.impossible@3=1 date.future@3=1 date.mixed@3=1 text.spaces@4=1 column.empty@5=5 "
        "column.constant@6=5 ");
}

TEST_CASE("measures do not depend on threads or on the order of rows", "[scan][quality]") {
  std::string csv = "num;nom;jour\n", backwards;
  for (int i = 0; i < 5000; ++i) {
    const std::string line = std::to_string(i) + ";n" + std::to_string(i % 97) + ";" +
                             std::to_string(10 + i % 25) + "/0" + std::to_string(1 + i % 9) +
                             "/2020\n";
    csv += line;
    backwards = line + backwards;
  }
  const auto one = measure(csv, 1).measures;
  for (const auto& other :
       {measure(csv, 3).measures, measure("num;nom;jour\n" + backwards, 1).measures}) {
    REQUIRE(other.size() == one.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      CAPTURE(one[i].key);
      CHECK(other[i].key == one[i].key);
      CHECK(other[i].value == one[i].value);
      CHECK(other[i].counted == one[i].counted);
    }
  }
}

TEST_CASE("without counts of quality, only what the scan counted is measured", "[scan][quality]") {
  const Source source = open_rows(kCsv);
  const TableScan scan = scan_table(*source.tables.at(0), program_pack(), ProfileOptions{});
  const auto measures = measure_quality(scan, nullptr);
  CHECK(find(measures, "duplicate_rows_loose") == nullptr);
  CHECK(find(measures, "type_purity", 0) == nullptr);
  CHECK(find(measures, "uniqueness", 0)->value == 1);
}

}  // namespace
}  // namespace aval
