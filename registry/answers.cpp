#include "registry/answers.h"

#include <charconv>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"

namespace aval {
namespace {

// What names an entry of a list, first that its schema has.
constexpr const char* kNamingKeys[] = {"dataset", "name", "indicator", "role", "text", "on"};

std::string names_in(const Json& properties) {
  std::vector<std::string> names;
  for (const auto& [name, ignored] : properties.items())
    names.push_back(name);
  return join(names, ", ");
}

bool has_type(const Json& schema, std::string_view wanted) {
  if (!schema.contains("type"))
    return false;
  const Json& type = schema.at("type");
  if (type.is_string())
    return type == wanted;
  for (const Json& one : type)
    if (one == wanted)
      return true;
  return false;
}

bool may_be_null(const Json& schema) {
  if (schema.contains("enum"))
    for (const Json& word : schema.at("enum"))
      if (word.is_null())
        return true;
  return has_type(schema, "null");
}

std::string naming_key(const Json& items) {
  if (items.contains("properties"))
    for (const char* key : kNamingKeys)
      if (items.at("properties").contains(key))
        return key;
  return {};
}

std::optional<double> number_of(std::string value) {
  for (char& c : value)
    if (c == ',')
      c = '.';
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size())
    return std::nullopt;
  return number;
}

std::optional<std::int64_t> integer_of(const std::string& value) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size())
    return std::nullopt;
  return number;
}

// "24/11/2026" -> "2026-11-24"; anything else as it is, for the schema to judge.
std::string iso_date(const std::string& value) {
  if (value.size() == 10 && value[2] == '/' && value[5] == '/')
    return value.substr(6) + "-" + value.substr(3, 2) + "-" + value.substr(0, 2);
  return value;
}

// The value an answer stands for; nothing, with a reason, when the schema does not take it.
struct Typed {
  std::optional<Json> value;
  Text reason;
};

Typed word_of(const Json& schema, const std::string& value) {
  std::vector<std::string> words;
  for (const Json& word : schema.at("enum")) {
    if (word == value)
      return {word, {}};
    if (word.is_string())
      words.push_back(word.get<std::string>());
  }
  return {std::nullopt,
          format_text({"valeurs possibles : {0}", "possible values: {0}"}, {join(words, ", ")})};
}

Typed boolean_of(const std::string& value) {
  const std::string word = fold(value);
  if (word == "yes" || word == "oui" || word == "true" || word == "vrai")
    return {Json(true), {}};
  if (word == "no" || word == "non" || word == "false" || word == "faux")
    return {Json(false), {}};
  return {std::nullopt, {"répondez par oui ou non", "answer yes or no"}};
}

Typed scalar_of(const Json& schema, const std::string& value) {
  if (value == "null" && may_be_null(schema))
    return {Json(), {}};
  if (schema.contains("enum"))
    return word_of(schema, value);
  if (has_type(schema, "boolean"))
    return boolean_of(value);
  if (has_type(schema, "integer")) {
    if (const auto number = integer_of(value))
      return {Json(*number), {}};
    if (!has_type(schema, "string"))
      return {std::nullopt, {"donnez un nombre entier", "give a whole number"}};
  }
  if (has_type(schema, "number")) {
    if (const auto number = number_of(value))
      return {Json(*number), {}};
    return {std::nullopt, {"donnez un nombre", "give a number"}};
  }
  return {Json(schema.value("format", std::string()) == "date" ? iso_date(value) : value), {}};
}

Typed value_of(const Json& schema, const std::string& value) {
  if (!has_type(schema, "array"))
    return scalar_of(schema, value);
  if (value == "null")
    return {Json(), {}};
  Json list = Json::array();
  for (const std::string_view part : split(value, ';')) {
    if (trim(part).empty())
      continue;
    Typed item = scalar_of(schema.at("items"), std::string(trim(part)));
    if (!item.value)
      return item;
    list.push_back(std::move(*item.value));
  }
  return {list, {}};
}

// Walks a path through a document and its schema, making what is absent.
class AnswerWriter {
 public:
  AnswerWriter(Json& document, const Json& schema) : document_(document), schema_(schema) {}

  std::optional<Text> set(const Answer& answer) {
    added_.clear();
    leaf_ = answer.field.substr(answer.field.rfind('.') + 1);
    return in_object(document_, schema_, answer.field, answer.value);
  }

 private:
  std::optional<Text> in_object(Json& object, const Json& schema, const std::string& path,
                                const std::string& value);
  std::optional<Text> in_list(Json& list, const Json& items, const std::string& path,
                              const std::string& value);
  std::optional<Text> at_end(Json& object, const Json& schema, const std::string& key,
                             const std::string& value);
  std::size_t new_entry(Json& list);
  std::optional<Text> in_entry(Json& entry, const Json& items, const std::string& rest,
                               const std::string& value);

