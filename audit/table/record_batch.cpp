#include "audit/table/record_batch.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/table/clean_splitter.h"
#include "audit/table/csv_writer.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kExtraColumns = 64;
constexpr std::size_t kMaxBatchCells = 4194304;  // 64 MiB of views

// One record, decoded; the same bytes when there is nothing to do.
void decode_record(std::string_view record, std::uint64_t number, const Encoding& encoding,
                   std::pair<std::string&, std::map<std::string, RepairCount>&> out) {
  auto& [text, repairs] = out;
  const std::size_t begin = text.size();
  if (encoding.page != nullptr) {
    decode_page(record, *encoding.page, text);
  } else if (is_ascii(record) || is_utf8(record)) {
    text.append(record);
  } else {
    repair_utf8(record, text);
    count_record(repairs, "bad_utf8", number);
  }
  if (record.find('\0') != std::string_view::npos) {
    text.erase(std::remove(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), '\0'),
               text.end());
    count_record(repairs, "nul_byte", number);
  }
}

class RecordSplitter {
 public:
  RecordSplitter(const DelimitedFormat& format, std::size_t columns, Batch& batch,
                 std::map<std::string, RepairCount>& repairs)
      : format_(format),
        columns_(columns),
        batch_(batch),
        repairs_(repairs),
        clean_(batch.bytes, format) {}

  void add(const RecordSpan& span, std::size_t row) {
    char* record = batch_.bytes.data() + span.begin;
    const std::string_view text(record, span.end - span.begin);
    const bool irregular =
        !clean_.split(span.begin, span.end, cells_) && split_record(text, format_, cells_);
    if (span.repair == CutRepair::unclosed_quote)
      count_record(repairs_, "unclosed_quote", span.number);
    else if (irregular)
      count_record(repairs_, "stray_quote", span.number);
    if (span.repair == CutRepair::too_long)
      count_record(repairs_, "record_too_long", span.number);
    if (cells_.size() < columns_)
      count_record(repairs_, "ragged_short", span.number);
    if (cells_.size() > columns_)
      keep_extra_cells(span, text.size());
    bool is_guarded = false;
    for (std::size_t column = 0; column < cells_.size(); ++column) {
      const Cell& cell = cells_[column];
      std::size_t length = cell.end - cell.begin;
      if (cell.escaped)
        length = unescape_cell(record + cell.begin, length, format_);
      std::string_view value(record + cell.begin, length);
      if (is_guarded_formula(value)) {
        value.remove_prefix(1);
        is_guarded = true;
      }
      batch_.columns[column][row] = value;
    }
    if (is_guarded)
      count_record(repairs_, "formula_guard", span.number);
  }

 private:
  // Empty extra cells are dropped; others get columns, the last of which takes what is left.
  void keep_extra_cells(const RecordSpan& span, std::size_t record_length) {
    std::size_t kept = cells_.size();
    while (kept > columns_ && cells_[kept - 1].begin == cells_[kept - 1].end)
      --kept;
    const std::size_t limit = max_columns(columns_);
    if (kept > columns_)
      count_record(repairs_, "ragged_long", span.number);
    if (kept > limit) {
      kept = limit;
      cells_[kept - 1].end = record_length;
      cells_[kept - 1].escaped = false;
      count_record(repairs_, "cells_merged", span.number);
    }
    cells_.resize(kept);
    while (batch_.columns.size() < kept)
      batch_.columns.emplace_back(batch_.rows);
  }

  const DelimitedFormat& format_;
  std::size_t columns_;
  Batch& batch_;
  std::map<std::string, RepairCount>& repairs_;
  CleanSplitter clean_;
  std::vector<Cell> cells_;
};

}  // namespace

std::size_t max_columns(std::size_t columns) {
  return 2 * columns + kExtraColumns;
}

std::size_t max_batch_rows(std::size_t columns) {
  return std::max<std::size_t>(1, kMaxBatchCells / max_columns(columns));
}

void decode_records(std::string& bytes, std::vector<RecordSpan>& spans, const Encoding& encoding,
                    std::map<std::string, RepairCount>& repairs) {
  const bool has_nul = bytes.find('\0') != std::string::npos;
  const bool is_clean = is_ascii(bytes) || (encoding.page == nullptr && is_utf8(bytes));
  if (is_clean && !has_nul)
    return;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (RecordSpan& span : spans) {
    const std::size_t begin = text.size();
    decode_record(std::string_view(bytes).substr(span.begin, span.end - span.begin), span.number,
                  encoding, {text, repairs});
    span.begin = begin;
    span.end = text.size();
  }
  bytes = std::move(text);
}

void split_records(const std::vector<RecordSpan>& spans, const DelimitedFormat& format,
                   std::size_t columns,
                   std::pair<Batch&, std::map<std::string, RepairCount>&> out) {
  Batch& batch = out.first;
  batch.bytes.reserve(64);  // never in the object itself: views must survive a move of the batch
  batch.rows = spans.size();
  batch.columns.resize(columns);
  for (auto& column : batch.columns)
    column.assign(batch.rows, std::string_view{});
  RecordSplitter splitter(format, columns, batch, out.second);
  for (std::size_t row = 0; row < spans.size(); ++row) {
    batch.record_numbers.push_back(spans[row].number);
    splitter.add(spans[row], row);
  }
}

}  // namespace aval
