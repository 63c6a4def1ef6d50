#include "audit/table/xlsx_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <memory>
#include <utility>

#include <xlsxwriter.h>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/base/utf8.h"
#include "audit/table/xlsx_rows.h"

namespace aval {

namespace {

constexpr const char* kChoicesSheet = "Listes";

void check(lxw_error error, const std::string& place) {
  if (error != LXW_NO_ERROR)
    throw Error(ErrorKind::internal, place,
                format_text({"classeur impossible à écrire ({0})", "workbook not written ({0})"},
                            {lxw_strerror(error)}));
}

bool is_escape_at(std::string_view text, std::size_t place) {
  if (text.size() - place < 7 || text[place] != '_' || text[place + 1] != 'x' ||
      text[place + 6] != '_')
    return false;
  return text.substr(place + 2, 4).find_first_not_of("0123456789abcdefABCDEF") ==
         std::string_view::npos;
}

// Control characters below U+0020 are escaped by libxlsxwriter itself, but for NUL, which ends its
// strings.
std::string xlsx_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text, i);
    if (is_escape_at(text, i))
      out += "_x005F_";
    else if (!character.valid)
      out += "\uFFFD";
    else if (character.code_point == 0)
      out += "_x0000_";
    else if (character.code_point == 0xFFFE)
      out += "_xFFFE_";
    else if (character.code_point == 0xFFFF)
      out += "_xFFFF_";
    else
      out += text.substr(i, character.length);
    i += character.length;
  }
  return out;
}

int number_at(const std::string& date, std::size_t begin, std::size_t length) {
  int value = 0;
  std::from_chars(date.data() + begin, date.data() + begin + length, value);
  return value;
}

// Seconds since 1970 of a day, by the days of the civil calendar.
time_t seconds_of(const std::string& date) {
  const int month = number_at(date, 5, 2);
  const int year = number_at(date, 0, 4) - (month <= 2 ? 1 : 0);
  const int era_year = year % 400;
  const int day_of_year =
      (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + number_at(date, 8, 2) - 1;
  const long days = static_cast<long>(year / 400) * 146097 + era_year * 365 + era_year / 4 -
                    era_year / 100 + day_of_year - 719468;
  return static_cast<time_t>(days) * 86400;
}

struct Formats {
  lxw_format* header = nullptr;
  lxw_format* title = nullptr;
  // By kind, then plain or bold.
  std::array<std::array<lxw_format*, 2>, 3> cells{};
};

class XlsxBook {
 public:
  XlsxBook(const Workbook& workbook, const std::string& path, std::string place)
      : workbook_(workbook), place_(std::move(place)), book_(workbook_new(path.c_str())) {
    if (book_ == nullptr)
      throw Error(ErrorKind::internal, place_, {"mémoire insuffisante", "out of memory"});
  }

  // Frees the book whatever comes.
  void write() {
    try {
      fill();
    } catch (...) {
      lxw_workbook_free(book_);
      throw;
    }
    check(workbook_close(book_), place_);
  }

 private:
  void fill();
  void set_properties();
  void make_formats(bool wraps);
  void fill_sheet(const WorkbookSheet& sheet, lxw_worksheet* target);
  void set_columns(const WorkbookSheet& sheet, lxw_worksheet* target);
  void write_cell(lxw_worksheet* target, lxw_row_t row, lxw_col_t column, const WorkbookCell& cell,
                  bool is_header);
  void offer_choices(const WorkbookSheet& sheet, lxw_worksheet* target);
  void write_choices();

  const Workbook& workbook_;
  std::string place_;
  lxw_workbook* book_;
  std::map<bool, Formats> all_formats_;  // by wrapping
  Formats formats_;
  std::vector<std::vector<std::string>> choices_;  // the columns of the sheet of choices
};

void XlsxBook::set_properties() {
  std::string title = xlsx_text(workbook_.title);
  std::string author = "aval";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created =
      is_calendar_date(workbook_.created) ? seconds_of(workbook_.created) : time_t{86400};
  check(workbook_set_properties(book_, &properties), place_);
}

void XlsxBook::make_formats(bool wraps) {
  const auto found = all_formats_.find(wraps);
  if (found != all_formats_.end()) {
    formats_ = found->second;
    return;
  }
  formats_ = Formats();
  formats_.header = workbook_add_format(book_);
  format_set_bold(formats_.header);
  format_set_text_wrap(formats_.header);
  format_set_bg_color(formats_.header, 0xE8EDF3);
  format_set_align(formats_.header, LXW_ALIGN_VERTICAL_TOP);
  formats_.title = workbook_add_format(book_);
  format_set_bold(formats_.title);
  format_set_font_size(formats_.title, 14);
  for (const SheetValue kind : {SheetValue::text, SheetValue::number, SheetValue::date})
    for (const bool bold : {false, true}) {
      lxw_format* format = workbook_add_format(book_);
      format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
      if (kind != SheetValue::number)
        format_set_num_format(format, kind == SheetValue::date ? "dd/mm/yyyy" : "@");
      if (bold)
        format_set_bold(format);
      if (wraps)
        format_set_text_wrap(format);
      formats_.cells[static_cast<std::size_t>(kind)][bold ? 1 : 0] = format;
    }
  all_formats_[wraps] = formats_;
}

void XlsxBook::set_columns(const WorkbookSheet& sheet, lxw_worksheet* target) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    const auto kind = static_cast<std::size_t>(sheet.columns[i].kind);
    check(worksheet_set_column(target, column, column, sheet.columns[i].width,
                               formats_.cells[kind][0]),
          place_);
  }
}

