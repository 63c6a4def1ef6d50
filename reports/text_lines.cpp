#include "reports/text_lines.h"

#include <algorithm>

#include "audit/base/text.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kMaxCell = 26;

// ECMA-48 SGR sequences.
std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::bold:
      return "\033[1m";
    case Ink::dim:
      return "\033[2m";
    case Ink::red:
      return "\033[1;31m";
    case Ink::yellow:
      return "\033[1;33m";
    case Ink::green:
      return "\033[1;32m";
  }
  return "";
}

// At most kMaxCell characters; what is left out shows as "…".
std::string cut(const std::string& text) {
  if (count_code_points(text) <= kMaxCell)
    return text;
  std::size_t end = 0, characters = 0;
  while (end < text.size() && characters + 1 < kMaxCell) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
      ++end;
    ++characters;
  }
  return text.substr(0, end) + "…";
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t length = count_code_points(text);
  return length < width ? text + std::string(width - length, ' ') : text;
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], count_code_points(row[c]));
  }
  return widths;
}

// Words that a line must not start with stay with the word before, its space kept: " :", " ;".
std::vector<std::string> unbreakable_words(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, ' ')) {
    const bool mark =
        word.size() == 1 && std::string_view(":;?!").find(word[0]) != std::string::npos;
    if (!words.empty() && (mark || word.starts_with("»") || words.back() == "«"))
      words.back() += " " + std::string(word);
    else
      words.emplace_back(word);
  }
  return words;
}

}  // namespace

void TextLines::blank() {
  out_ += "\n";
}

void TextLines::line(std::string_view text, Ink ink) {
  const std::size_t end = text.find_last_not_of(' ');
  text = end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
  if (colour_ && ink != Ink::plain)
    out_ += code_of(ink);
  out_ += text;
  if (colour_ && ink != Ink::plain)
    out_ += "\033[0m";
  out_ += "\n";
}

void TextLines::paragraph(std::string_view lead, std::string_view text, Ink ink) {
  const std::string indent(count_code_points(lead), ' ');
  const std::string safe = one_line(text);
  std::string current(lead);
  bool has_word = false;
  for (const std::string& word : unbreakable_words(safe)) {
    if (has_word && count_code_points(current) + 1 + count_code_points(word) > kWidth) {
      line(current, ink);
      current = indent;
      has_word = false;
    }
    if (has_word)
      current += ' ';
    current += word;
    has_word = true;
  }
  line(current, ink);
}

void TextLines::table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::vector<std::string>> safe;
  for (const auto& row : rows) {
    safe.emplace_back();
    for (const std::string& cell : row)
      safe.back().push_back(cut(one_line(cell)));
  }
  const std::vector<std::size_t> widths = widths_of(safe);
  for (std::size_t r = 0; r < safe.size(); ++r) {
    std::string text = "  ";
    for (std::size_t c = 0; c < safe[r].size(); ++c)
      text += padded(safe[r][c], widths[c]) + "  ";
    line(text, r == 0 ? Ink::dim : Ink::plain);
  }
}

}  // namespace aval
