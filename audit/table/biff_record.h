// The records of an Excel 97-2003 workbook (BIFF8, MS-XLS 2.1.4): a type, a length and a body, and
// texts that may go on in records of the type "continue".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "audit/table/ole_file.h"

namespace aval {

// One pass over the records of a stream. Not thread-safe.
class BiffReader {
 public:
  BiffReader(OleStream stream, std::uint64_t offset) : stream_(std::move(stream)), at_(offset) {}

  // The next record; false at the end of the stream or inside a record that is cut short.
  bool next();
  // True when the next record goes on with this one.
  bool goes_on();
  std::uint32_t type() const { return type_; }
  std::string_view body() const { return body_; }

 private:
  bool fill(std::size_t length);

  OleStream stream_;
  std::uint64_t at_;    // of the next byte after the buffer
  std::string buffer_;  // not yet taken from `taken_` on
  std::size_t taken_ = 0;
  std::uint32_t type_ = 0;
  std::string body_;
};

// The bytes of the current record and of those that go on with it, one after the other.
class BiffBytes {
 public:
  BiffBytes(BiffReader& reader, std::size_t at) : reader_(reader), at_(at) {}

  // Numbers are 0 past the end.
  std::uint32_t number(std::size_t bytes);
  void skip(std::uint64_t bytes);
  // Unicode text (MS-XLS 2.5.293, 2.5.294), whose length is given in `length_bytes` bytes. UTF-8
  // without NUL. Stops early at the end.
  std::string text(std::size_t length_bytes);
  // Characters without a length or flags of their own, as text boxes have them: a byte of flags
  // starts each record.
  std::string box_text(std::size_t count);
  bool ended() const { return ended_; }

 private:
  bool at_end();
  std::string characters(std::size_t count, bool is_wide);

  BiffReader& reader_;
  std::size_t at_;
  bool ended_ = false;
};

}  // namespace aval
