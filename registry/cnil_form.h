// The simplified register of the CNIL as a spreadsheet (registre-traitement-simplifie.ods, 25 July
// 2019): a sheet that lists the processing, a sheet for each. Labels as the published file has
// them, read from a copy in a public repository (fidogolu/CyberSecurity,
// registre-traitement-simplifie.ods).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/table/workbook_reader.h"
#include "registry/exchange.h"
#include "registry/sheet_layout.h"

namespace aval {

struct CnilCategory {
  const char* label;
  const char* category;  // of the activity schema
  bool is_sensitive;     // stands in the second block
};

// The rows of the two blocks of categories of data, in order.
const std::vector<CnilCategory>& cnil_categories();

// The closed lists of the sheet "5 - Listes".
const std::vector<std::string>& cnil_persons();
const std::vector<std::string>& cnil_measures();
const std::vector<std::string>& cnil_safeguards();
struct CnilRecipient {
  const char* label;
  const char* type;  // of the activity schema; empty: said in words
};
const std::vector<CnilRecipient>& cnil_recipients();

constexpr const char* kCnilOtherPersons = "Autres (préciser)";
constexpr const char* kCnilOtherMeasures = "Autres mesures (à préciser)";
// Not of the CNIL: rows that we add, as the form allows.
constexpr const char* kCnilIdentifier = "Identifiant (aval)";

// The register as that workbook. Categories without a row of their own get one under their own
// label. Losses are what reading it back does not give.
Workbook cnil_workbook(const RegisterContent& content, const ExchangeOptions& options,
                       const WordLabel& labels);

// Every sheet that is a filled-in fiche, and the rows of the list that have none. The example and
// the empty model are passed over. Losses name filled cells that found no field.
ImportedRegister read_cnil_sheets(const std::vector<SheetTexts>& sheets, const WordLabel& labels);

// What of `content` reading `workbook` back would lose.
std::vector<Loss> cnil_losses(const RegisterContent& content, const Workbook& workbook,
                              const WordLabel& labels);

}  // namespace aval
