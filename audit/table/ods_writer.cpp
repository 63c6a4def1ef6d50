#include "audit/table/ods_writer.h"

#include <algorithm>
#include <map>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/table/ods_xml.h"
#include "audit/table/zip_writer.h"

namespace aval {

namespace {

constexpr const char* kProlog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr const char* kMimeType = "application/vnd.oasis.opendocument.spreadsheet";
constexpr double kMillimetresPerCharacter = 2.0;

// Namespaces of OpenDocument 1.2 part 1, 1.4.
std::string namespaces() {
  std::string out;
  for (const char* name : {"office", "style", "text", "table", "meta", "number", "config"})
    out += std::string(" xmlns:") + name + "=\"urn:oasis:names:tc:opendocument:xmlns:" +
           (std::string(name) == "number" ? "datastyle" : name) + ":1.0\"";
  return out +
         " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
         " xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\""
         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
}

std::string document(const std::string& element, const std::string& content) {
  return kProlog + ("<office:" + element) + namespaces() + " office:version=\"1.2\">" + content +
         "</office:" + element + ">\n";
}

std::string manifest() {
  std::string out = std::string(kProlog) +
                    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:"
                    "manifest:1.0\" manifest:version=\"1.2\">"
                    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" "
                    "manifest:media-type=\"" +
                    kMimeType + "\"/>";
  for (const char* name : {"content.xml", "styles.xml", "meta.xml", "settings.xml"})
    out += std::string("<manifest:file-entry manifest:full-path=\"") + name +
           "\" manifest:media-type=\"text/xml\"/>";
  return out + "</manifest:manifest>\n";
}

std::string cell_style(const std::string& name, const std::string& data_style, bool bold,
                       bool wraps) {
  std::string out = "<style:style style:name=\"" + name + "\" style:family=\"table-cell\"" +
                    " style:parent-style-name=\"Default\"";
  if (!data_style.empty())
    out += " style:data-style-name=\"" + data_style + "\"";
  out += "><style:table-cell-properties style:vertical-align=\"top\"";
  if (wraps)
    out += " fo:wrap-option=\"wrap\"";
  if (name == "header")
    out += " fo:background-color=\"#e8edf3\"";
  out += "/>";
  if (bold)
    out += "<style:text-properties fo:font-weight=\"bold\"" +
           std::string(name == "title" ? " fo:font-size=\"14pt\"" : "") + "/>";
  return out + "</style:style>";
}

const char* kind_name(SheetValue kind) {
  return kind == SheetValue::number ? "number" : kind == SheetValue::date ? "date" : "text";
}

// "text", "date-bold-wrap"...
std::string style_name(SheetValue kind, bool bold, bool wraps) {
  return std::string(kind_name(kind)) + (bold ? "-bold" : "") + (wraps ? "-wrap" : "");
}

std::string cell_styles() {
  std::string out =
      "<number:date-style style:name=\"day\"><number:day number:style=\"long\"/>"
      "<number:text>/</number:text><number:month number:style=\"long\"/>"
      "<number:text>/</number:text><number:year number:style=\"long\"/></number:date-style>"
      "<number:text-style style:name=\"plain\"><number:text-content/></number:text-style>" +
      cell_style("header", "", true, true) + cell_style("title", "", true, false);
  for (const SheetValue kind : {SheetValue::text, SheetValue::number, SheetValue::date})
    for (const bool bold : {false, true})
      for (const bool wraps : {false, true})
        out += cell_style(style_name(kind, bold, wraps),
                          kind == SheetValue::date   ? "day"
                          : kind == SheetValue::text ? "plain"
                                                     : "",
                          bold, wraps);
  return out;
}

class OdsContent {
 public:
  explicit OdsContent(const Workbook& workbook)
      : workbook_(workbook), names_(fit_sheet_names(workbook.sheets)) {}

  std::string content();
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::string column_style(double width);
  std::string choice_rule(const std::vector<std::string>& words);
  std::string attributes_of_column(const WorkbookSheet& sheet, std::size_t column);
  std::string sheet(const WorkbookSheet& sheet, const std::string& name);
  std::string columns(const WorkbookSheet& sheet);
  std::string title_row(const WorkbookSheet& sheet) const;
  std::string row(const WorkbookSheet& sheet, std::size_t index);
  std::string spare_rows(const WorkbookSheet& sheet);

