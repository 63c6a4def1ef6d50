// The register of processing as Madis exports it in CSV (read at version 2.4.0, February 2024, in
// the public repository svs-step/madis: src/Domain/Reporting/Generator/Csv/TreatmentGenerator.php
// for the columns, the French translations for their headings).
#pragma once

#include <string>

#include "audit/table/workbook_reader.h"
#include "registry/exchange.h"
#include "registry/sheet_value.h"

namespace aval {

// One activity a row. Headings are compared without accents, case or punctuation; columns may be
// missing or in another order. Losses name columns, once each. Error(input) when the file has not
// the columns of Madis, or holds the processing of several authorities.
ImportedRegister read_madis_sheet(const SheetTexts& sheet, const std::string& path);

}  // namespace aval
