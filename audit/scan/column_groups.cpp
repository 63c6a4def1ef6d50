#include "audit/scan/column_groups.h"

#include <algorithm>
#include <optional>

#include "audit/scan/grain.h"

namespace aval {
namespace {

void add_member(ColumnScan& column, std::string_view group, std::uint64_t matched,
                std::uint64_t checked) {
  Evidence evidence;
  evidence.by = EvidenceKind::group;
  evidence.detail = std::string(group);
  evidence.matched = matched;
  evidence.checked = checked;
  column.evidence.push_back(std::move(evidence));
}

void set_type(ColumnScan& column, ColumnType type, Grain grain, const RulePack& pack) {
  const std::size_t rule = default_rule_of(pack, type);
  if (rule == kNoRule)
    return;
  column.type = type;
  column.gdpr = about_persons(grain) ? pack.rules[rule].gdpr : pack.rules[rule].gdpr_of_things;
  column.confidence = std::max(column.confidence, 0.8);
}

// Four columns whose key is right in most rows are an account: one in 97 would be right by chance.
void join_bank_account(TableScan& table, const TableProfile& profile, const RulePack& pack) {
  if (!profile.bank_columns || profile.bank_rows.valid * 2 < profile.bank_rows.checked ||
      profile.bank_rows.valid == 0)
    return;
  for (const std::size_t c : *profile.bank_columns) {
    set_type(table.columns[c], ColumnType::iban, table.grain, pack);
    table.columns[c].confidence = 0.99;
    add_member(table.columns[c], "bank_account", profile.bank_rows.valid,
               profile.bank_rows.checked);
  }
}

bool has_token(const ColumnView& view, std::initializer_list<std::string_view> words) {
  return std::any_of(view.tokens.begin(), view.tokens.end(), [&](const std::string& token) {
    return std::find(words.begin(), words.end(), token) != words.end();
  });
}

bool is_street_number(const ColumnView& view) {
  return has_token(view, {"num", "numero", "no", "number", "housenumber", "hausnummer"}) &&
         view.shares.share(CellTrait::has_digit) >= 0.8 &&
         view.shares.share(CellTrait::one_word) + view.shares.share(CellTrait::few_words) >= 0.9;
}

bool is_street(const ColumnView& view) {
  return has_token(view, {"voie", "rue", "street", "road", "strasse"}) &&
         view.shares.share(CellTrait::integer) < 0.5;
}

// Number, way and town on a row about a person: where they live, in parts.
void join_address(TableScan& table, const std::vector<ColumnView>& views, const RulePack& pack) {
  std::optional<std::size_t> number, way;
  bool town = false;
  for (const ColumnView& view : views) {
    if (view.profile->filled == 0)
      continue;
    // The number stands beside its way; elsewhere it counts rows.
    if (!way && is_street(view)) {
      way = view.index;
      for (const std::size_t beside : {view.index - 1, view.index + 1})
        if (beside < views.size() && is_street_number(views[beside]))
          number = beside;
    }
    town = town || table.columns[view.index].type == ColumnType::postcode_city;
  }
  if (!number || !way || !town || !about_persons(table.grain))
    return;
  for (const std::size_t c : {*number, *way}) {
    set_type(table.columns[c], ColumnType::postal_address, table.grain, pack);
    add_member(table.columns[c], "postal_address", 0, 0);
  }
}

bool is_coordinate(const ColumnScan& column) {
  return column.type == ColumnType::geo_place || column.type == ColumnType::geo_precise;
}

// One axis alone is no position.
void join_position(TableScan& table) {
  std::vector<std::size_t> axes;
  for (const ColumnScan& column : table.columns)
    if (is_coordinate(column))
      axes.push_back(column.index);
  if (axes.size() < 2)
    return;
  for (const std::size_t c : axes)
    add_member(table.columns[c], "position", 0, 0);
}

// First name, surname and date of birth together single out almost anyone.
void join_identity(TableScan& table) {
  const auto find = [&](ColumnType type) {
    return std::find_if(table.columns.begin(), table.columns.end(), [&](const ColumnScan& column) {
      return column.type == type && is_personal(column.gdpr);
    });
  };
  const auto first = find(ColumnType::first_name);
  const auto last = find(ColumnType::last_name);
  const auto birth = find(ColumnType::birth_date);
  const auto whole = find(ColumnType::person_name);
  const auto end = table.columns.end();
  if (birth == end || ((first == end || last == end) && whole == end))
    return;
  for (const auto member : {first, last, birth, whole}) {
    if (member == end)
      continue;
    member->confidence = std::max(member->confidence, 0.95);
    add_member(*member, "identity", 0, 0);
  }
}

}  // namespace

void judge_groups(TableScan& table, const std::vector<ColumnView>& views,
                  const TableProfile& profile, const RulePack& pack) {
  join_bank_account(table, profile, pack);
  join_address(table, views, pack);
  join_position(table);
  join_identity(table);
}

}  // namespace aval
