#include "audit/table/json_schema_columns.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include <nlohmann/json.hpp>

#include "audit/table/read_codes.h"
#include "audit/table/table_schema.h"

namespace aval {
namespace {

constexpr std::size_t kMaxDepth = 30;       // of nested objects; records are not deeper
constexpr std::size_t kMaxVisits = 200000;  // schemas looked at: $ref can name one many times

constexpr std::array<std::string_view, 7> kTypes = {"string", "number", "integer", "boolean",
                                                    "object", "array",  "null"};

std::string text_at(const OrderedJson& object, const char* key) {
  return object.contains(key) ? text_of_scalar(object.at(key)) : std::string();
}

// "type" is a word or a list of words; "null" beside another one only says that it may be absent.
std::string type_of(const OrderedJson& schema) {
  if (!schema.contains("type"))
    return {};
  const OrderedJson& type = schema.at("type");
  if (type.is_string())
    return type.get<std::string>();
  if (type.is_array())
    for (const OrderedJson& word : type)
      if (word.is_string() && word.get_ref<const std::string&>() != "null")
        return word.get<std::string>();
  return {};
}

bool is_schema(const OrderedJson& value) {
  if (value.is_boolean())
    return true;
  if (!value.is_object())
    return false;
  const std::string type = type_of(value);
  if (value.contains("type"))
    return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
  for (const char* key : {"$ref", "enum", "const", "anyOf", "oneOf", "allOf", "items", "properties",
                          "format", "description", "title"})
    if (value.contains(key))
      return true;
  return value.empty();
}

bool has_properties(const OrderedJson& schema) {
  return schema.is_object() && schema.contains("properties") &&
         schema.at("properties").is_object() && !schema.at("properties").empty();
}

class ColumnCollector {
 public:
  ColumnCollector(const OrderedJson& root, DeclaredTables& declared)
      : root_(root), declared_(declared) {}

  void collect(const OrderedJson& schema, TableInfo& table) {
    table_ = &table;
    places_.clear();
    visit(schema, "", nullptr, 0);
  }

 private:
  // The schema of a place: its own columns when it is an object, else one column. `column` is the
  // one that the place has already.
  void visit(const OrderedJson& schema, const std::string& path, TableColumn* column,
             std::size_t depth) {
    if (!schema.is_object())
      return;
    if (depth > kMaxDepth || ++visits_ > kMaxVisits) {
      add_note(declared_.notes, "schema_cut");
      return;
    }
    if (column != nullptr)
      describe(schema, *column);
    follow(schema, path, depth);
    for (const char* key : {"allOf", "anyOf", "oneOf"})
      if (schema.contains(key) && schema.at(key).is_array())
        for (const OrderedJson& part : schema.at(key))
          visit(part, path, at(path), depth + 1);
    for (const char* key : {"then", "else"})
      if (schema.contains(key))
        visit(schema.at(key), path, at(path), depth + 1);
    visit_items(schema, path, depth);
    if (has_properties(schema))
      for (const auto& [name, property] : schema.at("properties").items())
        visit_property(property, path.empty() ? name : path + "." + name, depth);
  }

  void visit_property(const OrderedJson& property, const std::string& path, std::size_t depth) {
    if (places_.find(path) == places_.end()) {
      if (path.size() > 1024 || add_declared_column(declared_, *table_, path) == nullptr) {
        add_note(declared_.notes, "schema_cut");
        return;
      }
      places_[path] = table_->columns.size() - 1;
    }
    visit(property, path, at(path), depth + 1);
  }

  // Elements of an array stand for it: "items", or "prefixItems" and the older list form.
  void visit_items(const OrderedJson& schema, const std::string& path, std::size_t depth) {
    for (const char* key : {"items", "prefixItems", "additionalItems"}) {
      if (!schema.contains(key))
        continue;
      const OrderedJson& items = schema.at(key);
      if (items.is_object())
        visit(items, path, at(path), depth + 1);
      else if (items.is_array())
        for (const OrderedJson& item : items)
          visit(item, path, at(path), depth + 1);
    }
  }

