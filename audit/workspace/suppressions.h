// Suppressions as `scan --suppressions` takes them, from their file.
#pragma once

#include <string>
#include <vector>

#include "audit/scan/suppression.h"

namespace aval {

// Throws one Error(input) that lists every problem of the file (registry/suppression_file.h).
std::vector<Suppression> load_suppressions(const std::string& path);

}  // namespace aval
