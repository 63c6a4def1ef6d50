#include "audit/table/ods_source.h"

#include <set>
#include <utility>

#include "audit/base/error.h"
#include "audit/table/ods_beside.h"
#include "audit/table/ods_sheet.h"
#include "audit/table/read_codes.h"
#include "audit/table/sheet_pass.h"
#include "audit/table/xml_stream.h"

namespace aval {

namespace {

constexpr std::size_t kMaxPartBytes = 16777216;
constexpr std::size_t kBlock = 65536;
constexpr const char* kManifest = "META-INF/manifest.xml";
constexpr std::string_view kMimeType = "application/vnd.oasis.opendocument.spreadsheet";

struct OdsSheets {
  std::vector<std::string> names;
  std::set<std::size_t> hidden;  // indices
  bool has_tracked_changes = false;
  bool is_damaged = false;  // the part stops early: sheets may be missing
};

// Names of the sheets and which are hidden, by a whole pass.
class SheetLister {
 public:
  explicit SheetLister(OdsSheets& sheets) : sheets_(sheets) {}

  void start(std::string_view element, const XmlAttributes& attributes) {
    if (element == "style") {
      style_ = attributes.value("name", "style");
    } else if (element == "table-properties") {
      if (attributes.value("display", "table") == "false")
        hidden_styles_.insert(style_);
    } else if (element == "table") {
      if (++depth_ == 1)
        add_sheet(attributes);
    } else if (element == "tracked-changes") {
      sheets_.has_tracked_changes = true;
    }
  }

  void end(std::string_view element) { depth_ -= element == "table" ? 1U : 0U; }

 private:
  void add_sheet(const XmlAttributes& attributes) {
    if (hidden_styles_.count(std::string(attributes.value("style-name", "table"))) > 0)
      sheets_.hidden.insert(sheets_.names.size());
    if (sheets_.names.size() <= kMaxSheets)
      sheets_.names.emplace_back(attributes.value("name", "table"));
  }

  OdsSheets& sheets_;
  std::size_t depth_ = 0;
  std::string style_;
  std::set<std::string> hidden_styles_;
};

// False when the part stops early.
bool parse_part(const WorkbookInput& input, const std::string& name, XmlEvents events) {
  XmlStream xml(std::move(events), input.place);
  PartBytes part(input, name);
  std::string block(kBlock, '\0');
  for (bool is_last = false; !is_last;) {
    const std::size_t got = part.read(block.data(), block.size());
    is_last = got < block.size();
    if (!xml.feed(std::string_view(block.data(), got), is_last) || part.damaged())
      return false;
  }
  return true;
}

// What follows damage is not listed; the last sheet then tells that it stops early.
OdsSheets list_sheets(const WorkbookInput& input, const std::string& content, OdsTexts& texts) {
  OdsSheets sheets;
  SheetLister lister(sheets);
  XmlEvents events;
  events.start = [&](std::string_view element, const XmlAttributes& attributes) {
    lister.start(element, attributes);
    texts.start(element, attributes);
  };
  events.text = [&](std::string_view piece) { texts.text(piece); };
  events.end = [&](std::string_view element) {
    lister.end(element);
    texts.end(element);
  };
  sheets.is_damaged = !parse_part(input, content, std::move(events));
  if (sheets.is_damaged && sheets.names.empty())
    throw Error(ErrorKind::input, input.place,
                Text{"classeur OpenDocument abîmé : aucune feuille n'est lisible",
                     "damaged OpenDocument workbook: no sheet can be read"});
  return sheets;
}

}  // namespace

void refuse_encrypted_document(const ZipArchive& archive) {
  bool is_encrypted = archive.has("encrypted-package");
  XmlEvents events;
  events.start = [&](std::string_view element, const XmlAttributes&) {
    is_encrypted = is_encrypted || element == "encryption-data";
  };
  if (archive.has(kManifest)) {
    XmlStream xml(std::move(events), archive.place());
    xml.feed(archive.read(kManifest, kMaxPartBytes), true);
  }
  if (is_encrypted)
    throw Error(ErrorKind::input, archive.place(),
                Text{"classeur OpenDocument protégé par mot de passe : ouvrez-le, ôtez le mot de "
                     "passe et enregistrez-le de nouveau",
                     "password-protected OpenDocument workbook: open it, remove the password and "
                     "save it again"});
}

bool is_ods(const ZipArchive& archive) {
  if (!archive.has("mimetype"))
    return false;
  if (archive.read("mimetype", kMaxPartBytes).compare(0, kMimeType.size(), kMimeType) != 0)
    return false;
  refuse_encrypted_document(archive);
  return archive.has(kOdsContent);
}

namespace {

// Page headers and properties, which are parts of their own in an archive.
void read_beside(const WorkbookInput& input, const ZipArchive& archive, OdsTexts& texts) {
  for (const char* part : {"meta.xml", "styles.xml"}) {
    if (!archive.has(part))
      continue;
    XmlEvents events;
    events.start = [&](std::string_view element, const XmlAttributes& attributes) {
      texts.start(element, attributes);
    };
    events.text = [&](std::string_view piece) { texts.text(piece); };
    events.end = [&](std::string_view element) { texts.end(element); };
    texts.is_cut = !parse_part(input, part, std::move(events)) || texts.is_cut;
  }
}

std::vector<Sheet> sheets_of(const WorkbookInput& input, const std::string& content,
                             const ZipArchive* archive) {
  OdsTexts texts;
  const OdsSheets list = list_sheets(input, content, texts);
  if (archive != nullptr)
    read_beside(input, *archive, texts);
  std::vector<Sheet> sheets;
  for (std::size_t index = 0; index < list.names.size(); ++index) {
    const OdsSheetPlace place{content, index, list.is_damaged && index + 1 == list.names.size()};
    Sheet sheet{list.names[index], [input, place] { return open_ods_sheet(input, place); }, {}};
    if (list.hidden.count(index) > 0)
      add_note(sheet.notes, "sheet_hidden");
    if (list.has_tracked_changes)
      add_note(sheet.notes, "tracked_changes");
    sheets.push_back(std::move(sheet));
  }
  if (sheets.empty())
    return sheets;
  sheets.front().extra_text = std::move(texts.texts);
  if (texts.is_cut)
    add_note(sheets.front().notes, "extra_text_cut");
  return sheets;
}

}  // namespace

std::vector<Sheet> list_ods_sheets(const ZipArchive& archive, const WorkbookInput& input) {
  return sheets_of(input, kOdsContent, &archive);
}

void open_fods(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "ods";
  source.info.encoding = "UTF-8";
  add_sheets(sheets_of(input, "", nullptr), input, options, source);
}

void open_ods(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
              Source& source) {
  source.info.format = "ods";
  add_sheets(list_ods_sheets(archive, input), input, options, source);
}

}  // namespace aval