  void follow(const OrderedJson& schema, const std::string& path, std::size_t depth) {
    const std::string reference = text_at(schema, "$ref");
    if (!reference.starts_with("#")) {
      if (!reference.empty())
        add_note(declared_.notes, "schema_elsewhere");
      return;
    }
    const OrderedJson* target = find(reference.substr(1));
    if (target == nullptr || std::find(open_.begin(), open_.end(), target) != open_.end())
      return;
    open_.push_back(target);
    visit(*target, path, at(path), depth + 1);
    open_.pop_back();
  }

  const OrderedJson* find(const std::string& pointer) const {
    try {
      const OrderedJson::json_pointer place(pointer);
      return root_.contains(place) ? &root_.at(place) : nullptr;
    } catch (const OrderedJson::exception&) {
      return nullptr;  // no pointer, or one into a list with a word
    }
  }

  TableColumn* at(const std::string& path) {
    const auto found = places_.find(path);
    return found == places_.end() ? nullptr : &table_->columns[found->second];
  }

  static void describe(const OrderedJson& schema, TableColumn& column) {
    const std::string type = type_of(schema);
    if (column.declared_type.empty() || column.declared_type == "array")
      if (!type.empty())
        set_declared_type(column, type, text_at(schema, "format"));
    if (column.title.empty())
      set_title(column, text_at(schema, "title"));
    if (column.comment.empty())
      add_comment(column.comment, text_at(schema, "description"));
    if (schema.contains("enum") && schema.at("enum").is_array())
      for (const OrderedJson& value : schema.at("enum"))
        add_allowed_value(column, text_of_scalar(value));
    add_allowed_value(column, text_at(schema, "const"));
    add_example(column, text_at(schema, "example"));
    if (schema.contains("examples") && schema.at("examples").is_array())
      for (const OrderedJson& value : schema.at("examples"))
        add_example(column, text_of_scalar(value));
  }

  const OrderedJson& root_;
  DeclaredTables& declared_;
  TableInfo* table_ = nullptr;
  std::map<std::string, std::size_t> places_;  // column of each path
  std::vector<const OrderedJson*> open_;       // targets of $ref on the present path
  std::size_t visits_ = 0;
};

void describe_table(const OrderedJson& schema, TableInfo& table) {
  add_comment(table.comment, text_at(schema, "title"));
  add_comment(table.comment, text_at(schema, "description"));
}

// Objects that nest hold no value themselves: their parts do.
void drop_parents(TableInfo& table) {
  std::set<std::string, std::less<>> parents;
  for (const TableColumn& column : table.columns)
    for (std::size_t dot = column.name.find('.'); dot != std::string::npos;
         dot = column.name.find('.', dot + 1))
      parents.insert(column.name.substr(0, dot));
  std::erase_if(table.columns, [&](const TableColumn& column) {
    const DeclaredKind kind = declared_kind(column.declared_type);
    return (kind == DeclaredKind::structure || kind == DeclaredKind::unknown) &&
           parents.contains(column.name);
  });
}

}  // namespace

bool is_json_schema(const OrderedJson& document) {
  if (!document.is_object())
    return false;
  if (text_at(document, "$schema").find("json-schema.org/") != std::string::npos)
    return true;
  if (type_of(document) != "object" || !has_properties(document))
    return false;
  const OrderedJson& properties = document.at("properties");
  return std::all_of(properties.begin(), properties.end(), is_schema);
}

DeclaredTables read_json_schema(const OrderedJson& document, const std::string& name,
                                const std::string& place) {
  DeclaredTables declared;
  ColumnCollector collector(document, declared);
  TableInfo* table = add_declared_table(declared, name);
  describe_table(document, *table);
  collector.collect(document, *table);
  if (table->columns.empty()) {
    declared.tables.clear();
    for (const char* key : {"$defs", "definitions"})
      if (document.contains(key) && document.at(key).is_object())
        for (const auto& [word, definition] : document.at(key).items()) {
          if (!has_properties(definition) ||
              (table = add_declared_table(declared, word)) == nullptr)
            continue;
          describe_table(definition, *table);
          collector.collect(definition, *table);
        }
  }
  for (TableInfo& each : declared.tables)
    drop_parents(each);
  if (declared.tables.empty())
    throw Error(ErrorKind::input, place + "#/properties",
                Text{"ce schéma JSON ne déclare aucun champ ; vérifiez qu'il décrit un objet avec "
                     "« properties »",
                     "this JSON Schema declares no field; check that it describes an object with "
                     "'properties'"});
  return declared;
}

}  // namespace aval
