#include "audit/workspace/web/workspaces.h"

namespace aval {

void Workspaces::open(const Authority& authority, const std::string& path) {
  const std::lock_guard lock(mutex_);
  by_id_[authority.id] = std::make_unique<OpenWorkspace>(authority, path, turn_);
}

OpenWorkspace* Workspaces::find(const std::string& authority) const {
  const std::lock_guard lock(mutex_);
  const auto found = by_id_.find(authority);
  return found == by_id_.end() ? nullptr : found->second.get();
}

}  // namespace aval
