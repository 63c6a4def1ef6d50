#include "policies/publication_sheet.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

Json list_of(const Json& object, const char* key) {
  const Json value = object.value(key, Json());
  return value.is_array() ? value : Json::array();
}

std::vector<std::string> expected_columns(const Json& sheet) {
  std::vector<std::string> names;
  for (const Json& entry : list_of(sheet, "personal_columns"))
    names.push_back(entry.at("column").get<std::string>());
  return names;
}

// Where the sheet answers, its answer; absent stays absent.
void copy_answers(const Json& from, Json& to, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (from.contains(key))
      to[key] = from.at(key);
}

// The publication as a processing: its basis, what people were told, how they object.
Json processing_of(const Json& sheet) {
  Json purpose{{"id", "publication"}, {"public_authority_task", true}};
  if (sheet.contains("legal_basis"))
    purpose["legal_bases"] =
        sheet.at("legal_basis").is_null() ? Json::array() : Json::array({sheet.at("legal_basis")});
  copy_answers(sheet, purpose, {"legal_texts"});
  Json activity{{"id", sheet.at("id")}, {"regime", "gdpr"}, {"purposes", Json::array({purpose})}};
  copy_answers(sheet, activity, {"information"});
  if (Json& information = activity["information"]; information.is_object())
    information.emplace("exception", nullptr);
  else if (information.is_null() && !sheet.contains("information"))
    activity.erase("information");
  if (sheet.contains("objection_route"))
    activity["rights_procedure"] = sheet.at("objection_route");
  // Without an answer there is no exception: a sheet says what it relies on.
  for (const char* ground : {"article_9_exception", "article_10_ground", "nir_ground"})
    activity[ground] = sheet.value(ground, Json());
  for (const auto& [ground, key] :
       {std::pair{"article_9_exception", "code"}, std::pair{"article_10_ground", "text"},
        std::pair{"nir_ground", "type"}})
    if (activity[ground].is_null())
      activity[ground] = {{key, nullptr}};
  return activity;
}

std::string source_of(const Json& sheet, const std::string& id) {
  Json source{{"dataset", id}, {"fields_needed", expected_columns(sheet)}};
  copy_answers(sheet, source, {"redistribution", "declared_personal", "licence", "quality"});
  if (!source.contains("quality") || !source.at("quality").is_object())
    source["quality"] = Json::object();
  source["quality"]["profile"] = "publication";
  // A sheet that gives a ground for naming people says that it does.
  const Json ground = sheet.value("ground", Json());
  if (!source.contains("declared_personal") && ground.is_string())
    source["declared_personal"] = ground == "no_personal_data" ? "no" : "yes";
  return canonical_json(source);
}

// What rule PB-07 reads of the descriptive record.
void add_metadata(const Json& sheet, Json& publication) {
  if (sheet.contains("licence_approved"))
    publication["licence_homologated"] = sheet.at("licence_approved");
  const Json metadata = sheet.value("metadata", Json());
  if (!metadata.is_object())
    return;
  const auto given = [&metadata](const char* key) {
    return metadata.value(key, Json()).is_string() && metadata.at(key) != "";
  };
  if (metadata.contains("source"))
    publication["source_stated"] = given("source");
  publication["updated_on"] = metadata.value("updated_on", Json());
  publication["metadata_complete"] = given("title") && given("description");
}

std::string usecase_of(const Json& sheet) {
  Json publication = sheet;
  for (const char* own : {"schema", "id", "title", "dataset", "series", "quality"})
    publication.erase(own);
  if (!publication.contains("intent"))
    publication["intent"] = "open";
  add_metadata(sheet, publication);
  Json usecase{{"id", sheet.at("id")}, {"title", sheet.at("title")}, {"publication", publication}};
  usecase["activities"] = Json::array({sheet.at("id")});
  return canonical_json(usecase);
}

// Nobody is in the files: there is no processing to found or to tell anyone of.
void drop_processing(Json& facts) {
  facts["activities"] = Json::array();
  facts["activity_count"] = 0;
}

}  // namespace

std::vector<std::string> reviews_by_sheet(const std::string& scan, const std::string& sheet) {
  std::map<std::string, Json> expected;
  for (const Json& entry : list_of(parse_json(sheet, "sheet"), "personal_columns"))
    expected[fold(trim(entry.at("column").get<std::string>()))] = list_of(entry, "types");
  std::vector<std::string> reviews;
  const Json document = parse_json(scan, "scan");
  for (const Json& table : document.at("source").at("tables"))
    for (const Json& finding : table.at("findings")) {
      const Json& columns = finding.at("columns");
      const bool said = std::all_of(columns.begin(), columns.end(), [&](const Json& index) {
        for (const Json& column : table.at("columns")) {
          const auto entry =
              expected.find(fold(column.value("label", column.at("name").get<std::string>())));
          if (column.at("index") == index && entry != expected.end())
            return entry->second.empty() || std::find(entry->second.begin(), entry->second.end(),
                                                      finding.at("type")) != entry->second.end();
        }
        return false;
      });
      if (said && !columns.empty())
        reviews.push_back(
            canonical_json({{"fingerprint", finding.at("fingerprint")}, {"result", "confirmed"}}));
    }
  return reviews;
}

Json collect_publication_facts(const PolicyPack& pack, const PublicationInputs& inputs) {
  const Json sheet = parse_json(inputs.sheet, "publication");
  FactInputs asked{inputs.today,        "G4",
                   inputs.organisation, usecase_of(sheet),
                   inputs.datasets,     {canonical_json(processing_of(sheet))}};
  for (std::size_t i = 0; i < asked.datasets.size(); ++i) {
    DatasetInput& dataset = asked.datasets[i];
    if (dataset.source.empty())
      dataset.source = source_of(
          sheet, sheet.at("id").get<std::string>() + (i == 0 ? "" : "-" + std::to_string(i + 1)));
    if (dataset.scan.empty())
      continue;
    // What a person reviewed comes first; the sheet speaks for the rest.
    for (std::string& review : reviews_by_sheet(dataset.scan, inputs.sheet))
      dataset.reviews.push_back(std::move(review));
  }
  Json facts = collect_facts(pack, asked);
  facts["scope_of_gate"] = "publication";
  if (facts.value("personal", Json()) == false)
    drop_processing(facts);
  return facts;
}

}  // namespace aval
