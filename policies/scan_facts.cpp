#include "policies/scan_facts.h"

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/json_logic.h"
#include "policies/scan_quality.h"

namespace aval {
namespace {

constexpr double kCountsAsPresent = 0.8;  // design.md section 7

// What the scan of one dataset says once reviews are taken into account.
struct ScanFacts {
  std::set<std::string> categories;
  std::set<std::string> grains;
  std::set<std::string> types;            // of private findings that nobody rejected
  std::set<std::string> personal_fields;  // folded names of their columns
  std::set<std::string> nir_fields;
  std::set<std::string> unkeyed_hash_columns;  // what an unkeyed digest hides is still personal
  std::size_t pending = 0;
  Json rejected = Json::array();
  bool personal = false;
  bool amounts = false;  // a table of counts gives amounts too
  // Seen, not seen, or doubtful: a weak finding that nobody reviewed.
  Truth special = Truth::no;
  Truth criminal = Truth::no;
  Truth nir = Truth::no;
  std::optional<std::uint64_t> k_min;
  std::optional<std::uint64_t> l_min;  // distinct sensitive values of a class, where measured
  // Of the worst table; nothing when no data row was read.
  std::optional<double> completeness;     // share of filled cells, 0 to 1
  std::optional<double> duplicates;       // share of rows that repeat another, 0 to 1
  std::optional<double> position_metres;  // how near the finest position of persons comes
};

bool is_personal_nature(const std::string& gdpr) {
  return gdpr != "none" && gdpr != "org";
}

// The review of a finding; an empty object when it is pending.
Json review_of(const Json& finding, const std::vector<Json>& reviews) {
  for (const Json& review : reviews)
    if (review.at("fingerprint") == finding.at("fingerprint"))
      return review;
  return Json::object();
}

// What is printed of a rejection with every decision that rests on it.
Json rejection_of(const Json& finding, const Json& review) {
  Json rejection{{"fingerprint", finding.at("fingerprint")},
                 {"type", finding.at("type")},
                 {"gdpr", finding.at("gdpr")}};
  for (const char* key : {"columns", "reason", "author", "date", "dpo_opinion"})
    if (review.contains(key))
      rejection[key] = review.at(key);
  return rejection;
}

// What is seen stays seen; a weak finding only makes the answer doubtful.
void mark(Truth& flag, bool seen, bool weak) {
  if (seen && flag != Truth::yes)
    flag = weak ? Truth::unknown : Truth::yes;
}

std::set<std::string> columns_of(const Json& finding, const Json& table) {
  std::set<std::string> names;
  for (const Json& column : table.at("columns"))
    for (const Json& index : finding.at("columns"))
      if (column.at("index") == index)
        names.insert(fold(column.value("label", column.at("name").get<std::string>())));
  return names;
}

void add_columns(const Json& finding, const Json& table, ScanFacts& facts) {
  const std::string type = finding.at("type").get<std::string>();
  // A professional number or address is no private detail.
  if (finding.at("gdpr") != "professional")
    facts.types.insert(type);
  for (const std::string& name : columns_of(finding, table)) {
    facts.personal_fields.insert(name);
    if (type == "nir")
      facts.nir_fields.insert(name);
  }
}

// The finest of the columns of positions that a finding is about.
void add_positions(const Json& finding, const Json& table, ScanFacts& facts) {
  const Json& columns = table.at("columns");
  for (const Json& index : finding.at("columns")) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&index](const Json& column) {
      return column.at("index") == index && column.contains("position");
    });
    if (found == columns.end())
      continue;
    const double metres = found->at("position").at("metres").get<double>();
    facts.position_metres = std::min(facts.position_metres.value_or(metres), metres);
  }
}

// A digest that a scan found (rules hash.*, docs/hashes.md) and that nobody rejected.
void add_hashes(const Json& finding, const Json& table, const std::string& review,
                ScanFacts& facts) {
  const bool counts =
      review == "confirmed" || finding.at("confidence").get<double>() >= kCountsAsPresent;
  if (counts && finding.value("rule", std::string()).starts_with("hash."))
    facts.unkeyed_hash_columns.merge(columns_of(finding, table));
}

// What the scan measured of a table with data.
void add_quality(const Json& table, ScanFacts& facts) {
  const Json quality = table.value("quality", Json::object());
  if (table.value("schema_only", false) || !quality.contains("completeness"))
    return;
  const auto rows = table.at("rows").get<double>();
  const double duplicates =
      rows > 0 ? quality.value("duplicate_rows", Json(0)).get<double>() / rows : 0.0;
  const auto completeness = quality.at("completeness").get<double>();
  facts.completeness = std::min(facts.completeness.value_or(1.0), completeness);
  facts.duplicates = std::max(facts.duplicates.value_or(0.0), duplicates);
}

void add_finding(const PolicyPack& pack, const Json& finding, const std::string& review,
                 ScanFacts& facts) {
  const std::string gdpr = finding.at("gdpr").get<std::string>(),
                    type = finding.at("type").get<std::string>();
  const double confidence = finding.at("confidence").get<double>();
  if (review == "pending" && confidence >= kCountsAsPresent)
    ++facts.pending;
  if (!is_personal_nature(gdpr))
    return;
  facts.personal = true;
  const auto category = pack.category_of_type.find(type);
  if (category != pack.category_of_type.end())
    facts.categories.insert(category->second);
  const bool weak = review == "pending" && confidence < kCountsAsPresent;
  mark(facts.special, gdpr == "special", weak);
  mark(facts.criminal, gdpr == "criminal", weak);
  mark(facts.nir, type == "nir", weak);
}

