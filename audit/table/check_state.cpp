#include "audit/table/check_state.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::size_t kFirstRows = 5;

void add_to_group(CheckState& state, const CheckError& error) {
  const std::string key = error.code + '\n' + error.field + '\n' + error.message.en;
  const auto [place, is_new] = state.group_places.try_emplace(key, state.report.groups.size());
  if (is_new)
    state.report.groups.push_back({error.code, error.field, error.message, 0, {}});
  CheckGroup& group = state.report.groups[place->second];
  ++group.count;
  if (error.row > 0 && group.first_rows.size() < kFirstRows)
    group.first_rows.push_back(error.row);
}

}  // namespace

void add_error(CheckState& state, CheckError error) {
  CheckReport& report = state.report;
  report.valid = false;
  ++report.counts[error.code];
  add_to_group(state, error);
  if (error.row > 0) {
    if (error.row >= state.has_error.size())
      state.has_error.resize(std::max<std::size_t>(error.row + 1, state.has_error.size() * 2));
    if (!state.has_error[error.row])
      ++report.bad_rows;
    state.has_error[error.row] = true;
  }
  if (state.options.on_error)
    state.options.on_error(error);
  if (report.errors.size() < state.options.limit)
    report.errors.push_back(std::move(error));
}

void tell_difference(CheckState& state, bool counts, CheckError error) {
  if (counts)
    add_error(state, std::move(error));
  else
    state.report.warnings.push_back(std::move(error));
}

void add_unchecked(CheckState& state, const std::string& what) {
  std::vector<std::string>& unchecked = state.report.unchecked;
  if (std::find(unchecked.begin(), unchecked.end(), what) == unchecked.end())
    unchecked.push_back(what);
}

std::size_t find_column(const TableInfo& info, const std::string& field, bool lenient) {
  for (std::size_t i = 0; i < info.columns.size(); ++i)
    if (info.columns[i].name == field)
      return i;
  for (std::size_t i = 0; lenient && i < info.columns.size(); ++i)
    if (fold(trim(info.columns[i].name)) == fold(trim(field)))
      return i;
  return kNoColumn;
}

std::string_view cell_at(const Batch& batch, std::size_t column, std::size_t row) {
  return column < batch.columns.size() ? batch.columns[column][row] : std::string_view();
}

}  // namespace aval