void XlsxBook::write_cell(lxw_worksheet* target, lxw_row_t row, lxw_col_t column,
                          const WorkbookCell& cell, bool is_header) {
  if (cell.value.empty())
    return;
  const SheetValue kind = written_kind(cell);
  lxw_format* format = is_header
                           ? formats_.header
                           : formats_.cells[static_cast<std::size_t>(kind)][cell.bold ? 1 : 0];
  if (kind == SheetValue::number) {
    double value = 0;
    std::from_chars(cell.value.data(), cell.value.data() + cell.value.size(), value);
    check(worksheet_write_number(target, row, column, value, format), place_);
  } else if (kind == SheetValue::date) {
    lxw_datetime date{};
    date.year = number_at(cell.value, 0, 4);
    date.month = number_at(cell.value, 5, 2);
    date.day = number_at(cell.value, 8, 2);
    check(worksheet_write_datetime(target, row, column, &date, format), place_);
  } else {
    check(worksheet_write_string(target, row, column, xlsx_text(cell.value).c_str(), format),
          place_);
  }
}

// A list of choices stands on a sheet of its own: written in the rule it could hold neither commas
// nor 256 characters.
void XlsxBook::offer_choices(const WorkbookSheet& sheet, lxw_worksheet* target) {
  const std::size_t above = (sheet.title.empty() ? 0 : 1) + sheet.header_rows;
  const std::size_t below = (sheet.title.empty() ? 0 : 1) + sheet.rows.size() + sheet.spare_rows;
  if (below <= above)
    return;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    const std::vector<std::string>& words = sheet.columns[i].choices;
    if (words.empty())
      continue;
    auto found = std::find(choices_.begin(), choices_.end(), words);
    if (found == choices_.end())
      found = choices_.insert(choices_.end(), words);
    const auto column = static_cast<std::size_t>(found - choices_.begin());
    std::string letters = cell_name(0, column);
    letters.pop_back();
    std::string range = std::string("=") + kChoicesSheet + "!$" + letters + "$1:$" + letters + "$" +
                        std::to_string(words.size());
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = range.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    check(worksheet_data_validation_range(
              target, static_cast<lxw_row_t>(above), static_cast<lxw_col_t>(i),
              static_cast<lxw_row_t>(below - 1), static_cast<lxw_col_t>(i), &rule),
          place_);
  }
}

void XlsxBook::fill_sheet(const WorkbookSheet& sheet, lxw_worksheet* target) {
  make_formats(sheet.wraps);
  set_columns(sheet, target);
  const std::size_t above = sheet.title.empty() ? 0 : 1;
  if (!sheet.title.empty()) {
    const std::string title = xlsx_text(sheet.title);
    const auto last = static_cast<lxw_col_t>(std::max<std::size_t>(sheet.columns.size(), 1) - 1);
    if (last > 0)
      check(worksheet_merge_range(target, 0, 0, 0, last, title.c_str(), formats_.title), place_);
    else
      check(worksheet_write_string(target, 0, 0, title.c_str(), formats_.title), place_);
  }
  for (std::size_t row = 0; row < sheet.rows.size(); ++row)
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column)
      write_cell(target, static_cast<lxw_row_t>(row + above), static_cast<lxw_col_t>(column),
                 sheet.rows[row][column], row < sheet.header_rows);
  if (above + sheet.header_rows > 0)
    worksheet_freeze_panes(target, static_cast<lxw_row_t>(above + sheet.header_rows), 0);
  offer_choices(sheet, target);
}

void XlsxBook::write_choices() {
  if (choices_.empty())
    return;
  lxw_worksheet* target = workbook_add_worksheet(book_, kChoicesSheet);
  for (std::size_t column = 0; column < choices_.size(); ++column)
    for (std::size_t row = 0; row < choices_[column].size(); ++row)
      check(worksheet_write_string(target, static_cast<lxw_row_t>(row),
                                   static_cast<lxw_col_t>(column),
                                   xlsx_text(choices_[column][row]).c_str(), nullptr),
            place_);
}

