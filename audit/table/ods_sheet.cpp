#include "audit/table/ods_sheet.h"

#include <algorithm>
#include <utility>

#include "audit/table/number_format.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_pass.h"

namespace aval {

namespace {

// Attributes of the cell that is being read.
struct OdsCell {
  std::string type;  // office:value-type
  std::string value;
  bool has_string = false;  // a value of type string stands in an attribute
  bool has_formula = false;
  std::uint64_t repeats = 1;
};

// The events of the whole contents; only the wanted sheet makes rows.
class OdsCells {
 public:
  OdsCells(SheetPass& pass, const OdsSheetPlace& wanted, std::string place)
      : pass_(pass), wanted_(wanted), place_(std::move(place)) {}

  void start(std::string_view element, const XmlAttributes& attributes) {
    if (element == "table" && ++tables_ == 1)
      is_wanted_ = sheet_++ == wanted_.index;
    if (!is_wanted_ || tables_ != 1)
      return;
    if (is_in_cell_)
      start_inside_cell(element, attributes);
    else if (element == "table-row")
      start_row(attributes);
    else if (is_in_row_ && (element == "table-cell" || element == "covered-table-cell"))
      start_cell(attributes);
    else if (element == "table-column" && is_hidden(attributes))
      add_note(pass_.stats().notes, "columns_hidden");
  }

  void text(std::string_view piece) {
    if (!is_in_paragraph_ || aside_ > 0)
      return;
    for (const char character : piece) {
      const bool is_space =
          character == ' ' || character == '\n' || character == '\t' || character == '\r';
      if (!is_space)
        text_ += character;
      else if (!ends_in_space_)
        text_ += ' ';
      ends_in_space_ = is_space;
    }
    check_length();
  }

  void end(std::string_view element) {
    if (element == "table" && tables_ > 0 && --tables_ == 0 && is_wanted_) {
      is_wanted_ = false;
      if (!wanted_.reads_to_end)
        pass_.stop();
    }
    if (!is_wanted_ || tables_ != 1)
      return;
    if (is_in_cell_)
      end_inside_cell();
    else if (element == "table-row" && is_in_row_)
      end_row();
  }

 private:
  static bool is_hidden(const XmlAttributes& attributes) {
    const std::string_view value = attributes.value("visibility", "table");
    return value == "collapse" || value == "filter";
  }

  static std::uint64_t repeats_of(const XmlAttributes& attributes, std::string_view name) {
    return std::max<std::uint64_t>(1, parse_count(attributes.value(name, "table")).value_or(1));
  }

  void start_row(const XmlAttributes& attributes) {
    is_in_row_ = true;
    row_repeats_ = repeats_of(attributes, "number-rows-repeated");
    pass_.rows().begin_row(std::nullopt);
    if (is_hidden(attributes))
      add_note(pass_.stats().notes, "rows_hidden");
  }

  void end_row() {
    is_in_row_ = false;
    pass_.rows().end_row(row_repeats_);
  }

  void start_cell(const XmlAttributes& attributes) {
    is_in_cell_ = true;
    depth_ = 0;
    text_.clear();
    paragraphs_ = 0;
    cell_ = OdsCell();
    cell_.type = attributes.value("value-type", "office");
    cell_.has_formula = attributes.has("formula", "table");
    cell_.has_string = cell_.type == "string" && attributes.has("string-value", "office");
    cell_.repeats = repeats_of(attributes, "number-columns-repeated");
    const std::string_view name = cell_.type == "date"      ? "date-value"
                                  : cell_.type == "time"    ? "time-value"
                                  : cell_.type == "boolean" ? "boolean-value"
                                  : cell_.type == "string"  ? "string-value"
                                                            : "value";
    cell_.value = attributes.value(name, "office");
    pass_.rows().begin_cell(std::nullopt);
  }

  // Paragraphs right below the cell are its text; those of notes and shapes are not.
  void start_inside_cell(std::string_view element, const XmlAttributes& attributes) {
    ++depth_;
    if (depth_ == 1 && element == "p") {
      is_in_paragraph_ = true;
      ends_in_space_ = true;
      text_ += paragraphs_++ > 0 ? "\n" : "";
    } else if (aside_ > 0 || element == "annotation" || element == "note" ||
               element == "ruby-text") {
      ++aside_;
    } else if (is_in_paragraph_ && element == "s") {
      text_.append(
          std::min<std::size_t>(parse_count(attributes.value("c")).value_or(1), kMaxCellBytes + 1),
          ' ');
    } else if (is_in_paragraph_ && (element == "tab" || element == "line-break")) {
      text_ += element == "tab" ? '\t' : '\n';
    }
    check_length();
  }

  void end_inside_cell() {
    if (depth_ == 0) {
      end_cell();
      return;
    }
    --depth_;
    aside_ -= aside_ > 0 ? 1U : 0U;
    is_in_paragraph_ = is_in_paragraph_ && depth_ > 0;
  }

  void end_cell() {
    is_in_cell_ = false;
    const std::string value = cell_text();
    if (cell_.has_formula && value.empty() && cell_.type.empty())
      count_record(pass_.stats().repairs, "formula_without_value", pass_.rows().row_number());
    pass_.rows().end_cell(value, cell_.repeats);
  }

  std::string cell_text() const {
    if (cell_.type == "date" && !cell_.value.empty())
      return iso_date(cell_.value);
    if (cell_.type == "time" && !cell_.value.empty())
      return iso_time(cell_.value);
    if (cell_.type == "boolean")
      return cell_.value == "true" ? "TRUE" : "FALSE";
    if (cell_.type == "float" || cell_.type == "percentage" || cell_.type == "currency")
      return with_shown_zeros(plain_number(cell_.value));
    return cell_.has_string ? cell_.value : text_;
  }

  // The number as shown, when its format only adds zeros in front: "01000" for 1000.
  std::string with_shown_zeros(const std::string& number) const {
    std::string shown;
    for (const char character : text_)
      if (character != ' ')
        shown += character;
    const bool is_padded = shown.size() > number.size() && shown[0] == '0' &&
                           shown.find_first_not_of("0123456789") == std::string::npos &&
                           shown.find_first_not_of('0') != std::string::npos &&
                           shown.substr(shown.find_first_not_of('0')) == number;
    return is_padded ? shown : number;
  }

  void check_length() const {
    if (text_.size() > kMaxCellBytes)
      refuse_sheet(place_);
  }

  SheetPass& pass_;
  OdsSheetPlace wanted_;
  std::string place_;
  std::size_t sheet_ = 0;   // of the next table
  std::size_t tables_ = 0;  // nested ones that are open
  bool is_wanted_ = false;
  bool is_in_row_ = false;
  bool is_in_cell_ = false;
  bool is_in_paragraph_ = false;
  bool ends_in_space_ = false;
  std::size_t depth_ = 0;  // below the cell
  std::size_t aside_ = 0;  // depth inside a note
  std::uint64_t row_repeats_ = 1;
  std::size_t paragraphs_ = 0;
  OdsCell cell_;
  std::string text_;
};

}  // namespace

RowCursor open_ods_sheet(const WorkbookInput& input, const OdsSheetPlace& place) {
  const auto pass = std::make_shared<SheetPass>(input, place.content);
  const auto cells = std::make_shared<OdsCells>(*pass, place, input.place);
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
