#include "reports/sheet_formats.h"

#include "audit/table/csv_writer.h"
#include "audit/table/ods_writer.h"
#include "audit/table/xlsx_writer.h"
#include "registry/sheet_export.h"
#include "reports/document_words.h"

namespace aval {

std::string documents_as_sheets(const std::string& kind, const std::string& format,
                                const std::vector<std::string>& documents,
                                const std::string& today) {
  const SheetLayout layout = lay_out(kind, label_of_word);
  if (format == "csv")
    return csv_bytes(rows_of_documents(layout, documents));
  const Workbook workbook = workbook_of_documents(layout, documents, today);
  return format == "ods" ? ods_bytes(workbook, format) : xlsx_bytes(workbook, format);
}

SheetDocuments documents_from_sheets(const std::string& kind, const std::string& path) {
  return documents_of_sheets(lay_out(kind, label_of_word), read_workbook(path), path);
}

}  // namespace aval
