// What a format loses of a document: found by reading back what was written.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "registry/exchange.h"

namespace aval {

// Adds one loss for each value of `original` that `again` lacks or gives otherwise; a whole group
// or list that is lost counts once. `id` names the document.
void add_losses(const Json& original, const Json& again, const std::string& id, const Text& reason,
                std::vector<Loss>& losses);

}  // namespace aval
