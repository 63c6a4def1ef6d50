// The header of a DBF file (dBase III, IV, FoxPro, Visual FoxPro): which fields, which code page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

struct DbfField {
  std::string name;  // bytes, in the encoding of the file
  char type = 'C';
  std::size_t offset = 0;  // in the record; the deletion mark is byte 0
  std::size_t length = 0;
  unsigned decimals = 0;
  bool is_system = false;  // _NullFlags of Visual FoxPro
};

struct DbfHeader {
  bool is_foxpro = false;     // numbers of memo blocks and B fields are those of Visual FoxPro
  std::uint64_t records = 0;  // as the header says
  std::size_t bytes = 0;      // of the header: where the records start
  std::size_t record_bytes = 0;
  std::string code_page;  // by the language driver; empty when it says nothing
  std::vector<DbfField> fields;
};

constexpr std::size_t kDbfHead = 64;  // bytes that looks_like_dbf needs

// By the first bytes: version, date, lengths and the first field must all make sense.
bool looks_like_dbf(std::string_view head);

// None when the fields and the length of a record do not agree. `bytes` starts at the header and
// holds it whole (at most 64 KiB).
std::optional<DbfHeader> parse_dbf_header(std::string_view bytes);

// The name that ICU knows for what a .cpg file says ("1252", "ANSI 1252", "UTF-8"); empty when it
// says nothing known.
std::string code_page_of_cpg(std::string_view text);

// What the field holds, in the words of SQL: "CHARACTER(10)", "NUMERIC(14,2)".
std::string dbf_declared_type(const DbfField& field);

}  // namespace aval
