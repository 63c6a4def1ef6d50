#include "audit/workspace/web/field_schema.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "registry/documents.h"

namespace aval {

std::string path_below(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

std::set<std::string> types_of(const OrderedJson& schema) {
  std::set<std::string> types;
  const OrderedJson type = schema.value("type", OrderedJson());
  if (type.is_string())
    types.insert(type.get<std::string>());
  for (const OrderedJson& one : type.is_array() ? type : OrderedJson::array())
    types.insert(one.get<std::string>());
  return types;
}

bool takes_null(const OrderedJson& schema) {
  if (types_of(schema).count("null") != 0)
    return true;
  const OrderedJson words = schema.value("enum", OrderedJson::array());
  return std::any_of(words.begin(), words.end(),
                     [](const OrderedJson& word) { return word.is_null(); });
}

bool is_object_schema(const OrderedJson& schema) {
  return types_of(schema).count("object") != 0 && schema.contains("properties");
}

bool is_list_schema(const OrderedJson& schema) {
  return types_of(schema).count("array") != 0 && schema.contains("items");
}

OrderedJson schema_of_kind(const std::string& kind) {
  return OrderedJson::parse(document_schema(kind));
}

ValueRule line_rule() {
  ValueRule rule;
  rule.takes_text = true;
  return rule;
}

}  // namespace aval
