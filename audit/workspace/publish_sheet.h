// The publication sheet of a source: what the recognised schema answers, what the scan shows, what
// the command line says. What only a person knows stays absent, so that the gate asks for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/base/json.h"
#include "policies/policy.h"
#include "reports/audit_report.h"

namespace aval {

// Answers given on the command line; empty: not given.
struct SheetAnswers {
  std::string licence;
  std::string secrets_read_by;
  std::string producer;
  std::string ground;
  std::string text;
  std::string form;
  std::string objection;
  std::string information;
  std::vector<std::string> count_columns;
  std::string dominance;  // a share of 0 to 1
  std::string diversity;  // a whole number
  bool own_data = false;
};

// What a prefilled sheet is made from.
struct SheetBasis {
  const SourceAudit& source;
  std::optional<SchemaGuess> guess;
  bool schema_valid = true;  // the file agrees with the recognised schema
  std::uint64_t schema_errors = 0;
  std::string id;
  std::string organisation;  // its name; empty: unknown
  std::string today;
};

Json prefilled_sheet(const SheetBasis& basis, const SheetAnswers& answers);
// The answers written over a sheet that was given.
void apply_answers(const SheetAnswers& answers, const std::string& today, Json& sheet);

// The columns of a source, as they are named.
std::vector<std::string> column_names(const SourceAudit& source);

// True when nothing in the file is left for a person to read: every column belongs to the
// recognised standard and agrees with it, no free text is there but what a text requires to
// publish, no personal finding but where people are expected, nothing stands around the table.
bool has_nothing_to_read(const SheetBasis& basis, const Json& sheet);

// The smallest count of at least 1 in those columns of the source (names compared folded); nothing
// when none of them is there or none holds a count. Reads the file.
std::optional<std::uint64_t> smallest_count(const std::string& uri,
                                            const std::vector<std::string>& columns);

}  // namespace aval
