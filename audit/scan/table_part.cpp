#include "audit/scan/table_part.h"

#include <algorithm>
#include <utility>

#include "audit/base/error.h"
#include "audit/scan/detect.h"
#include "audit/table/read_codes.h"

namespace aval {
namespace {

// Cells of which every column is kept; of larger parts, what their own judgement says the whole may
// ask for.
constexpr std::uint64_t kKeptWhole = 2'000'000;

void add_column(std::vector<std::size_t>& columns, std::size_t column) {
  columns.push_back(column);
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
}

// Columns of quasi-identifiers, and those that tell a person, by the judgement of this part alone.
KeptColumns choose_kept(const TablePart& part, const RulePack& pack,
                        const ProfileOptions& options) {
  KeptColumns kept;
  kept.all = false;
  TableProfile profile;
  profile.rows = part.state.rows;
  profile.year = options.year;
  profile.columns = part.state.columns;
  profile.columns.resize(std::max(profile.columns.size(), part.info.columns.size()));
  for (ColumnProfile& column : profile.columns)
    column.missing = profile.rows - column.filled;
  profile.bank_columns = find_bank_columns(part.info);
  profile.bank_rows = part.state.bank_rows;
  const TableScan scan = find_personal_data(profile, part.info, part.stats, pack);
  std::vector<ColumnType> types;
  for (const ColumnScan& column : scan.columns) {
    types.push_back(column.type);
    if (column.gdpr == Gdpr::quasi)
      add_column(kept.columns, column.index);
  }
  for (const std::size_t column : entity_columns(types))
    add_column(kept.columns, column);
  for (const std::size_t column : part.state.entity_columns)
    add_column(kept.columns, column);
  return kept;
}

bool is_same_table(const TableInfo& left, const TableInfo& right) {
  const auto is_same = [](const TableColumn& a, const TableColumn& b) {
    return a.name == b.name && a.declared_type == b.declared_type;
  };
  // Columns beyond the header are those of rows that are too long.
  const std::size_t common = std::min(left.columns.size(), right.columns.size());
  const auto& longer = left.columns.size() > common ? left.columns : right.columns;
  return left.dialect.header_doubtful == right.dialect.header_doubtful &&
         left.schema_only == right.schema_only &&
         std::equal(left.columns.begin(),
                    left.columns.begin() + static_cast<std::ptrdiff_t>(common),
                    right.columns.begin(), is_same) &&
         std::all_of(longer.begin() + static_cast<std::ptrdiff_t>(common), longer.end(),
                     [](const TableColumn& column) { return column.name.empty(); });
}

void shift(std::vector<std::uint64_t>& records, std::uint64_t by) {
  for (std::uint64_t& record : records)
    record += by;
}

void shift_all(std::map<std::uint16_t, RuleCells>& cells, std::uint64_t by) {
  for (auto& [rule, taken] : cells)
    shift(taken.first_records, by);
}

void shift_counts(std::map<std::string, RepairCount>& counts, std::uint64_t by) {
  for (auto& [code, count] : counts)
    shift(count.first_records, by);
}

// Adds `by` to every record number; modulo 2^64, so that it may also be taken away.
void shift_records(TablePart& part, std::uint64_t by) {
  for (ColumnProfile& column : part.state.columns) {
    for (auto* cells :
         {&column.value_cells, &column.text_cells, &column.short_text_cells, &column.label_cells})
      shift_all(*cells, by);
    for (RuleCells* cells :
         {&column.person_cells, &column.short_person_cells, &column.label_person_cells})
      shift(cells->first_records, by);
    shift(column.first_records, by);
  }
  shift_counts(part.stats.repairs, by);
  shift_counts(part.stats.skipped, by);
  if (part.state.last_record > 0)
    part.state.last_record += by;
}

std::uint64_t records_above(const Dialect& dialect) {
  return dialect.header_row == 0 ? 0 : dialect.header_row + dialect.header_rows - 1;
}

void join_stats(ReadStats& stats, const ReadStats& other) {
  stats.rows += other.rows;
  stats.skipped_rows += other.skipped_rows;
  stats.left_rows += other.left_rows;
  stats.bytes = std::max(stats.bytes, other.bytes);
  merge_counts(stats.repairs, other.repairs);
  merge_counts(stats.skipped, other.skipped);
  for (const std::string& note : other.notes)
    add_note(stats.notes, note);
  stats.coverage =
      stats.skipped_rows == 0
          ? 1.0
          : static_cast<double>(stats.rows) / static_cast<double>(stats.rows + stats.skipped_rows);
}

}  // namespace

TablePart read_table_part(TableReader& reader, const RulePack& pack, const ProfileOptions& options,
                          bool keep_all) {
  TablePart part;
  part.state = read_profile(reader, pack, options);
  part.info = reader.info();
  part.stats = reader.stats();
  const std::uint64_t cells = part.state.rows * std::max(part.state.columns.size(), std::size_t{1});
  const KeptColumns kept =
      keep_all || cells <= kKeptWhole ? KeptColumns() : choose_kept(part, pack, options);
  if (!part.info.schema_only)
    part.rows = read_row_columns(*reader.reopen(), kept);
  return part;
}

void join_part(JoinedTable& table, TablePart& part, bool renumbers, const std::string& place) {
  if (table.rows.empty()) {
    table.info = std::move(part.info);
    table.stats = std::move(part.stats);
    table.state = std::move(part.state);
    table.rows.push_back(std::move(part.rows));
    return;
  }
  if (!is_same_table(table.info, part.info))
    throw Error(ErrorKind::input, place,
                {"ses colonnes ne sont pas celles de la première partie : ne fusionnez que des "
                 "parties d'une même table",
                 "its columns are not those of the first part: merge parts of one table only"});
  if (renumbers)
    shift_records(part, std::max(table.state.last_record, records_above(table.info.dialect)) -
                            records_above(part.info.dialect));
  merge_profile(table.state, part.state);
  join_stats(table.stats, part.stats);
  if (part.info.columns.size() > table.info.columns.size())
    table.info.columns.resize(part.info.columns.size());
  table.rows.push_back(std::move(part.rows));
}

}  // namespace aval
