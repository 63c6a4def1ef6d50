#include "audit/table/watched_reader.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

#include "audit/table/read_codes.h"

namespace aval {
namespace {

constexpr const char* kInterrupted = "interrupted";

class WatchedReader : public TableReader {
 public:
  WatchedReader(std::unique_ptr<TableReader> reader, std::shared_ptr<const ReadingWatch> watch,
                ReadingProgress start)
      : reader_(std::move(reader)), watch_(std::move(watch)), start_(std::move(start)) {}

  const TableInfo& info() const override { return reader_->info(); }

  bool next(Batch& batch) override {
    start_clock();
    if (watch_->asks_to_stop && watch_->asks_to_stop()) {
      stopped_ = true;
      batch.clear();
      tell(true);
      return false;
    }
    bool has_rows = false;
    try {
      has_rows = reader_->next(batch);
    } catch (...) {
      tell(true);
      throw;
    }
    rows_ += batch.rows;
    if (!has_rows || is_due())
      tell(!has_rows);
    return has_rows;
  }

  ReadStats stats() const override {
    ReadStats stats = reader_->stats();
    if (!stopped_)
      return stats;
    mark_interrupted(stats);
    const auto size = static_cast<double>(start_.of_bytes);
    const double share = size > 0 ? static_cast<double>(stats.bytes) / size : 0;
    stats.coverage = std::min(stats.coverage, share);
    return stats;
  }

  std::unique_ptr<TableReader> reopen() const override {
    ReadingProgress again = start_;
    again.again = true;
    return std::make_unique<WatchedReader>(reader_->reopen(), watch_, std::move(again));
  }

 private:
  static std::int64_t now() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  }

  void start_clock() {
    if (began_ != 0)
      return;
    constexpr std::int64_t kQuiet = 1000;
    std::int64_t none = 0;
    const std::int64_t time = now();
    if (began_.compare_exchange_strong(none, time))
      due_ = time + kQuiet;
  }

  // For one thread at a time; the others go on.
  bool is_due() {
    constexpr std::int64_t kPause = 250;
    std::int64_t due = due_;
    const std::int64_t time = now();
    return due != 0 && time >= due && due_.compare_exchange_strong(due, time + kPause);
  }

  void tell(bool ended) const {
    if (!watch_->tell)
      return;
    ReadingProgress progress = start_;
    progress.rows = rows_;
    progress.bytes = reader_->stats().bytes;
    progress.seconds = static_cast<double>(now() - began_) / 1000;
    progress.ended = ended;
    watch_->tell(progress);
  }

  std::unique_ptr<TableReader> reader_;
  std::shared_ptr<const ReadingWatch> watch_;
  ReadingProgress start_;
  std::atomic<std::uint64_t> rows_{0};
  std::atomic<std::int64_t> began_{0};  // milliseconds of a steady clock; 0: not yet
  std::atomic<std::int64_t> due_{0};
  std::atomic<bool> stopped_{false};
};

}  // namespace

void watch_tables(Source& source, const std::shared_ptr<const ReadingWatch>& watch) {
  if (!watch)
    return;
  for (std::unique_ptr<TableReader>& reader : source.tables)
    reader = std::make_unique<WatchedReader>(
        std::move(reader), watch,
        ReadingProgress{source.info.uri, false, 0, 0, source.info.bytes, 0, false});
}

bool asks_to_stop(const std::shared_ptr<const ReadingWatch>& watch) {
  return watch && watch->asks_to_stop && watch->asks_to_stop();
}

bool is_interrupted(const ReadStats& stats) {
  return std::find(stats.notes.begin(), stats.notes.end(), kInterrupted) != stats.notes.end();
}

void mark_interrupted(ReadStats& stats) {
  add_note(stats.notes, kInterrupted);
}

}  // namespace aval
