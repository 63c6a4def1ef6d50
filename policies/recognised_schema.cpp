#include "policies/recognised_schema.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr double kLeastScore = 0.75;
constexpr double kLeastRequired = 0.8;

// "Nom de l'élu" and "nom_de_l_elu" are one name.
std::string bare_name(std::string_view name) {
  std::string bare;
  for (const char c : fold(trim(name)))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      bare.push_back(c);
  return bare;
}

RecognisedField read_field(const Json& json) {
  RecognisedField field;
  field.name = json.at("name").get<std::string>();
  field.required = json.value("constraints", Json::object()).value("required", false);
  field.free_text = json.value("free_text", false);
  field.required_by = json.value("required_by", std::string());
  if (json.contains("person"))
    field.person = ExpectedPerson{json.at("person").value("types", std::vector<std::string>()),
                                  json.at("person").at("text").get<std::string>()};
  return field;
}

// Keys of the whole table, by the name that Table Schema (custom checks: schema.data.gouv.fr)
// gives.
constexpr std::array<std::pair<const char*, const char*>, 3> kTableKeys = {
    {{"missing_values", "missingValues"},
     {"primary_key", "primaryKey"},
     {"custom_checks", "custom_checks"}}};

// The keys of a field that Table Schema defines.
Json plain_field(Json field) {
  for (const char* own : {"free_text", "required_by", "person"})
    field.erase(own);
  return field;
}

}  // namespace

RecognisedSchema read_recognised_schema(const Json& json) {
  RecognisedSchema schema;
  schema.id = json.at("id").get<std::string>();
  schema.title = {json.at("title").at("fr").get<std::string>(),
                  json.at("title").at("en").get<std::string>()};
  schema.version = json.at("version").get<std::string>();
  schema.source = json.at("source").get<std::string>();
  schema.licence = json.at("licence").get<std::string>();
  schema.to_confirm = json.at("status") == "to_confirm";
  schema.sheet = canonical_json(json.at("sheet"));
  Json table{{"name", schema.id}, {"fields", Json::array()}};
  for (const auto& [own, standard] : kTableKeys)
    if (json.contains(own))
      table[standard] = json.at(own);
  for (const Json& field : json.at("fields")) {
    schema.fields.push_back(read_field(field));
    table["fields"].push_back(plain_field(field));
  }
  schema.table_schema = table.dump();
  return schema;
}

const RecognisedField* find_field(const RecognisedSchema& schema, std::string_view column) {
  const std::string wanted = bare_name(column);
  for (const RecognisedField& field : schema.fields)
    if (bare_name(field.name) == wanted)
      return &field;
  return nullptr;
}

SchemaGuess compare_with_schema(const RecognisedSchema& schema,
                                const std::vector<std::string>& columns) {
  SchemaGuess guess;
  guess.schema = &schema;
  std::set<std::string> present;
  for (const std::string& column : columns) {
    present.insert(bare_name(column));
    if (find_field(schema, column) == nullptr)
      guess.extra.push_back(column);
  }
  double required = 0;
  for (const RecognisedField& field : schema.fields) {
    required += field.required ? 1 : 0;
    if (field.required && !present.contains(bare_name(field.name)))
      guess.missing.push_back(field.name);
  }
  if (columns.empty() || required == 0)
    return guess;
  const double found = 1 - static_cast<double>(guess.missing.size()) / required;
  const double known =
      1 - static_cast<double>(guess.extra.size()) / static_cast<double>(columns.size());
  guess.score = (found + known) / 2;
  if (found < kLeastRequired)
    guess.score = std::min(guess.score, kLeastScore / 2);
  return guess;
}

std::optional<SchemaGuess> recognise_schema(const std::vector<RecognisedSchema>& schemas,
                                            const std::vector<std::string>& columns) {
  std::optional<SchemaGuess> best;
  for (const RecognisedSchema& schema : schemas) {
    SchemaGuess guess = compare_with_schema(schema, columns);
    if (guess.score >= kLeastScore && (!best || guess.score > best->score))
      best = std::move(guess);
  }
  return best;
}

const RecognisedSchema* find_recognised(const std::vector<RecognisedSchema>& schemas,
                                        std::string_view id) {
  for (const RecognisedSchema& schema : schemas)
    if (schema.id == id)
      return &schema;
  return nullptr;
}

}  // namespace aval
