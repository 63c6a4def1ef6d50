#include "registry/document_changes.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace aval {
namespace {

// What an item of a list is called; its place when it has no name, or when an earlier one has it.
std::map<std::string, const Json*> named_items(const Json& list) {
  std::map<std::string, const Json*> items;
  for (std::size_t i = 0; i < list.size(); ++i) {
    std::string name;
    for (const char* key : {"id", "category", "name", "country"}) {
      const Json value = list[i].is_object() ? list[i].value(key, Json()) : Json();
      if (name.empty() && value.is_string())
        name = value.get<std::string>();
    }
    if (name.empty() || items.contains(name))
      name = std::to_string(i);
    items.emplace(name, &list[i]);
  }
  return items;
}

bool holds_objects(const Json& list) {
  return std::any_of(list.begin(), list.end(), [](const Json& item) { return item.is_object(); });
}

bool contains(const Json& list, const Json& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

class Comparison {
 public:
  void value(const std::string& field, const Json* before, const Json* after);
  std::vector<FieldChange> take() { return std::move(changes_); }

 private:
  template <typename Members>
  void members(const std::string& field, const Members& before, const Members& after);
  void plain_list(const std::string& field, const Json& before, const Json& after);

  std::vector<FieldChange> changes_;
};

std::map<std::string, const Json*> members_of(const Json& object) {
  std::map<std::string, const Json*> members;
  for (const auto& [key, inner] : object.items())
    members.emplace(key, &inner);
  return members;
}

template <typename Members>
void Comparison::members(const std::string& field, const Members& before, const Members& after) {
  std::map<std::string, std::pair<const Json*, const Json*>> both;
  for (const auto& [key, inner] : before)
    both[key].first = inner;
  for (const auto& [key, inner] : after)
    both[key].second = inner;
  for (const auto& [key, pair] : both)
    value(field.empty() ? key : field + "/" + key, pair.first, pair.second);
}

void Comparison::plain_list(const std::string& field, const Json& before, const Json& after) {
  for (const Json& item : before)
    if (!contains(after, item))
      changes_.push_back({field, item.dump(), ""});
  for (const Json& item : after)
    if (!contains(before, item))
      changes_.push_back({field, "", item.dump()});
}

void Comparison::value(const std::string& field, const Json* before, const Json* after) {
  if (before != nullptr && after != nullptr) {
    if (*before == *after)
      return;
    if (before->is_object() && after->is_object()) {
      members(field, members_of(*before), members_of(*after));
      return;
    }
    if (before->is_array() && after->is_array()) {
      if (holds_objects(*before) || holds_objects(*after))
        members(field, named_items(*before), named_items(*after));
      else
        plain_list(field, *before, *after);
      return;
    }
  }
  changes_.push_back({field, before == nullptr ? std::string() : before->dump(),
                      after == nullptr ? std::string() : after->dump()});
}

}  // namespace

std::vector<FieldChange> compare_documents(const Json& before, const Json& after) {
  Comparison comparison;
  comparison.value("", &before, &after);
  return comparison.take();
}

}  // namespace aval
