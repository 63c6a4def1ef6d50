#include "audit/table/xls_pivot.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/biff_workbook.h"
#include "audit/table/binary_number.h"
#include "audit/table/number_text.h"
#include "audit/table/pivot_cache.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

// MS-XLS 2.3.
enum Record : std::uint32_t {
  kCache = 0x00C6,
  kField = 0x00C7,
  kIndexes = 0x00C8,
  kReal = 0x00C9,
  kBoolean = 0x00CA,
  kError = 0x00CB,
  kInteger = 0x00CC,
  kText = 0x00CD,
  kDate = 0x00CE,
  kNothing = 0x00CF,
};

// How the records of the cache give a field (MS-XLS 2.4.276).
enum class FieldForm {
  indexed,  // by the rank of a value that the field lists
  inlined,  // by the value itself
  absent    // computed, or made of the groups of another field
};

struct XlsField {
  FieldForm form = FieldForm::absent;
  std::size_t index_bytes = 1;
  std::size_t items = 0;  // that records point at: the last of those that are listed
};

struct XlsPivot {
  OleStream stream;
  std::shared_ptr<const PivotCache> cache;
  std::vector<XlsField> fields;  // of the source: as many as records have
  bool has_indexes = false;
  bool has_records = false;
  bool is_cut = false;             // before its records
  std::vector<std::string> texts;  // beside the fields
};

std::string date_text(std::string_view body) {
  const auto part = [&](std::size_t at, std::size_t size) {
    return static_cast<unsigned>(little_endian(body, at, size));
  };
  const bool has_time = part(5, 1) + part(6, 1) + part(7, 1) > 0;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(),
                has_time ? "%04u-%02u-%02u %02u:%02u:%02u" : "%04u-%02u-%02u", part(0, 2),
                part(2, 2), part(4, 1), part(5, 1), part(6, 1), part(7, 1));
  return text.data();
}

// The value of a record that holds one; none for other records.
std::optional<std::string> value_of(BiffReader& reader) {
  const std::string_view body = reader.body();
  switch (reader.type()) {
    case kReal:
      return number_text(little_endian_double(body, 0));
    case kBoolean:
      return little16(body, 0) != 0 ? "TRUE" : "FALSE";
    case kError:
      return biff_error_text(little16(body, 0) & 0xFFU);
    case kInteger:
      return std::to_string(static_cast<std::int16_t>(little16(body, 0)));
    case kText:
      return BiffBytes(reader, 0).text(2);
    case kDate:
      return date_text(body);
    case kNothing:
      return "";
    default:
      return std::nullopt;
  }
}

// The fields of a cache and what they list, up to its first record.
class PivotFields {
 public:
  PivotFields(XlsPivot& pivot, const std::string& place)
      : pivot_(pivot), place_(place), reader_(pivot.stream, 0) {}

  void read() {
    while (!pivot_.has_records && !pivot_.is_cut) {
      pivot_.is_cut = !reader_.next();
      if (!pivot_.is_cut && reader_.type() == kBiffEof)
        break;
      if (!pivot_.is_cut)
        take();
    }
    drop_groups();
    pivot_.cache = std::make_shared<const PivotCache>(std::move(cache_));
  }

 private:
  void take() {
    if (reader_.type() == kCache)
      take_cache();
    else if (reader_.type() == kField)
      take_field();
    else if (reader_.type() == kIndexes)
      pivot_.has_records = true;
    else if (auto value = value_of(reader_))
      take_value(std::move(*value));
  }

  void take_cache() {
    constexpr std::uint32_t kNoName = 0xFFFF;
    source_fields_ = little16(reader_.body(), 10);
    if (little16(reader_.body(), 18) == kNoName)
      return;
    const std::string user(trim(BiffBytes(reader_, 18).text(2)));
    if (!user.empty())
      pivot_.texts.push_back(user);
  }

  void take_field() {
    constexpr std::uint32_t kLists = 0x0001;
    constexpr std::uint32_t kComputed = 0x0004;
    constexpr std::uint32_t kWideIndexes = 0x0200;
    const std::uint32_t flags = little16(reader_.body(), 0);
    XlsField field;
    field.items = little16(reader_.body(), 12);
    field.index_bytes = (flags & kWideIndexes) != 0 ? 2 : 1;
    if (pivot_.fields.size() < source_fields_ && (flags & kComputed) == 0) {
      if ((flags & kLists) == 0)
        field.form = FieldForm::inlined;
      else if (field.items > 0)
        field.form = FieldForm::indexed;
    }
    pivot_.has_indexes = pivot_.has_indexes || field.form == FieldForm::indexed;
    is_listing_ = (flags & kLists) != 0;
    pivot_.fields.push_back(field);
    add_pivot_field(cache_, BiffBytes(reader_, 14).text(2), place_);
  }

  // Past the fields, a value without indexes before it starts the records.
  void take_value(std::string value) {
    const bool is_record = !is_listing_ && !pivot_.has_indexes;
    pivot_.has_records = is_record && !pivot_.fields.empty();
    if (is_listing_)
      add_pivot_item(cache_, std::move(value), place_);
  }

