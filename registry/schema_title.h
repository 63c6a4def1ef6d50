// Titles of the published schemas, written "français / English".
#pragma once

#include <string>

#include "audit/base/language.h"

namespace aval {

// Both languages of a title; one without " / " stands for both.
Text split_schema_title(const std::string& title);

}  // namespace aval
