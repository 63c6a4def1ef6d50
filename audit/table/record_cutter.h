// Where the records of a delimited text end, whatever its quotes: a stray or unclosed quote never
// swallows the records that follow. Works on any ASCII-compatible bytes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace aval {

struct DelimitedFormat {
  char delimiter = 0;        // 0: a single column
  char quote = '"';          // 0: quotes are plain characters
  bool backslash = false;    // a backslash escapes the next character inside quotes
  bool space_after = false;  // every delimiter is followed by a space that is no part of the cell
  bool cr_ends = false;      // a carriage return alone ends a record
  std::size_t width = 0;     // cells of most records, the evidence of repairs; 0: not known
};

// Readings of the quotes of a record that breaks the rules; the one that gives the usual width is
// kept.
enum class QuoteReading {
  tolerant,     // a quote that neither doubles nor closes is a plain character
  early_close,  // a doubled quote before a delimiter closes too
  resume,       // such a quote ends the quoted part, plain text follows to the delimiter
  literal_open  // then the opening quote was a plain character as well
};

// too_long is set by the reader, which knows the limit.
enum class CutRepair { none, stray_quote, unclosed_quote, too_long };

struct RecordCut {
  std::size_t end = 0;   // end of the content
  std::size_t next = 0;  // start of the next record
  CutRepair repair = CutRepair::none;
  bool complete = false;  // false: the text ends too early to tell
};

// Cuts the record that starts at `from`. `is_last` says that no more text can come.
RecordCut cut_record(std::string_view text, std::size_t from, bool is_last,
                     const DelimitedFormat& format);

// One cell of a record: its content without quotes, still escaped when `escaped`.
struct Cell {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool escaped = false;
};

// Splits one record as cut above. True when its quotes had to be repaired.
bool split_record(std::string_view record, const DelimitedFormat& format, std::vector<Cell>& cells);

// Removes the escapes of a cell in place; returns its new length.
std::size_t unescape_cell(char* cell, std::size_t length, const DelimitedFormat& format);

// Number of cells when quotes are plain characters.
std::size_t plain_width(std::string_view record, char delimiter);

}  // namespace aval
