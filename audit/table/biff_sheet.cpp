#include "audit/table/biff_sheet.h"

#include <cstring>
#include <optional>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/binary_number.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_rows.h"

namespace aval {

namespace {

constexpr std::size_t kMaxNotes = 100000;

// MS-XLS 2.3.
enum Record : std::uint32_t {
  kFormula = 0x0006,
  kHeader = 0x0014,
  kFooter = 0x0015,
  kNote = 0x001C,
  kColumns = 0x007D,
  kMulRk = 0x00BD,
  kRichString = 0x00D6,
  kLabelSst = 0x00FD,
  kTextBox = 0x01B6,
  kNumber = 0x0203,
  kLabel = 0x0204,
  kBoolError = 0x0205,
  kString = 0x0207,
  kRow = 0x0208,
  kRk = 0x027E,
};

// A number in 30 bits: a whole one or the upper half of a double, perhaps a hundred times too
// large (MS-XLS 2.5.218).
double rk_number(std::uint32_t bits) {
  double value = 0;
  if ((bits & 2U) != 0) {
    const auto whole = static_cast<std::int32_t>(bits);
    value = static_cast<double>(whole >> 2);
  } else {
    const std::uint64_t wide = static_cast<std::uint64_t>(bits & ~3U) << 32U;
    std::memcpy(&value, &wide, sizeof value);
  }
  return (bits & 1U) != 0 ? value / 100 : value;
}

class BiffCells {
 public:
  BiffCells(std::string place, std::shared_ptr<const BiffWorkbook> workbook, std::uint64_t offset)
      : workbook_(std::move(workbook)),
        reader_(workbook_->stream, offset),
        rows_(std::move(place)) {}

  bool next(SparseRow& row, ReadStats& stats) {
    stats_ = &stats;
    while (!rows_.take(row)) {
      if (ended_)
        return false;
      take_record();
    }
    return true;
  }

 private:
  void take_record() {
    if (!reader_.next()) {
      count_record(stats_->skipped, "truncated", rows_.row_number() + 1);
      ++stats_->skipped_rows;
      end();
      return;
    }
    // Charts and pictures in the sheet have a part of their own.
    if (reader_.type() == kBiffBof)
      ++depth_;
    else if (reader_.type() == kBiffEof && --depth_ <= 0)
      end();
    else if (depth_ == 1)
      take_cell();
  }

  void take_cell() {
    const std::string_view body = reader_.body();
    switch (reader_.type()) {
      case kLabelSst:
        add(shared_text(little32(body, 6)));
        break;
      case kLabel:
      case kRichString:
        begin_cell(little16(body, 2));
        rows_.end_cell(BiffBytes(reader_, 6).text(2), 1);
        break;
      case kNumber:
        add(number(little_endian_double(body, 6), little16(body, 4)));
        break;
      case kRk:
        add(number(rk_number(little32(body, 6)), little16(body, 4)));
        break;
      case kMulRk:
        take_numbers();
        break;
      case kBoolError:
        add(body.size() > 7 && body[7] != 0 ? biff_error_text(little16(body, 6) & 0xFFU)
            : little16(body, 6) & 1U        ? "TRUE"
                                            : "FALSE");
        break;
      case kFormula:
        take_formula();
        break;
      case kString:
        take_formula_text();
        break;
      default:
        take_layout();
        break;
    }
  }

  void take_layout() {
    const std::string_view body = reader_.body();
    if (reader_.type() == kRow && (little16(body, 12) & 0x20U) != 0)
      add_note(stats_->notes, "rows_hidden");
    if (reader_.type() == kColumns && (little16(body, 8) & 1U) != 0)
      add_note(stats_->notes, "columns_hidden");
  }

  // Opens the cell of the record, in its row and that column.
  void begin_cell(std::uint32_t column) {
    end_formula();
    const std::uint64_t row = little16(reader_.body(), 0) + std::uint64_t{1};
    if (!in_row_ || row != row_) {
      if (in_row_)
        rows_.end_row(1);
      if (!rows_.begin_row(row))
        count_record(stats_->repairs, "out_of_order", rows_.row_number());
      in_row_ = true;
      row_ = row;
    }
    if (!rows_.begin_cell(column + std::uint64_t{1}))
      count_record(stats_->repairs, "out_of_order", rows_.row_number());
  }

