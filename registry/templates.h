// Sheets of the register to start from: the typical activities of a local authority, aval's own
// sheet, and its shared hosting. Data of registry/templates; what is not confirmed says so.
#pragma once

#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

struct ActivityTemplate {
  int number = 0;    // its place in the list
  std::string name;  // as `register template --from` takes it
  Text title;
  std::string activity;  // JSON text, aval.activity/1, a draft
};

// All of them, by number.
std::vector<ActivityTemplate> activity_templates();
// Error(usage) that names those there are.
ActivityTemplate activity_template(const std::string& name);

}  // namespace aval
