#include "audit/table/excel_xml.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/number_format.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_pass.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;
constexpr std::size_t kMaxTexts = 100000;
constexpr std::size_t kMaxTextBytes = 67108864;
constexpr std::string_view kSpace = "office:spreadsheet";  // of the namespace of the cells

// Properties of the document that may name a person.
constexpr std::array<std::string_view, 9> kProperties = {"Title",    "Subject",     "Author",
                                                         "Keywords", "Description", "LastAuthor",
                                                         "Category", "Manager",     "Company"};

struct ExcelXmlSheet {
  std::string name;
  std::string visible;  // "SheetHidden", "SheetVeryHidden"; empty when it is shown
};

struct ExcelXmlBook {
  std::vector<ExcelXmlSheet> sheets;
  std::map<std::string, NumberFormat, std::less<>> formats;  // by the name of a style
  std::vector<std::string> texts;                            // beside the cells
  bool is_cut = false;                                       // there were too many of them
  bool is_damaged = false;  // the text stops early: sheets may be missing
};

// The first pass: what stands beside the cells.
class ExcelXmlLister {
 public:
  explicit ExcelXmlLister(ExcelXmlBook& book) : book_(book) {}

  void start(std::string_view element, const XmlAttributes& attributes) {
    if (element == "Worksheet")
      book_.sheets.push_back({std::string(attributes.value("Name", kSpace)), ""});
    else if (element == "Style")
      style_ = attributes.value("ID", kSpace);
    else if (element == "NumberFormat" && !style_.empty())
      book_.formats[style_] = read_format_code(attributes.value("Format", kSpace));
    else if (element == "Header" || element == "Footer")
      add(page_words(attributes.value("Data")));
    else if (element == "Comment")
      start_comment(attributes);
    is_in_comment_ = is_in_comment_ || element == "Comment";
    is_property_ = is_in_properties_ &&
                   std::find(kProperties.begin(), kProperties.end(), element) != kProperties.end();
    is_in_properties_ = is_in_properties_ || element == "DocumentProperties";
    is_visible_ = element == "Visible";
    if (is_property_ || is_visible_)
      text_.clear();
  }

  void text(std::string_view piece) {
    const bool is_wanted = is_in_comment_ || is_property_ || is_visible_;
    if (is_wanted && text_.size() < kMaxCellBytes)
      text_ += piece;
  }

  void end(std::string_view element) {
    if (is_visible_ && !book_.sheets.empty())
      book_.sheets.back().visible = trim(text_);
    if (is_property_ || element == "Comment") {
      add(text_);
      text_.clear();
    }
    is_in_comment_ = is_in_comment_ && element != "Comment";
    is_in_properties_ = is_in_properties_ && element != "DocumentProperties";
    is_property_ = is_visible_ = false;
    if (element == "Style")
      style_.clear();
  }

 private:
  void start_comment(const XmlAttributes& attributes) {
    add(attributes.value("Author", kSpace));
    text_.clear();
  }

  void add(std::string_view found) {
    const std::string_view words = trim(found);
    if (words.empty())
      return;
    bytes_ += words.size();
    book_.is_cut = book_.is_cut || book_.texts.size() >= kMaxTexts || bytes_ > kMaxTextBytes;
    if (!book_.is_cut)
      book_.texts.emplace_back(words);
  }

  ExcelXmlBook& book_;
  std::string style_;  // that is open
  std::string text_;
  std::size_t bytes_ = 0;
  bool is_in_comment_ = false;
  bool is_in_properties_ = false;
  bool is_property_ = false;
  bool is_visible_ = false;
};

// The events of the whole workbook; only the wanted sheet makes rows.
class ExcelXmlCells {
 public:
  ExcelXmlCells(SheetPass& pass, std::shared_ptr<const ExcelXmlBook> book, std::size_t wanted)
      : pass_(pass), book_(std::move(book)), wanted_(wanted) {}

  void start(std::string_view element, const XmlAttributes& attributes) {
    if (element == "Worksheet")
      is_wanted_ = sheet_++ == wanted_;
    if (!is_wanted_)
      return;
    const bool is_hidden = attributes.value("Hidden", kSpace) == "1";
    if (element == "Row")
      start_row(attributes);
    else if (element == "Cell" && is_in_row_)
      start_cell(attributes);
    else if (element == "Comment")
      is_in_comment_ = true;
    else if (element == "Data" && is_in_cell_ && !is_in_comment_)
      start_data(attributes);
    if (is_hidden && (element == "Row" || element == "Column"))
      add_note(pass_.stats().notes, element == "Row" ? "rows_hidden" : "columns_hidden");
  }

  void text(std::string_view piece) {
    if (is_in_data_ && text_.size() <= kMaxCellBytes)  // end_cell refuses what is longer
      text_ += piece;
  }

  void end(std::string_view element) {
    if (!is_wanted_)
      return;
    if (element == "Data")
      is_in_data_ = false;
    else if (element == "Comment")
      is_in_comment_ = false;
    else if (element == "Cell" && is_in_cell_)
      end_cell();
    else if (element == "Row" && is_in_row_)
      end_row();
    else if (element == "Worksheet")
      end_sheet();
  }

 private:
  void start_row(const XmlAttributes& attributes) {
    is_in_row_ = true;
    const auto index = parse_count(attributes.value("Index", kSpace));
    if (!pass_.rows().begin_row(index) && index)
      count_record(pass_.stats().repairs, "out_of_order", pass_.rows().row_number());
  }

