// A plan: what becomes of each column of a file, in which pseudonymization domain. Its JSON form is
// aval.plan/1 (audit/protect/schemas/plan.schema.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/base/json.h"
#include "audit/protect/field_form.h"

namespace aval {

// Spelled so in plans.
enum class Operation {
  keep,
  suppress,
  hmac,
  siv,
  ff1,
  vault,
  dateshift,
  generalize,
  round,
  bucket,
  topcode,
  mask,
  noise
};
std::string_view name_of(Operation operation);
// hmac, siv, ff1, vault: the result is a token.
bool makes_tokens(Operation operation);
// Needs a key of the domain: tokens, dateshift and noise.
bool needs_key(Operation operation);

// What becomes of a cell that the operation cannot take.
enum class Unfit {
  stop,      // the command ends, naming row and column
  suppress,  // an empty cell, counted
  text       // hmac, siv and vault: a token of the text as it stands, counted
};

struct PlannedColumn {
  std::string column;  // its name, or "#3": by position from 1
  Operation operation = Operation::keep;
  std::string field_class;  // of tokens: columns of one class join
  FieldForm form = FieldForm::text;
  Unfit unfit = Unfit::stop;
  bool token_for_missing = false;  // "null": "token"
  unsigned bits = 128;             // hmac: 80 to 256
  std::string vault;               // file of the vault
  std::string subject;             // dateshift, noise: the column of the person
  int days = 0;                    // dateshift: at most so many, either way
  std::string hierarchy;           // generalize: "date", "age", "postcode", or a file
  std::string level;
  std::string to;                         // round: the multiple
  std::vector<std::string> bounds;        // bucket, ascending
  std::string above, below;               // topcode
  unsigned keep_start = 0, keep_end = 0;  // mask, in characters
  std::string scale, step = "1";          // noise
  bool keep_column = false;               // suppress: leaves an empty column
};

struct Plan {
  std::string path;
  std::string domain;
  std::string sha256;  // of the canonical JSON
  std::vector<PlannedColumn> columns;
};

// Error(input) that lists every mistake with its place; refusals of doctrine (an unkeyed hash, a
// key in the plan, FF3, a token cut short, a shift without subject) come first, each with its
// reason.
Plan parse_plan(const Json& document, const std::string& path);
Plan load_plan(const std::string& path);
// The published schema, as text.
std::string plan_schema();
// The column of a plan of that name; null when it names none.
const PlannedColumn* find_planned(const Plan& plan, std::string_view column);

}  // namespace aval
