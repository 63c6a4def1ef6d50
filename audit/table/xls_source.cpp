#include "audit/table/xls_source.h"

#include <array>
#include <utility>

#include "audit/base/error.h"
#include "audit/table/biff_sheet.h"
#include "audit/table/biff_workbook.h"
#include "audit/table/ole_file.h"
#include "audit/table/ole_properties.h"
#include "audit/table/read_codes.h"
#include "audit/table/xls_pivot.h"

namespace aval {

namespace {

struct OtherDocument {
  std::string_view stream;
  std::string_view fr;
  std::string_view en;
};

// What else comes in OLE2 files, by a stream that it has.
constexpr std::array kOthers = {
    OtherDocument{"EncryptedPackage",
                  "classeur ou document protégé par mot de passe : ouvrez-le, ôtez le mot de passe "
                  "et enregistrez-le",
                  "password-protected workbook or document: open it, remove the password and save "
                  "it"},
    OtherDocument{"Book",
                  "classeur d'Excel 95 ou antérieur : ouvrez-le et enregistrez-le en .xlsx ou en "
                  ".ods",
                  "workbook of Excel 95 or before: open it and save it as .xlsx or .ods"},
    OtherDocument{"WordDocument",
                  "ancien document Word (.doc) : ouvrez-le et enregistrez-le en .docx ou en .odt",
                  "old Word document (.doc): open it and save it as .docx or .odt"},
    OtherDocument{"PowerPoint Document",
                  "ancienne présentation PowerPoint (.ppt) : elle ne contient pas de table",
                  "old PowerPoint presentation (.ppt): it holds no table"},
    OtherDocument{"__properties_version1.0", "message d'Outlook (.msg) : enregistrez-le en .eml",
                  "Outlook message (.msg): save it as .eml"},
};

[[noreturn]] void refuse_other(const OleFile& file, const std::string& place) {
  for (const OtherDocument& other : kOthers)
    if (file.has(other.stream))
      throw Error(ErrorKind::input, place, Text{std::string(other.fr), std::string(other.en)});
  throw Error(ErrorKind::input, place,
              Text{"ancien document Office qui n'est pas un classeur : ouvrez-le et "
                   "enregistrez-le dans un format récent",
                   "old Office document that is no workbook: open it and save it in a recent "
                   "format"});
}

Sheet make_sheet(const WorkbookInput& input, const std::shared_ptr<const BiffWorkbook>& workbook,
                 const BiffSheetEntry& entry) {
  Sheet sheet{entry.name, nullptr, {}, {}};
  sheet.open = [place = input.place, workbook, offset = entry.offset] {
    return open_biff_sheet(place, workbook, offset);
  };
  bool is_cut = false;
  sheet.extra_text = read_biff_notes(*workbook, entry.offset, is_cut);
  if (is_cut)
    add_note(sheet.notes, "extra_text_cut");
  if (entry.is_hidden)
    add_note(sheet.notes, entry.is_very_hidden ? "sheet_very_hidden" : "sheet_hidden");
  return sheet;
}

}  // namespace

std::vector<Sheet> list_xls_sheets(const WorkbookInput& input) {
  const OleFile file(input.input, input.place);
  auto stream = file.find("Workbook");
  if (!stream)
    refuse_other(file, input.place);
  const auto workbook = read_biff_workbook(std::move(*stream), input.place);
  std::vector<Sheet> sheets;
  for (const BiffSheetEntry& entry : workbook->sheets) {
    sheets.push_back(make_sheet(input, workbook, entry));
    if (sheets.size() > kMaxSheets)
      return sheets;  // add_sheets refuses so many
  }
  for (Sheet& sheet : sheets) {
    if (workbook->has_external_values)
      add_note(sheet.notes, "external_links");
  }
  if (!sheets.empty()) {
    auto& texts = sheets.front().extra_text;
    texts.insert(texts.end(), workbook->users.begin(), workbook->users.end());
    const auto properties = read_ole_properties(file);
    texts.insert(texts.end(), properties.begin(), properties.end());
  }
  for (Sheet& cache : list_xls_pivot_caches(file, input.place))
    sheets.push_back(std::move(cache));
  return sheets;
}

void open_xls(const WorkbookInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "xls";
  source.info.encoding = "UTF-8";
  add_sheets(list_xls_sheets(input), input, options, source);
}

}  // namespace aval
