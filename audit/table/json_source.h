// JSON, JSON Lines and GeoJSON as tables.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/table/source.h"
#include "audit/table/survey.h"

namespace aval {

struct JsonInput {
  std::shared_ptr<const InputBytes> input;
  bool gzip = false;
  std::string place;  // in errors
  std::string name;   // of the source
};

// Fills source.tables and source.info.format. Error(input) when the text is no JSON at all.
void open_json(const JsonInput& input, const Survey& survey, const SourceOptions& options,
               Source& source);

}  // namespace aval
