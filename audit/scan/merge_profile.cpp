// What two readings of one table count together.
#include <algorithm>
#include <utility>

#include "audit/scan/match_check.h"
#include "audit/scan/table_profile.h"

namespace aval {
namespace {

// Takes the columns of `other`, the first ones into those that are there.
template <typename Column>
void merge_columns(std::vector<Column>& columns, std::vector<Column>& other) {
  for (std::size_t c = 0; c < other.size(); ++c)
    if (c < columns.size())
      columns[c].merge(other[c]);
    else
      columns.push_back(std::move(other[c]));
  other.clear();
}

template <typename Set>
void append_sets(std::vector<Set>& sets, std::vector<Set>& other) {
  for (Set& set : other)
    sets.push_back(std::move(set));
  other.clear();
}

}  // namespace

void merge_profile(ProfileState& state, ProfileState& other) {
  state.rows += other.rows;
  state.last_record = std::max(state.last_record, other.last_record);
  merge_columns(state.columns, other.columns);
  merge_columns(state.quality, other.quality);
  state.blank_rows += other.blank_rows;
  state.bank_rows.checked += other.bank_rows.checked;
  state.bank_rows.valid += other.bank_rows.valid;
  merge_check(state.match_check, other.match_check);
  append_sets(state.row_hashes, other.row_hashes);
  append_sets(state.entity_hashes, other.entity_hashes);
  append_sets(state.key_hashes, other.key_hashes);
  state.sample.merge(other.sample);
  append_sets(state.loose_rows, other.loose_rows);
}

}  // namespace aval
