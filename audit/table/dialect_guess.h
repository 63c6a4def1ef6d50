// Which delimiter, quote and line ends a text uses, by evidence over samples from its whole length
// (formats.md 6.2: consistency of the widths times likelihood of the cells).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/record_cutter.h"

namespace aval {

struct DialectGuess {
  DelimitedFormat format;
  char shown_delimiter = ',';  // as reported: a single column has no delimiter of its own
  bool delimiter_given = false;
  double margin = 1.0;  // 0..1, distance to the best other delimiter
};

// The first sample starts with the file. `forced` is 0 to go by evidence; a first line "sep=;" (as
// Excel writes) counts as given.
DialectGuess guess_dialect(const std::vector<std::string>& samples, char forced);

// A record of a sample, with its cells unescaped.
struct SampleRecord {
  std::uint64_t number = 0;  // physical record number in this sample, from 1; blank lines count
  std::vector<std::string> cells;
};

// The first records of a sample. `is_whole` says that the sample ends with the text; else its last
// record, cut short, is left out. Blank lines are left out but counted.
std::vector<SampleRecord> read_sample(std::string_view sample, bool is_whole,
                                      const DelimitedFormat& format, std::size_t max_records);

}  // namespace aval
