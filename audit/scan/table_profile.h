// Reading a whole table once, with several threads, into the profiles of its columns.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "audit/scan/bank_columns.h"
#include "audit/scan/column_profile.h"
#include "audit/scan/loose_rows.h"
#include "audit/scan/match_check.h"
#include "audit/scan/row_hashes.h"
#include "audit/scan/table_quality.h"
#include "audit/table/table_reader.h"

namespace aval {

struct ProfileOptions {
  unsigned threads = 1;
  // Rows to look at, spread evenly over the file by a hash of their record number and `seed`; 0:
  // every row.
  std::uint64_t sample_rows = 0;
  std::uint64_t seed = 1;
  int year = 0;                // of the scan, for what is told by age; 0: not known
  bool count_quality = false;  // fills TableProfile::quality; not with a sample
  std::uint32_t today = 0;     // of the scan, yyyymmdd, for dates to come; 0: not known
  // Bytes that hashes of rows and of profiles take, of all threads together; beyond, they go to
  // private temporary files, with the same result. 0: no limit.
  std::uint64_t memory = 0;
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

// What reading rows leaves before anything is concluded. That of a whole table is that of its parts
// merged, in any order.
struct ProfileState {
  std::uint64_t rows = 0;
  std::uint64_t last_record = 0;  // the largest record number of a row; 0: no row
  std::vector<ColumnProfile> columns;
  bool counts_quality = false;
  std::vector<ColumnQuality> quality;       // by column; empty when it is not counted
  std::vector<std::size_t> entity_columns;  // those that headers say to tell a person
  std::uint64_t blank_rows = 0;
  BankRows bank_rows;
  MatchCheck match_check;
  std::vector<RowHashes> row_hashes;  // by thread, or by part
  std::vector<RowHashes> entity_hashes;
  std::uint32_t today = 0;  // of the scan, yyyymmdd; 0: not known
  KeyCount key;             // the columns that should tell every row; counted once all are read
  std::vector<RowHashes> key_hashes;
  RowSample sample;
  std::vector<LooseRows> loose_rows;
};

// Reads `reader` to its end. Same result whatever the number of threads.
ProfileState read_profile(TableReader& reader, const RulePack& pack, const ProfileOptions& options);
// `other` is read by the same rules and options, of rows that are not in `state`, and left empty.
void merge_profile(ProfileState& state, ProfileState& other);
// What follows from all rows. `info` as the reader gives it once read.
TableProfile conclude_profile(ProfileState state, const TableInfo& info,
                              const ProfileOptions& options);
// Both of them.
TableProfile profile_table(TableReader& reader, const RulePack& pack,
                           const ProfileOptions& options);

}  // namespace aval
