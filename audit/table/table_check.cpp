#include "audit/table/table_check.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "audit/base/text.h"
#include "audit/table/cell_check.h"
#include "audit/table/check_state.h"
#include "audit/table/key_check.h"
#include "audit/table/label_check.h"

namespace aval {
namespace {

// A custom check with the columns of its parameters.
struct RowCheck {
  const CustomCheckRule* rule = nullptr;
  const CustomCheckKind* kind = nullptr;
  std::vector<std::size_t> columns;
  std::vector<const FieldRules*> fields;  // null for a column that the schema does not describe
};

// What is prepared once for a table.
struct Preparation {
  std::vector<FieldCheck> fields;
  std::vector<KeyCheck> keys;
  std::vector<RowCheck> checks;
};

const FieldRules* rules_of(const TableRules& rules, const std::string& name) {
  const auto found = std::find_if(rules.fields.begin(), rules.fields.end(),
                                  [&](const FieldRules& field) { return field.name == name; });
  return found == rules.fields.end() ? nullptr : &*found;
}

bool can_apply(const CustomCheckRule& rule, const CheckOptions& options) {
  const std::set<std::string> comparisons = {"<", "<=", "==", ">=", ">"};
  const CustomCheckKind* kind = find_custom_check(rule.name);
  return kind != nullptr && rule.columns.size() >= kind->least_columns &&
         (rule.name != "compare-columns-value" || comparisons.contains(rule.comparison)) &&
         options.is_valid_number != nullptr;
}

// A check whose columns are all absent is left out (Validata).
void prepare_check(CheckState& state, const TableInfo& info, const CustomCheckRule& rule,
                   std::vector<RowCheck>& checks) {
  if (!can_apply(rule, state.options)) {
    add_unchecked(state, "custom_checks " + rule.name);
    return;
  }
  RowCheck check{&rule, find_custom_check(rule.name), {}, {}};
  std::vector<std::string> absent;
  for (const std::string& name : rule.columns) {
    check.columns.push_back(find_column(info, name, state.options.lenient));
    check.fields.push_back(rules_of(state.rules, name));
    if (check.columns.back() == kNoColumn)
      absent.push_back(name);
  }
  if (absent.size() == rule.columns.size())
    return;
  // Columns that go together: some without the others is a fault. Elsewhere an absent column is one
  // of empty cells, which a comparison or a sum passes over.
  if (!absent.empty() && rule.name == "cohesive-columns-value")
    add_error(state, {rule.name, 0, rule.columns.front(),
                      format_text({"ce contrôle a besoin de colonnes absentes : {0}",
                                   "this check needs columns that are absent: {0}"},
                                  {join(absent, ", ")})});
  if (absent.empty() || rule.name == "one-of-required")
    checks.push_back(std::move(check));
}

Preparation prepare(CheckState& state, const TableReader& reader) {
  Preparation ready;
  std::vector<std::size_t> columns;
  for (const FieldRules& rules : state.rules.fields)
    columns.push_back(find_column(reader.info(), rules.name, state.options.lenient));
  check_labels(state, reader.info(), columns);
  for (std::size_t i = 0; i < columns.size(); ++i)
    ready.fields.push_back(prepare_field(state, state.rules.fields[i], columns[i]));
  ready.keys = prepare_keys(state, reader);
  for (const CustomCheckRule& rule : state.rules.custom_checks)
    prepare_check(state, reader.info(), rule, ready.checks);
  return ready;
}

bool is_blank(const Batch& batch, std::size_t row) {
  for (std::size_t column = 0; column < batch.columns.size(); ++column)
    if (!trim(cell_at(batch, column, row)).empty())
      return false;
  return true;
}

void check_custom(CheckState& state, const RowCheck& check, const Batch& batch, std::size_t row) {
  static const FieldRules kPlain;
  std::vector<std::string_view> cells;
  for (std::size_t i = 0; i < check.columns.size(); ++i) {
    const std::string_view cell = cell_at(batch, check.columns[i], row);
    const FieldRules& field = check.fields[i] == nullptr ? kPlain : *check.fields[i];
    cells.push_back(is_missing_value(state.rules, field, cell) ? std::string_view("") : cell);
  }
  if (check.kind->one_column && cells[0].empty())
    return;
  if (auto fault = check.kind->fault(*check.rule, cells, state.options.is_valid_number))
    add_error(state, {check.rule->name, batch.record_numbers[row], check.rule->columns.front(),
                      std::move(*fault)});
}

void check_row(CheckState& state, Preparation& ready, const Batch& batch, std::size_t row) {
  const std::uint64_t number = batch.record_numbers[row];
  ++state.report.rows;
  if (is_blank(batch, row)) {
    add_error(state, {"blank-row", number, "", {"ligne vide", "blank row"}});
    return;
  }
  for (FieldCheck& field : ready.fields) {
    if (field.column == kNoColumn)
      continue;
    const std::string_view text = cell_at(batch, field.column, row);
    if (is_missing_value(state.rules, *field.rules, text))
      check_missing_cell(state, field, number);
    else
      check_cell(state, field, number, text);
  }
  for (KeyCheck& key : ready.keys)
    check_key(state, key, batch, row);
  for (const RowCheck& check : ready.checks)
    check_custom(state, check, batch, row);
}

// Rows that the reader had to mend: the first ones by number, the rest in the counts.
void check_repairs(CheckState& state, const ReadStats& stats) {
  for (const auto& [repair, code] :
       {std::pair{"ragged_short", "missing-cell"}, std::pair{"ragged_long", "extra-cell"}}) {
    const auto found = stats.repairs.find(repair);
    if (found == stats.repairs.end())
      continue;
    const RepairCount& repaired = found->second;
    for (const std::uint64_t row : repaired.first_records)
      add_error(state, {code,
                        row,
                        "",
                        {"nombre de cellules différent de l'en-tête",
                         "number of cells differs from the header"}});
    const std::uint64_t beyond = repaired.count - repaired.first_records.size();
    state.report.counts[code] += beyond;
    state.report.bad_rows = std::min(state.report.rows, state.report.bad_rows + beyond);
    for (CheckGroup& group : state.report.groups)
      group.count += group.code == code ? beyond : 0;
  }
}

void sort_findings(CheckReport& report) {
  std::stable_sort(report.errors.begin(), report.errors.end(),
                   [](const CheckError& a, const CheckError& b) { return a.row < b.row; });
  const auto rank = [](const CheckGroup& group) {
    return std::tuple(!group.first_rows.empty(), ~group.count, group.field, group.code);
  };
  std::stable_sort(report.groups.begin(), report.groups.end(),
                   [&](const CheckGroup& a, const CheckGroup& b) { return rank(a) < rank(b); });
}

}  // namespace

CheckReport check_table(TableReader& reader, const TableRules& rules, const CheckOptions& options) {
  CheckState state{rules, options, {}, {}, {}};
  Preparation ready = prepare(state, reader);
  Batch batch;
  while (reader.next(batch))
    for (std::size_t row = 0; row < batch.rows; ++row)
      check_row(state, ready, batch, row);
  check_repairs(state, reader.stats());
  sort_findings(state.report);
  return std::move(state.report);
}

std::uint64_t count_errors(const CheckReport& report) {
  std::uint64_t count = 0;
  for (const auto& [code, errors] : report.counts)
    count += errors;
  return count;
}

}  // namespace aval
