#include "audit/scan/working_column.h"

#include <algorithm>
#include <bit>

namespace aval {
namespace {

// Slots of the caches of all columns (88 bytes each with quality), and the most and the fewest of
// one.
constexpr std::size_t kSlots = 65536;
constexpr std::size_t kMostSlots = 1024;
constexpr std::size_t kFewestSlots = 16;
// Values offered to the sample of a column before they are sorted in.
constexpr std::size_t kOffers = 256;
// Verdicts kept before those that the sample does not need are dropped; columns have a few dozen.
constexpr std::size_t kMostVerdicts = 4096;

}  // namespace

std::size_t slots_of(std::size_t columns) {
  return std::bit_floor(
      std::clamp(kSlots / std::max<std::size_t>(columns, 1), kFewestSlots, kMostSlots));
}

void WorkingColumn::resize_cache(std::size_t slots) {
  if (slots_.size() == slots)
    return;
  for (std::size_t i = 0; i < slots_.size(); ++i)
    settle_quality(i);
  slots_.assign(slots, Slot());
  if (counts_quality_)
    qualities_.assign(slots, CellQuality());
}

void WorkingColumn::settle_quality(std::size_t slot) {
  Slot& value = slots_[slot];
  if (counts_quality_ && value.cells.cells > 0)
    quality.add({qualities_[slot], value.folded}, value.cells, today_);
  value.cells = ValueCells();
}

void WorkingColumn::judge_value(const ToldCell& cell, CellJudge& judge) {
  const CellVerdict verdict = judge.judge(cell.text);
  if (profile.verdicts.size() >= kMostVerdicts) {
    settle();
    profile.drop_unsampled_verdicts();
    slots_.assign(slots_.size(), Slot());
    tallies_.clear();
  }
  const std::uint32_t place = profile.verdicts.keep(verdict);
  if (place >= tallies_.size())
    tallies_.resize(profile.verdicts.size());
  const std::size_t slot = cell.hash & (slots_.size() - 1);
  settle_quality(slot);
  slots_[slot] = {cell.hash, 0, {}, place};
  if (counts_quality_) {
    const JudgedValue judged = value_judge_.judge(cell.text);
    qualities_[slot] = judged.quality;
    slots_[slot].folded = judged.folded;
  }
  profile.add_value(cell.hash, verdict);
  if (!verdict.has(CellTrait::missing_word) && profile.may_be_sampled(cell.hash)) {
    offers_.push_back({cell.hash, place});
    if (offers_.size() == kOffers)
      settle_offers();
  }
}

void WorkingColumn::tell_place(Tally& tally, std::uint32_t verdict, std::uint64_t record) {
  profile.add_place(profile.verdicts.at(verdict), record);
  tally.last_record = std::max(tally.last_record, record);
  ++tally.told;
}

void WorkingColumn::settle_cells() {
  for (std::size_t i = 0; i < tallies_.size(); ++i)
    if (tallies_[i].cells.cells > 0) {
      profile.add_cells_of(profile.verdicts.at(static_cast<std::uint32_t>(i)), tallies_[i].cells);
      tallies_[i].cells = CellTally();
    }
}

void WorkingColumn::settle_offers() {
  profile.offer_all_to_sample(offers_);
}

void WorkingColumn::settle() {
  settle_cells();
  for (std::size_t i = 0; i < slots_.size(); ++i)
    settle_quality(i);
  settle_offers();
}

}  // namespace aval
