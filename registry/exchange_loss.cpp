#include "registry/exchange_loss.h"

#include <nlohmann/json.hpp>

namespace aval {
namespace {

// The item of `again` that stands for the item at that place of `original`: an equal one, else one
// of the same name, else the one at the same place. Null when there is none.
const Json* counterpart(const Json& original, std::size_t place, const Json& again) {
  const Json& item = original[place];
  const Json* named = nullptr;
  for (const Json& other : again) {
    if (other == item)
      return &other;
    for (const char* key : {"category", "name", "text", "recipient"})
      if (named == nullptr && item.is_object() && other.is_object() && item.contains(key) &&
          other.contains(key) && item.at(key) == other.at(key))
        named = &other;
  }
  if (named != nullptr)
    return named;
  return place < again.size() ? &again[place] : nullptr;
}

void compare(const Json& original, const Json* again, const std::string& pointer,
             std::vector<std::string>& lost) {
  if (again == nullptr || original.type() != again->type()) {
    lost.push_back(pointer);
  } else if (original.is_object()) {
    for (const auto& [key, value] : original.items())
      compare(value, again->contains(key) ? &again->at(key) : nullptr, pointer + "/" + key, lost);
  } else if (original.is_array()) {
    for (std::size_t i = 0; i < original.size(); ++i)
      compare(original[i], counterpart(original, i, *again), pointer + "/" + std::to_string(i),
              lost);
  } else if (original != *again) {
    lost.push_back(pointer);
  }
}

}  // namespace

void add_losses(const Json& original, const Json& again, const std::string& id, const Text& reason,
                std::vector<Loss>& losses) {
  std::vector<std::string> lost;
  compare(original, &again, "", lost);
  for (const std::string& pointer : lost)
    losses.push_back({id + "#" + pointer, reason});
}

}  // namespace aval
