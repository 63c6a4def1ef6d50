// Cells of the records of a batch whose quotes follow the rules, found through the places of
// delimiters and quotes in the whole batch. Same cells as split_record.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/table/record_cutter.h"

namespace aval {

class CleanSplitter {
 public:
  // `bytes` and `format` must outlive the splitter; bytes of records already split may change.
  CleanSplitter(std::string_view bytes, const DelimitedFormat& format);

  // The cells of the record from `begin` to `end`, which are offsets into the batch; those of cells
  // are from `begin` on. Records in ascending order. False when split_record must read it: a quote
  // neither doubles nor closes, or the format has backslashes or spaces after delimiters.
  bool split(std::size_t begin, std::size_t end, std::vector<Cell>& cells);

 private:
  bool add_quoted(std::size_t start, std::size_t end, std::size_t& place);
  void add_plain(std::size_t end, std::size_t& place);
  void split_plain(std::size_t end, std::vector<Cell>& cells);
  std::size_t skip_spaces(std::size_t place, std::size_t end) const;

  std::string_view bytes_;
  const DelimitedFormat& format_;
  bool is_usable_;
  std::vector<std::uint32_t> delimiters_;
  std::vector<std::uint32_t> quotes_;
  std::size_t delimiter_ = 0;  // the next ones
  std::size_t quote_ = 0;
  std::size_t begin_ = 0;  // of the record in hand
  std::vector<Cell>* cells_ = nullptr;
};

}  // namespace aval
