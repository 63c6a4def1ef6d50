#include "audit/table/xlsx_workbook.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/base/utf8.h"
#include "audit/table/sheet_rows.h"
#include "audit/table/xml_stream.h"

namespace aval {

namespace {

constexpr std::size_t kMaxPartBytes = 67108864;      // of the parts that are read whole
constexpr std::size_t kMaxStringBytes = 1073741824;  // of all shared strings
constexpr std::size_t kMaxStrings = 33554432;
constexpr std::size_t kBlock = 65536;

[[noreturn]] void refuse_part(const std::string& place) {
  throw Error(
      ErrorKind::input, place,
      Text{"classeur abîmé : une de ses parties est illisible ; ouvrez-le et enregistrez-le "
           "de nouveau",
           "damaged workbook: one of its parts cannot be read; open it and save it again"});
}

void parse_part(const ZipArchive& archive, const std::string& part, XmlEvents events) {
  XmlStream xml(std::move(events), archive.place());
  if (!xml.feed(archive.read(part, kMaxPartBytes), true))
    refuse_part(archive.place());
}

// A target of a relationship of `source`, as the name of a part.
std::string resolve_target(std::string_view source, std::string_view target) {
  std::vector<std::string> parts;
  const bool is_absolute = target.substr(0, 1) == "/";
  std::string whole(is_absolute ? std::string_view() : source.substr(0, source.rfind('/') + 1));
  if (source.rfind('/') == std::string_view::npos)
    whole.clear();
  whole += target;
  std::replace(whole.begin(), whole.end(), '\\', '/');
  for (const std::string_view step : split(whole, '/')) {
    if (step == ".." && !parts.empty())
      parts.pop_back();
    else if (!step.empty() && step != "." && step != "..")
      parts.emplace_back(step);
  }
  return join(parts, "/");
}

void read_sheets(const ZipArchive& archive, const std::string& part,
                 const std::map<std::string, Relationship>& relationships, XlsxWorkbook& workbook) {
  XmlEvents events;
  events.start = [&](std::string_view element, const XmlAttributes& attributes) {
    // Extensions have an element of that name too, without the attribute.
    if (element == "workbookPr" && attributes.has("date1904")) {
      const std::string_view value = attributes.value("date1904");
      workbook.from_1904 = value == "1" || value == "true" || value == "on";
    }
    if (element != "sheet")
      return;
    const auto target = relationships.find(std::string(attributes.value("id", "relationships")));
    if (target == relationships.end() || target->second.type != "worksheet")
      return;  // a chart or a dialogue holds no cell
    const std::string_view state = attributes.value("state");
    workbook.sheets.push_back({std::string(attributes.value("name")), target->second.part,
                               state == "hidden" || state == "veryHidden", state == "veryHidden"});
  };
  parse_part(archive, part, std::move(events));
}

int number_of(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void read_formats(const ZipArchive& archive, const std::string& part, XlsxWorkbook& workbook) {
  std::map<int, NumberFormat> custom;
  bool is_in_cells = false;
  XmlEvents events;
  events.start = [&](std::string_view element, const XmlAttributes& attributes) {
    const int id = number_of(attributes.value("numFmtId"));
    if (element == "numFmt") {
      custom.emplace(id, read_format_code(attributes.value("formatCode")));
    } else if (element == "cellXfs") {
      is_in_cells = true;
    } else if (element == "xf" && is_in_cells) {
      const auto known = custom.find(id);
      workbook.formats.push_back(known == custom.end() ? builtin_format(id) : known->second);
    }
  };
  events.end = [&](std::string_view element) { is_in_cells = is_in_cells && element != "cellXfs"; };
  parse_part(archive, part, std::move(events));
}

// Runs of a rich text are joined; phonetic readings (rPh) are left out.
XmlEvents string_events(SharedStrings& strings, std::string& text, std::string place) {
  struct State {
    bool is_text = false;
    bool is_phonetic = false;
  };
  const auto state = std::make_shared<State>();
  XmlEvents events;
  events.start = [state](std::string_view element, const XmlAttributes&) {
    state->is_phonetic = state->is_phonetic || element == "rPh";
    state->is_text = element == "t" && !state->is_phonetic;
  };
  events.text = [state, &text](std::string_view piece) {
    if (state->is_text)
      text += piece;
  };
  events.end = [state, &strings, &text, place = std::move(place)](std::string_view element) {
    state->is_text = false;
    state->is_phonetic = state->is_phonetic && element != "rPh";
    if (element != "si" && text.size() <= kMaxCellBytes)
      return;
    if (text.size() > kMaxCellBytes || strings.bytes() + text.size() > kMaxStringBytes ||
        strings.size() >= kMaxStrings)
      refuse_sheet(place);
    strings.append(unescape_xlsx(text));
    strings.end_string();
    text.clear();
  };
  return events;
}

void read_strings(const ZipArchive& archive, const std::string& part, XlsxWorkbook& workbook) {
  std::string text;
  XmlStream xml(string_events(workbook.strings, text, archive.place()), archive.place());
  ZipPart packed = archive.open(part);
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last;) {
    const std::size_t got = packed.read(block.data(), block.size());
    is_last = got < block.size();
    if (text.size() > 2 * kMaxCellBytes)
      refuse_sheet(archive.place());
    if (!xml.feed(std::string_view(block.data(), got), is_last) || packed.damaged())
      refuse_part(archive.place());
  }
}

}  // namespace

std::map<std::string, Relationship> read_relationships(const ZipArchive& archive,
                                                       const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  const std::string file = part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
  std::map<std::string, Relationship> relationships;
  if (!archive.has(file))
    return relationships;
  XmlEvents events;
  events.start = [&](std::string_view element, const XmlAttributes& attributes) {
    if (element != "Relationship" || attributes.value("TargetMode") == "External")
      return;
    const std::string_view type = attributes.value("Type");
    relationships.emplace(attributes.value("Id"),
                          Relationship{std::string(type.substr(type.rfind('/') + 1)),
                                       resolve_target(part, attributes.value("Target"))});
  };
  parse_part(archive, file, std::move(events));
  return relationships;
}

void SharedStrings::append(std::string_view text) {
  text_ += text;
}

void SharedStrings::end_string() {
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
}

std::string_view SharedStrings::at(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(begin, ends_[index] - begin);
}

std::string unescape_xlsx(std::string_view text) {
  constexpr std::size_t kLength = 7;  // _xHHHH_
  std::string out;
  for (std::size_t place = 0; place < text.size();) {
    const std::size_t mark = std::min(text.find("_x", place), text.size());
    out += text.substr(place, mark - place);
    place = mark;
    if (place == text.size())
      break;
    unsigned code = 0;
    const std::string_view digits = text.substr(place + 2, 4);
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    const bool is_escape = text.size() - place >= kLength && text[place + kLength - 1] == '_' &&
                           result.ec == std::errc() && result.ptr == digits.data() + 4;
    const bool is_character = code > 0 && (code < 0xD800 || code > 0xDFFF);
    if (is_escape && is_character)
      append_utf8(out, code);
    else if (!is_escape || code > 0)
      out += text[place];
    place += is_escape && (is_character || code == 0) ? kLength : 1;
  }
  return out;
}

std::string workbook_part(const ZipArchive& archive) {
  for (const auto& [id, relationship] : read_relationships(archive, ""))
    if (relationship.type == "officeDocument")
      return relationship.part;
  return "";
}

std::shared_ptr<const XlsxWorkbook> read_xlsx_workbook(const ZipArchive& archive) {
  auto workbook = std::make_shared<XlsxWorkbook>();
  const std::string part = workbook_part(archive);
  const auto relationships = read_relationships(archive, part);
  read_sheets(archive, part, relationships, *workbook);
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == "styles" && archive.has(relationship.part))
      read_formats(archive, relationship.part, *workbook);
    if (relationship.type == "sharedStrings" && archive.has(relationship.part))
      read_strings(archive, relationship.part, *workbook);
    if (relationship.type == "pivotCacheDefinition" && archive.has(relationship.part))
      workbook->pivot_caches.push_back(relationship.part);
  }
  return workbook;
}

}  // namespace aval
