#include "audit/table/delimited_reader.h"

#include <algorithm>
#include <limits>
#include <mutex>
#include <utility>

#include "audit/table/read_codes.h"
#include "audit/table/record_batch.h"

namespace aval {

namespace {

// What one call of next() works on.
struct Chunk {
  std::vector<RecordSpan> spans;
  std::map<std::string, RepairCount> repairs;
};

class DelimitedReader : public TableReader {
 public:
  explicit DelimitedReader(std::shared_ptr<const DelimitedPlan> plan)
      : plan_(std::move(plan)),
        stream_(ByteStream(plan_->input, plan_->gzip, plan_->place), plan_->encoding, false),
        info_(plan_->info),
        max_rows_(max_batch_rows(plan_->info.columns.size())) {
    stats_.notes = plan_->notes;
  }

  const TableInfo& info() const override { return info_; }
  bool next(Batch& batch) override;
  ReadStats stats() const override;
  std::unique_ptr<TableReader> reopen() const override { return make_delimited_reader(plan_); }

 private:
  bool cut_chunk(Batch& batch, Chunk& chunk);
  void take_record(const RecordCut& cut, Chunk& chunk);
  RecordCut cut_next() const;
  bool read_more();
  std::uint64_t offset() const { return dropped_ + place_; }
  bool is_past_end() const {
    return (plan_->end_record > 0 && record_ + 1 >= plan_->end_record) || offset() >= plan_->end;
  }
  bool reaches_end() const {
    return plan_->end_record == 0 && plan_->end == std::numeric_limits<std::uint64_t>::max();
  }
  bool is_repeated_header(std::string_view content) const;
  void merge(const Batch& batch, const Chunk& chunk);
  void stop();

