#include "audit/table/json_reader.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/geometry_type.h"
#include "audit/table/json_batch.h"
#include "audit/table/json_window.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kMaxLosses =
    64;  // records that never end; each may cost a scan of the window
constexpr const char* kOtherFields = "...";

struct Chunk {
  std::string text;
  std::vector<JsonSpan> spans;
  std::uint64_t sequence = 0;
};

class JsonReader : public TableReader {
 public:
  explicit JsonReader(std::shared_ptr<const JsonPlan> plan)
      : plan_(std::move(plan)),
        window_(
            TextStream(ByteStream(plan_->input, plan_->gzip, plan_->place), plan_->encoding, true),
            plan_->max_record_bytes),
        info_(plan_->info) {
    stats_.notes = plan_->notes;
    if (plan_->lost_records > 0) {
      stats_.skipped["too_many_tables"].count = plan_->lost_records;
      stats_.skipped_rows = plan_->lost_records;
    }
    window_.skip_to(plan_->offset);
  }

  const TableInfo& info() const override { return info_; }
  bool next(Batch& batch) override;
  ReadStats stats() const override;
  std::unique_ptr<TableReader> reopen() const override { return make_json_reader(plan_); }

 private:
  bool cut_chunk(Chunk& chunk);
  bool take_line(std::string_view& record);
  bool take_value(std::string_view& record);
  void lose_record(const char* code);
  std::vector<std::size_t> commit(const Chunk& chunk, const JsonRows& rows);
  std::size_t column_of(const std::string& name);
  void stop();

  const std::shared_ptr<const JsonPlan> plan_;
  mutable std::mutex mutex_;  // guards all below
  std::condition_variable turn_;
  JsonWindow window_;
  std::uint64_t record_ = 0;     // records cut so far
  std::uint64_t sequence_ = 0;   // of the next chunk to cut
  std::uint64_t committed_ = 0;  // of the next chunk to number
  std::size_t losses_ = 0;
  bool ended_ = false;
  bool failed_ = false;
  TableInfo info_;
  std::unordered_map<std::string, std::size_t> columns_;
  ReadStats stats_;
};

bool JsonReader::next(Batch& batch) {
  batch.clear();
  try {
    Chunk chunk;
    {
      const std::lock_guard lock(mutex_);
      if (ended_ || failed_ || !cut_chunk(chunk))
        return false;
    }
    JsonRows rows;
    rows.parse(chunk.text, chunk.spans);
    const std::vector<std::size_t> columns = commit(chunk, rows);
    if (columns.size() < rows.names().size())
      return false;  // another thread failed
    batch.sequence = chunk.sequence;
    std::size_t count = 0;
    for (const std::size_t column : columns)
      count = std::max(count, column + 1);
    rows.fill(batch, columns, count);
    return true;
  } catch (...) {
    stop();
    throw;
  }
}

void JsonReader::stop() {
  const std::lock_guard lock(mutex_);
  failed_ = true;
  turn_.notify_all();
}

bool JsonReader::cut_chunk(Chunk& chunk) {
  const bool by_line = plan_->records == JsonRecords::lines;
  std::string_view record;
  while (chunk.text.size() < plan_->batch_bytes && chunk.spans.size() < kMaxJsonRows) {
    if (!(by_line ? take_line(record) : take_value(record))) {
      ended_ = true;
      break;
    }
    const std::size_t begin = chunk.text.size();
    chunk.text.append(record);
    chunk.spans.push_back(JsonSpan{begin, chunk.text.size(), ++record_});
  }
  if (chunk.spans.empty())
    return false;
  chunk.sequence = sequence_++;
  return true;
}

// The next line that is not blank.
bool JsonReader::take_line(std::string_view& record) {
  while (window_.take_line(record)) {
    while (!record.empty() && record.front() == '\x1E')
      record.remove_prefix(1);
    record = trim(record);
    if (!record.empty() && record.back() == ',')
      record.remove_suffix(1);
    if (!record.empty())
      return true;
  }
  return false;
}

bool JsonReader::take_value(std::string_view& record) {
  for (;;) {
    const char first = window_.peek();
    const bool is_closed = first == ']' && plan_->records == JsonRecords::elements;
    if (first == '\0' && plan_->records == JsonRecords::elements)
      lose_record("truncated");
    if (first == '\0' || is_closed)
      return false;
    if (first == ',' || first == ':' || first == '}' || first == ']') {
      window_.drop();
      continue;
    }
    if (window_.take_value(record))
      return true;
    lose_record("broken_record");
    if (++losses_ > kMaxLosses || !window_.skip_to_next_record())
      return false;
  }
}

void JsonReader::lose_record(const char* code) {
  count_record(stats_.skipped, code, ++record_);
  ++stats_.skipped_rows;
}

// Numbers the names of the chunk when its turn has come. Empty when another thread has failed.
std::vector<std::size_t> JsonReader::commit(const Chunk& chunk, const JsonRows& rows) {
  std::unique_lock lock(mutex_);
  turn_.wait(lock, [&] { return failed_ || committed_ == chunk.sequence; });
  std::vector<std::size_t> columns;
  if (failed_)
    return columns;
  for (const std::string& name : rows.names())
    columns.push_back(column_of(name));
  stats_.rows += chunk.spans.size() - rows.skipped_rows();
  stats_.skipped_rows += rows.skipped_rows();
  merge_counts(stats_.repairs, rows.repairs());
  merge_counts(stats_.skipped, rows.skipped());
  ++committed_;
  turn_.notify_all();
  return columns;
}

std::size_t JsonReader::column_of(const std::string& name) {
  const auto known = columns_.find(name);
  if (known != columns_.end())
    return known->second;
  if (columns_.size() >= kMaxJsonColumns) {
    if (info_.columns.size() == kMaxJsonColumns)
      info_.columns.push_back(TableColumn{kOtherFields, "", ""});
    add_note(stats_.notes, "too_many_columns");
    return kMaxJsonColumns;
  }
  columns_.emplace(name, info_.columns.size());
  const bool is_position = !plan_->epsg.empty() && name == "geometry.coordinates";
  info_.columns.push_back(TableColumn{name, is_position ? geometry_type("", plan_->epsg) : "", ""});
  return info_.columns.size() - 1;
}

ReadStats JsonReader::stats() const {
  const std::lock_guard lock(mutex_);
  ReadStats stats = stats_;
  stats.bytes = window_.stream().bytes().bytes_read();
  if (window_.stream().bytes().damaged()) {
    add_note(stats.notes, "gzip_damaged");
    if (stats.skipped_rows == 0) {
      count_record(stats.skipped, "truncated", record_ + 1);
      ++stats.skipped_rows;
    }
  }
  if (window_.stream().bad_characters() > 0)
    add_note(stats.notes, "bad_characters");
  if (stats.skipped_rows > 0)
    stats.coverage =
        static_cast<double>(stats.rows) / static_cast<double>(stats.rows + stats.skipped_rows);
  return stats;
}

}  // namespace

std::unique_ptr<TableReader> make_json_reader(std::shared_ptr<const JsonPlan> plan) {
  return std::make_unique<JsonReader>(std::move(plan));
}

}  // namespace aval
