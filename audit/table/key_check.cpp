#include "audit/table/key_check.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/table/cell_check.h"

namespace aval {
namespace {

const FieldRules* find_field_rules(const TableRules& rules, const std::string& name) {
  const auto found = std::find_if(rules.fields.begin(), rules.fields.end(),
                                  [&](const FieldRules& field) { return field.name == name; });
  return found == rules.fields.end() ? nullptr : &*found;
}

// Cells with their lengths, so that "a,b" and "c" is not "a" and "b,c"; numbers by their value.
// `filled` counts the cells that hold one.
std::string key_of(const CheckState& state, const KeyCheck& key, const Batch& batch,
                   std::pair<std::size_t, std::size_t&> at) {
  auto& [row, filled] = at;
  std::string text;
  filled = 0;
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const std::string_view cell = cell_at(batch, key.columns[i], row);
    const bool missing = is_missing_value(state.rules, *key.fields[i], cell);
    filled += missing ? 0U : 1U;
    const std::string value = missing ? std::string() : canonical_value(*key.fields[i], cell);
    text.append(std::to_string(value.size())).append(":").append(value);
  }
  return text;
}

// The keys of the table that a foreign key points at.
bool read_references(CheckState& state, TableReader& target, const ForeignKeyRule& rule,
                     KeyCheck& key) {
  KeyCheck there;
  there.fields = key.fields;
  for (const std::string& name : rule.reference_fields) {
    there.columns.push_back(find_column(target.info(), name, state.options.lenient));
    if (there.columns.back() == kNoColumn)
      return false;
  }
  Batch batch;
  std::size_t filled = 0;
  while (target.next(batch))
    for (std::size_t row = 0; row < batch.rows; ++row)
      key.keys.insert(key_of(state, there, batch, {row, filled}));
  return true;
}

std::optional<KeyCheck> make_key(const CheckState& state, const TableInfo& info,
                                 const std::vector<std::string>& names) {
  KeyCheck key;
  key.field = join(names, ", ");
  for (const std::string& name : names) {
    key.columns.push_back(find_column(info, name, state.options.lenient));
    key.fields.push_back(find_field_rules(state.rules, name));
    if (key.columns.back() == kNoColumn || key.fields.back() == nullptr)
      return std::nullopt;
  }
  return names.empty() ? std::nullopt : std::optional<KeyCheck>(std::move(key));
}

void prepare_foreign_key(CheckState& state, const TableReader& reader, const ForeignKeyRule& rule,
                         std::vector<KeyCheck>& keys) {
  auto key = make_key(state, reader.info(), rule.fields);
  if (!key)
    return;
  key->code = "foreign-key";
  std::unique_ptr<TableReader> target;
  if (rule.resource.empty())
    target = reader.reopen();
  else if (state.options.open_resource)
    target = state.options.open_resource(rule.resource);
  if (target && read_references(state, *target, rule, *key))
    keys.push_back(std::move(*key));
  else
    add_unchecked(state, "foreignKeys " + key->field);
}

Text fault_of(const KeyCheck& key) {
  if (key.code == "foreign-key")
    return {"valeur absente de la table à laquelle elle renvoie",
            "value absent from the table that it refers to"};
  if (key.code == "primary-key")
    return {"clé primaire déjà présente plus haut", "primary key already present above"};
  return {"combinaison déjà présente plus haut, alors qu'elle doit être unique",
          "combination already present above, though it must be unique"};
}

}  // namespace

std::vector<KeyCheck> prepare_keys(CheckState& state, const TableReader& reader) {
  std::vector<KeyCheck> keys;
  if (auto primary = make_key(state, reader.info(), state.rules.primary_key)) {
    primary->code = "primary-key";
    keys.push_back(std::move(*primary));
  }
  for (const auto& names : state.rules.unique_keys)
    if (auto unique = make_key(state, reader.info(), names)) {
      unique->code = "unique-error";
      keys.push_back(std::move(*unique));
    }
  for (const ForeignKeyRule& rule : state.rules.foreign_keys)
    prepare_foreign_key(state, reader, rule, keys);
  return keys;
}

// A key without any value refers to nothing and repeats nothing; one with a hole repeats nothing
// either, as in SQL.
void check_key(CheckState& state, KeyCheck& key, const Batch& batch, std::size_t row) {
  std::size_t filled = 0;
  const std::string text = key_of(state, key, batch, {row, filled});
  const bool whole = filled == key.columns.size();
  const bool fails = key.code == "foreign-key" ? filled > 0 && !key.keys.contains(text)
                                               : whole && !key.keys.insert(text);
  if (fails)
    add_error(state, {key.code, batch.record_numbers[row], key.field, fault_of(key)});
}

}  // namespace aval
