// k-anonymity (Samarati and Sweeney 1998): how many rows share the profile of a row.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "audit/risk/equivalence_classes.h"

namespace aval {

// Row numbers told as witnesses, at most.
inline constexpr std::size_t kMaxWitnesses = 10;

struct KAnonymity {
  MissingRule missing = MissingRule::own_category;
  std::uint64_t records = 0;             // rows that count
  std::uint64_t left_out = 0;            // rows that lack a quasi-identifier, when excluded
  std::optional<std::uint64_t> classes;  // distinct profiles; none where matching makes no classes
  std::uint64_t k = 0;                   // rows sharing the rarest profile; 0 without rows
  std::uint64_t unique_records = 0;      // rows alone with their profile
  std::map<std::uint64_t, std::uint64_t> records_by_size;  // rows by how many share their profile
  std::vector<std::uint64_t> witnesses;  // first record numbers of the rarest profiles, ascending

  // Rows whose profile fewer than `threshold` rows share.
  std::uint64_t records_below(std::uint64_t threshold) const;
};

// For each class of `classes` (own_category), the rows that match it when a missing value matches
// everything.
std::vector<std::uint64_t> matching_rows(const CodedTable& table,
                                         std::span<const std::size_t> positions,
                                         const EquivalenceClasses& classes);

// `sizes`: rows that share the profile of each class.
KAnonymity k_of_sizes(const CodedTable& table, const EquivalenceClasses& classes,
                      const std::vector<std::uint64_t>& sizes, MissingRule missing);

// Adds the rows of a part of the table that shares no profile with the parts before.
void merge_k(const KAnonymity& part, KAnonymity& whole);

// `positions` in table.columns are the quasi-identifiers.
KAnonymity measure_k(const CodedTable& table, std::span<const std::size_t> positions,
                     MissingRule missing);

}  // namespace aval
