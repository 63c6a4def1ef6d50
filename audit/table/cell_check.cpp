#include "audit/table/cell_check.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/table/value_hint.h"

namespace aval {
namespace {

std::optional<FieldValue> read_limit(CheckState& state, const FieldRules& rules,
                                     const std::string& text) {
  if (text.empty())
    return std::nullopt;
  auto limit = read_field_value(rules, text);
  if (!limit)
    add_unchecked(state, rules.name);
  return limit;
}

void add_constraint(CheckState& state, std::uint64_t row, const FieldRules& rules,
                    const char* name) {
  Text message =
      format_text({"contrainte « {0} » non respectée", "constraint '{0}' not met"}, {name});
  if (std::string_view(name) == "pattern" && !rules.example.empty()) {
    const Text example = format_text({" ; exemple du schéma : {0}", "; example of the schema: {0}"},
                                     {rules.example});
    message.fr.append(example.fr);
    message.en.append(example.en);
  }
  add_error(state, {"constraint-error", row, rules.name, std::move(message)});
}

bool is_below(const FieldValue& value, const FieldValue& limit) {
  const auto order = compare_values(value, limit);
  return order && *order < 0;
}

bool is_at_most(const FieldValue& value, const FieldValue& limit) {
  const auto order = compare_values(value, limit);
  return order && *order <= 0;
}

// Enumerations compare values: "1" and "1.0" are one number.
bool is_one_of(const std::vector<std::string>& list, const FieldRules& rules, std::string_view text,
               const FieldValue& value) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& allowed) {
    if (allowed == text)
      return true;
    const auto other = value.number ? read_field_value(rules, allowed) : std::nullopt;
    return other && other->number == value.number;
  });
}

void check_limits(CheckState& state, const FieldCheck& field, std::uint64_t row,
                  const FieldValue& value) {
  if (field.minimum && is_below(value, *field.minimum))
    add_constraint(state, row, *field.rules, "minimum");
  if (field.maximum && is_below(*field.maximum, value))
    add_constraint(state, row, *field.rules, "maximum");
  if (field.exclusive_minimum && is_at_most(value, *field.exclusive_minimum))
    add_constraint(state, row, *field.rules, "exclusiveMinimum");
  if (field.exclusive_maximum && is_at_most(*field.exclusive_maximum, value))
    add_constraint(state, row, *field.rules, "exclusiveMaximum");
}

// Characters of texts; items of lists, arrays and objects.
std::size_t length_of(const FieldRules& rules, std::string_view text) {
  if (rules.type == "list")
    return text.empty() ? 0 : count_list_items(rules, text);
  if (rules.type == "array" || rules.type == "object")
    return OrderedJson::parse(text, nullptr, false).size();
  return count_code_points(text);
}

void check_lengths(CheckState& state, const FieldRules& rules, std::uint64_t row,
                   std::string_view text) {
  if (!rules.min_length && !rules.max_length)
    return;
  const std::size_t length = length_of(rules, text);
  if (rules.min_length && length < *rules.min_length)
    add_constraint(state, row, rules, "minLength");
  if (rules.max_length && length > *rules.max_length)
    add_constraint(state, row, rules, "maxLength");
}

void check_json_schema(CheckState& state, FieldCheck& field, std::uint64_t row,
                       std::string_view text) {
  if (!field.checks_json)
    return;
  try {
    if (!check_json(Json::parse(text), Json::parse(field.rules->json_schema), "").empty())
      add_constraint(state, row, *field.rules, "jsonSchema");
  } catch (const Error&) {  // a keyword that aval does not read
    field.checks_json = false;
    add_unchecked(state, field.rules->name);
  }
}

void add_type_error(CheckState& state, std::uint64_t row, const FieldRules& rules,
                    std::string_view text) {
  Text message =
      format_text({"la valeur n'est pas du type « {0} »", "the value is not of type '{0}'"},
                  {rules.format.empty() ? rules.type : join({rules.type, rules.format}, "/")});
  const Text hint = hint_of_type(rules, text);
  message.fr.append(hint.fr);
  message.en.append(hint.en);
  add_error(state, {"type-error", row, rules.name, std::move(message)});
}

}  // namespace

FieldCheck prepare_field(CheckState& state, const FieldRules& rules, std::size_t column) {
  FieldCheck field;
  field.rules = &rules;
  field.column = column;
  const auto& key = state.rules.primary_key;
  field.in_primary_key = std::find(key.begin(), key.end(), rules.name) != key.end();
  if (!rules.pattern.empty() && state.options.compile_pattern)
    field.pattern = state.options.compile_pattern(rules.pattern);
  if ((!rules.pattern.empty() && !field.pattern) || !can_check_format(rules))
    add_unchecked(state, rules.name);
  field.minimum = read_limit(state, rules, rules.minimum);
  field.maximum = read_limit(state, rules, rules.maximum);
  field.exclusive_minimum = read_limit(state, rules, rules.exclusive_minimum);
  field.exclusive_maximum = read_limit(state, rules, rules.exclusive_maximum);
  field.checks_json = !rules.json_schema.empty();
  return field;
}

bool is_missing_value(const TableRules& table, const FieldRules& field, std::string_view text) {
  const auto& words = field.has_own_missing_values ? field.missing_values : table.missing_values;
  return text.data() == nullptr || std::find(words.begin(), words.end(), text) != words.end();
}

void check_missing_cell(CheckState& state, const FieldCheck& field, std::uint64_t row) {
  if (field.rules->required || field.in_primary_key)
    add_constraint(state, row, *field.rules, "required");
}

void check_cell(CheckState& state, FieldCheck& field, std::uint64_t row, std::string_view text) {
  const FieldRules& rules = *field.rules;
  const auto value = read_field_value(rules, text);
  if (!value) {
    add_type_error(state, row, rules, text);
    return;
  }
  check_lengths(state, rules, row, text);
  check_limits(state, field, row, *value);
  if (field.pattern && !field.pattern(text))
    add_constraint(state, row, rules, "pattern");
  if (!rules.allowed.empty() && !is_one_of(rules.allowed, rules, text, *value))
    add_constraint(state, row, rules, "enum");
  if (!rules.categories.empty() && !is_one_of(rules.categories, rules, text, *value))
    add_constraint(state, row, rules, "categories");
  check_json_schema(state, field, row, text);
  if (rules.unique && !field.seen.insert(canonical_value(rules, text)))
    add_error(state, {"unique-error",
                      row,
                      rules.name,
                      {"valeur déjà présente plus haut, alors qu'elle doit être unique",
                       "value already present above, though it must be unique"}});
}

}  // namespace aval
