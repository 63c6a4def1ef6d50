// A table that is written: its name, its rows.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/base/file.h"
#include "audit/table/parquet_rows.h"
#include "audit/table/source.h"
#include "audit/table/xlsx_rows.h"

namespace aval {

// Error(usage) unless `output` ends in one of `endings` (".csv", at least one) and is not the
// source.
void require_table_output(const std::string& source, const std::string& output,
                          const std::vector<std::string>& endings);

// The columns, once no row can add one: they may grow until the last row but in delimited files.
TableInfo whole_info(const Source& source, const TableReader& reader);

// CSV (RFC 4180, UTF-8, cells guarded against formulas), XLSX or Parquet, by the ending of the
// path; whole or not at all, readable by its owner only.
class TableOutput {
 public:
  // Writes the names of the columns too; their types are for Parquet.
  TableOutput(const std::string& path, const std::string& sheet,
              const std::vector<ParquetColumn>& columns);
  // As many cells as columns.
  void add_row(const std::vector<std::string_view>& cells);
  void finish();

 private:
  void write_pending();

  std::unique_ptr<WholeFile> csv_;
  std::unique_ptr<XlsxRows> xlsx_;
  std::unique_ptr<ParquetRows> parquet_;
  std::string pending_;
};

}  // namespace aval
