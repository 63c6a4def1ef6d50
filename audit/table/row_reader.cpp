#include "audit/table/row_reader.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kMaxBatchRows = 4096;
constexpr std::size_t kMaxBatchCells = 4194304;  // 64 MiB of views

// A cell of a batch that is being filled.
struct CellPlace {
  std::size_t row = 0;
  SparseRow::Cell cell;  // in the text of the batch
};

void place_cells(const std::vector<CellPlace>& places, std::size_t columns, Batch& batch) {
  batch.bytes.reserve(64);  // never in the object itself: views must survive a move of the batch
  batch.columns.resize(columns);
  for (auto& column : batch.columns)
    column.assign(batch.rows, std::string_view{});
  for (const CellPlace& place : places)
    batch.columns[place.cell.column][place.row] =
        std::string_view(batch.bytes.data() + place.cell.begin, place.cell.end - place.cell.begin);
}

class RowReader : public TableReader {
 public:
  explicit RowReader(std::shared_ptr<const RowPlan> plan)
      : plan_(std::move(plan)), info_(plan_->info) {
    stats_.notes = plan_->notes;
  }

  const TableInfo& info() const override { return info_; }
  bool next(Batch& batch) override;
  ReadStats stats() const override;
  std::unique_ptr<TableReader> reopen() const override { return make_row_reader(plan_); }

 private:
  std::size_t take_rows(Batch& batch, std::vector<CellPlace>& places);
  bool take_row();
  void end();

  const std::shared_ptr<const RowPlan> plan_;
  mutable std::mutex mutex_;  // guards all below
  RowCursor cursor_;          // opened by the first call, let go at the end
  SparseRow row_;
  bool started_ = false;
  bool ended_ = false;
  std::uint64_t sequence_ = 0;
  std::uint64_t last_ = 0;  // number of the last row
  TableInfo info_;
  ReadStats stats_;
};

bool RowReader::next(Batch& batch) {
  batch.clear();
  std::vector<CellPlace> places;
  std::size_t columns = 0;
  {
    const std::lock_guard lock(mutex_);
    if (ended_)
      return false;
    try {
      columns = take_rows(batch, places);
    } catch (...) {
      end();
      throw;
    }
    if (batch.rows == 0) {
      if (plan_->bytes > 0)
        stats_.bytes = plan_->bytes;
      end();
      return false;
    }
    stats_.rows += batch.rows;
    batch.sequence = sequence_++;
    if (columns > info_.columns.size())
      info_.columns.resize(columns);
  }
  place_cells(places, columns, batch);
  return true;
}

void RowReader::end() {
  ended_ = true;
  cursor_ = nullptr;
}

// Fills the batch with whole rows; returns how many columns it has.
std::size_t RowReader::take_rows(Batch& batch, std::vector<CellPlace>& places) {
  if (!started_) {
    cursor_ = plan_->open();
    started_ = true;
  }
  std::size_t columns = plan_->info.columns.size();
  while (batch.rows < kMaxBatchRows && batch.bytes.size() < plan_->batch_bytes &&
         (batch.rows + 1) * columns <= std::max(columns, kMaxBatchCells) && take_row()) {
    if (batch.rows > 0 && row_.number > last_ + 1)
      add_note(stats_.notes, "blank_lines");
    const std::size_t begin = batch.bytes.size();
    batch.bytes += row_.text;
    for (const SparseRow::Cell& cell : row_.cells) {
      places.push_back({batch.rows, {cell.column, begin + cell.begin, begin + cell.end}});
      columns = std::max(columns, cell.column + 1);
    }
    last_ = row_.number;
    batch.record_numbers.push_back(row_.number);
    ++batch.rows;
  }
  return columns;
}

bool RowReader::take_row() {
  while (cursor_ && cursor_(row_, stats_)) {
    if (plan_->end_record > 0 && row_.number >= plan_->end_record)
      return false;
    if (row_.number >= plan_->first_record)
      return true;
  }
  return false;
}

ReadStats RowReader::stats() const {
  const std::lock_guard lock(mutex_);
  ReadStats stats = stats_;
  const std::uint64_t unread = stats.skipped_rows + stats.left_rows;
  if (unread > 0)
    stats.coverage = static_cast<double>(stats.rows) / static_cast<double>(stats.rows + unread);
  return stats;
}

}  // namespace

void SparseRow::clear() {
  number = 0;
  text.clear();
  cells.clear();
}

void SparseRow::add(std::size_t column, std::string_view value) {
  cells.push_back({column, text.size(), text.size() + value.size()});
  text += value;
}

std::unique_ptr<TableReader> make_row_reader(std::shared_ptr<const RowPlan> plan) {
  return std::make_unique<RowReader>(std::move(plan));
}

std::unique_ptr<TableReader> make_empty_reader(TableInfo info, std::vector<std::string> notes) {
  auto plan = std::make_shared<RowPlan>();
  plan->info = std::move(info);
  plan->notes = std::move(notes);
  plan->open = [] { return RowCursor(); };
  plan->batch_bytes = 1;
  return make_row_reader(std::move(plan));
}

}  // namespace aval
