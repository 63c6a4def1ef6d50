// The reader of delimited text. Cutting whole records is done one thread at a time; decoding and
// splitting them is done by all.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "audit/table/encoding.h"
#include "audit/table/header_guess.h"
#include "audit/table/input_bytes.h"
#include "audit/table/record_cutter.h"
#include "audit/table/source.h"

namespace aval {

// Everything that is known before the first record is read. Shared by all passes.
struct DelimitedPlan {
  std::shared_ptr<const InputBytes> input;
  bool gzip = false;
  std::string place;
  Encoding encoding;
  DelimitedFormat ends;            // where records end: the same for all tables of a text, so that
                                   // they count its records alike
  DelimitedFormat format;          // how the records of this table are split
  std::uint64_t header_row = 0;    // 0: none
  std::uint64_t first_record = 1;  // first record that is data
  std::uint64_t end_record = 0;    // first record that is no longer of this table; 0: none
  bool drop_repeated_header = false;
  TableInfo info;
  std::vector<std::string> notes;
  // Records that start in these bytes of the text (in UTF-8, without BOM) are handed out; those
  // before are only cut, so that records end, and count, as they do in the whole.
  std::uint64_t begin = 0;
  std::uint64_t end = std::numeric_limits<std::uint64_t>::max();
  std::size_t batch_bytes = 0;
  std::size_t max_record_bytes = 0;
};

std::unique_ptr<TableReader> make_delimited_reader(std::shared_ptr<const DelimitedPlan> plan);

}  // namespace aval
