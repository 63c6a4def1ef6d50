// A document that a user wrote, as text for a terminal: the titles of its schema, its values in
// words.
#pragma once

#include <string>

#include "audit/base/json.h"

namespace aval {

// Keys in the order of the schema; what was not answered is left out, null is "none".
std::string render_document_text(const Json& document, const OrderedJson& schema,
                                 Language language);

}  // namespace aval
