#include "audit/table/xlsx_sheet.h"

#include <optional>
#include <utility>

#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_pass.h"

namespace aval {

namespace {

// "BC12" to 55.
std::optional<std::uint64_t> column_of(std::string_view reference) {
  std::uint64_t column = 0;
  for (const char character : reference) {
    const char upper =
        character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A') : character;
    if (upper < 'A' || upper > 'Z' || column > 1000000)
      break;
    column = column * 26 + static_cast<std::uint64_t>(upper - 'A' + 1);
  }
  return column == 0 ? std::nullopt : std::optional(column);
}

// The events of one sheet.
class XlsxCells {
 public:
  XlsxCells(SheetPass& pass, std::shared_ptr<const XlsxWorkbook> workbook, std::string place)
      : pass_(pass), workbook_(std::move(workbook)), place_(std::move(place)) {}

  void start(std::string_view element, const XmlAttributes& attributes) {
    is_text_ = false;
    if (element == "c")
      start_cell(attributes);
    else if (element == "row")
      start_row(attributes);
    else if (element == "v" || (element == "t" && !is_phonetic_))
      is_text_ = true;
    else if (element == "f")
      has_formula_ = true;
    else if (element == "rPh")
      is_phonetic_ = true;
    else if (element == "col" && is_hidden(attributes))
      add_note(pass_.stats().notes, "columns_hidden");
  }

  void text(std::string_view piece) {
    if (!is_text_ || !is_in_cell_)
      return;
    if (value_.size() + piece.size() > kMaxCellBytes)
      refuse_sheet(place_);
    value_ += piece;
  }

  void end(std::string_view element) {
    is_text_ = false;
    if (element == "rPh")
      is_phonetic_ = false;
    else if (element == "c" && is_in_cell_)
      end_cell();
    else if (element == "row" && is_in_row_)
      end_row();
  }

 private:
  static bool is_hidden(const XmlAttributes& attributes) {
    const std::string_view value = attributes.value("hidden");
    return value == "1" || value == "true";
  }

  void start_row(const XmlAttributes& attributes) {
    is_in_row_ = true;
    if (!pass_.rows().begin_row(parse_count(attributes.value("r"))) && attributes.has("r"))
      count_record(pass_.stats().repairs, "out_of_order", pass_.rows().row_number());
    if (is_hidden(attributes))
      add_note(pass_.stats().notes, "rows_hidden");
  }

  void start_cell(const XmlAttributes& attributes) {
    is_in_cell_ = is_in_row_;
    if (!is_in_cell_)
      return;
    value_.clear();
    has_formula_ = is_phonetic_ = false;
    type_ = attributes.value("t");
    style_ = parse_count(attributes.value("s")).value_or(0);
    if (!pass_.rows().begin_cell(column_of(attributes.value("r"))))
      count_record(pass_.stats().repairs, "out_of_order", pass_.rows().row_number());
  }

  void end_cell() {
    is_in_cell_ = false;
    // A formula that gives an empty text has the type of a text.
    if (has_formula_ && value_.empty() && type_ != "str")
      count_record(pass_.stats().repairs, "formula_without_value", pass_.rows().row_number());
    pass_.rows().end_cell(cell_text(), 1);
  }

  void end_row() {
    is_in_row_ = false;
    pass_.rows().end_row(1);
  }

  std::string cell_text() {
    if (value_.empty())
      return "";
    if (type_ == "s")
      return shared_text();
    if (type_ == "str" || type_ == "inlineStr")
      return unescape_xlsx(value_);
    if (type_ == "b")
      return value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
    if (type_ == "e")
      return value_;
    if (type_ == "d")
      return iso_date(value_);
    const auto& formats = workbook_->formats;
    const NumberFormat format = style_ < formats.size() ? formats[style_] : NumberFormat();
    return format_number(value_, format, workbook_->from_1904);
  }

  std::string shared_text() {
    const auto index = parse_count(value_);
    if (index && *index < workbook_->strings.size())
      return std::string(workbook_->strings.at(static_cast<std::size_t>(*index)));
    count_record(pass_.stats().repairs, "string_missing", pass_.rows().row_number());
    return "";
  }

  SheetPass& pass_;
  std::shared_ptr<const XlsxWorkbook> workbook_;
  std::string place_;
  std::string type_;
  std::uint64_t style_ = 0;
  std::string value_;
  bool is_in_row_ = false;
  bool is_in_cell_ = false;
  bool is_text_ = false;  // inside <v> or <t>
  bool is_phonetic_ = false;
  bool has_formula_ = false;
};

}  // namespace

RowCursor open_xlsx_sheet(const WorkbookInput& input, std::shared_ptr<const XlsxWorkbook> workbook,
                          const std::string& part) {
  const auto pass = std::make_shared<SheetPass>(input, part);
  const auto cells = std::make_shared<XlsxCells>(*pass, std::move(workbook), input.place);
  XmlEvents events;
  events.start = [cells](std::string_view element, const XmlAttributes& attributes) {
    cells->start(element, attributes);
  };
  events.text = [cells](std::string_view piece) { cells->text(piece); };
  events.end = [cells](std::string_view element) { cells->end(element); };
  pass->listen(std::move(events));
  return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
}

}  // namespace aval
