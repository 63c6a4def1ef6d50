#include "policies/facts.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/json_logic.h"

namespace aval {
namespace {

constexpr double kCountsAsPresent = 0.8;  // design.md section 7

// What the scan of one dataset says once reviews are taken into account.
struct ScanFacts {
  std::set<std::string> categories;
  std::set<std::string> grains;
  std::set<std::string> types;            // of personal findings that nobody rejected
  std::set<std::string> personal_fields;  // folded names of their columns
  std::set<std::string> nir_fields;
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
  facts.types.insert(type);
  for (const std::string& name : columns_of(finding, table)) {
    facts.personal_fields.insert(name);
    if (type == "nir")
      facts.nir_fields.insert(name);
  }
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

ScanFacts read_tables(const PolicyPack& pack, const Json& source,
                      const std::vector<Json>& reviews) {
  ScanFacts facts;
  for (const Json& table : source.at("tables")) {
    facts.grains.insert(table.at("grain").get<std::string>());
    add_risk(table, facts);
    for (const Json& finding : table.at("findings")) {
      const Json review = review_of(finding, reviews);
      const std::string result = review.value("result", std::string("pending"));
      if (result == "rejected") {
        facts.rejected.push_back(rejection_of(finding, review));
        continue;
      }
      add_finding(pack, finding, result, facts);
      if (is_personal_nature(finding.at("gdpr").get<std::string>()))
        add_columns(finding, table, facts);
    }
  }
  return facts;
}

Json scan_facts(const PolicyPack& pack, const DatasetInput& input) {
  if (input.scan.empty())
    return Json{{"exists", false}};
  const Json scan = parse_json(input.scan, "scan");
  std::vector<Json> reviews;
  for (const std::string& review : input.reviews)
    reviews.push_back(parse_json(review, "review"));
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
      {"pending", facts.pending},
      {"rejected", facts.rejected},
      {"categories", facts.categories},
      {"types", facts.types},
      {"personal_fields", facts.personal_fields},
      {"nir_fields", facts.nir_fields},
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
  if (!dataset.contains("video"))
    dataset["video"] = nullptr;  // a table holds no images unless the dossier says so
  if (dataset.contains("fields_needed") && dataset.at("fields_needed").is_array())
    for (Json& field : dataset["fields_needed"])
      field = fold(trim(field.get_ref<const std::string&>()));
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
  fill_items_with_null(activity["purposes"],
                       {"legal_bases", "legal_texts", "public_authority_task", "consent"});
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
    // A schema says what would be there, not what is.
    all_known = all_known && scan.at("exists").get<bool>() && !scan.value("schema_only", false);
  }
  if (all_known && !facts.at("datasets").empty())
    facts["personal"] = false;
}

// The longest that the linked entries keep a category, in months; nothing while one does not say.
std::optional<std::int64_t> longest_retention(const Json& activities) {
  std::optional<std::int64_t> longest;
  for (const Json& activity : activities) {
    const Json categories = activity.value("data_categories", Json());
    if (!categories.is_array())
      return std::nullopt;
    for (const Json& category : categories) {
      const Json retention = category.value("retention", Json());
      if (!retention.is_object() || !retention.value("active_months", Json()).is_number())
        return std::nullopt;
      const Json later = retention.value("intermediate_months", Json());
      const std::int64_t months = retention.at("active_months").get<std::int64_t>() +
                                  (later.is_number() ? later.get<std::int64_t>() : 0);
      longest = std::max(longest.value_or(months), months);
    }
  }
  return longest;
}

// The types of personal columns, over every dataset; nothing while one was not scanned.
std::optional<std::set<std::string>> personal_types(const Json& datasets) {
  std::set<std::string> types;
  for (const Json& dataset : datasets) {
    const Json& scan = dataset.at("scan");
    if (!scan.contains("types") || scan.value("schema_only", false))
      return std::nullopt;
    for (const Json& type : scan.at("types"))
      types.insert(type.get<std::string>());
  }
  return types;
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
  if (const auto months = longest_retention(facts.at("activities")))
    facts["longest_retention_months"] = *months;
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
  if (const auto types = personal_types(facts.at("datasets")))
    facts["personal_types"] = *types;
  add_personal(facts);
  for (const char* moved : {"dpia", "publication", "sources", "recipients"})
    usecase.erase(moved);
  facts["usecase"] = std::move(usecase);
  return facts;
}

}  // namespace aval
