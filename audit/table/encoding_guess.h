// Which encoding a text has, by evidence (formats.md 6.3).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/table/encoding.h"

namespace aval {

// Counts over the lines that hold bytes above 127.
class HighByteSurvey {
 public:
  // Blocks in order; lines may cross them.
  void add(std::string_view block);
  void finish();

  std::uint64_t valid_lines() const { return valid_lines_; }
  std::uint64_t invalid_lines() const { return invalid_lines_; }
  // Lines that are not UTF-8, at most 256 KiB of them.
  const std::string& excerpt() const { return excerpt_; }

 private:
  void add_lines(std::string_view lines);
  void add_line(std::string_view line);

  std::string carry_;
  std::string excerpt_;
  std::uint64_t valid_lines_ = 0;
  std::uint64_t invalid_lines_ = 0;
};

// By BOM, or by the place of NUL bytes; none when neither speaks.
std::optional<Encoding> guess_by_marks(std::string_view head);

// By validity as UTF-8, then by score among the single-byte encodings of French files.
Encoding guess_by_content(const HighByteSurvey& survey);

}  // namespace aval
