#include "audit/workspace/text_table.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {

std::string render_text_table(const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty())
    return {};
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], count_code_points(row[c]));
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      line += escape_terminal(row[c], false);
      if (c + 1 < row.size())
        line += std::string(widths[c] - count_code_points(row[c]) + 2, ' ');
    }
    out += line + "\n";
  }
  return out;
}

}  // namespace aval
