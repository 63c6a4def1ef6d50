#include "audit/table/xlsx_source.h"

#include <utility>

#include "audit/base/text.h"
#include "audit/table/read_codes.h"
#include "audit/table/xlsx_sheet.h"
#include "audit/table/xlsx_workbook.h"

namespace aval {

bool is_xlsx(const ZipArchive& archive) {
  const std::string part = to_lower_ascii(workbook_part(archive));
  if (part.ends_with("workbook.bin"))
    throw Error(ErrorKind::input, archive.place(),
                Text{"classeur binaire (.xlsb) : ouvrez-le et enregistrez-le en .xlsx",
                     "binary workbook (.xlsb): open it and save it as .xlsx"});
  return part.ends_with("workbook.xml") || (!part.empty() && archive.has_prefix("xl/"));
}

std::vector<Sheet> list_xlsx_sheets(const ZipArchive& archive, const WorkbookInput& input) {
  const auto workbook = read_xlsx_workbook(archive);
  std::vector<std::string> notes;
  if (archive.has_prefix("xl/pivotcache/"))
    add_note(notes, "pivot_cache");
  if (archive.has_prefix("xl/comments") || archive.has_prefix("xl/threadedcomments"))
    add_note(notes, "comments_not_read");
  if (archive.has_prefix("xl/externallinks/"))
    add_note(notes, "external_links");
  std::vector<Sheet> sheets;
  for (const XlsxSheetEntry& entry : workbook->sheets) {
    Sheet sheet{entry.name, nullptr, notes};
    sheet.open = [input, workbook, part = entry.part] {
      return open_xlsx_sheet(input, workbook, part);
    };
    if (entry.is_hidden)
      add_note(sheet.notes, "sheet_hidden");
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

void open_xlsx(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
               Source& source) {
  source.info.format = "xlsx";
  add_sheets(list_xlsx_sheets(archive, input), input, options, source);
}

}  // namespace aval
