// The data dictionary of a database as a table: one row a column, as information_schema gives it or
// as people write it in a spreadsheet.
#pragma once

#include <optional>
#include <vector>

#include "audit/table/declared_column.h"

namespace aval {

// Which column of the dictionary says what; absent when none does.
struct DictionaryRoles {
  std::optional<std::size_t> column;
  std::optional<std::size_t> table;
  std::optional<std::size_t> type;
  std::optional<std::size_t> title;
  std::optional<std::size_t> comment;
  std::optional<std::size_t> example;
  std::optional<std::size_t> allowed;
  bool first_row_is_header = false;  // the reader took the headers for a row
};

// By the headers alone; none when they do not say "name of a column" with a type or a description
// beside it. "nom" says it only beside a type.
std::optional<DictionaryRoles> find_dictionary_roles(const std::vector<TableColumn>& columns);

// Reads the whole table; none when its rows are not those of a dictionary: the names are distinct
// words within each table, the types are known ones. `name` is that of the source, for rows without
// a table.
std::optional<DeclaredTables> read_data_dictionary(TableReader& reader,
                                                   const DictionaryRoles& roles,
                                                   const std::string& name);

}  // namespace aval