  void start_cell(const XmlAttributes& attributes) {
    is_in_cell_ = true;
    text_.clear();
    type_.clear();
    style_ = attributes.value("StyleID", kSpace);
    has_formula_ = attributes.has("Formula", kSpace);
    const auto across = parse_count(attributes.value("MergeAcross", kSpace));
    covered_ = std::min<std::uint64_t>(across.value_or(0), 16384);
    const auto index = parse_count(attributes.value("Index", kSpace));
    if (!pass_.rows().begin_cell(index) && index)
      count_record(pass_.stats().repairs, "out_of_order", pass_.rows().row_number());
  }

  void start_data(const XmlAttributes& attributes) {
    is_in_data_ = true;
    type_ = attributes.value("Type", kSpace);
  }

  void end_cell() {
    is_in_cell_ = false;
    if (has_formula_ && type_.empty())
      count_record(pass_.stats().repairs, "formula_without_value", pass_.rows().row_number());
    pass_.rows().end_cell(cell_text(), 1);
    if (covered_ == 0)
      return;
    pass_.rows().begin_cell(std::nullopt);
    pass_.rows().end_cell("", covered_);
  }

  std::string cell_text() const {
    if (type_ == "Number") {
      const auto format = book_->formats.find(style_);
      const bool is_plain =
          format == book_->formats.end() || format->second.kind != FormatKind::number;
      return is_plain ? plain_number(text_) : format_number(text_, format->second, false);
    }
    // A time alone is of the day before the first one.
    constexpr std::string_view kTimeAlone = "1899-12-31T";
    if (type_ == "DateTime" && text_.starts_with(kTimeAlone))
      return text_.substr(kTimeAlone.size(), 8);
    if (type_ == "DateTime")
      return iso_date(text_);
    if (type_ == "Boolean")
      return text_ == "1" ? "TRUE" : "FALSE";
    return text_;
  }

  void end_row() {
    is_in_row_ = false;
    pass_.rows().end_row(1);
  }

  // The last sheet before damage reads on, up to it, and tells it.
  void end_sheet() {
    is_wanted_ = false;
    if (!book_->is_damaged || wanted_ + 1 < book_->sheets.size())
      pass_.stop();
  }

  SheetPass& pass_;
  std::shared_ptr<const ExcelXmlBook> book_;
  std::size_t wanted_;
  std::size_t sheet_ = 0;  // of the next element
  bool is_wanted_ = false;
  bool is_in_row_ = false;
  bool is_in_cell_ = false;
  bool is_in_data_ = false;
  bool is_in_comment_ = false;
  bool has_formula_ = false;
  std::uint64_t covered_ = 0;  // cells that a merged one hides on its right
  std::string type_;
  std::string style_;
  std::string text_;
};

template <typename Listener>
XmlEvents events_for(const std::shared_ptr<Listener>& listener) {
  XmlEvents events;
  events.start = [listener](std::string_view element, const XmlAttributes& attributes) {
    listener->start(element, attributes);
  };
  events.text = [listener](std::string_view piece) { listener->text(piece); };
  events.end = [listener](std::string_view element) { listener->end(element); };
  return events;
}

// What follows damage is not listed; the last sheet then tells that it stops early.
std::shared_ptr<const ExcelXmlBook> read_book(const WorkbookInput& input) {
  auto book = std::make_shared<ExcelXmlBook>();
  XmlStream xml(events_for(std::make_shared<ExcelXmlLister>(*book)), input.place);
  PartBytes bytes(input, "");
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last;) {
    const std::size_t got = bytes.read(block.data(), block.size());
    is_last = got < block.size();
    book->is_damaged = !xml.feed(std::string_view(block.data(), got), is_last);
    if (book->is_damaged)
      break;
  }
  if (book->sheets.empty())
    throw Error(ErrorKind::input, input.place,
                Text{"classeur XML d'Excel abîmé : aucune feuille n'est lisible ; ouvrez-le et "
                     "enregistrez-le en .xlsx",
                     "damaged XML workbook of Excel: no sheet can be read; open it and save it as "
                     ".xlsx"});
  return book;
}

RowCursor open_sheet(const WorkbookInput& input, const std::shared_ptr<const ExcelXmlBook>& book,
                     std::size_t index) {
  const auto pass = std::make_shared<SheetPass>(input, "");
  pass->listen(events_for(std::make_shared<ExcelXmlCells>(*pass, book, index)));
  return [pass](SparseRow& row, ReadStats& stats) { return pass->next(row, stats); };
}

}  // namespace

bool is_excel_xml(std::string_view root_tag) {
  return root_tag.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string_view::npos;
}

void open_excel_xml(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "excel-xml";
  source.info.encoding = "UTF-8";
  const auto book = read_book(input);
  std::vector<Sheet> sheets;
  for (std::size_t index = 0; index < book->sheets.size(); ++index) {
    const ExcelXmlSheet& entry = book->sheets[index];
    Sheet sheet{entry.name, [input, book, index] { return open_sheet(input, book, index); }, {}};
    if (!entry.visible.empty())
      add_note(sheet.notes,
               entry.visible == "SheetVeryHidden" ? "sheet_very_hidden" : "sheet_hidden");
    sheets.push_back(std::move(sheet));
  }
  sheets.front().extra_text = book->texts;
  if (book->is_cut)
    add_note(sheets.front().notes, "extra_text_cut");
  add_sheets(sheets, input, options, source);
}

}  // namespace aval
