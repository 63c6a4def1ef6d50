// Columns of text for a terminal.
#pragma once

#include <string>
#include <vector>

namespace aval {

// Rows of cells, the first one the headings; columns padded to their widest cell (in characters),
// two spaces between, control characters escaped. Every row must have as many cells as the first.
std::string render_text_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace aval
