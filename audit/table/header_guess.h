// Which record is the header, what stands above it, and how sure that is (formats.md 6.4). A record
// of data taken for a header would publish a person: doubt is always told.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/dialect_guess.h"
#include "audit/table/table_reader.h"

namespace aval {

using HeaderWordTest = std::function<bool(std::string_view folded_word)>;

struct HeaderGuess {
  std::uint64_t header_row = 0;  // physical record number; 0: no header
  std::uint64_t header_rows = 0;
  std::uint64_t preamble_rows = 0;
  std::uint64_t first_record = 1;  // first physical record that is data
  bool doubtful = false;
  bool is_dbase = false;
  std::vector<TableColumn> columns;     // as many as the header or the usual row has
  std::vector<std::string> extra_text;  // the cells of the preamble
};

// `records` are the first ones of the file, `width` their usual width.
HeaderGuess guess_header(const std::vector<SampleRecord>& records, std::size_t width,
                         const HeaderWordTest& is_header_word);

// What to tell of the header, as note codes.
void note_header(const HeaderGuess& header, std::vector<std::string>& notes);

}  // namespace aval
