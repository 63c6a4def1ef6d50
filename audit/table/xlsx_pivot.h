// The rows that pivot tables keep: a copy of their source that outlives its sheet (ECMA-376 part 1,
// 18.10).
#pragma once

#include <vector>

#include "audit/table/sheet_source.h"
#include "audit/table/xlsx_workbook.h"

namespace aval {

// A sheet for each cache, its field names as first row. Error(input) when a cache has more than 256
// MiB of shared values.
std::vector<Sheet> list_pivot_caches(const ZipArchive& archive, const XlsxWorkbook& workbook,
                                     const WorkbookInput& input);

}  // namespace aval
