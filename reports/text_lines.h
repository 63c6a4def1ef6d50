// Paragraphs and columns of plain text, wrapped to a fixed width; colour is optional.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aval {

enum class Ink { plain, bold, dim, red, yellow, green };

class TextLines {
 public:
  explicit TextLines(bool colour) : colour_(colour) {}

  void blank();
  // Wrapped at 80 columns; the first line starts with `lead`, the next ones with as many spaces.
  void paragraph(std::string_view lead, std::string_view text, Ink ink);
  // Aligned columns, the first row being the header; each cell is cut to `kMaxCell` characters.
  void table(const std::vector<std::vector<std::string>>& rows);
  std::string take() { return std::move(out_); }

 private:
  void line(std::string_view text, Ink ink);

  bool colour_;
  std::string out_;
};

}  // namespace aval
