// Schemas as sources: tables with columns and no rows. Recognised by what they hold, so that
// ordinary data are never taken for a schema.
#pragma once

#include <memory>
#include <string>

#include "audit/table/declared_column.h"
#include "audit/table/input_bytes.h"
#include "audit/table/source.h"
#include "audit/table/survey.h"

namespace aval {

struct SchemaInput {
  std::shared_ptr<const InputBytes> input;
  bool gzip = false;
  std::string place;  // in errors
  std::string name;   // of the source
};

// Fills source.tables and source.info.format ("table-schema", "data-package", "json-schema") when
// the JSON text is a schema; false, and nothing changed, when it is data. Error(input) with line or
// pointer when it says it is a schema and cannot be read as one.
bool open_json_schema(const SchemaInput& input, const Survey& survey, Source& source);

// A text that declares tables in SQL (format "sql"): whether its beginning says so.
bool looks_like_sql(const Survey& survey, const std::string& ending);
// Error(input) with a line when no table of it can be read.
void open_sql(const SchemaInput& input, const Survey& survey, Source& source);

// Tables in place of what the source held before; used by the readers above and for dictionaries.
void hand_out_declared(DeclaredTables declared, const Survey& survey, Source& source);

}  // namespace aval
