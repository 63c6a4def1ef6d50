// Why a column got its type: what was considered, what spoke for and against, which step decided,
// and what the answer would be if one thing were otherwise. Pure; counts only, no value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/scan/table_profile.h"
#include "audit/scan/table_scan.h"
#include "rules/rule_pack.h"

namespace aval {

// What the distinct values looked at look like: a trait and how many have it.
struct ValueShape {
  std::string trait;  // "integer", "date", "full_name"... as spelled in JSON
  std::uint64_t values = 0;
};

// A type that was considered.
struct WeighedCandidate {
  ColumnType type = ColumnType::none;
  double header = 0;          // 0 none, 0.3 weak, 0.6 strong
  double values = 0;          // 0 to 0.8
  bool contradicted = false;  // the values cannot be of that type
  // Confidence with the grain of the table, were it the only candidate; 0 when it is not accepted.
  double with_grain = 0;
  bool chosen = false;
  std::vector<Evidence> evidence;
};

// Which step settled the type.
enum class DecidingStep {
  nothing,     // no candidate is convincing
  header,      // the header alone says the same
  values,      // the values alone say the same
  either,      // header and values each say the same alone
  together,    // header and values say it together only
  grain,       // what a row is turns the answer
  text,        // what stands inside the sentences
  neighbours,  // the columns beside it
};
std::string_view name_of(DecidingStep step);

// One thing changed, and the answer then.
struct WhatIf {
  std::string change;  // "no_header", "other_header", "no_values", "alone", "grain"
  std::string detail;  // the other header, the other grain; else empty
  ColumnType type = ColumnType::none;
  Gdpr gdpr = Gdpr::none;
  double confidence = 0;
  bool differs = false;  // from the answer given: type or nature
};

struct Explanation {
  std::string table;
  std::uint64_t rows = 0;
  Grain grain = Grain::unknown;
  ColumnScan column;               // the answer, with its evidence
  Text label;                      // how the column is named
  bool header_read = false;        // it has a name, and the name is no first record
  std::vector<std::string> words;  // of the header, as they were read
  std::uint64_t missing = 0;
  std::uint64_t sentences = 0;     // cells of five words or more
  std::uint64_t looked_at = 0;     // distinct values that the shapes and candidates rest on
  std::vector<ValueShape> shapes;  // most frequent first
  std::vector<WeighedCandidate> candidates;  // best first
  DecidingStep step = DecidingStep::nothing;
  std::vector<WhatIf> what_if;
};

// A table as it was read, and the rules to judge it by.
struct ReadTable {
  const TableProfile& profile;
  const TableInfo& info;
  const ReadStats& stats;
  const RulePack& pack;
};

// `column` is an index into the profile's columns.
Explanation explain_column(const ReadTable& table, std::size_t column);

}  // namespace aval
