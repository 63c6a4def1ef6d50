// What the quality of a column is measured by: forms, faults, numbers, days. Counts merge exactly,
// whatever the threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "audit/scan/cell_quality.h"
#include "audit/scan/distinct_count.h"

namespace aval {

// A value as it is judged once, for every cell that holds it.
struct JudgedValue {
  CellQuality quality;       // of the value without the white space around it
  std::uint64_t folded = 0;  // hash without case, accents, spaces and punctuation; 0: nothing left
};

// Judges values one after the other; not thread-safe, since it keeps its working memory.
class ValueJudge {
 public:
  JudgedValue judge(std::string_view trimmed);

 private:
  std::string folded_;
};

// Cells of one value.
struct ValueCells {
  std::uint64_t cells = 0;
  std::uint64_t padded = 0;  // of them, those with white space at an edge
};

struct ColumnQuality {
  std::uint64_t filled = 0;
  std::uint64_t empty = 0;
  std::uint64_t null_words = 0;
  std::uint64_t errors = 0;  // of a spreadsheet
  std::array<std::uint64_t, kWrittenKinds> kinds{};
  std::uint64_t padded = 0, odd_spaces = 0, control = 0, lost_characters = 0, mojibake = 0;
  std::uint64_t dirty = 0;       // cells with one of these or more
  std::uint64_t unreadable = 0;  // cells with a lost character or a damaged accent
  std::uint64_t iso_dates = 0;   // written YYYY-MM-DD
  std::uint64_t impossible_dates = 0;
  std::uint64_t ambiguous_dates = 0;
  std::uint64_t negative = 0;
  std::uint64_t fine = 0;                     // decimals with five digits or more after the sign
  std::uint32_t first_day = 0, last_day = 0;  // yyyymmdd; 0: none
  std::uint32_t last_past_day = 0;            // the last one not after the day of the scan
  std::uint64_t future_days = 0;              // after the day of the scan
  std::uint64_t before_1900 = 0;
  std::uint64_t formed = 0;                      // cells whose form was taken
  std::map<std::uint64_t, std::uint64_t> forms;  // cells by form; emptied when there are too many
  bool too_many_forms = false;
  std::map<int, std::uint64_t> buckets;  // of numbers: sign, power of two and 16 parts of it
  DistinctCount folded;                  // values without case, accents and spaces

  // `today` is yyyymmdd, 0 when it is not known. Empty cells are not told: what is left of the rows
  // is empty.
  void add(const JudgedValue& value, const ValueCells& cells, std::uint32_t today);
  void merge(const ColumnQuality& other);

  std::uint64_t cells_of(WrittenKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  // Most cells are dates; nine of ten are numbers.
  bool is_of_dates() const { return cells_of(WrittenKind::date) * 2 > filled; }
  bool is_of_numbers() const {
    return (cells_of(WrittenKind::integer) + cells_of(WrittenKind::decimal)) * 10 >= filled * 9;
  }
};

}  // namespace aval
