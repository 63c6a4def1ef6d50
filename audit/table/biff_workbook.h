// What the sheets of an Excel 97-2003 workbook share: their names, formats, strings (MS-XLS 2.4).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/table/biff_record.h"
#include "audit/table/number_format.h"
#include "audit/table/xlsx_workbook.h"

namespace aval {

struct BiffSheetEntry {
  std::string name;
  std::uint64_t offset = 0;  // of its first record in the stream
  bool is_hidden = false;
  bool is_very_hidden = false;  // no menu shows it again
};

struct BiffWorkbook {
  OleStream stream;
  std::vector<BiffSheetEntry> sheets;
  std::vector<NumberFormat> formats;  // by style number of a cell
  SharedStrings strings;
  bool from_1904 = false;
  bool has_external_values = false;  // copied from other workbooks
  std::vector<std::string> users;    // who saved it last
};

// Error(input) when the workbook has a password, is of Excel 95 or before, is damaged, or passes
// the limits (1 GiB of strings).
std::shared_ptr<const BiffWorkbook> read_biff_workbook(OleStream stream, const std::string& place);

// "#DIV/0!" for 7 (MS-XLS 2.5.10); "#N/A" for an unknown code.
std::string biff_error_text(std::uint32_t code);

// Record types that several files name.
constexpr std::uint32_t kBiffBof = 0x0809;
constexpr std::uint32_t kBiffEof = 0x000A;

}  // namespace aval