  void add(const std::string& text) {
    begin_cell(little16(reader_.body(), 2));
    rows_.end_cell(text, 1);
  }

  void take_numbers() {
    const std::string_view body = reader_.body();
    for (std::size_t at = 4; at + 8 <= body.size(); at += 6) {
      begin_cell(little16(body, 2) + static_cast<std::uint32_t>((at - 4) / 6));
      rows_.end_cell(number(rk_number(little32(body, at + 2)), little16(body, at)), 1);
    }
  }

  // The value that was kept; a text stands in a record of its own that follows.
  void take_formula() {
    const std::string_view body = reader_.body();
    if (little16(body, 12) != 0xFFFF) {
      add(number(little_endian_double(body, 6), little16(body, 4)));
      return;
    }
    const std::uint32_t kind = little16(body, 6) & 0xFFU;
    const std::uint32_t value = little16(body, 8) & 0xFFU;
    if (kind == 1) {
      add(value != 0 ? "TRUE" : "FALSE");
    } else if (kind == 2) {
      add(biff_error_text(value));
    } else {
      begin_cell(little16(body, 2));
      // An empty text that waits to be computed is no value either.
      const bool is_to_compute = kind == 3 && (little16(body, 14) & 1U) != 0;
      is_text_awaited_ = kind == 0 || is_to_compute;
      if (!is_text_awaited_)
        rows_.end_cell("", 1);
    }
  }

  void take_formula_text() {
    if (!is_text_awaited_)
      return;
    is_text_awaited_ = false;
    rows_.end_cell(BiffBytes(reader_, 0).text(2), 1);
  }

  void end_formula() {
    if (!is_text_awaited_)
      return;
    is_text_awaited_ = false;
    rows_.end_cell("", 1);
    count_record(stats_->repairs, "formula_without_value", rows_.row_number());
  }

  void end() {
    end_formula();
    if (in_row_)
      rows_.end_row(1);
    in_row_ = false;
    ended_ = true;
  }

  std::string number(double value, std::uint32_t style) const {
    const auto& formats = workbook_->formats;
    const NumberFormat format = style < formats.size() ? formats[style] : NumberFormat();
    return format_number(number_text(value), format, workbook_->from_1904);
  }

  std::string shared_text(std::uint32_t index) {
    if (index < workbook_->strings.size())
      return std::string(workbook_->strings.at(index));
    count_record(stats_->repairs, "string_missing", rows_.row_number());
    return "";
  }

  std::shared_ptr<const BiffWorkbook> workbook_;
  BiffReader reader_;
  SheetRows rows_;
  ReadStats* stats_ = nullptr;  // during next() only
  std::uint64_t row_ = 0;
  bool in_row_ = false;
  bool is_text_awaited_ = false;
  bool ended_ = false;
  int depth_ = 0;
};

// What a record says in words; nothing for the others.
std::optional<std::string> words_of(BiffReader& reader) {
  switch (reader.type()) {
    case kHeader:
    case kFooter:
      return page_words(BiffBytes(reader, 0).text(2));
    case kNote:
      return BiffBytes(reader, 8).text(2);
    case kTextBox:
      return BiffBytes(reader, 0).box_text(little16(reader.body(), 10));
    default:
      return std::nullopt;
  }
}

}  // namespace

RowCursor open_biff_sheet(const std::string& place, std::shared_ptr<const BiffWorkbook> workbook,
                          std::uint64_t offset) {
  const auto cells = std::make_shared<BiffCells>(place, std::move(workbook), offset);
  return [cells](SparseRow& row, ReadStats& stats) { return cells->next(row, stats); };
}

std::vector<std::string> read_biff_notes(const BiffWorkbook& workbook, std::uint64_t offset,
                                         bool& is_cut) {
  std::vector<std::string> notes;
  BiffReader reader(workbook.stream, offset);
  int depth = 0;
  while (reader.next()) {
    if (reader.type() == kBiffBof)
      ++depth;
    else if (reader.type() == kBiffEof && --depth <= 0)
      break;
    const auto words = words_of(reader);
    if (!words || trim(*words).empty())
      continue;
    is_cut = is_cut || notes.size() >= kMaxNotes;
    if (!is_cut)
      notes.emplace_back(trim(*words));
  }
  return notes;
}

}  // namespace aval