  const std::shared_ptr<const DelimitedPlan> plan_;
  mutable std::mutex mutex_;  // guards all below
  TextStream stream_;
  std::string buffer_;  // not yet handed out from `start_` on
  std::size_t start_ = 0;
  std::size_t place_ = 0;      // next record to cut
  std::uint64_t dropped_ = 0;  // bytes of the text before the buffer
  std::uint64_t record_ = 0;   // records cut so far
  std::uint64_t sequence_ = 0;
  bool at_end_ = false;  // of the stream
  bool stopped_ = false;
  std::string header_;  // bytes of the header record
  TableInfo info_;
  ReadStats stats_;
  std::size_t max_rows_;
};

bool DelimitedReader::next(Batch& batch) {
  batch.clear();
  Chunk chunk;
  try {
    {
      const std::lock_guard lock(mutex_);
      if (stopped_ || !cut_chunk(batch, chunk))
        return false;
    }
    decode_records(batch.bytes, chunk.spans, plan_->encoding, chunk.repairs);
    split_records(chunk.spans, plan_->format, plan_->info.columns.size(), {batch, chunk.repairs});
  } catch (...) {
    stop();
    throw;
  }
  const std::lock_guard lock(mutex_);
  merge(batch, chunk);
  return true;
}

void DelimitedReader::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
}

// Moves the next whole records to the batch; false when none is left.
bool DelimitedReader::cut_chunk(Batch& batch, Chunk& chunk) {
  while (!is_past_end()) {
    const bool is_full = !chunk.spans.empty() &&
                         (place_ - start_ >= plan_->batch_bytes || chunk.spans.size() >= max_rows_);
    if (is_full)
      break;
    if (place_ < buffer_.size()) {
      const RecordCut cut = cut_next();
      if (cut.complete) {
        take_record(cut, chunk);
        continue;
      }
    }
    if (!chunk.spans.empty() && place_ - start_ >= plan_->batch_bytes / 2)
      break;
    if (!read_more() && place_ >= buffer_.size())
      break;
  }
  if (chunk.spans.empty()) {
    stopped_ = true;
    return false;
  }
  batch.bytes.assign(buffer_, start_, place_ - start_);
  start_ = place_;
  batch.sequence = sequence_++;
  return true;
}

// Cuts one record; one that passes the limit ends at its last delimiter before it.
RecordCut DelimitedReader::cut_next() const {
  const std::size_t limit = plan_->max_record_bytes;
  const bool is_limited = buffer_.size() - place_ >= limit;
  const std::string_view text =
      std::string_view(buffer_).substr(0, is_limited ? place_ + limit : buffer_.size());
  RecordCut cut = cut_record(text, place_, at_end_ || is_limited, plan_->ends);
  if (!is_limited || !cut.complete || cut.next < text.size() || cut.end < text.size())
    return cut;
  cut.repair = CutRepair::too_long;
  const std::size_t delimiter =
      plan_->format.delimiter == 0 ? std::string_view::npos : text.rfind(plan_->format.delimiter);
  if (delimiter != std::string_view::npos && delimiter > place_ + limit / 2) {
    cut.end = delimiter;
    cut.next = delimiter + 1;
    return cut;
  }
  // Between two characters.
  while (cut.end > place_ + 4 && (static_cast<unsigned char>(text[cut.end - 1]) & 0xC0U) == 0x80U)
    --cut.end;
  if (cut.end > place_ + 4 && static_cast<unsigned char>(text[cut.end - 1]) >= 0xC0U)
    --cut.end;
  cut.next = cut.end;
  return cut;
}

void DelimitedReader::take_record(const RecordCut& cut, Chunk& chunk) {
  const std::string_view content = std::string_view(buffer_).substr(place_, cut.end - place_);
  const std::size_t begin = place_ - start_;
  const bool is_before = offset() < plan_->begin;
  ++record_;
  place_ = cut.next;
  if (content.empty()) {
    add_note(stats_.notes, "blank_lines");
  } else if (record_ < plan_->first_record) {
    if (record_ == plan_->header_row)
      header_ = content;
  } else if (is_before) {
    // of another part
  } else if (is_repeated_header(content)) {
    count_record(stats_.repairs, "header_repeated", record_);
  } else {
    chunk.spans.push_back(RecordSpan{begin, begin + content.size(), record_, cut.repair});
    return;
  }
  if (chunk.spans.empty())
    start_ = place_;
}

bool DelimitedReader::is_repeated_header(std::string_view content) const {
  return plan_->drop_repeated_header && !header_.empty() && content == header_;
}

// Appends to the buffer; false at the end of the stream.
bool DelimitedReader::read_more() {
  if (at_end_)
    return false;
  buffer_.erase(0, start_);
  dropped_ += start_;
  place_ -= start_;
  start_ = 0;
  const std::size_t kept = buffer_.size();
  const std::size_t wanted = std::max(plan_->batch_bytes, kept);
  buffer_.resize(kept + wanted);
  const std::size_t got = stream_.read(buffer_.data() + kept, wanted);
  buffer_.resize(kept + got);
  at_end_ = got < wanted;
  return true;
}

void DelimitedReader::merge(const Batch& batch, const Chunk& chunk) {
  stats_.rows += batch.rows;
  merge_counts(stats_.repairs, chunk.repairs);
  if (batch.columns.size() > info_.columns.size())
    info_.columns.resize(batch.columns.size());
}

ReadStats DelimitedReader::stats() const {
  const std::lock_guard lock(mutex_);
  ReadStats stats = stats_;
  stats.bytes = stream_.bytes().bytes_read();
  if (stream_.bytes().damaged() && reaches_end()) {
    add_note(stats.notes, "gzip_damaged");
    count_record(stats.skipped, "truncated", record_ + 1);
    ++stats.skipped_rows;
  }
  if (stream_.bad_characters() > 0)
    add_note(stats.notes, "bad_characters");
  if (stats.skipped_rows > 0)
    stats.coverage =
        static_cast<double>(stats.rows) / static_cast<double>(stats.rows + stats.skipped_rows);
  return stats;
}

}  // namespace

std::unique_ptr<TableReader> make_delimited_reader(std::shared_ptr<const DelimitedPlan> plan) {
  return std::make_unique<DelimitedReader>(std::move(plan));
}

}  // namespace aval
