// Tables that stand one under the other in one text or on one sheet, set apart by blank lines
// (formats.md 6.4). A second table read as rows of the first would be judged under the wrong
// headers; a table cut in two by mistake would tell a header that is a person. So a cut takes
// strong evidence on both sides, and loses no record: what is no table of its own stays in the one
// above.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/header_guess.h"

namespace aval {

struct StackedTable {
  std::uint64_t end_record = 0;  // past its last record that holds something; 0: no table follows
  HeaderGuess header;            // found, and not in doubt
};

// The tables in the order of the records, at least two and at most 200; empty when there is only
// one. Numbers that jump, and records without a filled cell, are blank lines. Each table has a sure
// header of at least three columns and two records below it; the next one has other columns.
std::vector<StackedTable> find_stacked_tables(std::vector<SampleRecord> records,
                                              const HeaderWordTest& is_header_word);

// True when a line of the text holds nothing but spaces, quotes and delimiters. Cheap.
bool has_blank_line(std::string_view text, char delimiter);

// "cantine#2" for the second table of "cantine".
std::string stacked_name(const std::string& name, std::size_t position);

}  // namespace aval