  // Labels of groups stand before the values that they group, or in a field of their own.
  void drop_groups() {
    for (std::size_t index = 0; index < pivot_.fields.size(); ++index) {
      auto& items = cache_.items[index];
      const XlsField& field = pivot_.fields[index];
      const std::size_t kept = field.form == FieldForm::indexed ? field.items : 0;
      const auto dropped = items.size() - std::min(kept, items.size());
      const auto end = items.begin() + static_cast<std::ptrdiff_t>(dropped);
      std::copy_if(items.begin(), end, std::back_inserter(pivot_.texts),
                   [](const std::string& item) { return !item.empty(); });
      items.erase(items.begin(), end);
    }
    while (!pivot_.fields.empty() && pivot_.fields.back().form == FieldForm::absent) {
      pivot_.fields.pop_back();
      cache_.names.pop_back();
      cache_.items.pop_back();
    }
  }

  XlsPivot& pivot_;
  const std::string& place_;
  BiffReader reader_;
  PivotCache cache_;
  std::size_t source_fields_ = 0;
  bool is_listing_ = false;
};

// The records of a cache as rows, below a row of the names of its fields.
class PivotRecords {
 public:
  explicit PivotRecords(std::shared_ptr<const XlsPivot> pivot)
      : pivot_(std::move(pivot)), reader_(pivot_->stream, 0), cells_(pivot_->cache->names) {}

  bool next(SparseRow& row, ReadStats& stats) {
    if (number_ > 0 && !take_row(stats))
      return false;
    row.clear();
    row.number = ++number_;
    for (std::size_t field = 0; field < cells_.size(); ++field)
      if (!cells_[field].empty())
        row.add(field, cells_[field]);
    return true;
  }

 private:
  // Fills the cells of the next record; false when there is none.
  bool take_row(ReadStats& stats) {
    is_open_ = false;
    cells_.assign(pivot_->fields.size(), "");
    while (!is_ended_) {
      if (!has_waiting_ && !reader_.next()) {
        count_record(stats.skipped, "truncated", number_ + 1);
        ++stats.skipped_rows;
        is_ended_ = true;
        break;
      }
      has_waiting_ = false;
      if (reader_.type() == kBiffEof)
        is_ended_ = true;
      else if (take_record())
        return true;
    }
    return is_open_;
  }

  // True when the row is whole.
  bool take_record() {
    if (reader_.type() == kField) {
      is_listing_ = (little16(reader_.body(), 0) & 1U) != 0;
      return false;
    }
    if (reader_.type() == kIndexes) {
      has_waiting_ = is_open_;  // the row before it lacks values
      if (!is_open_)
        take_indexes();
      return has_waiting_ || inlined_ == cells_.size();
    }
    const auto value = value_of(reader_);
    if (!value || (!is_open_ && (pivot_->has_indexes || is_listing_)))
      return false;
    if (!is_open_)
      begin_row();
    if (inlined_ < cells_.size())
      cells_[inlined_] = *value;
    inlined_ = next_inlined(inlined_ + 1);
    return inlined_ == cells_.size();
  }

  void begin_row() {
    is_open_ = true;
    inlined_ = next_inlined(0);
  }

  void take_indexes() {
    begin_row();
    BiffBytes bytes(reader_, 0);
    for (std::size_t field = 0; field < cells_.size(); ++field) {
      if (pivot_->fields[field].form != FieldForm::indexed)
        continue;
      const std::size_t index = bytes.number(pivot_->fields[field].index_bytes);
      const auto& items = pivot_->cache->items[field];
      if (index < items.size())
        cells_[field] = items[index];
    }
  }

  // The first field from there on whose values stand in the records; as many as fields when none.
  std::size_t next_inlined(std::size_t from) const {
    while (from < cells_.size() && pivot_->fields[from].form != FieldForm::inlined)
      ++from;
    return std::min(from, cells_.size());
  }

  std::shared_ptr<const XlsPivot> pivot_;
  BiffReader reader_;
  std::vector<std::string> cells_;
  std::size_t inlined_ = 0;  // the field of the next value
  std::uint64_t number_ = 0;
  bool is_open_ = false;
  bool is_listing_ = true;
  bool has_waiting_ = false;  // the record that was read starts the next row
  bool is_ended_ = false;
};

// A cache without records still has the values of its fields.
RowCursor open_fields(const XlsPivot& pivot) {
  return [items = open_pivot_items(pivot.cache), is_cut = pivot.is_cut](SparseRow& row,
                                                                        ReadStats& stats) mutable {
    if (items(row, stats))
      return true;
    if (is_cut) {
      count_record(stats.skipped, "truncated", row.number + 1);
      ++stats.skipped_rows;
    }
    is_cut = false;
    return false;
  };
}

}  // namespace

std::vector<Sheet> list_xls_pivot_caches(const OleFile& file, const std::string& place) {
  std::vector<Sheet> sheets;
  for (const std::string& name : file.streams_in("_sx_db_cur")) {
    const auto pivot = std::make_shared<XlsPivot>();
    pivot->stream = *file.find(name);
    PivotFields(*pivot, place).read();
    Sheet sheet{pivot_sheet_name(sheets.size() + 1), nullptr, {}, std::move(pivot->texts)};
    sheet.open = [pivot]() -> RowCursor {
      if (!pivot->has_records)
        return open_fields(*pivot);
      const auto records = std::make_shared<PivotRecords>(pivot);
      return [records](SparseRow& row, ReadStats& stats) { return records->next(row, stats); };
    };
    add_note(sheet.notes, "pivot_cache_table");
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace aval
