#include "audit/table/json_batch.h"

#include <algorithm>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/encoding.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::string_view kJoin = "; ";

}  // namespace

void JsonRows::parse(const std::string& text, const std::vector<JsonSpan>& spans) {
  const std::string_view all = text;
  for (const JsonSpan& span : spans)
    parse_record(all.substr(span.begin, span.end - span.begin), span.number);
}

void JsonRows::parse_record(std::string_view record, std::uint64_t number) {
  if (!is_ascii(record) && !is_utf8(record)) {
    repaired_text_.clear();
    repair_utf8(record, repaired_text_);
    record = repaired_text_;
    count_record(repairs_, "bad_utf8", number);
  }
  switch (flatten_json(record, names_, fields_)) {
    case JsonOutcome::too_deep:
      count_record(skipped_, "too_deep", number);
      ++skipped_rows_;
      return;
    case JsonOutcome::broken:
      count_record(skipped_, "broken_record", number);
      ++skipped_rows_;
      return;
    case JsonOutcome::repaired:
      count_record(repairs_, "json_repaired", number);
      break;
    case JsonOutcome::read:
      break;
  }
  keep_record(number);
}

// Fields of the same name are joined in the order of the text; nulls count for nothing.
void JsonRows::keep_record(std::uint64_t number) {
  const std::size_t row = numbers_.size();
  numbers_.push_back(number);
  auto& fields = fields_.fields;
  fields.erase(std::remove_if(fields.begin(), fields.end(),
                              [](const JsonField& field) { return field.is_null; }),
               fields.end());
  std::stable_sort(fields.begin(), fields.end(), [](const JsonField& left, const JsonField& right) {
    return left.name < right.name;
  });
  for (const JsonField& field : fields) {
    const bool is_same =
        !cells_.empty() && cells_.back().row == row && cells_.back().name == field.name;
    if (is_same)
      text_ += kJoin;
    else
      cells_.push_back(CellPlace{row, field.name, text_.size(), text_.size()});
    text_ += fields_.value(field);
    cells_.back().end = text_.size();
  }
}

void JsonRows::fill(Batch& batch, const std::vector<std::size_t>& columns, std::size_t count) {
  batch.rows = numbers_.size();
  batch.record_numbers = std::move(numbers_);
  text_.reserve(64);  // never in the object itself: views must survive a move of the batch
  batch.bytes = std::move(text_);
  batch.columns.resize(count);
  for (auto& column : batch.columns)
    column.assign(batch.rows, std::string_view{});
  // Several names of a record may share the last column: their values are joined.
  std::unordered_map<std::size_t, std::string*> joined;
  for (const CellPlace& cell : cells_) {
    const std::size_t column = columns[cell.name];
    std::string_view& place = batch.columns[column][cell.row];
    const std::string_view value(batch.bytes.data() + cell.begin, cell.end - cell.begin);
    if (place.data() == nullptr) {
      place = value;
      continue;
    }
    std::string*& text = joined[cell.row];
    if (text == nullptr)
      text = &batch.repaired.emplace_back(place);
    text->append(kJoin).append(value);
  }
  for (const auto& [row, text] : joined)
    batch.columns[kMaxJsonColumns][row] = *text;
}

}  // namespace aval
