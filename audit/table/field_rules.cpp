#include "audit/table/field_rules.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/table/table_schema.h"

namespace aval {
namespace {

std::vector<std::string> texts_of(const OrderedJson& object, const char* key) {
  std::vector<std::string> texts;
  if (!object.contains(key))
    return texts;
  const OrderedJson& value = object.at(key);
  if (value.is_string())
    texts.push_back(value.get<std::string>());
  else if (value.is_array())
    for (const OrderedJson& item : value)
      if (!item.is_structured())
        texts.push_back(text_of_scalar(item));
  return texts;
}

std::string text_or(const OrderedJson& object, const char* key, const std::string& fallback) {
  return object.contains(key) && object.at(key).is_string() ? object.at(key).get<std::string>()
                                                            : fallback;
}

std::optional<std::uint64_t> count_of(const OrderedJson& object, const char* key) {
  if (!object.contains(key) || !object.at(key).is_number_unsigned())
    return std::nullopt;
  return object.at(key).get<std::uint64_t>();
}

bool is_set(const OrderedJson& object, const char* key) {
  return object.contains(key) && object.at(key).is_boolean() && object.at(key).get<bool>();
}

void read_constraints(const OrderedJson& constraints, FieldRules& rules) {
  rules.required = is_set(constraints, "required");
  rules.unique = is_set(constraints, "unique");
  rules.pattern = text_or(constraints, "pattern", "");
  rules.allowed = texts_of(constraints, "enum");
  rules.min_length = count_of(constraints, "minLength");
  rules.max_length = count_of(constraints, "maxLength");
  if (constraints.contains("minimum"))
    rules.minimum = text_of_scalar(constraints.at("minimum"));
  if (constraints.contains("maximum"))
    rules.maximum = text_of_scalar(constraints.at("maximum"));
}

FieldRules read_field(const OrderedJson& field) {
  FieldRules rules;
  rules.name = text_or(field, "name", "");
  rules.type = text_or(field, "type", "string");
  rules.format = text_or(field, "format", "");
  if (rules.format == "default")
    rules.format.clear();
  rules.true_values = texts_of(field, "trueValues");
  if (rules.true_values.empty())
    rules.true_values = {"true", "True", "TRUE", "1"};
  rules.false_values = texts_of(field, "falseValues");
  if (rules.false_values.empty())
    rules.false_values = {"false", "False", "FALSE", "0"};
  rules.bare_number = !field.contains("bareNumber") || is_set(field, "bareNumber");
  rules.decimal_char = text_or(field, "decimalChar", ".");
  rules.group_char = text_or(field, "groupChar", "");
  if (field.contains("constraints") && field.at("constraints").is_object())
    read_constraints(field.at("constraints"), rules);
  return rules;
}

// The schema itself: a Data Package may hold one.
const OrderedJson& schema_of(const OrderedJson& descriptor, const std::string& place) {
  if (!is_data_package(descriptor))
    return descriptor;
  const OrderedJson* found = &descriptor;
  for (const OrderedJson& resource : descriptor.at("resources"))
    if (resource.is_object() && resource.contains("schema") && resource.at("schema").is_object()) {
      if (found != &descriptor)
        throw Error(ErrorKind::input, place,
                    {"ce paquet décrit plusieurs tables : donnez le schéma d'une seule",
                     "this package describes several tables: give the schema of one"});
      found = &resource.at("schema");
    }
  return *found;
}

// What the user calls a Table Schema is one as soon as its fields have names.
bool has_named_fields(const OrderedJson& fields) {
  return fields.is_array() && std::all_of(fields.begin(), fields.end(), [](const auto& field) {
           return field.is_object() && field.contains("name") && field.at("name").is_string();
         });
}

}  // namespace

TableRules read_table_rules(const OrderedJson& descriptor, const std::string& place) {
  const OrderedJson& schema = descriptor.is_object() ? schema_of(descriptor, place) : descriptor;
  if (!schema.is_object() || !schema.contains("fields") || !has_named_fields(schema.at("fields")))
    throw Error(ErrorKind::input, place,
                {"ce fichier n'est pas un Table Schema : il faut un objet JSON avec « fields »",
                 "this file is no Table Schema: a JSON object with 'fields' is needed"});
  TableRules rules;
  std::vector<Problem> problems;
  std::size_t number = 0;
  for (const OrderedJson& field : schema.at("fields")) {
    rules.fields.push_back(read_field(field));
    const std::string pointer = place + "#/fields/" + std::to_string(number++);
    if (rules.fields.back().name.empty())
      problems.push_back({pointer,
                          {"ce champ du schéma n'a pas de nom : ajoutez-lui la clé « name »",
                           "this field of the schema has no name: give it the key 'name'"}});
  }
  throw_if_any(ErrorKind::input, place, problems);
  rules.missing_values = texts_of(schema, "missingValues");
  if (!schema.contains("missingValues"))
    rules.missing_values = {""};
  rules.primary_key = texts_of(schema, "primaryKey");
  const std::vector<std::string> match = texts_of(schema, "fieldsMatch");
  if (!match.empty())
    rules.fields_match = match.front();
  return rules;
}

}  // namespace aval
