// One filled-in fiche of the CNIL spreadsheet (cnil_form.h).
#pragma once

#include <string>
#include <vector>

#include "audit/base/json.h"
#include "registry/cnil_form.h"

namespace aval {

// What a cell says; empty for what the form or its users write for nothing ("Sélectionnez...",
// "N/A", "Non concerné").
std::string cnil_cell(const SheetRow& row, std::size_t column);

// An activity without form nor identifier; null for a sheet that is not filled in. Adds a loss for
// each filled cell that found no field.
Json read_cnil_fiche(const SheetTexts& sheet, const WordLabel& labels, std::vector<Loss>& losses);

}  // namespace aval
