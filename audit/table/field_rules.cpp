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

// Strings, or objects {"value": ...} as missing values and categories may be written.
std::vector<std::string> values_of(const OrderedJson& object, const char* key) {
  std::vector<std::string> texts;
  if (!object.contains(key) || !object.at(key).is_array())
    return texts_of(object, key);
  for (const OrderedJson& item : object.at(key))
    if (!item.is_structured())
      texts.push_back(text_of_scalar(item));
    else if (item.is_object() && item.contains("value"))
      texts.push_back(text_of_scalar(item.at("value")));
  return texts;
}

std::string scalar_at(const OrderedJson& object, const char* key) {
  return object.contains(key) ? text_of_scalar(object.at(key)) : std::string();
}

void read_constraints(const OrderedJson& constraints, FieldRules& rules) {
  rules.required = is_set(constraints, "required");
  rules.unique = is_set(constraints, "unique");
  rules.pattern = text_or(constraints, "pattern", "");
  rules.allowed = texts_of(constraints, "enum");
  rules.min_length = count_of(constraints, "minLength");
  rules.max_length = count_of(constraints, "maxLength");
  rules.minimum = scalar_at(constraints, "minimum");
  rules.maximum = scalar_at(constraints, "maximum");
  rules.exclusive_minimum = scalar_at(constraints, "exclusiveMinimum");
  rules.exclusive_maximum = scalar_at(constraints, "exclusiveMaximum");
  if (constraints.contains("jsonSchema"))
    rules.json_schema = constraints.at("jsonSchema").dump();
}

void read_forms(const OrderedJson& field, FieldRules& rules) {
  rules.true_values = texts_of(field, "trueValues");
  if (rules.true_values.empty())
    rules.true_values = {"true", "True", "TRUE", "1"};
  rules.false_values = texts_of(field, "falseValues");
  if (rules.false_values.empty())
    rules.false_values = {"false", "False", "FALSE", "0"};
  rules.bare_number = !field.contains("bareNumber") || is_set(field, "bareNumber");
  rules.decimal_char = text_or(field, "decimalChar", ".");
  rules.group_char = text_or(field, "groupChar", "");
  rules.delimiter = text_or(field, "delimiter", ",");
  rules.item_type = text_or(field, "itemType", "");
}

// Without a type a field takes anything ("no type means any").
FieldRules read_field(const OrderedJson& field) {
  FieldRules rules;
  rules.name = text_or(field, "name", "");
  rules.type = text_or(field, "type", "any");
  rules.format = text_or(field, "format", "");
  if (rules.format == "default")
    rules.format.clear();
  read_forms(field, rules);
  rules.categories = values_of(field, "categories");
  rules.missing_values = values_of(field, "missingValues");
  rules.has_own_missing_values = field.contains("missingValues");
  rules.example = scalar_at(field, "example");
  if (field.contains("constraints") && field.at("constraints").is_object())
    read_constraints(field.at("constraints"), rules);
  return rules;
}

// What the user calls a package is one as soon as it lists resources.
bool is_package(const OrderedJson& descriptor) {
  return descriptor.is_object() && descriptor.contains("resources") &&
         descriptor.at("resources").is_array() && !descriptor.contains("fields");
}

bool has_own_schema(const OrderedJson& resource) {
  return resource.is_object() && resource.contains("schema") && resource.at("schema").is_object();
}

std::string file_name_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

// The schema itself: a Data Package holds one a resource.
const OrderedJson& schema_of(const OrderedJson& descriptor, const std::string& place,
                             const std::string& data_file) {
  if (!is_package(descriptor))
    return descriptor;
  const OrderedJson* found = nullptr;
  std::size_t count = 0;
  for (const OrderedJson& resource : descriptor.at("resources")) {
    if (!has_own_schema(resource))
      continue;
    if (!data_file.empty() && file_name_of(text_or(resource, "path", "")) == data_file)
      return resource.at("schema");
    found = &resource.at("schema");
    ++count;
  }
  if (count != 1)
    throw Error(
        ErrorKind::input, place,
        {"ce paquet décrit plusieurs tables, et aucune n'a pour chemin le fichier vérifié : "
         "donnez le schéma d'une seule",
         "this package describes several tables, and none has the path of the file that is "
         "checked: give the schema of one"});
  return *found;
}

// What the user calls a Table Schema is one as soon as its fields have names.
bool has_named_fields(const OrderedJson& fields) {
  return fields.is_array() && std::all_of(fields.begin(), fields.end(), [](const auto& field) {
           return field.is_object() && field.contains("name") && field.at("name").is_string();
         });
}

