// What each set of quasi-identifiers does by itself: how far it tells rows apart, and which rows
// are alone with a set and with none of its parts (minimal sample uniques).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/risk/coded_table.h"

namespace aval {

// A set of quasi-identifiers (Motwani and Xu 2007).
struct AttributeSubset {
  std::vector<std::size_t> attributes;  // places among the quasi-identifiers, ascending
  std::uint64_t classes = 0;
  std::uint64_t unique_records = 0;
  double distinction = 0;  // classes / rows
  double separation = 0;   // share of pairs of rows that the set tells apart; 1 under two rows
};

// SUDA2 scores (Manning, Haglin and Keane 2008), sums over the minimal sample uniques of a row of
// (M - size)!, M attributes in all (Elliot; sdcMicro's original_scores).
struct SudaScores {
  std::vector<double> score;         // one a row
  std::vector<double> dis;           // DIS-SUDA, one a row; 0 where the score is
  double sampling_fraction = 0;      // the share of the population that the table is said to be
  std::uint64_t risky_records = 0;   // rows with a score
  std::vector<double> contribution;  // one an attribute: its share of all scores
  std::vector<std::uint64_t> msu_by_size;  // [i]: minimal sample uniques of i + 1 attributes
  std::vector<std::uint64_t> witnesses;    // record numbers of the highest scores, at most ten
};

// The classes that a set of attributes makes.
struct SubsetClasses {
  std::uint64_t classes = 0;
  std::uint64_t unique_records = 0;
  std::uint64_t pairs_together = 0;  // pairs of rows of one class
  void add(std::uint64_t size);      // one more class, of so many rows
};
AttributeSubset describe_subset(std::vector<std::size_t> attributes, const SubsetClasses& classes,
                                std::uint64_t rows);

struct SubsetQuestion {
  std::size_t largest_subset = 3;   // attributes of a set, at most
  bool suda = false;                // then every size counts: largest_subset is that of the table
  double sampling_fraction = 0.01;  // of DIS-SUDA, above 0 and below 1 (sdcMicro's default)
};

struct SubsetMeasures {
  std::vector<AttributeSubset> subsets;  // by size, then by attributes
  SudaScores suda;                       // empty unless asked for
};

// Sets that the walk would look at: refused beyond kMaxSubsets.
inline constexpr std::uint64_t kMaxSubsets = 65536;
std::uint64_t count_subsets(std::size_t attributes, std::size_t largest_subset);

// Every set of `attributes` attributes with at most `largest`, by size, then by attributes.
// Error(usage) beyond kMaxSubsets.
std::vector<std::vector<std::size_t>> subsets_up_to(std::size_t attributes, std::size_t largest);

// Sets of up to three attributes, of fewer where rows and sets are many: about ten seconds' work.
std::size_t largest_subset_for(std::uint64_t rows, std::size_t attributes);

// Missing values are a category of their own. Every set is looked at, exactly: time grows with
// their number. Error(usage) beyond kMaxSubsets sets.
SubsetMeasures measure_subsets(const CodedTable& table, std::span<const std::size_t> positions,
                               const SubsetQuestion& question);

}  // namespace aval
