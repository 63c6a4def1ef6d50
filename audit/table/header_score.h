// How much a record looks like a header, set against the records below it.
#pragma once

#include <cstddef>
#include <vector>

#include "audit/table/header_guess.h"

namespace aval {

struct HeaderScore {
  double mean = 0;            // over the named columns; 0.3 and more reads as a header
  double known_share = 0;     // share of the named columns that hold a known header word
  std::size_t contrasts = 0;  // columns with text above values of a type
  std::size_t denials = 0;    // columns where the cell looks like the values below
  std::size_t named = 0;      // filled cells
  std::size_t repeats = 0;    // of them, those that repeat another one
};

// Scores records[row] against the records after it.
HeaderScore score_header(const std::vector<SampleRecord>& records, std::size_t row,
                         const HeaderWordTest& is_header_word);

// Words of a header cell, folded: split at spaces, punctuation, digits and changes of case.
std::vector<std::string> header_words(std::string_view cell);

}  // namespace aval
