// Markdown (CommonMark with tables). Every text goes through escape_markdown: nothing a file names
// can become markup.
#pragma once

#include <string>
#include <vector>

#include "audit/base/language.h"

namespace aval {

class MarkdownWriter {
 public:
  explicit MarkdownWriter(Language language) : language_(language) {}

  void heading(int level, const Text& text);
  void paragraph(const Text& text);
  void strong(const Text& text);
  void item(const Text& text);
  void pair(const Text& term, const Text& value);  // "- **term**: value"
  void end_list();
  void table(const std::vector<Text>& headers, const std::vector<std::vector<Text>>& rows);
  std::string take() { return std::move(out_); }

 private:
  std::string safe(const Text& text) const;
  void row(const std::vector<Text>& cells);

  Language language_;
  std::string out_;
};

}  // namespace aval
