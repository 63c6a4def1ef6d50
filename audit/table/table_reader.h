// Tables from anything, as text. `open_source` (source.h) gives one TableReader a table; `next`
// hands out batches.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/error.h"

namespace aval {

// Whether a property was said by the file (or by the user), or guessed by us.
enum class Origin { given, guessed };

struct TableColumn {
  std::string name;           // as written in the file, trimmed; empty when the table has no header
  std::string declared_type;  // as the source writes it, empty when it declares none
  std::string comment;        // what the source says of the column in words
  std::string title = {};     // a heading for people, beside the name
  // Values that the source gives as instances, and the closed list of what is allowed. An example
  // may name a person: both are judged like cells and never printed.
  std::vector<std::string> examples = {};
  std::vector<std::string> enumeration = {};
  bool in_key = false;  // part of the primary key that a database declares
};

// How a delimited text was read. Row numbers are physical records counted from 1.
struct Dialect {
  std::string delimiter;          // one character, empty for formats without one
  char quote = '"';               // 0 when quotes are plain characters
  std::string encoding;           // "UTF-8", "UTF-16LE", "windows-1252"...
  std::string encoding_origin;    // "bom", "declared", "valid", "scored", "forced"
  std::uint64_t header_row = 0;   // 0: no header
  std::uint64_t header_rows = 1;  // 2 when two lines were joined
  bool header_doubtful = false;   // reports then show "column 3", since a first record taken for a
                                  // header names a person
  std::uint64_t preamble_rows = 0;  // title lines above the header
  double delimiter_margin = 1.0;    // 0..1, distance to the runner-up
  Origin delimiter_origin = Origin::guessed;
};

struct TableInfo {
  std::string name;
  std::vector<TableColumn> columns;
  Dialect dialect;
  std::vector<std::string>
      extra_text;            // title lines, notes under the table: scanned too, never printed
  bool schema_only = false;  // columns are declared, rows are elsewhere: none was there to read
  std::string comment;       // what the source says of the table in words
};

// One repair or skipping reason with its first places. Codes: "ragged_short", "ragged_long",
// "stray_quote", "nul_byte", "bad_utf8", "broken_record", "record_too_long", "unclosed_quote",
// "header_repeated"...
struct RepairCount {
  std::uint64_t count = 0;
  std::vector<std::uint64_t> first_records;  // at most 10, ascending
};

struct ReadStats {
  std::uint64_t rows = 0;          // data rows handed out
  std::uint64_t skipped_rows = 0;  // rows that could not be read at all
  std::uint64_t left_rows = 0;     // rows that a server kept, when a sample was asked for
  std::uint64_t bytes = 0;         // bytes of the source read so far
  double coverage = 1.0;  // rows seen / rows present, repaired rows count, skipped ones do not
  std::map<std::string, RepairCount> repairs;  // rows that were read after a repair, by code
  std::map<std::string, RepairCount> skipped;  // rows skipped, by code
  std::vector<std::string> notes;  // codes of facts on the whole file: "delimiter_uncertain",
                                   // "no_final_newline", "mixed_encoding"...
};

// Whole records, column by column. Views live until the batch is destroyed or refilled. A null cell
// (JSON null, absent key) has data() == nullptr; an empty one has size() == 0 and data() !=
// nullptr. Columns may be fewer than those of later batches (JSON, ragged files).
struct Batch {
  std::uint64_t sequence = 0;  // 0, 1, 2... in file order
  std::size_t rows = 0;
  std::vector<std::uint64_t> record_numbers;           // physical record number of each row, from 1
  std::vector<std::vector<std::string_view>> columns;  // columns[c][r]
  std::string bytes;                                   // storage of the views
  std::deque<std::string> repaired;                    // storage of unescaped cells

  void clear();
};

class TableReader {
 public:
  virtual ~TableReader() = default;
  // Columns may still grow until the last batch (JSON, ragged CSV). Not to be called while another
  // thread is in next().
  virtual const TableInfo& info() const = 0;
  // False at the end. May be called from several threads at once, each with its own batch. An
  // exception in one thread ends the others (they get false) and is thrown once.
  virtual bool next(Batch& batch) = 0;
  // Complete once next() has returned false in every thread.
  virtual ReadStats stats() const = 0;
  // A second pass over the same bytes.
  virtual std::unique_ptr<TableReader> reopen() const = 0;
};

}  // namespace aval
