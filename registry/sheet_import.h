// Sheets to documents: see sheet_layout.h.
#pragma once

#include <string>
#include <vector>

#include "audit/table/workbook_reader.h"
#include "registry/sheet_layout.h"

namespace aval {

// A sheet or column of the file that has no place in the layout.
struct UnknownPart {
  std::string place;  // "feuille « X », colonne C"
  Text reason;
};

struct SheetDocuments {
  std::vector<std::string> documents;  // canonical JSON, valid, in the order of the main sheet
  std::vector<UnknownPart> unknown;
};

// Headings and words are compared without accents, case or punctuation; sheets, columns and their
// order are free, rows above the headings are passed over. A text in the cell of a list of the main
// sheet is its items, one a line. A row without identifier belongs to the document of the row
// above; a document without one gets it from its name. Error(input) lists every problem with sheet,
// row and column. `path` names the file.
SheetDocuments documents_of_sheets(const SheetLayout& layout, const std::vector<SheetTexts>& sheets,
                                   const std::string& path);

}  // namespace aval
