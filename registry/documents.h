// The files that users write: checked against their published schemas before they are stored.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// Every problem of a document of that kind (organisation, activity, usecase), with the key at
// fault.
[[nodiscard]] std::vector<Problem> check_document(const std::string& kind, const Json& document,
                                                  const std::string& place);

// Reads, checks; throws one Error(input) that lists every problem.
Json load_document(const std::string& kind, const std::string& path);

// The JSON Schema of a kind, as text; and a filled-in skeleton that load_document takes.
std::string document_schema(const std::string& kind);
std::string document_template(const std::string& kind);

}  // namespace aval
