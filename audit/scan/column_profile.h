// What all cells of a column say together: counts that merge exactly, so that neither threads nor
// parts change a byte.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "audit/scan/cell_verdict.h"
#include "audit/scan/distinct_count.h"
#include "audit/scan/ground_precision.h"
#include "audit/scan/verdict_pool.h"

namespace aval {

// How many cells a rule took, and where the first ones stand.
struct RuleCells {
  std::uint64_t matched = 0;
  std::uint64_t valid = 0;
  std::uint64_t repaired = 0;                // valid once a leading zero is given back
  std::vector<std::uint64_t> first_records;  // of the valid ones, the 10 smallest
};

// A distinct value kept by the hash that is among the smallest: an even sample of the distinct
// values.
struct SampledValue {
  std::uint64_t hash = 0;
  std::uint32_t verdict = 0;  // its place in ColumnProfile::verdicts
};

// Cells of equal verdict that are counted together.
struct CellTally {
  std::uint64_t cells = 0;
  std::uint64_t bytes = 0;
  std::uint64_t max_bytes = 0;
};

struct ColumnProfile {
  static constexpr std::size_t kSampleSize = 1024;
  static constexpr std::size_t kFirstRecords = 10;

  std::uint64_t filled = 0;   // cells with a value
  std::uint64_t missing = 0;  // empty, null, or a word for "no value"
  std::uint64_t missing_words = 0;
  std::uint64_t bytes = 0;  // of the filled cells
  std::uint64_t max_bytes = 0;
  std::uint64_t sentences = 0;  // cells of five words or more
  bool has_number = false;
  double min_number = 0;
  double max_number = 0;
  std::uint64_t numbers = 0;
  DecimalCounts decimals;    // of numbers and positions
  OrdinateBounds positions;  // of cells that are positions
  int min_year = 0;          // of the dates; 0 when there is none
  int max_year = 0;
  std::uint64_t trailing_zeros = 0;  // integers written "75001.0"
  std::uint64_t scientific = 0;      // integers written "7,32829E+13"
  DistinctCount distinct;
  std::map<std::uint16_t, RuleCells> value_cells;  // by rule index
  std::map<std::uint16_t, RuleCells> text_cells;
  std::map<std::uint16_t, RuleCells> short_text_cells;  // hits in cells of four words or fewer
  std::map<std::uint16_t, RuleCells> label_cells;  // hits of names in cells of three words or fewer
  RuleCells person_cells;        // cells whose sentences name or designate a person, by any rule
  RuleCells short_person_cells;  // the same, in cells of four words or fewer
  RuleCells label_person_cells;  // cells of three words or fewer that may name a person
  std::vector<std::uint64_t> first_records;  // of filled cells
  std::vector<SampledValue> sample;          // sorted by hash
  VerdictPool verdicts;                      // of the sampled values, and of others

  // Is the column one of sentences, so that its short cells are read as such too?
  bool is_text() const { return filled > 0 && sentences * 5 >= filled; }
  // What is inside its sentences; its short cells count in a column of sentences, and every cell in
  // one whose header names a party (`of_parties`): there, "Mme Camille Durand" is no label.
  std::map<std::uint16_t, RuleCells> cells_in_text(bool of_parties) const;
  RuleCells cells_naming_persons(bool of_parties) const;

  void add(std::uint64_t hash, const CellVerdict& verdict, std::size_t size, std::uint64_t record);
  // The same in parts, for many cells: what one value says however often it stands there, where a
  // cell of that verdict stands, and how many cells have it.
  void add_value(std::uint64_t hash, const CellVerdict& verdict);
  void add_place(const CellVerdict& verdict, std::uint64_t record);
  void add_cells_of(const CellVerdict& verdict, const CellTally& tally);
  void offer_to_sample(std::uint64_t hash, const CellVerdict& verdict);
  // The same for many at once, in any order, whose verdicts are in `verdicts`; `offers` is emptied.
  void offer_all_to_sample(std::vector<SampledValue>& offers);
  const CellVerdict& verdict_of(const SampledValue& value) const {
    return verdicts.at(value.verdict);
  }
  // Keeps only the verdicts of sampled values; places change.
  void drop_unsampled_verdicts();
  // Would a distinct value of that hash be kept, as far as is known?
  bool may_be_sampled(std::uint64_t hash) const {
    return sample.size() < kSampleSize || hash < sample.back().hash;
  }
  void merge(const ColumnProfile& other);
};

// Shares over the sampled distinct values.
struct SampleShares {
  std::uint64_t values = 0;  // sampled distinct values
  const ColumnProfile* profile = nullptr;
  double share(CellTrait trait) const;
  double share_of_dictionaries(DictionarySet set) const;
};

SampleShares shares_of(const ColumnProfile& profile);

}  // namespace aval
