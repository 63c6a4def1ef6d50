#include "registry/exchange_loss.h"

#include <nlohmann/json.hpp>

namespace aval {
namespace {

void compare(const Json& original, const Json* again, const std::string& pointer,
             std::vector<std::string>& lost) {
  if (again == nullptr || original.type() != again->type()) {
    lost.push_back(pointer);
  } else if (original.is_object()) {
    for (const auto& [key, value] : original.items())
      compare(value, again->contains(key) ? &again->at(key) : nullptr, pointer + "/" + key, lost);
  } else if (original.is_array()) {
    for (std::size_t i = 0; i < original.size(); ++i)
      compare(original[i], i < again->size() ? &(*again)[i] : nullptr,
              pointer + "/" + std::to_string(i), lost);
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
