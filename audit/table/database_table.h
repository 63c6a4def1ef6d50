// What readers of databases share: cells mended, tables described.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "audit/base/file.h"
#include "audit/table/input_bytes.h"
#include "audit/table/row_reader.h"
#include "audit/table/shape_reader.h"

namespace aval {

// The text without NUL, and in UTF-8, bytes that are not being read as Windows-1252; what was
// mended is counted under the row's number.
void add_text_cell(std::size_t column, std::string_view value, SparseRow& row, ReadStats& stats);

// The positions of a geometry, at most 1 MiB of them; none is counted as a binary value.
void add_geometry_cell(std::size_t column, const std::optional<Shape>& shape, SparseRow& row,
                       ReadStats& stats);

// The largest geometry that is asked of a server or a library, in bytes; a larger one is counted as
// a binary value.
constexpr std::uint64_t kMaxGeometryBytes = 1048576;

// A table without a header line, whose names and types are given by its source.
TableInfo given_table(const std::string& name);

// A name of a database as text that can be shown.
std::string valid_name(const std::string& name);

// The bytes as a file with an absolute path, for libraries that open paths only.
struct FileOnDisk {
  std::string path;
  std::shared_ptr<const TemporaryFile> copy;  // of bytes in memory or in an archive
};
FileOnDisk file_on_disk(const InputBytes& input, const std::string& purpose);

// A table of which nothing is read, with the code that says why.
RowCursor refused_table(const std::string& code);

}  // namespace aval