// The smallest group of the tables whose rows are persons. Without any quasi-identifier all rows
// are alike: they form one group.
void add_risk(const Json& table, ScanFacts& facts) {
  const std::string grain = table.at("grain").get<std::string>();
  const Json risk = table.value("risk", Json());
  if (!risk.is_object() || !risk.contains("k") || risk.at("k").is_null())
    return;
  const Json diversity = risk.value("l", Json());
  if (diversity.is_object() && diversity.value("distinct", Json()).is_number_unsigned()) {
    const auto l = diversity.at("distinct").get<std::uint64_t>();
    facts.l_min = std::min(facts.l_min.value_or(l), l);
  }
  const bool persons = grain == "person" || grain == "event_of_person";
  const bool measured = !risk.value("quasi_identifiers", Json::array()).empty();
  if (!persons && !measured)
    return;
  const auto k = (measured ? risk.at("k") : table.at("rows")).get<std::uint64_t>();
  facts.k_min = facts.k_min ? std::min(*facts.k_min, k) : k;
}

bool holds_amounts(const PolicyPack& pack, const Json& table) {
  const Json& columns = table.at("columns");
  return std::any_of(columns.begin(), columns.end(), [&pack](const Json& column) {
    const std::string name = fold(column.value("label", column.at("name").get<std::string>()));
    return std::any_of(
        pack.amount_words.begin(), pack.amount_words.end(),
        [&name](const std::string& word) { return name.find(word) != std::string::npos; });
  });
}

// The use that the dossier judges the quality of the source for.
std::string profile_of(const DatasetInput& input) {
  const Json quality = parse_trusted_json(input.source, "source").value("quality", Json());
  if (!quality.is_object() || !quality.value("profile", Json()).is_string())
    return {};
  return quality.at("profile").get<std::string>();
}

void add_flag(Json& result, const char* name, Truth truth) {
  if (truth != Truth::unknown)
    result[name] = truth == Truth::yes;
}

ScanFacts read_tables(const PolicyPack& pack, const Json& source,
                      const std::vector<Json>& reviews) {
  ScanFacts facts;
  for (const Json& table : source.at("tables")) {
    facts.grains.insert(table.at("grain").get<std::string>());
    add_risk(table, facts);
    add_quality(table, facts);
    facts.amounts = facts.amounts || (table.at("grain") == "count" && holds_amounts(pack, table));
    for (const Json& finding : table.at("findings")) {
      const Json review = review_of(finding, reviews);
      const std::string result = review.value("result", std::string("pending"));
      if (result == "rejected") {
        facts.rejected.push_back(rejection_of(finding, review));
        continue;
      }
      add_finding(pack, finding, result, facts);
      if (!is_personal_nature(finding.at("gdpr").get<std::string>()))
        continue;
      add_columns(finding, table, facts);
      add_positions(finding, table, facts);
      add_hashes(finding, table, result, facts);
    }
  }
  return facts;
}

}  // namespace

Json scan_facts(const PolicyPack& pack, const DatasetInput& input) {
  if (input.scan.empty())
    return Json{{"exists", false}};
  const Json scan = parse_trusted_json(input.scan, "scan");
  std::vector<Json> reviews;
  for (const std::string& review : input.reviews)
    reviews.push_back(parse_trusted_json(review, "review"));
  const Json& source = scan.at("source");
  const ScanFacts facts = read_tables(pack, source, reviews);
  const bool sampled = scan.value("sampled_rows", 0) != 0;
  const Json& tables = source.at("tables");
  const bool schema_only = std::any_of(tables.begin(), tables.end(), [](const Json& table) {
    return table.value("schema_only", false);
  });
  Json result{
      {"exists", true},
      {"current", !input.sha256_now || *input.sha256_now == source.at("sha256").get<std::string>()},
      {"date", scan.at("date")},
      {"coverage", source.at("coverage")},
      {"schema_only", schema_only},
      {"sampled", sampled},
      {"publication", source.at("publication")},
      {"personal", facts.personal},
      {"amounts", facts.amounts},
      {"pending", facts.pending},
      {"rejected", facts.rejected},
      {"categories", facts.categories},
      {"types", facts.types},
      {"personal_fields", facts.personal_fields},
      {"nir_fields", facts.nir_fields},
      {"unkeyed_hash_columns", facts.unkeyed_hash_columns},
      {"format", source.value("format", Json())},
      {"grains", facts.grains},
      {"quality", scan_quality_facts(scan, profile_of(input))}};
  add_flag(result, "special", facts.special);
  add_flag(result, "criminal", facts.criminal);
  add_flag(result, "nir", facts.nir);
  if (facts.k_min)
    result["k_min"] = *facts.k_min;
  if (facts.l_min)
    result["l_min"] = *facts.l_min;
  if (facts.completeness)
    result["completeness"] = *facts.completeness;
  if (facts.duplicates)
    result["duplicates"] = *facts.duplicates;
  if (facts.position_metres)
    result["position_metres"] = *facts.position_metres;
  return result;
}

}  // namespace aval
