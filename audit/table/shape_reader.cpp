#include "audit/table/shape_reader.h"

#include <algorithm>

#include "audit/table/binary_number.h"
#include "audit/table/number_text.h"

namespace aval {

namespace {

constexpr std::size_t kMaxPoints = 20000;  // of one cell
constexpr std::uint64_t kRecordHead = 8;
constexpr std::size_t kMaxContent = 4194304;

std::string type_name(std::uint64_t type) {
  switch (type % 10) {
    case 1:
      return type == 31 ? "MultiPatch" : "Point";
    case 3:
      return "LineString";
    case 5:
      return "Polygon";
    case 8:
      return "MultiPoint";
    default:
      return "";
  }
}

void add_points(std::string_view content, std::size_t offset, std::uint64_t points, Shape& shape) {
  const std::uint64_t present = offset < content.size() ? (content.size() - offset) / 16 : 0;
  const std::uint64_t kept = std::min<std::uint64_t>({points, present, kMaxPoints});
  shape.is_cut = kept < points;
  for (std::uint64_t index = 0; index < kept; ++index) {
    const std::size_t place = offset + static_cast<std::size_t>(index) * 16;
    shape.coordinates += index > 0 ? " " : "";
    shape.coordinates += number_text(little_endian_double(content, place));
    shape.coordinates += ",";
    shape.coordinates += number_text(little_endian_double(content, place + 8));
  }
}

Shape shape_of(std::string_view content) {
  const std::uint64_t type = little_endian(content, 0, 4);
  Shape shape;
  shape.type = type <= 31 ? type_name(type) : "";
  if (shape.type.empty())
    return shape;
  if (shape.type == "Point") {
    add_points(content, 4, 1, shape);
  } else if (shape.type == "MultiPoint") {
    add_points(content, 40, little_endian(content, 36, 4), shape);
  } else {
    // Box, number of parts, number of points, starts of the parts (and their types), points.
    const std::uint64_t parts = std::min<std::uint64_t>(little_endian(content, 36, 4), kMaxContent);
    const std::uint64_t each = shape.type == "MultiPatch" ? 8 : 4;
    add_points(content, static_cast<std::size_t>(44 + parts * each), little_endian(content, 40, 4),
               shape);
  }
  return shape;
}

}  // namespace

std::optional<Shape> ShapeReader::next() {
  std::string head(kRecordHead, '\0');
  if (input_->read_at(place_, head.data(), head.size()) < head.size())
    return std::nullopt;
  const std::uint64_t length = big_endian(head, 4, 4) * 2;
  const std::uint64_t left = input_->size() - place_ - kRecordHead;
  if (length < 4 || length > left)
    return std::nullopt;
  std::string content(static_cast<std::size_t>(std::min<std::uint64_t>(length, kMaxContent)), '\0');
  content.resize(input_->read_at(place_ + kRecordHead, content.data(), content.size()));
  place_ += kRecordHead + length;
  return shape_of(content);
}

std::string coordinate_system(std::string_view prj) {
  const std::size_t start = prj.find('"');
  const std::size_t end = start == std::string_view::npos ? start : prj.find('"', start + 1);
  return end == std::string_view::npos ? "" : std::string(prj.substr(start + 1, end - start - 1));
}

}  // namespace aval
