#include "policies/facts.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "policies/commitments.h"
#include "policies/publication_facts.h"
#include "policies/scan_facts.h"
#include "policies/waivers.h"

namespace aval {
namespace {

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

// How well the published table hides each person: as the scan measured it, else as the dossier
// says.
void add_table_risk(const Json& publication, Json& dataset) {
  for (const char* measure : {"smallest_cell", "l_min", "dominance_max"}) {
    if (dataset.at("scan").contains(measure))
      dataset[measure] = dataset.at("scan").at(measure);
    else if (publication.is_object() && publication.contains(measure))
      dataset[measure] = publication.at(measure);
  }
}

// The source as the dossier gives it, plus what only aval knows.
Json dataset_facts(const PolicyPack& pack, const DatasetInput& input, const Json& publication) {
  Json dataset = parse_trusted_json(input.source, "source");
  dataset["id"] = dataset.at("dataset");
  dataset.erase("dataset");
  if (!dataset.contains("retired"))
    dataset["retired"] = false;
  if (!dataset.contains("video"))
    dataset["video"] = nullptr;                // a table holds no images unless the dossier says so
  fill_with_null(dataset, {"indispensable"});  // no source is, unless the dossier says so
  // Thresholds of quality are the pack's own unless the source sets them.
  if (dataset.value("quality", Json()).is_null())
    dataset["quality"] = Json::object();
  fill_with_null(dataset["quality"],
                 {"profile", "completeness_min", "completeness_hard_min", "duplicates_max",
                  "duplicates_hard_max", "schema_errors", "max_age_days", "limit_of_use"});
  if (dataset.contains("fields_needed") && dataset.at("fields_needed").is_array())
    for (Json& field : dataset["fields_needed"])
      field = fold(trim(field.get_ref<const std::string&>()));
  dataset["scan"] = scan_facts(pack, input);
  if (!input.scan.empty())
    dataset["sha256"] = parse_trusted_json(input.scan, "scan").at("source").at("sha256");
  const Json report =
      publication.is_object() ? publication.value("anonymization_report", Json()) : Json();
  if (report.is_object() && report.contains("sha256"))
    dataset["report_sha256"] = report.at("sha256");
  add_table_risk(publication, dataset);
  return dataset;
}

// What a validated entry does not say, it says there is none.
Json activity_facts(const std::string& text, const std::string& today) {
  Json activity = parse_trusted_json(text, "activity");
  activity["attested"] = attested_facts(activity.value("attestations", Json()), today);
  if (activity.value("status", Json()) != "validated")
    return activity;
  fill_with_null(activity,
                 {"purposes", "data_categories", "data_subjects", "recipients", "transfers",
                  "security_measures", "security_baseline", "processors", "article_9_exception",
                  "article_10_ground", "nir_ground", "information", "rights_procedure", "regime",
                  "reviewed_on", "no_erasure_reason", "no_security_reason"});
  fill_items_with_null(activity["purposes"],
                       {"legal_bases", "legal_texts", "public_authority_task", "consent"});
  fill_items_with_null(activity["data_categories"], {"retention"});
  fill_items_with_null(activity["transfers"], {"tool", "article"});
  fill_items_with_null(activity["processors"], {"contract_article_28"});
  fill_with_null(activity["article_9_exception"], {"code"});
  fill_with_null(activity["article_10_ground"], {"text"});
  fill_with_null(activity["nir_ground"], {"type", "reference", "substituted"});
  fill_with_null(activity["information"], {"given", "exception"});
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

// Every column found to hold unkeyed digests, as "dataset:column"; nothing while a dataset in use
// was not scanned.
std::optional<std::set<std::string>> unkeyed_hash_columns(const Json& datasets) {
  std::set<std::string> columns;
  for (const Json& dataset : datasets) {
    const Json& scan = dataset.at("scan");
    if (dataset.value("retired", false))
      continue;
    if (!scan.at("exists").get<bool>())
      return std::nullopt;
    for (const Json& column : scan.at("unkeyed_hash_columns"))
      columns.insert(dataset.at("id").get<std::string>() + ":" + column.get<std::string>());
  }
  return columns;
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
    facts["activities"].push_back(activity_facts(activity, facts.at("today").get<std::string>()));
  facts["activity_count"] = activities.size();
  facts["declared_categories"] = declared_categories(facts.at("activities"));
  if (const auto months = longest_retention(facts.at("activities")))
    facts["longest_retention_months"] = *months;
}

// What a dossier need not answer: it is so only when it says so.
void fill_publication_answers(Json& facts) {
  if (!facts.contains("publication") || !facts.at("publication").is_object())
    return;
  Json& publication = facts["publication"];
  if (!publication.contains("nothing_to_read"))
    publication["nothing_to_read"] = false;
  fill_with_null(publication, {"duty_text"});
  if (publication.contains("secrets_311"))
    fill_with_null(publication["secrets_311"], {"masked", "text"});
  if (publication.contains("third_party_rights"))
    fill_with_null(publication["third_party_rights"], {"agreement"});
}

}  // namespace

Json collect_facts(const PolicyPack& pack, const FactInputs& inputs) {
  Json usecase = parse_trusted_json(inputs.usecase, "usecase");
  Json facts{{"today", inputs.today}, {"gate", inputs.gate}, {"scope_of_gate", "usecase"}};
  facts["org"] = inputs.organisation.empty()
                     ? Json::object()
                     : parse_trusted_json(inputs.organisation, "organisation");
  for (const char* part : {"dpia", "publication"})
    if (usecase.contains(part))
      facts[part] = usecase.at(part);
  fill_publication_answers(facts);
  if (usecase.contains("recipients") && usecase.at("recipients").is_array())
    facts["recipients"] = usecase.at("recipients");
  facts["datasets"] = Json::array();
  for (const DatasetInput& dataset : inputs.datasets)
    facts["datasets"].push_back(dataset_facts(pack, dataset, facts.value("publication", Json())));
  add_activities(facts, usecase, inputs.activities);
  if (const auto types = personal_types(facts.at("datasets")))
    facts["personal_types"] = *types;
  if (const auto columns = unkeyed_hash_columns(facts.at("datasets")))
    facts["unkeyed_hash_columns"] = *columns;
  // Nothing is pseudonymized unless the dossier says so: it is a measure one claims.
  facts["pseudonymization"] = usecase.value("pseudonymization", Json());
  if (facts.contains("publication"))
    complete_publication(pack, facts);
  add_personal(facts);
  const Json waivers = waiver_facts(inputs.waivers, usecase.value("id", std::string()));
  if (!waivers.empty())
    facts["waivers"] = waivers;
  for (const char* moved : {"dpia", "publication", "sources", "recipients", "pseudonymization"})
    usecase.erase(moved);
  facts["usecase"] = std::move(usecase);
  return facts;
}

}  // namespace aval
