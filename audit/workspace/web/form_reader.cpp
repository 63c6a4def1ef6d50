// From the fields of a form back to the document.
#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/web/field_schema.h"
#include "audit/workspace/web/fields.h"

namespace aval {
namespace {

// A value as a person wrote it; nothing when the field was left empty.
std::optional<Json> value_of_text(const std::string& raw, const OrderedJson& schema) {
  const std::string text(trim(raw));
  if (text.empty())
    return std::nullopt;
  if (takes_null(schema) &&
      (text == "null" || (!schema.contains("enum") && (is_null_word(text) || text == "none"))))
    return Json(nullptr);
  const std::set<std::string> types = types_of(schema);
  if (types.count("boolean") != 0 && (text == "true" || text == "false"))
    return Json(text == "true");
  if (types.count("integer") + types.count("number") != 0) {
    std::string number = text;
    std::replace(number.begin(), number.end(), ',', '.');
    const Json parsed = Json::parse(number, nullptr, false);
    return parsed.is_number() ? parsed : Json(text);
  }
  return Json(text);
}

// "None of them" was said once; an empty field does not take it back.
bool is_empty_list(const Json& target, const std::string& key) {
  const auto found = target.find(key);
  return found != target.end() && found->is_array() && found->empty();
}

class FormReader {
 public:
  explicit FormReader(const FormFields& form) : form_(form) {
    for (const auto& [name, value] : form)
      names_.insert(name);
  }

  // `path`: of the object; empty at the top.
  void object(Json& target, const OrderedJson& schema, const std::string& path) const {
    for (const auto& [key, inner] : schema.at("properties").items())
      member(target, key, inner, path_below(path, key));
  }

 private:
  void member(Json& target, const std::string& key, const OrderedJson& schema,
              const std::string& path) const;
  void list(Json& target, const std::string& key, const OrderedJson& items,
            const std::string& path) const;
  void group(Json& target, const std::string& key, const OrderedJson& schema,
             const std::string& path) const;
  void lines(Json& target, const std::string& key, const OrderedJson& schema,
             const std::string& path) const;
  void ticks(Json& target, const std::string& key, const OrderedJson& schema,
             const std::string& path) const;
  // Whether the form holds anything below that path.
  bool speaks_of(const std::string& path) const;

  const FormFields& form_;
  std::set<std::string> names_;
};

bool FormReader::speaks_of(const std::string& path) const {
  for (const char* prefix : {kFieldPrefix, kListPrefix, kRemovePrefix}) {
    const std::string start = prefix + path;
    const auto found = names_.lower_bound(start);
    if (found != names_.end() && found->starts_with(start))
      return true;
  }
  return false;
}

void FormReader::group(Json& target, const std::string& key, const OrderedJson& schema,
                       const std::string& path) const {
  Json inner = target.value(key, Json());
  const bool was_null = target.contains(key) && inner.is_null();
  if (!inner.is_object())
    inner = Json::object();
  object(inner, schema, path);
  if (!inner.empty())
    target[key] = std::move(inner);
  else if (!was_null)
    target.erase(key);
}

void FormReader::list(Json& target, const std::string& key, const OrderedJson& items,
                      const std::string& path) const {
  Json entries = target.value(key, Json());
  const Json before = entries;
  if (!entries.is_array())
    entries = Json::array();
  Json kept = Json::array();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string entry = path_below(path, std::to_string(i + 1));
    object(entries[i], items, entry);
    if (names_.count(kRemovePrefix + entry) == 0)
      kept.push_back(entries[i]);
  }
  Json added = Json::object();
  object(added, items, path_below(path, kNewEntry));
  if (!added.empty())
    kept.push_back(std::move(added));
  if (!kept.empty())
    target[key] = std::move(kept);
  else if (before.is_array() && !before.empty())
    target.erase(key);
}

void FormReader::lines(Json& target, const std::string& key, const OrderedJson& schema,
                       const std::string& path) const {
  const std::string text = value_of(form_, kFieldPrefix + path);
  if (trim(text).empty() && is_empty_list(target, key))
    return;
  target.erase(key);
  if (takes_null(schema) && (is_null_word(trim(text)) || trim(text) == "none")) {
    target[key] = nullptr;
    return;
  }
  Text problem;
  const auto items = list_of_lines(text, line_rule(), problem);
  if (items && !items->empty())
    target[key] = *items;
}

// What is ticked; "none" counts when nothing else is.
void FormReader::ticks(Json& target, const std::string& key, const OrderedJson& schema,
                       const std::string& path) const {
  std::vector<std::string> words = values_of(form_, kFieldPrefix + path);
  const bool none = std::erase(words, kNoneTicked) > 0;
  if (words.empty() && !none && is_empty_list(target, key))
    return;
  target.erase(key);
  if (!words.empty())
    target[key] = words;
  else if (none && takes_null(schema))
    target[key] = nullptr;
}

void FormReader::member(Json& target, const std::string& key, const OrderedJson& schema,
                        const std::string& path) const {
  if (schema.contains("const") || !speaks_of(path))
    return;
  if (is_object_schema(schema)) {
    group(target, key, schema, path);
    return;
  }
  const bool has_field = names_.count(kFieldPrefix + path) != 0;
  if (is_list_schema(schema) && is_object_schema(schema.at("items"))) {
    list(target, key, schema.at("items"), path);
  } else if (is_list_schema(schema) && names_.count(kListPrefix + path) != 0) {
    ticks(target, key, schema, path);
  } else if (is_list_schema(schema) && schema.at("items").contains("enum")) {
    return;  // its ticks are not in the form
  } else if (is_list_schema(schema) && has_field) {
    lines(target, key, schema, path);
  } else if (has_field) {
    const auto value = value_of_text(value_of(form_, kFieldPrefix + path), schema);
    if (value)
      target[key] = *value;
    else
      target.erase(key);
  }
}

}  // namespace

Json filled_in(const Json& document, const std::string& kind, const FormFields& form) {
  Json filled = document;
  FormReader(form).object(filled, schema_of_kind(kind), "");
  return filled;
}

Json merge_changes(const Json& base, const Json& edited, const Json& latest,
                   std::vector<std::string>& conflicts) {
  Json merged = latest;
  std::set<std::string> keys;
  for (const Json* document : {&base, &edited})
    for (const auto& [key, value] : document->items())
      keys.insert(key);
  const auto at = [](const Json& document, const std::string& key) {
    const auto found = document.find(key);
    return found == document.end() ? nullptr : &*found;
  };
  const auto same = [](const Json* left, const Json* right) {
    return left == nullptr || right == nullptr ? left == right : *left == *right;
  };
  for (const std::string& key : keys) {
    const Json* wanted = at(edited, key);
    if (same(at(base, key), wanted) || same(at(latest, key), wanted))
      continue;
    if (!same(at(base, key), at(latest, key)))
      conflicts.push_back(key);
    else if (wanted == nullptr)
      merged.erase(key);
    else
      merged[key] = *wanted;
  }
  return merged;
}

}  // namespace aval
