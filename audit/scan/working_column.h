// The profile of a column while its cells are read: values seen before are counted, not judged
// again, and cells of equal verdict are told to the profile together.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/scan/column_profile.h"

namespace aval {

// Places of the cache of one column of `columns`: a power of two.
std::size_t slots_of(std::size_t columns);

// One a column and thread. `profile` is whole once settle() is called after the last cell.
class WorkingColumn {
 public:
  // Forgets the cache when its size changes.
  void resize_cache(std::size_t slots);
  // `cell` is trimmed and not empty, `hash` its own; empty cells are counted by the caller.
  // `judge` is asked when the value is not in the cache. The verdict's place in `profile.verdicts`,
  // good until the next value.
  std::uint32_t add(std::uint64_t hash, std::string_view cell, std::uint64_t record,
                    CellJudge& judge) {
    const Slot& slot = slots_[hash & (slots_.size() - 1)];
    const std::uint32_t verdict = slot.hash == hash && slot.verdict != kNoVerdict
                                      ? slot.verdict
                                      : judge_value(hash, cell, judge);
    Tally& tally = tallies_[verdict];
    if (tally.told < kPlacesTold || record < tally.last_record)
      tell_place(tally, verdict, record);
    ++tally.cells.cells;
    tally.cells.bytes += cell.size();
    if (cell.size() > tally.cells.max_bytes)
      tally.cells.max_bytes = cell.size();
    return verdict;
  }
  void settle();

  ColumnProfile profile;

 private:
  static constexpr std::uint32_t kNoVerdict = 0xFFFFFFFFU;
  // Once so many smaller record numbers are told of a verdict, later ones cannot be among the
  // first.
  static constexpr std::uint32_t kPlacesTold = ColumnProfile::kFirstRecords;

  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t verdict = kNoVerdict;
  };
  // Cells of one verdict that the profile does not count yet.
  struct Tally {
    CellTally cells;
    std::uint64_t last_record = 0;  // told
    std::uint32_t told = 0;
  };

  std::uint32_t judge_value(std::uint64_t hash, std::string_view cell, CellJudge& judge);
  void tell_place(Tally& tally, std::uint32_t verdict, std::uint64_t record);
  void settle_cells();
  void settle_offers();

  std::vector<Slot> slots_;
  std::vector<Tally> tallies_;  // by verdict
  std::vector<SampledValue> offers_;
};

}  // namespace aval
