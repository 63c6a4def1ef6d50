// The profile of a column while its cells are read: values seen before are counted, not judged
// again, and cells of equal verdict are told to the profile together.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/scan/column_profile.h"
#include "audit/scan/column_quality.h"

namespace aval {

// Places of the cache of one column of `columns`: a power of two.
std::size_t slots_of(std::size_t columns);

// A cell that is not empty, as it is told to a column.
struct ToldCell {
  std::uint64_t hash = 0;  // of the text
  std::string_view text;   // without white space around it
  bool padded = false;     // it had some
  std::uint64_t record = 0;
};

// What a column answers of a cell.
struct CellAnswer {
  std::uint32_t verdict = 0;  // its place in `profile.verdicts`, good until the next value
  std::uint64_t folded = 0;   // JudgedValue::folded; 0 when quality is not counted
};

// One a column and thread. `profile` and `quality` are whole once settle() is called after the last
// cell.
class WorkingColumn {
 public:
  // From now on, `quality` is counted too; `today` as in ColumnQuality::add.
  void count_quality(std::uint32_t today) {
    counts_quality_ = true;
    today_ = today;
  }
  // Forgets the cache when its size changes.
  void resize_cache(std::size_t slots);
  // `judge` is asked when the value is not in the cache; empty cells are counted by the caller.
  CellAnswer add(const ToldCell& cell, CellJudge& judge) {
    Slot& slot = slots_[cell.hash & (slots_.size() - 1)];
    if (slot.hash != cell.hash || slot.verdict == kNoVerdict)
      judge_value(cell, judge);
    ++slot.cells.cells;
    slot.cells.padded += cell.padded ? 1U : 0U;
    Tally& tally = tallies_[slot.verdict];
    if (tally.told < kPlacesTold || cell.record < tally.last_record)
      tell_place(tally, slot.verdict, cell.record);
    ++tally.cells.cells;
    tally.cells.bytes += cell.text.size();
    if (cell.text.size() > tally.cells.max_bytes)
      tally.cells.max_bytes = cell.text.size();
    return {slot.verdict, slot.folded};
  }
  void settle();

  ColumnProfile profile;
  ColumnQuality quality;

 private:
  static constexpr std::uint32_t kNoVerdict = 0xFFFFFFFFU;
  // Once so many smaller record numbers are told of a verdict, later ones cannot be among the
  // first.
  static constexpr std::uint32_t kPlacesTold = ColumnProfile::kFirstRecords;

  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t folded = 0;
    ValueCells cells;  // that `quality` does not count yet
    std::uint32_t verdict = kNoVerdict;
  };
  // Cells of one verdict that the profile does not count yet.
  struct Tally {
    CellTally cells;
    std::uint64_t last_record = 0;  // told
    std::uint32_t told = 0;
  };

  void judge_value(const ToldCell& cell, CellJudge& judge);
  void settle_quality(std::size_t slot);
  void tell_place(Tally& tally, std::uint32_t verdict, std::uint64_t record);
  void settle_cells();
  void settle_offers();

  std::vector<Slot> slots_;
  std::vector<CellQuality> qualities_;  // of the values in `slots_`; empty when not counted
  bool counts_quality_ = false;
  std::uint32_t today_ = 0;
  ValueJudge value_judge_;
  std::vector<Tally> tallies_;  // by verdict
  std::vector<SampledValue> offers_;
};

}  // namespace aval
