// A schema as a table of one imagined row, and that row forgotten.
#include <algorithm>
#include <optional>
#include <utility>

#include "audit/scan/declared.h"
#include "audit/scan/declared_parts.h"
#include "audit/table/declared_column.h"

namespace aval {
namespace {

constexpr double kMaxConfidence = 0.9;  // without any value
// Where rows are not persons, the name of an organisation may stand there.
constexpr double kMaxConfidenceOfNames = 0.7;

// A cell of the shape that a type asks for; nothing when any text may stand there.
std::optional<CellVerdict> imagined_cell(DeclaredKind kind) {
  CellVerdict cell;
  switch (kind) {
    case DeclaredKind::integer:
    case DeclaredKind::year:
      cell.traits = bit(CellTrait::integer) | bit(CellTrait::has_digit) | bit(CellTrait::one_word);
      cell.number = 1;
      return cell;
    case DeclaredKind::number:
      cell.traits = bit(CellTrait::decimal) | bit(CellTrait::has_digit) | bit(CellTrait::one_word);
      cell.number = 1;
      return cell;
    case DeclaredKind::date:
      cell.traits = bit(CellTrait::date) | bit(CellTrait::has_digit) | bit(CellTrait::one_word);
      return cell;
    case DeclaredKind::boolean:
      cell.traits = bit(CellTrait::boolean_word) | bit(CellTrait::one_word);
      return cell;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool names_a_person(ColumnType type) {
  return type == ColumnType::first_name || type == ColumnType::last_name ||
         type == ColumnType::person_name;
}

void sort_candidates(ColumnView& view) {
  std::stable_sort(view.candidates.begin(), view.candidates.end(),
                   [](const Candidate& a, const Candidate& b) {
                     return a.score() != b.score() ? a.score() > b.score() : a.type < b.type;
                   });
}

bool is_schema_only(const TableInfo& info, const ReadStats& stats) {
  if (info.schema_only)
    return true;
  return stats.rows == 0 && stats.skipped_rows == 0 && !info.dialect.header_doubtful &&
         std::any_of(info.columns.begin(), info.columns.end(),
                     [](const TableColumn& column) { return !column.name.empty(); });
}

TableProfile imagine_profile(const TableInfo& info) {
  TableProfile profile;
  profile.rows = 1;
  for (const TableColumn& column : info.columns) {
    ColumnProfile imagined;
    const auto cell = imagined_cell(declared_kind(column.declared_type));
    if (cell) {
      imagined.offer_to_sample(1, *cell);
      imagined.add(1, *cell, 1, 1);
    }
    imagined.filled = 1;
    profile.columns.push_back(std::move(imagined));
  }
  return profile;
}

void forget_rows(TableScan& table) {
  table.schema_only = true;
  table.rows = 0;
  table.quality = QualitySummary();
  for (ColumnScan& column : table.columns) {
    column.filled = 0;
    column.distinct = 0;
    column.distinct_exact = true;
    const bool of_others = names_a_person(column.type) && !about_persons(table.grain);
    if (column.type != ColumnType::none)
      column.confidence =
          std::min(column.confidence, of_others ? kMaxConfidenceOfNames : kMaxConfidence);
    for (Evidence& evidence : column.evidence)
      evidence.matched = evidence.checked = 0;
  }
  for (Finding& finding : table.findings) {
    finding.rows = 0;
    finding.first_rows.clear();
    for (const std::size_t column : finding.columns)
      finding.confidence = std::min(finding.confidence, table.columns[column].confidence);
  }
}

}  // namespace aval