  Json& document_;
  const Json& schema_;
  std::string leaf_;
  std::string added_;                            // path walked so far
  std::map<std::string, std::size_t> new_ones_;  // list -> the entry these answers added last
};

std::optional<Text> AnswerWriter::in_object(Json& object, const Json& schema,
                                            const std::string& path, const std::string& value) {
  const std::size_t dot = path.find('.');
  const std::string key = path.substr(0, dot);
  const Json properties = schema.value("properties", Json::object());
  if (key == "schema" || key == "id" || !properties.contains(key))
    return format_text({"« {0} » n'est pas un champ à remplir ici ; au choix : {1}",
                        "'{0}' is not a field to fill in here; one of: {1}"},
                       {key, names_in(properties)});
  const Json& inner = properties.at(key);
  if (dot == std::string::npos)
    return at_end(object, inner, key, value);
  added_ += key + ".";
  Json& child = object[key];
  if (has_type(inner, "array")) {
    if (!child.is_array())
      child = Json::array();
    return in_list(child, inner.at("items"), path.substr(dot + 1), value);
  }
  if (!inner.contains("properties"))
    return format_text({"« {0} » n'a pas de sous-champ", "'{0}' has no field below it"}, {key});
  if (!child.is_object())
    child = Json::object();
  return in_object(child, inner, path.substr(dot + 1), value);
}

std::optional<Text> AnswerWriter::at_end(Json& object, const Json& schema, const std::string& key,
                                         const std::string& value) {
  if (value.empty()) {
    object.erase(key);
    return std::nullopt;
  }
  const bool holds_objects =
      schema.contains("properties") ||
      (has_type(schema, "array") && schema.at("items").contains("properties"));
  if (holds_objects && value != "null") {
    const Json& below = schema.contains("properties") ? schema : schema.at("items");
    return format_text({"précisez le champ : {0}", "say which field: {0}"},
                       {names_in(below.at("properties"))});
  }
  Typed typed = value_of(schema, value);
  if (!typed.value)
    return typed.reason;
  object[key] = std::move(*typed.value);
  return std::nullopt;
}

std::size_t AnswerWriter::new_entry(Json& list) {
  const auto known = new_ones_.find(added_);
  if (known != new_ones_.end() && !list.at(known->second).contains(leaf_))
    return known->second;
  list.push_back(Json::object());
  return new_ones_[added_] = list.size() - 1;
}

std::optional<Text> AnswerWriter::in_entry(Json& entry, const Json& items, const std::string& rest,
                                           const std::string& value) {
  if (rest.empty())
    return Text{"précisez le champ de cette entrée", "say which field of this entry"};
  return in_object(entry, items, rest, value);
}

std::optional<Text> AnswerWriter::in_list(Json& list, const Json& items, const std::string& path,
                                          const std::string& value) {
  const std::size_t dot = path.find('.');
  const std::string first = path.substr(0, dot);
  const std::string rest = dot == std::string::npos ? "" : path.substr(dot + 1);
  const std::string key = naming_key(items);
  if (!items.contains("properties"))
    return Text{"donnez toute la liste, valeurs séparées par « ; »",
                "give the whole list, values joined by ';'"};
  if (first == "+") {
    Json& entry = list.at(new_entry(list));
    return in_entry(entry, items, rest, value);
  }
  for (Json& entry : list) {
    const std::string name =
        entry.contains(key) && entry.at(key).is_string() ? entry.at(key).get<std::string>() : "";
    if (!name.empty() && path.starts_with(name + "."))
      return in_entry(entry, items, path.substr(name.size() + 1), value);
  }
  const auto number = integer_of(first);
  if (number && *number >= 1 && static_cast<std::size_t>(*number) <= list.size())
    return in_entry(list.at(static_cast<std::size_t>(*number - 1)), items, rest, value);
  if (key != "dataset" || number)
    return format_text(
        {"pas d'entrée « {0} » ; « + » en ajoute une", "there is no entry '{0}'; '+' adds one"},
        {first});
  list.push_back(Json{{key, first}});
  return in_entry(list.back(), items, rest, value);
}

}  // namespace

std::vector<Problem> apply_answers(Json& document, const Json& schema,
                                   const std::vector<Answer>& answers) {
  std::vector<Problem> problems;
  AnswerWriter writer(document, schema);
  for (const Answer& answer : answers)
    if (const auto reason = writer.set(answer))
      problems.push_back({answer.field, *reason});
  return problems;
}

Json schema_of_field(const Json& schema, const std::string& field) {
  Json at = schema;
  for (std::string_view part : split(field, '.')) {
    const bool entry = part.ends_with("[]");
    const std::string key(entry ? part.substr(0, part.size() - 2) : part);
    if (!at.contains("properties") || !at.at("properties").contains(key))
      return {};
    at = Json(at.at("properties").at(key));
    if (entry) {
      if (!at.contains("items"))
        return {};
      at = Json(at.at("items"));
    }
  }
  return at;
}

}  // namespace aval
