#include "reports/markdown_writer.h"

#include "audit/base/text.h"

namespace aval {

std::string MarkdownWriter::safe(const Text& text) const {
  return escape_markdown(text.in(language_));
}

void MarkdownWriter::heading(int level, const Text& text) {
  out_ += std::string(static_cast<std::size_t>(level), '#') + " " + safe(text) + "\n\n";
}

void MarkdownWriter::paragraph(const Text& text) {
  out_ += safe(text) + "\n\n";
}

void MarkdownWriter::strong(const Text& text) {
  out_ += "**" + safe(text) + "**\n\n";
}

void MarkdownWriter::item(const Text& text) {
  out_ += "- " + safe(text) + "\n";
}

void MarkdownWriter::pair(const Text& term, const Text& value) {
  out_ +=
      "- **" + safe(term) + "**" + (language_ == Language::fr ? " : " : ": ") + safe(value) + "\n";
}

void MarkdownWriter::end_list() {
  out_ += "\n";
}

void MarkdownWriter::row(const std::vector<Text>& cells) {
  out_ += "|";
  for (const Text& cell : cells)
    out_ += " " + safe(cell) + " |";
  out_ += "\n";
}

void MarkdownWriter::table(const std::vector<Text>& headers,
                           const std::vector<std::vector<Text>>& rows) {
  row(headers);
  out_ += "|";
  for (std::size_t i = 0; i < headers.size(); ++i)
    out_ += " --- |";
  out_ += "\n";
  for (const auto& cells : rows)
    row(cells);
  out_ += "\n";
}

}  // namespace aval
