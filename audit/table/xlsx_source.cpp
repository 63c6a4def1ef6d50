#include "audit/table/xlsx_source.h"

#include <utility>

#include "audit/base/text.h"
#include "audit/table/read_codes.h"
#include "audit/table/xlsx_beside.h"
#include "audit/table/xlsx_pivot.h"
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

namespace {

std::vector<Sheet> list_sheets(const std::shared_ptr<const XlsxWorkbook>& workbook,
                               const WorkbookInput& input) {
  std::vector<Sheet> sheets;
  for (const XlsxSheetEntry& entry : workbook->sheets) {
    Sheet sheet{entry.name, nullptr, {}, {}};
    sheet.open = [input, workbook, part = entry.part] {
      return open_xlsx_sheet(input, workbook, part);
    };
    if (entry.is_hidden)
      add_note(sheet.notes, entry.is_very_hidden ? "sheet_very_hidden" : "sheet_hidden");
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace

std::vector<Sheet> list_xlsx_sheets(const ZipArchive& archive, const WorkbookInput& input) {
  return list_sheets(read_xlsx_workbook(archive), input);
}

void open_xlsx(const ZipArchive& archive, const WorkbookInput& input, const SourceOptions& options,
               Source& source) {
  source.info.format = "xlsx";
  const auto workbook = read_xlsx_workbook(archive);
  std::vector<Sheet> sheets = list_sheets(workbook, input);
  add_xlsx_texts(archive, *workbook, sheets);
  for (Sheet& cache : list_pivot_caches(archive, *workbook, input))
    sheets.push_back(std::move(cache));
  add_sheets(sheets, input, options, source);
}

}  // namespace aval
