// What the workspace holds that another document names by its identifier: chosen from a list, not
// typed.
#pragma once

#include <string>
#include <vector>

#include "audit/workspace/web/shell.h"
#include "registry/store.h"

namespace aval {

struct KnownDocuments {
  std::vector<Choice> datasets;
  std::vector<Choice> activities;
};

// By id, named as people name them.
KnownDocuments known_documents(const RegisterStore& store);

}  // namespace aval