  const Workbook& workbook_;
  std::vector<std::string> names_;
  std::map<std::string, std::string> column_styles_;       // by width
  std::map<std::vector<std::string>, std::size_t> rules_;  // numbers, by choices
  std::vector<std::vector<std::string>> rules_in_order_;
};

std::string OdsContent::column_style(double width) {
  const auto tenths = static_cast<long>(width * kMillimetresPerCharacter * 10);
  const std::string text = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "mm";
  return column_styles_.emplace(text, "column" + std::to_string(column_styles_.size() + 1))
      .first->second;
}

std::string OdsContent::choice_rule(const std::vector<std::string>& words) {
  const auto [found, is_new] = rules_.emplace(words, rules_.size() + 1);
  if (is_new)
    rules_in_order_.push_back(words);
  return "choices" + std::to_string(found->second);
}

std::string OdsContent::attributes_of_column(const WorkbookSheet& sheet, std::size_t column) {
  if (column >= sheet.columns.size() || sheet.columns[column].choices.empty())
    return {};
  return " table:content-validation-name=\"" + choice_rule(sheet.columns[column].choices) + "\"";
}

std::string OdsContent::columns(const WorkbookSheet& sheet) {
  std::string out;
  for (const WorkbookColumn& column : sheet.columns)
    out += "<table:table-column table:style-name=\"" + column_style(column.width) +
           "\" table:default-cell-style-name=\"" + style_name(column.kind, false, sheet.wraps) +
           "\"/>";
  return out.empty() ? "<table:table-column/>" : out;
}

std::string OdsContent::title_row(const WorkbookSheet& sheet) const {
  const std::size_t width = std::max<std::size_t>(sheet.columns.size(), 1);
  std::string out =
      "<table:table-row table:style-name=\"row\"><table:table-cell table:style-name=\"title\" "
      "office:value-type=\"string\"";
  if (width > 1)
    out += " table:number-columns-spanned=\"" + std::to_string(width) +
           "\" table:number-rows-spanned=\"1\"";
  out += ">" + ods_paragraphs(sheet.title) + "</table:table-cell>";
  if (width > 1)
    out += "<table:covered-table-cell table:number-columns-repeated=\"" +
           std::to_string(width - 1) + "\"/>";
  return out + "</table:table-row>";
}

std::string OdsContent::row(const WorkbookSheet& sheet, std::size_t index) {
  const bool is_header = index < sheet.header_rows;
  std::string out = "<table:table-row table:style-name=\"row\">";
  for (std::size_t i = 0; i < sheet.rows[index].size(); ++i) {
    const WorkbookCell& cell = sheet.rows[index][i];
    const SheetValue kind = written_kind(cell);
    out += "<table:table-cell table:style-name=\"" +
           (is_header ? "header" : style_name(kind, cell.bold, sheet.wraps)) + "\"";
    if (!is_header)
      out += attributes_of_column(sheet, i);
    if (cell.value.empty()) {
      out += "/>";
      continue;
    }
    const std::string value = ods_attribute(cell.value);
    out += kind == SheetValue::number
               ? " office:value-type=\"float\" office:value=\"" + value + "\">"
           : kind == SheetValue::date
               ? " office:value-type=\"date\" office:date-value=\"" + value + "\">"
               : " office:value-type=\"string\">";
    const std::string shown = kind == SheetValue::date
                                  ? cell.value.substr(8, 2) + "/" + cell.value.substr(5, 2) + "/" +
                                        cell.value.substr(0, 4)
                                  : cell.value;
    out += ods_paragraphs(shown) + "</table:table-cell>";
  }
  return out + (sheet.rows[index].empty() ? "<table:table-cell/>" : "") + "</table:table-row>";
}

std::string OdsContent::spare_rows(const WorkbookSheet& sheet) {
  if (sheet.spare_rows == 0 || sheet.columns.empty())
    return {};
  std::string out = "<table:table-row table:style-name=\"row\" table:number-rows-repeated=\"" +
                    std::to_string(sheet.spare_rows) + "\">";
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    out += "<table:table-cell table:style-name=\"" +
           style_name(sheet.columns[i].kind, false, sheet.wraps) + "\"" +
           attributes_of_column(sheet, i) + "/>";
  return out + "</table:table-row>";
}

std::string OdsContent::sheet(const WorkbookSheet& sheet, const std::string& name) {
  std::string out = "<table:table table:name=\"" + ods_attribute(name) +
                    "\" table:style-name=\"sheet\">" + columns(sheet);
  if (!sheet.title.empty())
    out += title_row(sheet);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    out += row(sheet, i);
  out += spare_rows(sheet);
  if (sheet.title.empty() && sheet.rows.empty() && sheet.spare_rows == 0)
    out += "<table:table-row><table:table-cell/></table:table-row>";
  return out + "</table:table>";
}

std::string quoted_formula_text(const std::string& word) {
  std::string out = "\"";
  for (const char character : word) {
    if (character == '"')
      out += '"';
    out += character;
  }
  return out + "\"";
}

std::string choice_rules(const std::vector<std::vector<std::string>>& rules,
                         const std::string& first_sheet) {
  std::string quoted;
  for (const char character : first_sheet)
    quoted += character == '\'' ? "''" : std::string(1, character);
  std::string out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    std::vector<std::string> words;
    for (const std::string& word : rules[i])
      words.push_back(quoted_formula_text(word));
    out += "<table:content-validation table:name=\"choices" + std::to_string(i + 1) +
           "\" table:condition=\"" +
           ods_attribute("of:cell-content-is-in-list(" + join(words, ";") + ")") +
           "\" table:allow-empty-cell=\"true\" table:display-list=\"unsorted\" "
           "table:base-cell-address=\"" +
           ods_attribute("$'" + quoted + "'.$A$1") +
           "\"><table:error-message table:message-type=\"warning\" table:display=\"true\"/>"
           "</table:content-validation>";
  }
  return out.empty() ? out : "<table:content-validations>" + out + "</table:content-validations>";
}

std::string OdsContent::content() {
  std::string tables;
  for (std::size_t i = 0; i < names_.size(); ++i)
    tables += sheet(workbook_.sheets[i], names_[i]);
  std::string styles;
  for (const auto& [width, name] : column_styles_)
    styles += "<style:style style:name=\"" + name +
              "\" style:family=\"table-column\"><style:table-column-properties "
              "style:column-width=\"" +
              width + "\"/></style:style>";
  styles +=
      "<style:style style:name=\"row\" style:family=\"table-row\"><style:table-row-properties "
      "style:use-optimal-row-height=\"true\"/></style:style>"
      "<style:style style:name=\"sheet\" style:family=\"table\" "
      "style:master-page-name=\"Default\"><style:table-properties table:display=\"true\"/>"
      "</style:style>";
  return document("document-content",
                  "<office:automatic-styles>" + styles + cell_styles() +
                      "</office:automatic-styles><office:body><office:spreadsheet>" +
                      choice_rules(rules_in_order_, names_.front()) + tables +
                      "</office:spreadsheet></office:body>");
}

std::string styles() {
  return document(
      "document-styles",
      "<office:styles><style:default-style style:family=\"table-cell\"><style:text-properties "
      "fo:font-size=\"10pt\" fo:language=\"fr\" fo:country=\"FR\"/></style:default-style>"
      "<style:style style:name=\"Default\" style:family=\"table-cell\"/></office:styles>"
      "<office:automatic-styles><style:page-layout style:name=\"page\">"
      "<style:page-layout-properties fo:page-width=\"297mm\" fo:page-height=\"210mm\" "
      "style:print-orientation=\"landscape\" fo:margin=\"15mm\"/></style:page-layout>"
      "</office:automatic-styles><office:master-styles><style:master-page "
      "style:name=\"Default\" style:page-layout-name=\"page\"/></office:master-styles>");
}

std::string meta(const Workbook& workbook) {
  std::string out = "<office:meta><meta:generator>aval</meta:generator><dc:title>" +
                    ods_attribute(workbook.title) + "</dc:title>";
  if (is_calendar_date(workbook.created))
    out += "<meta:creation-date>" + workbook.created + "T00:00:00</meta:creation-date>";
  return document("document-meta", out + "</office:meta>");
}

std::string setting(const char* name, const char* type, const std::string& value) {
  return std::string("<config:config-item config:name=\"") + name + "\" config:type=\"" + type +
         "\">" + value + "</config:config-item>";
}

// Rows that stay in sight: as LibreOffice keeps them (OpenDocument leaves settings to programs).
std::string settings(const Workbook& workbook, const std::vector<std::string>& names) {
  std::string tables;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const WorkbookSheet& sheet = workbook.sheets[i];
    const std::string rows = std::to_string(sheet.header_rows + (sheet.title.empty() ? 0 : 1));
    if (rows == "0")
      continue;
    tables += "<config:config-item-map-entry config:name=\"" + ods_attribute(names[i]) + "\">" +
              setting("VerticalSplitMode", "short", "2") +
              setting("VerticalSplitPosition", "int", rows) +
              setting("ActiveSplitRange", "short", "2") + setting("PositionTop", "int", "0") +
              setting("PositionBottom", "int", rows) + "</config:config-item-map-entry>";
  }
  if (!tables.empty())
    tables = "<config:config-item-map-named config:name=\"Tables\">" + tables +
             "</config:config-item-map-named>";
  return document("document-settings",
                  "<office:settings><config:config-item-set config:name=\"ooo:view-settings\">"
                  "<config:config-item-map-indexed config:name=\"Views\">"
                  "<config:config-item-map-entry>" +
                      setting("ViewId", "string", "view1") + tables +
                      "</config:config-item-map-entry></config:config-item-map-indexed>"
                      "</config:config-item-set></office:settings>");
}

}  // namespace

std::string ods_bytes(const Workbook& workbook, const std::string& place) {
  check_limits(workbook, place);
  OdsContent content(workbook);
  const std::string body = content.content();
  return write_zip({{"mimetype", kMimeType, true},
                    {"META-INF/manifest.xml", manifest()},
                    {"content.xml", body},
                    {"styles.xml", styles()},
                    {"meta.xml", meta(workbook)},
                    {"settings.xml", settings(workbook, content.names())}});
}

void write_ods(const Workbook& workbook, const std::string& path) {
  write_file_whole(path, ods_bytes(workbook, path), false);
}

}  // namespace aval
