#include "audit/table/xlsx_beside.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_rows.h"
#include "audit/table/xml_stream.h"

namespace aval {

namespace {

constexpr std::size_t kMaxTexts = 100000;
constexpr std::size_t kMaxBytes = 67108864;
constexpr std::size_t kBlock = 65536;

// Texts found so far.
struct FoundTexts {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  bool is_cut = false;

  void add(std::string_view text) {
    const std::string_view words = trim(text);
    is_cut = is_cut || texts.size() >= kMaxTexts || bytes + words.size() > kMaxBytes;
    if (words.empty() || is_cut)
      return;
    bytes += words.size();
    texts.emplace_back(words);
  }
};

// Parts that hold texts, by how their names start, and the elements of a text, between spaces.
struct TextPart {
  std::string_view prefix;
  std::string_view elements;
};

constexpr std::array kTextParts = {
    TextPart{"xl/comments", " author text "},
    TextPart{"xl/threadedcomments/", " text "},
    TextPart{"xl/persons/", " "},
    TextPart{"xl/drawings/", " p "},
    TextPart{"xl/externallinks/externallink", " v "},
    TextPart{"docprops/core.xml",
             " creator lastModifiedBy title subject description keywords category "},
    TextPart{"docprops/app.xml", " Manager Company "},
    TextPart{"docprops/custom.xml", " lpwstr lpstr "},
};

bool is_among(std::string_view elements, std::string_view element) {
  return elements.find(" " + std::string(element) + " ") != std::string_view::npos;
}

// False when the part is damaged.
bool parse_part(const ZipArchive& archive, const std::string& part, XmlEvents events) {
  XmlStream xml(std::move(events), archive.place());
  ZipPart packed = archive.open(part);
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last;) {
    const std::size_t got = packed.read(block.data(), block.size());
    is_last = got < block.size();
    if (!xml.feed(std::string_view(block.data(), got), is_last) || packed.damaged())
      return false;
  }
  return true;
}

// Each of these elements, with what it holds, is one text.
XmlEvents text_events(std::string_view elements, FoundTexts& found) {
  struct State {
    std::string text;
    bool is_inside = false;
  };
  const auto state = std::make_shared<State>();
  XmlEvents events;
  events.start = [state, elements, &found](std::string_view name, const XmlAttributes& attributes) {
    if (name == "person")  // of a threaded comment
      found.add(attributes.value("displayName"));
    if (!is_among(elements, name))
      return;
    state->is_inside = true;
    state->text.clear();
  };
  events.text = [state](std::string_view piece) {
    if (state->is_inside && state->text.size() < kMaxCellBytes)
      state->text += piece;
  };
  events.end = [state, elements, &found](std::string_view name) {
    if (!is_among(elements, name))
      return;
    found.add(unescape_xlsx(state->text));
    state->is_inside = false;
  };
  return events;
}

// The words of a sheet outside its cells, and which shared strings its cells show.
class SheetSurvey {
 public:
  SheetSurvey(std::vector<bool>& shown, FoundTexts& found) : shown_(shown), found_(found) {}

  void start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "c")
      is_shared_ = attributes.value("t") == "s";
    is_text_ = (name == "v" && is_shared_) || is_words(name);
    text_.clear();
  }

  void text(std::string_view piece) {
    if (is_text_ && text_.size() < kMaxCellBytes)
      text_ += piece;
  }

  void end(std::string_view name) {
    if (!is_text_)
      return;
    is_text_ = false;
    if (name == "v") {
      const auto index = parse_count(text_);
      if (index && *index < shown_.size())
        shown_[static_cast<std::size_t>(*index)] = true;
    } else if (name != "formula1" && name != "formula2") {
      found_.add(page_words(text_));
    } else if (text_.starts_with('"')) {
      found_.add(text_);  // a list written out; any other is a place in the workbook
    }
  }

 private:
  static bool is_words(std::string_view name) {
    return name.ends_with("Header") || name.ends_with("Footer") || name.starts_with("formula");
  }

  std::vector<bool>& shown_;
  FoundTexts& found_;
  std::string text_;
  bool is_shared_ = false;
  bool is_text_ = false;
};

void survey_sheet(const ZipArchive& archive, const std::string& part, SheetSurvey& survey) {
  XmlEvents events;
  events.start = [&](std::string_view name, const XmlAttributes& attributes) {
    survey.start(name, attributes);
  };
  events.text = [&](std::string_view piece) { survey.text(piece); };
  events.end = [&](std::string_view name) { survey.end(name); };
  // A damaged sheet is told when its rows are read.
  parse_part(archive, part, std::move(events));
}

}  // namespace

void add_xlsx_texts(const ZipArchive& archive, const XlsxWorkbook& workbook,
                    std::vector<Sheet>& sheets) {
  if (sheets.empty())
    return;
  FoundTexts found;
  for (const ZipEntry& entry : archive.list()) {
    const std::string name = to_lower_ascii(entry.name);
    for (const TextPart& part : kTextParts)
      if (name.starts_with(part.prefix) && name.ends_with(".xml") &&
          !parse_part(archive, entry.name, text_events(part.elements, found)))
        found.is_cut = true;
  }
  std::vector<bool> shown(workbook.strings.size());
  SheetSurvey survey(shown, found);
  for (const XlsxSheetEntry& entry : workbook.sheets)
    if (archive.has(entry.part))
      survey_sheet(archive, entry.part, survey);
  const std::size_t before = found.texts.size();
  for (std::size_t index = 0; index < shown.size(); ++index)
    if (!shown[index])
      found.add(workbook.strings.at(index));
  if (found.texts.size() > before)
    add_note(sheets.front().notes, "orphan_strings");
  if (found.is_cut)
    add_note(sheets.front().notes, "extra_text_cut");
  sheets.front().extra_text = std::move(found.texts);
}

}  // namespace aval
