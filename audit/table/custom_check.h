// The custom checks that French schemas ask for (`custom_checks`), as the validator Validata runs
// them.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "audit/base/language.h"
#include "audit/table/field_rules.h"

namespace aval {

// Whether a number is valid; `kind` is "siren", "siret" or "phone".
using NumberTest = std::function<bool(std::string_view kind, std::string_view value)>;

struct CustomCheckKind {
  std::string_view name;
  std::size_t least_columns;  // that its parameters must name
  bool one_column;            // skips empty cells and absent columns
  // What is wrong with the cells of a row, in the order of rule.columns (empty where missing);
  // nothing when the check holds. No cell value in the text.
  std::optional<Text> (*fault)(const CustomCheckRule& rule, std::span<const std::string_view> cells,
                               const NumberTest& is_valid);
};

// Null for a check that aval does not know.
const CustomCheckKind* find_custom_check(std::string_view name);

}  // namespace aval
