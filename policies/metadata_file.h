// What a metadata file of a dataset says, as a publication sheet says it: the form that the nine
// criteria (metadata_criteria.h) are computed from.
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"

namespace aval {

struct DatasetMetadata {
  std::string sheet;                 // JSON: {"licence", "metadata": {...}}, null where the file
                                     // gives none, absent where it cannot tell
  std::string frequency;             // "monthly"; empty: none, or one without dates
  std::vector<std::string> formats;  // of its files, in lower case; empty: it names no file
};

// Reads a dataset of data.gouv.fr (udata JSON), a DCAT record (JSON-LD, also inside a catalogue of
// one) or a publication sheet. Error(input) when it is none of them, or holds several datasets.
[[nodiscard]] DatasetMetadata read_dataset_metadata(const Json& document, const std::string& place);
[[nodiscard]] DatasetMetadata load_dataset_metadata(const std::string& path);

}  // namespace aval