std::vector<std::vector<std::string>> read_unique_keys(const OrderedJson& schema) {
  std::vector<std::vector<std::string>> keys;
  if (!schema.contains("uniqueKeys") || !schema.at("uniqueKeys").is_array())
    return keys;
  for (const OrderedJson& key : schema.at("uniqueKeys"))
    keys.push_back(texts_of(OrderedJson{{"key", key}}, "key"));
  return keys;
}

std::vector<ForeignKeyRule> read_foreign_keys(const OrderedJson& schema, const std::string& place,
                                              std::vector<Problem>& problems) {
  std::vector<ForeignKeyRule> keys;
  if (!schema.contains("foreignKeys") || !schema.at("foreignKeys").is_array())
    return keys;
  for (const OrderedJson& json : schema.at("foreignKeys")) {
    ForeignKeyRule key;
    if (json.is_object() && json.contains("reference") && json.at("reference").is_object()) {
      key.fields = texts_of(json, "fields");
      key.resource = text_or(json.at("reference"), "resource", "");
      key.reference_fields = texts_of(json.at("reference"), "fields");
    }
    if (key.fields.empty() || key.fields.size() != key.reference_fields.size())
      problems.push_back({place + "#/foreignKeys/" + std::to_string(keys.size()),
                          {"cette clé étrangère doit avoir « fields » et « reference.fields », de "
                           "même longueur",
                           "this foreign key needs 'fields' and 'reference.fields', of the same "
                           "length"}});
    keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<CustomCheckRule> read_custom_checks(const OrderedJson& schema) {
  std::vector<CustomCheckRule> checks;
  if (!schema.contains("custom_checks") || !schema.at("custom_checks").is_array())
    return checks;
  for (const OrderedJson& json : schema.at("custom_checks")) {
    if (!json.is_object())
      continue;
    CustomCheckRule check;
    check.name = text_or(json, "name", "");
    const OrderedJson params = json.value("params", OrderedJson::object());
    for (const char* key : {"column", "column1", "column2", "othercolumns", "columns"})
      for (std::string& column : texts_of(params, key))
        check.columns.push_back(std::move(column));
    check.comparison = text_or(params, "op", "");
    check.year_may_stand = is_set(params, "allow-year-only") ||
                           text_or(params, "allow-year-only", "") == "true" ||
                           text_or(params, "allow-year-only", "") == "yes";
    checks.push_back(std::move(check));
  }
  return checks;
}

// Every field that a key names is one of the schema.
void check_key_fields(const TableRules& rules, const std::string& place,
                      std::vector<Problem>& problems) {
  const auto is_field = [&](const std::string& name) {
    return std::any_of(rules.fields.begin(), rules.fields.end(),
                       [&](const FieldRules& field) { return field.name == name; });
  };
  std::vector<std::vector<std::string>> keys = rules.unique_keys;
  keys.push_back(rules.primary_key);
  for (const ForeignKeyRule& key : rules.foreign_keys)
    keys.push_back(key.fields);
  for (const auto& key : keys)
    for (const std::string& name : key)
      if (!is_field(name))
        problems.push_back(
            {place + "#",
             format_text({"une clé nomme le champ « {0} », que le schéma ne décrit pas",
                          "a key names the field '{0}', which the schema does not describe"},
                         {name})});
}

}  // namespace

TableRules read_table_rules(const OrderedJson& descriptor, const std::string& place,
                            const std::string& data_file) {
  const OrderedJson& schema =
      descriptor.is_object() ? schema_of(descriptor, place, data_file) : descriptor;
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
  rules.missing_values = values_of(schema, "missingValues");
  if (!schema.contains("missingValues"))
    rules.missing_values = {""};
  rules.primary_key = texts_of(schema, "primaryKey");
  rules.unique_keys = read_unique_keys(schema);
  rules.foreign_keys = read_foreign_keys(schema, place, problems);
  rules.custom_checks = read_custom_checks(schema);
  check_key_fields(rules, place, problems);
  throw_if_any(ErrorKind::input, place, problems);
  const std::vector<std::string> match = texts_of(schema, "fieldsMatch");
  if (!match.empty())
    rules.fields_match = match.front();
  return rules;
}

std::map<std::string, std::string> resource_paths_of(const OrderedJson& descriptor) {
  std::map<std::string, std::string> paths;
  if (!is_package(descriptor))
    return paths;
  for (const OrderedJson& resource : descriptor.at("resources")) {
    if (!resource.is_object())
      continue;
    const std::string name = text_or(resource, "name", "");
    const std::string path = text_or(resource, "path", "");
    if (!name.empty() && !path.empty() && path.front() != '/' &&
        path.find("..") == std::string::npos && path.find(':') == std::string::npos)
      paths[name] = path;
  }
  return paths;
}

}  // namespace aval
