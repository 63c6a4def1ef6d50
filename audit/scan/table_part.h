// What is kept of a part of a table, so that the report of the whole can be made of its parts
// alone, and how it is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/scan/row_columns.h"
#include "audit/scan/table_profile.h"

namespace aval {

struct TablePart {
  TableInfo info;
  ReadStats stats;
  ProfileState state;
  RowColumns rows;
};

// Reads `reader` twice. Same result whatever the number of threads. `keep_all`: the columns and
// rules that no later reading seems to ask for are kept too, in a large part as in a small one.
[[nodiscard]] TablePart read_table_part(TableReader& reader, const RulePack& pack,
                                        const ProfileOptions& options, bool keep_all);

// As bytes (state_archive.h), the same for the same rows. Empties the hashes of rows.
[[nodiscard]] std::string write_table_parts(std::vector<TablePart>& parts);
// Error(input) naming `place` when the bytes are not what write_table_parts() gives.
[[nodiscard]] std::vector<TablePart> read_table_parts(std::string_view bytes,
                                                      const std::string& place);

// What the parts of one table say together.
struct JoinedTable {
  TableInfo info;
  ReadStats stats;
  ProfileState state;
  std::vector<RowColumns> rows;  // by part
};
// Takes `part`, whose rows come after those that are there. `renumbers`: its records are counted
// from 1 again, below a header of its own, and go on from the last row before. Error(input) naming
// `place` when its columns are not those of the table.
void join_part(JoinedTable& table, TablePart& part, bool renumbers, const std::string& place);

}  // namespace aval
