// A second reading of a table that counts what its quality is measured by: forms, faults, numbers,
// days, rows that repeat each other. Counts merge exactly, whatever the threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "audit/scan/cell_quality.h"
#include "audit/scan/distinct_count.h"
#include "audit/scan/table_scan.h"

namespace aval {

struct ColumnQuality {
  std::uint64_t filled = 0;
  std::uint64_t empty = 0;
  std::uint64_t null_words = 0;
  std::uint64_t errors = 0;  // of a spreadsheet
  std::array<std::uint64_t, kWrittenKinds> kinds{};
  std::uint64_t padded = 0, odd_spaces = 0, control = 0, lost_characters = 0, mojibake = 0;
  std::uint64_t dirty = 0;  // cells with one of these or more
  std::uint64_t impossible_dates = 0;
  std::uint64_t ambiguous_dates = 0;
  std::uint64_t negative = 0;
  std::uint64_t fine = 0;                     // decimals with five digits or more after the sign
  std::uint32_t first_day = 0, last_day = 0;  // yyyymmdd; 0: none
  std::uint64_t future_days = 0;              // after the day of the scan
  std::uint64_t before_1900 = 0;
  std::uint64_t formed = 0;                      // cells whose form was taken
  std::map<std::uint64_t, std::uint64_t> forms;  // cells by form; emptied when there are too many
  bool too_many_forms = false;
  std::map<int, std::uint64_t> buckets;  // of numbers: sign, power of two and 16 parts of it
  DistinctCount folded;                  // values without case, accents and spaces

  // `folded_hash`: of the value without case, accents, spaces and punctuation.
  void add(const CellQuality& quality, bool is_blank, std::uint64_t folded_hash,
           std::uint32_t today);
  void merge(const ColumnQuality& other);
};

struct TableQuality {
  std::uint64_t rows = 0;
  std::uint64_t blank_rows = 0;
  std::vector<ColumnQuality> columns;
  std::uint64_t loose_duplicates = 0;  // rows equal to an earlier one but for case, accents, spaces
                                       // and a first column that numbers them
  std::uint64_t entity_rows = 0;  // rows with all of `entity_columns` filled; 0: not looked for
  std::uint64_t entity_duplicates = 0;  // of them, rows about a person who came before
};

struct QualityPassOptions {
  unsigned threads = 1;
  std::uint32_t today = 0;  // yyyymmdd; 0: not known
};

// Reads `reader`, freshly opened, to its end. `table` is what the scan said of it.
TableQuality read_quality(TableReader& reader, const TableScan& table,
                          const QualityPassOptions& options);

}  // namespace aval