void XlsxBook::fill() {
  set_properties();
  const std::vector<std::string> names = fit_sheet_names(workbook_.sheets);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = fold(names[i]) == fold(kChoicesSheet) ? names[i] + " 1" : names[i];
    lxw_worksheet* target = workbook_add_worksheet(book_, name.c_str());
    if (target == nullptr)
      check(LXW_ERROR_PARAMETER_VALIDATION, place_);
    fill_sheet(workbook_.sheets[i], target);
  }
  write_choices();
}

}  // namespace

std::string xlsx_bytes(const Workbook& workbook, const std::string& place) {
  check_limits(workbook, place);
  const TemporaryFile file("xlsx");
  XlsxBook(workbook, file.path(), place).write();
  return read_file(file.path());
}

void write_xlsx(const Workbook& workbook, const std::string& path) {
  write_file_whole(path, xlsx_bytes(workbook, path), false);
}

// Lengths in the machine's own order: packed rows never leave the process.
void append_packed_row(const std::vector<std::string_view>& cells, std::string& out) {
  const auto append_size = [&out](std::size_t size) {
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
  };
  append_size(cells.size());
  for (const std::string_view cell : cells) {
    append_size(cell.size());
    out.append(cell);
  }
}

struct XlsxRows::State {
  explicit State(std::string target) : path(std::move(target)), temporary("xlsx") {}
  std::string path;
  TemporaryFile temporary;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* header = nullptr;
  lxw_row_t rows = 0;
};

XlsxRows::XlsxRows(const std::string& path, const std::string& sheet)
    : state_(std::make_unique<State>(path)) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  state_->book = workbook_new_opt(state_->temporary.path().c_str(), &options);
  if (state_->book == nullptr)
    throw Error(ErrorKind::internal, path, {"mémoire insuffisante", "out of memory"});
  lxw_doc_properties properties{};
  properties.created = time_t{86400};
  check(workbook_set_properties(state_->book, &properties), path);
  state_->header = workbook_add_format(state_->book);
  format_set_bold(state_->header);
  const std::vector<std::string> names = fit_sheet_names({WorkbookSheet{sheet}});
  state_->sheet = workbook_add_worksheet(state_->book, names.front().c_str());
  worksheet_freeze_panes(state_->sheet, 1, 0);
}

XlsxRows::~XlsxRows() {
  if (state_->book != nullptr)
    lxw_workbook_free(state_->book);
}

void XlsxRows::add_row(const std::vector<std::string_view>& cells, bool is_header) {
  constexpr lxw_row_t kMostRows = 1048576;
  constexpr std::size_t kMostColumns = 16384;
  const std::string place = state_->path + ":" + std::to_string(state_->rows + 1);
  if (state_->rows >= kMostRows || cells.size() > kMostColumns)
    throw Error(ErrorKind::input, place,
                {"un classeur a au plus 1 048 576 lignes et 16 384 colonnes : écrivez un .csv",
                 "a workbook has at most 1,048,576 rows and 16,384 columns: write a .csv"});
  for (std::size_t c = 0; c < cells.size(); ++c)
    if (!cells[c].empty())
      check(
          worksheet_write_string(state_->sheet, state_->rows, static_cast<lxw_col_t>(c),
                                 xlsx_text(cells[c]).c_str(), is_header ? state_->header : nullptr),
          place);
  ++state_->rows;
}

void XlsxRows::add_packed_rows(std::string_view rows) {
  const auto take_size = [&rows] {
    std::size_t size = 0;
    std::copy_n(rows.data(), sizeof size, reinterpret_cast<char*>(&size));
    rows.remove_prefix(sizeof size);
    return size;
  };
  std::vector<std::string_view> cells;
  while (!rows.empty()) {
    cells.resize(take_size());
    for (std::string_view& cell : cells) {
      const std::size_t size = take_size();
      cell = rows.substr(0, size);
      rows.remove_prefix(size);
    }
    add_row(cells, false);
  }
}

void XlsxRows::finish() {
  lxw_workbook* book = std::exchange(state_->book, nullptr);
  check(workbook_close(book), state_->path);
  const InputFile written(state_->temporary.path());
  WholeFile file(state_->path, true);
  std::string piece(std::size_t{1} << 20, '\0');
  for (std::uint64_t at = 0; at < written.size();) {
    const std::size_t count = written.read_at(at, piece.data(), piece.size());
    file.write(std::string_view(piece).substr(0, count));
    at += count;
  }
  file.finish();
}

}  // namespace aval
