#include "audit/table/sheet_rows.h"

#include <algorithm>
#include <utility>

#include "audit/base/error.h"

namespace aval {

namespace {

constexpr std::uint64_t kMaxColumns = 16384;
constexpr std::uint64_t kMaxRows = 1048576;
constexpr std::uint64_t kMaxPosition = 1ULL << 40;  // of what is empty
constexpr std::size_t kMaxRowBytes = 67108864;
constexpr std::size_t kMaxReadyBytes = 268435456;
constexpr std::uint64_t kMaxRepeated = 100000000;

}  // namespace

void refuse_sheet(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"classeur refusé : une feuille dépasse les limites (1 048 576 lignes, 16 384 "
                   "colonnes, 1 Mio par cellule) ; s'il est sain, enregistrez-le en CSV",
                   "workbook refused: a sheet passes the limits (1,048,576 rows, 16,384 columns, "
                   "1 MiB a cell); if it is sound, save it as CSV"});
}

bool SheetRows::begin_row(std::optional<std::uint64_t> number) {
  const bool is_used = number && *number > row_ && *number <= kMaxPosition;
  row_ = is_used ? *number : row_ + 1;
  column_ = 0;
  current_.clear();
  current_.number = row_;
  return is_used || !number;
}

bool SheetRows::begin_cell(std::optional<std::uint64_t> number) {
  const bool is_used = number && *number > column_ && *number <= kMaxPosition;
  column_ = is_used ? *number : column_ + 1;
  return is_used || !number;
}

void SheetRows::end_cell(std::string_view value, std::uint64_t repeats) {
  const std::uint64_t first = column_;
  repeats = std::clamp<std::uint64_t>(repeats, 1, kMaxPosition);
  column_ = std::min(column_ + repeats - 1, kMaxPosition);
  if (value.empty())
    return;
  if (column_ > kMaxColumns || value.size() > kMaxCellBytes ||
      current_.text.size() + value.size() > kMaxRowBytes)
    refuse_sheet(place_);
  current_.add(static_cast<std::size_t>(first - 1), value);
  for (std::uint64_t column = first + 1; column <= column_; ++column) {
    SparseRow::Cell copy = current_.cells.back();
    copy.column = static_cast<std::size_t>(column - 1);
    current_.cells.push_back(copy);
  }
  repeated_ += repeats - 1;
}

void SheetRows::end_row(std::uint64_t repeats) {
  repeats = std::clamp<std::uint64_t>(repeats, 1, kMaxPosition);
  row_ = std::min(row_ + repeats - 1, kMaxPosition);
  if (current_.cells.empty())
    return;
  if (row_ > kMaxRows)
    refuse_sheet(place_);
  repeated_ += (repeats - 1) * current_.cells.size();
  ready_bytes_ += current_.text.size() + current_.cells.size() * sizeof(SparseRow::Cell);
  if (repeated_ > kMaxRepeated || ready_bytes_ > kMaxReadyBytes)
    refuse_sheet(place_);
  ready_.push_back({std::move(current_), repeats});
  current_.clear();
}

bool SheetRows::take(SparseRow& row) {
  if (ready_.empty()) {
    ready_bytes_ = 0;
    return false;
  }
  Folded& next = ready_.front();
  if (next.repeats > 1) {
    row = next.row;
    ++next.row.number;
    --next.repeats;
    return true;
  }
  row = std::move(next.row);
  ready_.pop_front();
  return true;
}

}  // namespace aval
