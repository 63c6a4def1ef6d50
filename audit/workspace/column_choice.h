// Columns as people name them on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/table/table_reader.h"

namespace aval {

// The position, from 0, of the column called `wanted`: its name (letter case and accents aside), or
// its number from 1 ("3" or "#3") when no name fits. Names of a doubtful header are not taken.
// `columns` is how many there are, which a ragged file may have more of than its header.
// Error(usage) that lists the columns, or the numbers of those that share the name.
std::size_t find_named_column(const TableInfo& info, std::size_t columns,
                              const std::string& wanted);

// "a,b" as two names, each found as above, in the order given; twice the same is an Error(usage)
// naming `option`.
std::vector<std::size_t> find_named_columns(const TableInfo& info,
                                            const std::vector<std::string>& wanted,
                                            const std::string& option);

// A hierarchy given to a column on the command line.
struct NamedHierarchy {
  std::string column;
  std::string hierarchy;  // a built-in name or a file
};

// "COLUMN=NAME" or "COLUMN=FILE"; another form is an Error(usage).
std::vector<NamedHierarchy> named_hierarchies(const std::vector<std::string>& given);

// The only column of that name, letter case and accents aside; nothing when there is none or
// several, or when the header is in doubt.
std::optional<std::size_t> find_column_by_name(const TableInfo& info, const std::string& name);

// Columns of JSON and ragged files are all known at the end of a first pass only.
TableInfo info_of_whole(const TableReader& reader);

}  // namespace aval
