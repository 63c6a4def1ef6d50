#include "policies/facts.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "policies/json_logic.h"

namespace aval {
namespace {

constexpr double kCountsAsPresent = 0.8;  // design.md section 7

// What the scan of one dataset says once reviews are taken into account.
struct ScanFacts {
  std::set<std::string> categories;
  std::set<std::string> grains;
  std::size_t pending = 0;
  Json rejected = Json::array();
  bool personal = false;
  // Seen, not seen, or doubtful: a weak finding that nobody reviewed.
  Truth special = Truth::no;
  Truth criminal = Truth::no;
  Truth nir = Truth::no;
  std::optional<std::uint64_t> k_min;
};

bool is_personal_nature(const std::string& gdpr) {
  return gdpr != "none" && gdpr != "org";
}

std::string review_of(const Json& finding, const std::vector<Json>& reviews) {
  for (const Json& review : reviews)
    if (review.at("fingerprint") == finding.at("fingerprint"))
      return review.at("result").get<std::string>();
  return "pending";
}

// What is seen stays seen; a weak finding only makes the answer doubtful.
void mark(Truth& flag, bool seen, bool weak) {
  if (seen && flag != Truth::yes)
    flag = weak ? Truth::unknown : Truth::yes;
}

void add_finding(const PolicyPack& pack, const Json& finding, const std::string& review,
                 ScanFacts& facts) {
  const std::string gdpr = finding.at("gdpr").get<std::string>(),
                    type = finding.at("type").get<std::string>();
  if (review == "rejected") {
    facts.rejected.push_back(
        Json{{"fingerprint", finding.at("fingerprint")}, {"type", type}, {"gdpr", gdpr}});
    return;
  }
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
  const bool persons = grain == "person" || grain == "event_of_person";
  const bool measured = !risk.value("quasi_identifiers", Json::array()).empty();
  if (!persons && !measured)
    return;
  const auto k = (measured ? risk.at("k") : table.at("rows")).get<std::uint64_t>();
  facts.k_min = facts.k_min ? std::min(*facts.k_min, k) : k;
}

void add_flag(Json& result, const char* name, Truth truth) {
  if (truth != Truth::unknown)
    result[name] = truth == Truth::yes;
}

Json scan_facts(const PolicyPack& pack, const DatasetInput& input) {
  if (input.scan.empty())
    return Json{{"exists", false}};
  const Json scan = parse_json(input.scan, "scan");
  std::vector<Json> reviews;
  for (const std::string& review : input.reviews)
    reviews.push_back(parse_json(review, "review"));
  ScanFacts facts;
  const Json& source = scan.at("source");
  for (const Json& table : source.at("tables")) {
    facts.grains.insert(table.at("grain").get<std::string>());
    add_risk(table, facts);
    for (const Json& finding : table.at("findings"))
      add_finding(pack, finding, review_of(finding, reviews), facts);
  }
  const bool sampled = scan.value("sampled_rows", 0) != 0;
  Json result{
      {"exists", true},
      {"current", !input.sha256_now || *input.sha256_now == source.at("sha256").get<std::string>()},
      {"date", scan.at("date")},
      {"coverage", source.at("coverage")},
      {"sampled", sampled},
      {"publication", source.at("publication")},
      {"personal", facts.personal},
      {"pending", facts.pending},
      {"rejected", facts.rejected},
      {"categories", facts.categories},
      {"grains", facts.grains}};
  add_flag(result, "special", facts.special);
  add_flag(result, "criminal", facts.criminal);
  add_flag(result, "nir", facts.nir);
  if (facts.k_min)
    result["k_min"] = *facts.k_min;
  return result;
}

// The source as the dossier gives it, plus what only aval knows.
Json dataset_facts(const PolicyPack& pack, const DatasetInput& input, const Json& publication) {
  Json dataset = parse_json(input.source, "source");
  dataset["id"] = dataset.at("dataset");
  dataset.erase("dataset");
  if (!dataset.contains("retired"))
    dataset["retired"] = false;
  dataset["scan"] = scan_facts(pack, input);
  if (!input.scan.empty())
    dataset["sha256"] = parse_json(input.scan, "scan").at("source").at("sha256");
  const Json report =
      publication.is_object() ? publication.value("anonymization_report", Json()) : Json();
  if (report.is_object() && report.contains("sha256"))
    dataset["report_sha256"] = report.at("sha256");
  if (publication.is_object() && publication.contains("smallest_cell"))
    dataset["smallest_cell"] = publication.at("smallest_cell");
  return dataset;
}

void fill_with_null(Json& object, std::initializer_list<const char*> keys) {
  if (!object.is_object())
    return;
  for (const char* key : keys)
    if (!object.contains(key))
      object[key] = nullptr;
}

void fill_items_with_null(Json& list, std::initializer_list<const char*> keys) {
  if (list.is_array())
    for (Json& item : list)
      fill_with_null(item, keys);
}

// What a validated entry does not say, it says there is none.
Json activity_facts(const std::string& text) {
  Json activity = parse_json(text, "activity");
  if (activity.value("status", Json()) != "validated")
    return activity;
  fill_with_null(activity, {"purposes", "data_categories", "data_subjects", "recipients",
                            "transfers", "security_measures", "processors", "article_9_exception",
                            "article_10_ground", "nir_ground", "information", "rights_procedure",
                            "regime", "reviewed_on", "no_erasure_reason", "no_security_reason"});
  fill_items_with_null(activity["purposes"], {"legal_bases", "legal_texts"});
  fill_items_with_null(activity["data_categories"], {"retention"});
  fill_items_with_null(activity["transfers"], {"tool", "article"});
  fill_items_with_null(activity["processors"], {"contract_article_28"});
  fill_with_null(activity["article_9_exception"], {"code"});
  fill_with_null(activity["article_10_ground"], {"text"});
  fill_with_null(activity["nir_ground"], {"type", "reference"});
  fill_with_null(activity["information"], {"given"});
  return activity;
}

// True when one dataset holds personal data; false when all were looked at and none does; absent
// when it cannot be told.
void add_personal(Json& facts) {
  bool all_known = true;
  for (const Json& dataset : facts.at("datasets")) {
    if (dataset.value("retired", false))
      continue;
    const Json& scan = dataset.at("scan");
    if (scan.value("personal", false) || dataset.value("declared_personal", Json()) == "yes") {
      facts["personal"] = true;
      return;
    }
    all_known = all_known && scan.at("exists").get<bool>();
  }
  if (all_known && !facts.at("datasets").empty())
    facts["personal"] = false;
}

Json declared_categories(const Json& activities) {
  std::set<std::string> categories;
  for (const Json& activity : activities)
    for (const Json& category : activity.value("data_categories", Json()).is_array()
                                    ? activity.at("data_categories")
                                    : Json::array())
      categories.insert(category.at("category").get<std::string>());
  return categories;
}

// The linked activities; how many there are is unknown until the dossier answers.
void add_activities(Json& facts, const Json& usecase, const std::vector<std::string>& activities) {
  if (!usecase.contains("activities"))
    return;
  facts["activities"] = Json::array();
  for (const std::string& activity : activities)
    facts["activities"].push_back(activity_facts(activity));
  facts["activity_count"] = activities.size();
  facts["declared_categories"] = declared_categories(facts.at("activities"));
}

}  // namespace

Json collect_facts(const PolicyPack& pack, const FactInputs& inputs) {
  Json usecase = parse_json(inputs.usecase, "usecase");
  Json facts{{"today", inputs.today}, {"gate", inputs.gate}, {"scope_of_gate", "usecase"}};
  facts["org"] = inputs.organisation.empty() ? Json::object()
                                             : parse_json(inputs.organisation, "organisation");
  for (const char* part : {"dpia", "publication"})
    if (usecase.contains(part))
      facts[part] = usecase.at(part);
  if (usecase.contains("recipients") && usecase.at("recipients").is_array())
    facts["recipients"] = usecase.at("recipients");
  facts["datasets"] = Json::array();
  for (const DatasetInput& dataset : inputs.datasets)
    facts["datasets"].push_back(dataset_facts(pack, dataset, facts.value("publication", Json())));
  add_activities(facts, usecase, inputs.activities);
  add_personal(facts);
  for (const char* moved : {"dpia", "publication", "sources", "recipients"})
    usecase.erase(moved);
  facts["usecase"] = std::move(usecase);
  return facts;
}

}  // namespace aval
