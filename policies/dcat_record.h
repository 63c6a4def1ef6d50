// A DCAT record (W3C Data Catalog Vocabulary) written in JSON-LD, with its terms by their local
// names, whatever prefixes or addresses they are written with.
#pragma once

#include <optional>
#include <string>

#include "audit/base/json.h"

namespace aval {

// The one dcat:Dataset of the document, with its distributions in place of their addresses and only
// local names of terms ("description" for "dct:description"); nothing when it holds none.
// Error(input) when it holds several.
[[nodiscard]] std::optional<Json> find_dcat_dataset(const Json& document, const std::string& place);

// The first text of a value: a string, the "@value" or the "@id" of an object, the first of a list
// that has one; empty when there is none.
[[nodiscard]] std::string dcat_text(const Json& value);

// The last part of an address or of a prefixed name: "CSV" of ".../file-type/CSV".
[[nodiscard]] std::string local_name(const std::string& term);

}  // namespace aval
