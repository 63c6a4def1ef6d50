// The parts of an XLSX or XLSM workbook that its sheets need (ECMA-376 part 1, strict and
// transitional): which sheets there are, shared strings, formats.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/number_format.h"
#include "audit/table/zip_archive.h"

namespace aval {

// Texts one after the other in one block of memory.
class SharedStrings {
 public:
  void append(std::string_view text);  // to the string that is being read
  void end_string();
  std::size_t size() const { return ends_.size(); }
  std::size_t bytes() const { return text_.size(); }
  std::string_view at(std::size_t index) const;

 private:
  std::string text_;
  std::vector<std::uint32_t> ends_;
};

struct Relationship {
  std::string type;  // last word of its address: "worksheet", "styles"...
  std::string part;
};

// Those of a part to others inside the archive, by id. Error(input) when they are damaged.
std::map<std::string, Relationship> read_relationships(const ZipArchive& archive,
                                                       const std::string& part);

struct XlsxSheetEntry {
  std::string name;
  std::string part;
  bool is_hidden = false;
  bool is_very_hidden = false;  // no menu shows it again
};

struct XlsxWorkbook {
  std::vector<XlsxSheetEntry> sheets;
  bool from_1904 = false;
  std::vector<NumberFormat> formats;  // by style number of a cell
  SharedStrings strings;
  std::vector<std::string> pivot_caches;  // parts that describe them
};

// Error(input) when a part is damaged or passes the limits (1 GiB of shared strings, 32 million of
// them).
std::shared_ptr<const XlsxWorkbook> read_xlsx_workbook(const ZipArchive& archive);

// The text with "_x000D_" turned into the character of that number.
std::string unescape_xlsx(std::string_view text);

// The part that the root relationships name as the workbook; empty when there is none.
std::string workbook_part(const ZipArchive& archive);

}  // namespace aval
