// The profiles of a table looked up in another one: a population, or a file that an attacker may
// hold.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "audit/risk/equivalence_classes.h"

namespace aval {

// Columns of a table, in the order of those they are compared with.
struct ProfileColumns {
  const CodedTable* table = nullptr;   // must outlive this
  std::vector<std::size_t> positions;  // in table->columns
};

struct JoinedProfile {
  std::uint64_t here = 0;                // rows of the table with this profile, above 0
  std::uint64_t there = 0;               // rows of the other one that match it
  std::uint64_t back = 0;                // rows of the table that match it, its own among them
  std::vector<std::uint64_t> witnesses;  // record numbers of the table, the first ten
};

// One entry a profile of `here`, by first row. Values are compared as text, byte for byte. Rows
// left out by MissingRule::excluded are in no profile; with wildcard a missing value on either side
// matches everything.
std::vector<JoinedProfile> join_profiles(const ProfileColumns& here, const ProfileColumns& there,
                                         MissingRule missing);

// Sizes of the table's profiles in a population file.
struct PopulationMatch {
  std::uint64_t population = 0;             // rows of the file
  std::uint64_t k_map = 0;                  // smallest size of a profile found (Sweeney 2001)
  std::uint64_t absent_records = 0;         // rows of the table whose profile is not in the file
  std::uint64_t classes = 0;                // profiles found
  std::uint64_t population_of_classes = 0;  // rows of the file with one of them
  double sum_of_inverses = 0;               // over rows found, of 1 / size
  std::map<std::uint64_t, std::uint64_t> records_by_size;  // rows found by size
  std::vector<std::uint64_t> witnesses;                    // rows with the smallest size
};
PopulationMatch match_population(const std::vector<JoinedProfile>& profiles,
                                 std::uint64_t population);

// What a second file finds again of the table (linkability).
struct LinkageResult {
  std::uint64_t other_records = 0;       // rows of the second file
  std::uint64_t records = 0;             // rows of the table that were looked up
  std::uint64_t matched_records = 0;     // with one candidate or more
  std::uint64_t single_candidate = 0;    // with exactly one
  std::uint64_t one_to_one = 0;          // which is itself matched by no other row of the table
  double expected_links = 0;             // right links when one candidate is drawn, at most
  std::vector<std::uint64_t> witnesses;  // rows linked one to one
};
LinkageResult measure_linkage(const std::vector<JoinedProfile>& profiles,
                              std::uint64_t other_records);

}  // namespace aval
