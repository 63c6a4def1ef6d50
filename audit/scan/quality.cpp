#include "audit/scan/quality.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {
namespace {

// Cells that the rules of the column's type take only once a leading zero is given back.
std::uint64_t lost_zeros(const ColumnScan& column, const ColumnProfile& profile,
                         const RulePack& pack) {
  std::uint64_t cells = 0;
  for (const auto& [rule, taken] : profile.value_cells)
    if (column.type != ColumnType::none && pack.rules[rule].type == column.type)
      cells = std::max(cells, taken.repaired);
  return cells;
}

bool holds_dates(ColumnType type) {
  return type == ColumnType::birth_date || type == ColumnType::date_event;
}

void add_damage(const ColumnScan& column, const ColumnView& view, const RulePack& pack,
                std::vector<QualityFinding>& findings) {
  const ColumnProfile& profile = *view.profile;
  const auto add = [&](std::string_view code, std::uint64_t cells) {
    if (cells > 0)
      findings.push_back({std::string(code), column.index, cells});
  };
  add("excel.lost_zero", lost_zeros(column, profile, pack));
  add("excel.scientific", profile.scientific);
  // Measures may well be whole; numbers that name something never end in ".0".
  if (column.type != ColumnType::none && profile.trailing_zeros == profile.numbers)
    add("excel.trailing_zero", profile.trailing_zeros);
  if (holds_dates(column.type) && view.shares.share(CellTrait::serial_day) >= 0.9)
    add("excel.serial_date", profile.numbers);
  if (!column.name_doubtful && repair_mojibake(column.name) != column.name)
    add("text.mojibake_header", 1);
}

}  // namespace

QualitySummary quality_of(const TableProfile& profile, const TableScan& table,
                          const std::vector<ColumnView>& views, const RulePack& pack) {
  QualitySummary quality;
  std::uint64_t filled = 0;
  for (const ColumnProfile& column : profile.columns)
    filled += column.filled;
  const auto cells =
      static_cast<double>(profile.rows) * static_cast<double>(profile.columns.size());
  quality.completeness = cells > 0 ? static_cast<double>(filled) / cells : 1;
  quality.duplicate_rows = profile.duplicate_rows;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    add_damage(table.columns[c], views[c], pack, quality.findings);
  return quality;
}

}  // namespace aval
