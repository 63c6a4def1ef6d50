#include "audit/table/table_schema.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

#include "audit/table/read_codes.h"

namespace aval {
namespace {

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Lists of objects that a descriptor may hold beside its fields.
constexpr std::array<std::string_view, 15> kDescriptorLists = {
    "resources",   "sources",    "contributors",  "licenses",    "licences",
    "foreignKeys", "uniqueKeys", "custom_checks", "maintainers", "missingValues",
    "primaryKey",  "keywords",   "history",       "references",  "examples"};

constexpr std::array<std::string_view, 20> kTypes = {
    "string",  "number", "integer",  "boolean", "object",    "array",    "list",
    "date",    "time",   "datetime", "year",    "yearmonth", "duration", "geopoint",
    "geojson", "any",    "int",      "float",   "url",       "email"};

std::string text_at(const OrderedJson& object, const char* key) {
  return object.contains(key) ? text_of_scalar(object.at(key)) : std::string();
}

bool describes_a_column(const OrderedJson& field) {
  if (!field.is_object() || !field.contains("name") || !field.at("name").is_string())
    return false;
  if (field.contains("type"))
    return field.at("type").is_string() &&
           is_one_of(kTypes, field.at("type").get_ref<const std::string&>());
  return field.contains("constraints") || field.contains("title") || field.contains("description");
}

bool holds_other_records(const OrderedJson& document) {
  for (const auto& [key, value] : document.items())
    if (key != "fields" && value.is_array() && !value.empty() &&
        (value.front().is_object() || value.front().is_array()) &&
        !is_one_of(kDescriptorLists, key))
      return true;
  return false;
}

bool says_table_schema(const OrderedJson& document) {
  const std::string says = text_at(document, "$schema");
  return says.find("table-schema") != std::string::npos ||
         says.find("tableschema") != std::string::npos;
}

bool are_fields(const OrderedJson& fields) {
  if (!fields.is_array() || fields.empty())
    return false;
  const auto is_odd = [](const OrderedJson& field) {
    return !field.is_object() || field.contains("value") || field.contains("values");
  };
  const auto described = std::count_if(fields.begin(), fields.end(), describes_a_column);
  return std::none_of(fields.begin(), fields.end(), is_odd) &&
         static_cast<std::size_t>(described) * 10 >= fields.size() * 9;
}

void add_values(const OrderedJson& list, TableColumn& column,
                void (*add)(TableColumn&, std::string_view)) {
  if (!list.is_array())
    add(column, text_of_scalar(list));
  else
    for (const OrderedJson& value : list)
      add(column, text_of_scalar(value));
}

void read_field(const OrderedJson& field, TableColumn& column) {
  const std::string type = text_at(field, "type");
  set_declared_type(column, type.empty() ? "string" : type, text_at(field, "format"));
  set_title(column, text_at(field, "title"));
  add_comment(column.comment, text_at(field, "description"));
  for (const char* key : {"example", "examples"})
    if (field.contains(key))
      add_values(field.at(key), column, add_example);
  for (const char* key : {"enum", "categories"})
    if (field.contains(key))
      add_values(field.at(key), column, add_allowed_value);
  if (field.contains("constraints") && field.at("constraints").is_object() &&
      field.at("constraints").contains("enum"))
    add_values(field.at("constraints").at("enum"), column, add_allowed_value);
}

void read_fields(const OrderedJson& schema, const std::string& place, TableInfo& table,
                 DeclaredTables& declared) {
  std::size_t number = 0;
  for (const OrderedJson& field : schema.at("fields")) {
    const std::string pointer = place + "/fields/" + std::to_string(number++);
    const std::string name = field.is_object() ? text_at(field, "name") : std::string();
    if (name.empty())
      throw Error(ErrorKind::input, pointer,
                  Text{"ce champ du schéma n'a pas de nom : ajoutez-lui la clé « name »",
                       "this field of the schema has no name: give it the key 'name'"});
    if (TableColumn* column = add_declared_column(declared, table, name))
      read_field(field, *column);
  }
}

void describe(const OrderedJson& document, TableInfo& table) {
  add_comment(table.comment, text_at(document, "title"));
  add_comment(table.comment, text_at(document, "description"));
}

bool has_schema(const OrderedJson& resource) {
  return resource.is_object() && resource.contains("schema") && resource.at("schema").is_object() &&
         resource.at("schema").contains("fields") && are_fields(resource.at("schema").at("fields"));
}

}  // namespace

std::string text_of_scalar(const OrderedJson& value) {
  if (value.is_string())
    return value.get<std::string>();
  if (value.is_number() || value.is_boolean())
    return value.dump();
  return {};
}

bool is_table_schema(const OrderedJson& document) {
  return document.is_object() && document.contains("fields") && are_fields(document.at("fields")) &&
         (says_table_schema(document) || !holds_other_records(document));
}

bool is_data_package(const OrderedJson& document) {
  if (!document.is_object() || !document.contains("resources") ||
      !document.at("resources").is_array() || document.contains("fields"))
    return false;
  const OrderedJson& resources = document.at("resources");
  return std::any_of(resources.begin(), resources.end(), has_schema);
}

DeclaredTables read_table_schema(const OrderedJson& document, const std::string& name,
                                 const std::string& place) {
  DeclaredTables declared;
  const std::string own = text_at(document, "name");
  TableInfo& table = *add_declared_table(declared, own.empty() ? name : own);
  describe(document, table);
  read_fields(document, place + "#", table, declared);
  return declared;
}

DeclaredTables read_data_package(const OrderedJson& document, const std::string& name,
                                 const std::string& place) {
  DeclaredTables declared;
  std::size_t number = 0;
  for (const OrderedJson& resource : document.at("resources")) {
    const std::string pointer = place + "#/resources/" + std::to_string(number++) + "/schema";
    if (!has_schema(resource)) {
      add_note(declared.notes, "schema_elsewhere");
      continue;
    }
    const std::string own = text_at(resource, "name");
    TableInfo* table =
        add_declared_table(declared, own.empty() ? name + "#" + std::to_string(number) : own);
    if (table == nullptr)
      break;
    describe(resource, *table);
    read_fields(resource.at("schema"), pointer, *table, declared);
  }
  return declared;
}

}  // namespace aval
