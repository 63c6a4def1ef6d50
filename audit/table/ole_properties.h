// The properties of a document in an OLE2 file (MS-OLEPS): title, authors, company.
#pragma once

#include <string>
#include <vector>

#include "audit/table/ole_file.h"

namespace aval {

// The texts of the two usual property streams, in UTF-8. What is damaged gives none.
std::vector<std::string> read_ole_properties(const OleFile& file);

}  // namespace aval
