// Spreadsheet formats of the register (exchange.h): aval's own with French headings, the form of
// the CNIL, the export of Madis.
#pragma once

#include <string>

#include "registry/exchange.h"

namespace aval {

// ODS, XLSX or CSV as write_register_ods, _xlsx and _csv give them, told by content. Losses name
// sheets and columns that stand for no field.
ImportedRegister read_register_sheets(const std::string& path, const ExchangeOptions& options);
// Nothing of the activities is lost; the sheet of the organisation has no place.
ExportedRegister write_register_ods(const RegisterContent& content, const ExchangeOptions& options);
ExportedRegister write_register_xlsx(const RegisterContent& content,
                                     const ExchangeOptions& options);
ExportedRegister write_register_csv(const RegisterContent& content, const ExchangeOptions& options);

// The simplified register of the CNIL (registry/cnil_form.h). Error(input) when the file holds no
// fiche of that form.
ImportedRegister read_register_cnil(const std::string& path, const ExchangeOptions& options);
ExportedRegister write_register_cnil_ods(const RegisterContent& content,
                                         const ExchangeOptions& options);
ExportedRegister write_register_cnil_xlsx(const RegisterContent& content,
                                          const ExchangeOptions& options);

// The CSV of Madis (registry/madis_csv.h).
ImportedRegister read_register_madis(const std::string& path, const ExchangeOptions& options);

}  // namespace aval
