// The chosen columns of a table, whole in memory, each distinct value kept once: what risk measures
// and anonymization work on. Comparing two cells of a column is comparing two numbers.
//
//   CodedTable table = read_coded_table(*reader, {2, 5}, {});
//   table.columns[0].codes[row]               // kMissingCode, or a place in columns[0].values
//   table.columns[0].values[code]             // the text as the file writes it, trimmed
//   table.record_numbers[row]                 // where people find the row
//
// Values belong to persons: they are never printed, logged or stored.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "audit/table/table_reader.h"

namespace aval {

// The code of a cell without a value; above every code of a value.
inline constexpr std::uint32_t kMissingCode = 0xFFFFFFFF;

struct CodedColumn {
  std::size_t index = 0;             // in the table, from 0
  std::string name;                  // as the file writes it; may be empty
  std::vector<std::string> values;   // distinct, in byte order, none empty
  std::vector<std::uint32_t> codes;  // one a row: a place in `values`, or kMissingCode
  std::uint64_t missing = 0;         // rows with kMissingCode
};

struct CodedTable {
  std::vector<CodedColumn> columns;           // in the order asked for
  std::vector<std::uint64_t> record_numbers;  // physical record of each row, from 1

  std::size_t rows() const { return record_numbers.size(); }
};

struct CodingOptions {
  // Words that stand for no value ("NA", "?"), compared with the trimmed cell byte for byte. A null
  // or blank cell is missing whatever these are.
  std::vector<std::string> missing_words;
};

// Reads `reader` (freshly opened) to its end, from the calling thread. `columns` counts from 0; a
// row that stops before one of them lacks its value. About 4 bytes a cell, 8 bytes a row and the
// distinct values are held. Error(input) beyond 2^32 - 2 distinct values of a column.
CodedTable read_coded_table(TableReader& reader, const std::vector<std::size_t>& columns,
                            const CodingOptions& options);

// Sees the rows of the table met so far after each batch, with codes that still stand in the order
// values are met, and may take them out (codes and record_numbers).
using RowsMet = std::function<void(CodedTable&)>;

struct CodedRows {
  CodedTable table;                               // the rows that were not taken out
  std::vector<std::vector<std::uint32_t>> place;  // by column and code as met: the code of `table`
};

// As read_coded_table, for rows that do not all stay in memory.
CodedRows read_coded_rows(TableReader& reader, const std::vector<std::size_t>& columns,
                          const CodingOptions& options, const RowsMet& rows_met);

}  // namespace aval
