#include "audit/table/table_check.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_set>

#include "audit/base/text.h"
#include "audit/table/field_value.h"

namespace aval {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// A field with what is prepared once: its column, its tests, the values seen.
struct FieldCheck {
  const FieldRules* rules = nullptr;
  std::size_t column = kNone;
  PatternTest pattern;
  std::optional<FieldValue> minimum;
  std::optional<FieldValue> maximum;
  std::unordered_set<std::string> seen;  // of unique fields
};

struct Check {
  const TableRules& rules;
  const CheckOptions& options;
  CheckReport report;
  std::vector<FieldCheck> fields;
  std::unordered_set<std::string> keys;
};

void add_error(Check& check, CheckError error) {
  check.report.valid = false;
  ++check.report.counts[error.code];
  if (check.report.errors.size() < check.options.limit)
    check.report.errors.push_back(std::move(error));
}

// The same name whatever the case, as the French validator takes it when lenient.
bool same_label(const std::string& field, const std::string& label, bool lenient) {
  return field == label || (lenient && fold(trim(field)) == fold(trim(label)));
}

std::size_t find_column(const TableInfo& info, const std::string& field, bool lenient) {
  for (std::size_t i = 0; i < info.columns.size(); ++i)
    if (same_label(field, info.columns[i].name, lenient))
      return i;
  return kNone;
}

void tell_label(Check& check, bool counts, CheckError error) {
  if (counts)
    add_error(check, std::move(error));
  else
    check.report.warnings.push_back(std::move(error));
}

void check_missing_labels(Check& check) {
  const std::string& match = check.rules.fields_match;
  const bool may_lack = check.options.lenient || match == "superset" || match == "partial";
  for (const FieldCheck& field : check.fields)
    if (field.column == kNone)
      tell_label(
          check, !may_lack || field.rules->required,
          {"missing-label", 0, field.rules->name,
           field.rules->required ? Text{"colonne obligatoire absente", "required column absent"}
                                 : Text{"colonne facultative absente", "optional column absent"}});
}

void check_extra_labels(Check& check, const TableInfo& info) {
  const std::string& match = check.rules.fields_match;
  const bool may_add = check.options.lenient || match == "subset" || match == "partial";
  std::set<std::string> names;
  for (std::size_t i = 0; i < info.columns.size(); ++i) {
    const std::string& name = info.columns[i].name;
    const bool known = std::any_of(check.fields.begin(), check.fields.end(),
                                   [i](const FieldCheck& field) { return field.column == i; });
    if (name.empty())
      tell_label(check, true,
                 {"blank-label", 0, "", {"colonne sans nom", "column without a name"}});
    else if (!names.insert(name).second)
      tell_label(check, true,
                 {"duplicate-label", 0, name, {"nom de colonne répété", "column name repeated"}});
    else if (!known)
      tell_label(
          check, !may_add,
          {"extra-label",
           0,
           name,
           {"colonne que le schéma ne connaît pas", "column that the schema does not know"}});
  }
}

// Columns that are all there, in another order than the schema's.
void check_order(Check& check, const TableInfo& info) {
  if (check.options.lenient || check.rules.fields_match != "exact" ||
      info.columns.size() != check.fields.size())
    return;
  for (std::size_t i = 0; i < check.fields.size(); ++i)
    if (check.fields[i].column != kNone && check.fields[i].column != i)
      add_error(check, {"incorrect-label",
                        0,
                        check.fields[i].rules->name,
                        {"colonne à une autre place que dans le schéma",
                         "column at another place than in the schema"}});
}

std::optional<FieldValue> limit_of(const FieldRules& rules, const std::string& text) {
  return text.empty() ? std::nullopt : read_field_value(rules, text);
}

void prepare_fields(Check& check, const TableInfo& info) {
  for (const FieldRules& rules : check.rules.fields) {
    FieldCheck field;
    field.rules = &rules;
    field.column = find_column(info, rules.name, check.options.lenient);
    if (!rules.pattern.empty() && check.options.compile_pattern)
      field.pattern = check.options.compile_pattern(rules.pattern);
    if ((!rules.pattern.empty() && !field.pattern) || !can_check_format(rules))
      check.report.unchecked.push_back(rules.name);
    field.minimum = limit_of(rules, rules.minimum);
    field.maximum = limit_of(rules, rules.maximum);
    check.fields.push_back(std::move(field));
  }
}

void add_constraint(Check& check, std::uint64_t row, const FieldRules& rules, const char* name) {
  add_error(check, {"constraint-error", row, rules.name,
                    format_text({"contrainte « {0} » non respectée", "constraint '{0}' not met"},
                                {name})});
}

bool is_below(const FieldValue& value, const FieldValue& limit) {
  const auto order = compare_values(value, limit);
  return order && *order < 0;
}

// Enumerations of numbers compare numbers: "1" and "1.0" are one value.
bool is_allowed(const FieldRules& rules, std::string_view text, const FieldValue& value) {
  return std::any_of(rules.allowed.begin(), rules.allowed.end(), [&](const std::string& allowed) {
    if (allowed == text)
      return true;
    const auto other = value.number ? read_field_value(rules, allowed) : std::nullopt;
    return other && other->number == value.number;
  });
}

void check_constraints(Check& check, std::uint64_t row, FieldCheck& field, std::string_view text) {
  const FieldRules& rules = *field.rules;
  const auto value = read_field_value(rules, text);
  if (!value) {
    add_error(check, {"type-error", row, rules.name,
                      format_text(
                          {"la valeur n'est pas du type « {0} »", "the value is not of type '{0}'"},
                          {rules.type + (rules.format.empty() ? "" : "/" + rules.format)})});
    return;
  }
  const std::size_t length = count_code_points(text);
  if (rules.min_length && length < *rules.min_length)
    add_constraint(check, row, rules, "minLength");
  if (rules.max_length && length > *rules.max_length)
    add_constraint(check, row, rules, "maxLength");
  if (field.minimum && is_below(*value, *field.minimum))
    add_constraint(check, row, rules, "minimum");
  if (field.maximum && is_below(*field.maximum, *value))
    add_constraint(check, row, rules, "maximum");
  if (field.pattern && !field.pattern(text))
    add_constraint(check, row, rules, "pattern");
  if (!rules.allowed.empty() && !is_allowed(rules, text, *value))
    add_constraint(check, row, rules, "enum");
  if (rules.unique && !field.seen.insert(std::string(text)).second)
    add_error(check, {"unique-error",
                      row,
                      rules.name,
                      {"valeur déjà présente plus haut, alors qu'elle doit être unique",
                       "value already present above, though it must be unique"}});
}

std::string_view cell_at(const Batch& batch, std::size_t column, std::size_t row) {
  return column < batch.columns.size() ? batch.columns[column][row] : std::string_view();
}

bool is_blank(const Batch& batch, std::size_t row) {
  for (std::size_t column = 0; column < batch.columns.size(); ++column)
    if (!trim(cell_at(batch, column, row)).empty())
      return false;
  return true;
}

bool is_missing(const TableRules& rules, std::string_view text) {
  return text.data() == nullptr ||
         std::find(rules.missing_values.begin(), rules.missing_values.end(), text) !=
             rules.missing_values.end();
}

void check_key(Check& check, const Batch& batch, std::size_t row) {
  if (check.rules.primary_key.empty())
    return;
  std::string key;
  for (const FieldCheck& field : check.fields)
    if (std::find(check.rules.primary_key.begin(), check.rules.primary_key.end(),
                  field.rules->name) != check.rules.primary_key.end()) {
      const std::string_view cell = cell_at(batch, field.column, row);
      key += std::to_string(cell.size()) + ":" + std::string(cell);
    }
  if (!check.keys.insert(std::move(key)).second)
    add_error(check,
              {"primary-key",
               batch.record_numbers[row],
               "",
               {"clé primaire déjà présente plus haut", "primary key already present above"}});
}

void check_row(Check& check, const Batch& batch, std::size_t row) {
  const std::uint64_t number = batch.record_numbers[row];
  ++check.report.rows;
  if (is_blank(batch, row)) {
    add_error(check, {"blank-row", number, "", {"ligne vide", "blank row"}});
    return;
  }
  for (FieldCheck& field : check.fields) {
    if (field.column == kNone)
      continue;
    const std::string_view text = cell_at(batch, field.column, row);
    if (!is_missing(check.rules, text))
      check_constraints(check, number, field, text);
    else if (field.rules->required)
      add_constraint(check, number, *field.rules, "required");
  }
  check_key(check, batch, row);
}

// Rows that the reader had to mend.
void check_repairs(Check& check, const ReadStats& stats) {
  for (const auto& [repair, code] :
       {std::pair{"ragged_short", "missing-cell"}, std::pair{"ragged_long", "extra-cell"}}) {
    const auto found = stats.repairs.find(repair);
    if (found == stats.repairs.end())
      continue;
    for (const std::uint64_t row : found->second.first_records)
      add_error(check, {code,
                        row,
                        "",
                        {"nombre de cellules différent de l'en-tête",
                         "number of cells differs from the header"}});
    check.report.counts[code] = found->second.count;
  }
}

}  // namespace

CheckReport check_table(TableReader& reader, const TableRules& rules, const CheckOptions& options) {
  Check check{rules, options, {}, {}, {}};
  prepare_fields(check, reader.info());
  check_missing_labels(check);
  check_extra_labels(check, reader.info());
  check_order(check, reader.info());
  Batch batch;
  while (reader.next(batch))
    for (std::size_t row = 0; row < batch.rows; ++row)
      check_row(check, batch, row);
  check_repairs(check, reader.stats());
  std::stable_sort(check.report.errors.begin(), check.report.errors.end(),
                   [](const CheckError& a, const CheckError& b) { return a.row < b.row; });
  return std::move(check.report);
}

std::uint64_t count_errors(const CheckReport& report) {
  std::uint64_t count = 0;
  for (const auto& [code, errors] : report.counts)
    count += errors;
  return count;
}

}  // namespace aval
