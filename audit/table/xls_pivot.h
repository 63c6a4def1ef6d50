// The rows that pivot tables of Excel 97-2003 workbooks keep: a copy of their source that outlives
// its sheet (MS-XLS 2.1.7.12; a stream for each in the folder _SX_DB_CUR).
#pragma once

#include <vector>

#include "audit/table/ole_file.h"
#include "audit/table/sheet_source.h"

namespace aval {

// A sheet for each cache, its field names as first row; labels of groups and who refreshed it go to
// extra_text. Error(input) when a cache has more than 256 MiB of shared values or 16,384 fields.
std::vector<Sheet> list_xls_pivot_caches(const OleFile& file, const std::string& place);

}  // namespace aval
