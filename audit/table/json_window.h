// A moving window over JSON text, which finds where values end without parsing them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "audit/table/encoding.h"

namespace aval {

// Where the JSON value that starts at text[from] ends; npos when the text ends first. Only strings
// and brackets are looked at.
std::size_t find_json_end(std::string_view text, std::size_t from);

class JsonWindow {
 public:
  JsonWindow(TextStream stream, std::size_t max_value_bytes);

  // Next character that is not white space (nor a record separator), '\0' at the end.
  char peek();
  // Drops one character.
  void drop();
  // The next value, of which peek() gave the first character. False when it never ends within the
  // limit; nothing is dropped then. The view holds until the next call.
  bool take_value(std::string_view& value);
  // The next line without its end. False at the end of the text.
  bool take_line(std::string_view& line);
  // After a value that never ends: goes to what looks like the start of the next record, an opening
  // bracket on a line of its own kind. False when there is none.
  bool skip_to_next_record();

  // Offset in the text of the next character.
  std::uint64_t offset() const { return base_ + place_; }
  void skip_to(std::uint64_t offset);
  const TextStream& stream() const { return stream_; }

 private:
  bool read_more();
  std::size_t ahead() const { return buffer_.size() - place_; }

  TextStream stream_;
  std::size_t max_value_bytes_;
  std::string buffer_;
  std::size_t place_ = 0;
  std::uint64_t base_ = 0;  // offset of buffer_[0]
  bool at_end_ = false;
};

}  // namespace aval
