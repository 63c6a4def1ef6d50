#include "audit/table/database_table.h"

#include <algorithm>
#include <utility>

#include "audit/base/plain_path.h"
#include "audit/base/text.h"
#include "audit/table/encoding.h"
#include "audit/table/read_codes.h"

namespace aval {

void add_text_cell(std::size_t column, std::string_view value, SparseRow& row, ReadStats& stats) {
  std::string repaired;
  if (!is_ascii(value) && !is_utf8(value)) {
    repair_utf8(value, repaired);
    value = repaired;
    count_record(stats.repairs, "bad_utf8", row.number);
  }
  if (value.find('\0') != std::string_view::npos) {
    std::string clean(value);
    clean.erase(std::remove(clean.begin(), clean.end(), '\0'), clean.end());
    count_record(stats.repairs, "nul_byte", row.number);
    row.add(column, clean);
    return;
  }
  row.add(column, value);
}

void add_geometry_cell(std::size_t column, const std::optional<Shape>& shape, SparseRow& row,
                       ReadStats& stats) {
  constexpr std::size_t kMaxShapeCell = 1048576;
  if (!shape) {
    count_record(stats.repairs, "binary_value", row.number);
    return;
  }
  if (shape->is_cut || shape->coordinates.size() > kMaxShapeCell)
    count_record(stats.repairs, "shape_cut", row.number);
  if (!shape->coordinates.empty())
    row.add(column, std::string_view(shape->coordinates).substr(0, kMaxShapeCell));
}

TableInfo given_table(const std::string& name) {
  TableInfo info;
  info.name = name;
  info.dialect.encoding = "UTF-8";
  info.dialect.encoding_origin = "valid";
  info.dialect.header_rows = 0;
  info.dialect.delimiter_origin = Origin::given;
  return info;
}

std::string valid_name(const std::string& name) {
  std::string text = to_valid_utf8(name);
  text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
  return text;
}

FileOnDisk file_on_disk(const InputBytes& input, const std::string& purpose) {
  if (!input.path().empty())
    return {absolute_path(input.path()), nullptr};
  constexpr std::size_t kPiece = 1048576;
  auto copy = std::make_shared<TemporaryFile>(purpose);
  WholeFile file(copy->path(), true);
  std::string piece(kPiece, '\0');
  for (std::uint64_t offset = 0; offset < input.size(); offset += kPiece)
    file.write({piece.data(), input.read_at(offset, piece.data(), piece.size())});
  file.finish();
  return {absolute_path(copy->path()), std::move(copy)};
}

RowCursor refused_table(const std::string& code) {
  return [code](SparseRow&, ReadStats& stats) {
    count_record(stats.skipped, code, 1);
    ++stats.skipped_rows;
    return false;
  };
}

}  // namespace aval
