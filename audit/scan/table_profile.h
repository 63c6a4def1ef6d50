// Reading a whole table once, with several threads, into the profiles of its columns.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "audit/scan/bank_columns.h"
#include "audit/scan/column_profile.h"
#include "audit/scan/match_check.h"
#include "audit/scan/table_quality.h"
#include "audit/table/table_reader.h"

namespace aval {

struct ProfileOptions {
  unsigned threads = 1;
  // Rows to look at, spread evenly over the file by a hash of their record number and `seed`; 0:
  // every row.
  std::uint64_t sample_rows = 0;
  std::uint64_t seed = 1;
  int year = 0;                 // of the scan, for what is told by age; 0: not known
  bool count_quality = false;   // fills TableProfile::quality; not with a sample
  std::uint32_t today = 0;      // of the scan, yyyymmdd, for dates to come; 0: not known
  bool verify_matches = false;  // fills TableProfile::match_check; some fifty times slower
};

struct TableProfile {
  std::uint64_t rows = 0;  // looked at
  std::vector<ColumnProfile> columns;
  int year = 0;  // of the scan; 0: not known
  std::optional<BankColumns> bank_columns;
  BankRows bank_rows;
  std::optional<TableQuality> quality;  // of ProfileOptions::count_quality; complete_quality() is
                                        // due once the types of the columns are known
  MatchCheck match_check;               // of ProfileOptions::verify_matches
  std::uint64_t duplicate_rows =
      0;  // rows equal, cell by cell, to another one looked at (128 bits of hash a row)
};

// Reads `reader` to its end. Same result whatever the number of threads.
TableProfile profile_table(TableReader& reader, const RulePack& pack,
                           const ProfileOptions& options);

}  // namespace aval
