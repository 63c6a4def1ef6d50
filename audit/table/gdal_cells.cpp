#include "audit/table/gdal_cells.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "audit/base/text.h"
#include "audit/table/database_table.h"
#include "audit/table/number_text.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

constexpr std::size_t kMaxPoints = 20000;  // of one cell, as of a Shapefile
constexpr int kMaxDepth = 32;
constexpr int kBooleanSubtype = 1;  // OFSTBoolean
constexpr int kUtc = 100;           // a time zone is 100 + quarters of an hour; 0 and 1 say none

// "2026-01-02T03:04:05.5+01:00", as far as the type goes.
std::string time_text(const Gdal& gdal, GdalPointer feature, int field, int type) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  float second = 0;
  int zone = 0;
  gdal.as_time(feature, field, &year, &month, &day, &hour, &minute, &second, &zone);
  std::array<char, 64> text{};
  std::string out;
  if (type != gdal_time) {
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
    out = text.data();
  }
  if (type == gdal_date)
    return out;
  const int whole = static_cast<int>(second);
  std::snprintf(text.data(), text.size(), "%s%02d:%02d:%02d", out.empty() ? "" : "T", hour, minute,
                whole);
  out += text.data();
  const long thousandths = std::lround((second - static_cast<float>(whole)) * 1000);
  if (thousandths > 0 && thousandths < 1000) {
    std::snprintf(text.data(), text.size(), ".%03ld", thousandths);
    out += text.data();
  }
  if (zone == kUtc) {
    out += "Z";
  } else if (zone > 1) {
    const int minutes = (zone - kUtc) * 15;
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+',
                  std::abs(minutes) / 60, std::abs(minutes) % 60);
    out += text.data();
  }
  return out;
}

std::string json_text(std::string_view value) {
  std::string out = "\"";
  for (const char letter : value) {
    std::array<char, 8> code{};
    if (letter == '"' || letter == '\\')
      out.append("\\").append(1, letter);
    else if (static_cast<unsigned char>(letter) >= 0x20)
      out += letter;
    else if (std::snprintf(code.data(), code.size(), "\\u%04x", static_cast<unsigned>(letter)) > 0)
      out += code.data();
  }
  return out + "\"";
}

std::string list_text(const Gdal& gdal, GdalPointer feature, int field, int type) {
  std::string out;
  char** values = gdal.as_strings(feature, field);
  for (; values != nullptr && *values != nullptr; ++values) {
    out += out.empty() ? "[" : ", ";
    out += type == gdal_string_list ? json_text(*values) : std::string(*values);
  }
  return out.empty() ? "[]" : out + "]";
}

// Positions of a geometry and of its parts, one after the other.
class PositionLister {
 public:
  PositionLister(const Gdal& gdal, Shape& shape) : gdal_(gdal), shape_(shape) {}

  void add(GdalPointer geometry, int depth) {
    if (geometry == nullptr || depth > kMaxDepth || shape_.is_cut)
      return;
    const int parts = gdal_.part_count(geometry);
    for (int part = 0; part < parts; ++part)
      add(gdal_.part(geometry, part), depth + 1);
    const int points = parts > 0 ? 0 : gdal_.point_count(geometry);
    for (int point = 0; point < points; ++point)
      add_point(geometry, point);
  }

 private:
  void add_point(GdalPointer geometry, int point) {
    shape_.is_cut = shape_.is_cut || points_ == kMaxPoints;
    if (shape_.is_cut)
      return;
    shape_.coordinates += points_++ > 0 ? " " : "";
    shape_.coordinates += number_text(gdal_.point_x(geometry, point));
    shape_.coordinates += ",";
    shape_.coordinates += number_text(gdal_.point_y(geometry, point));
  }

  const Gdal& gdal_;
  Shape& shape_;
  std::size_t points_ = 0;
};

// The names of GeoJSON for those of the library, which are of WKT.
std::string shape_type(std::string_view name) {
  using Names = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Names, 7> kNames = {{{"POINT", "Point"},
                                            {"LINESTRING", "LineString"},
                                            {"POLYGON", "Polygon"},
                                            {"MULTIPOINT", "MultiPoint"},
                                            {"MULTILINESTRING", "MultiLineString"},
                                            {"MULTIPOLYGON", "MultiPolygon"},
                                            {"GEOMETRYCOLLECTION", "GeometryCollection"}}};
  for (const auto& [wkt, json] : kNames)
    if (name == wkt)
      return std::string(json);
  return to_valid_utf8(name);
}

}  // namespace

void add_gdal_field(const Gdal& gdal, GdalPointer feature, std::size_t field,
                    std::pair<SparseRow&, ReadStats&> out) {
  auto& [row, stats] = out;
  const int index = static_cast<int>(field);
  if (gdal.is_set(feature, index) == 0)
    return;
  const GdalPointer definition = gdal.field_definition_of(feature, index);
  const int type = gdal.field_type(definition);
  if (type == gdal_binary) {
    count_record(stats.repairs, "binary_value", row.number);
  } else if (type == gdal_date || type == gdal_time || type == gdal_date_time) {
    row.add(field, time_text(gdal, feature, index, type));
  } else if (type == gdal_real && gdal.field_decimals(definition) == 0) {
    row.add(field, number_text(gdal.as_double(feature, index)));
  } else if (type == gdal_integer && gdal.field_subtype(definition) == kBooleanSubtype) {
    row.add(field, gdal.as_double(feature, index) != 0 ? "true" : "false");
  } else if (type == gdal_integer_list || type == gdal_real_list || type == gdal_string_list ||
             type == gdal_integer64_list) {
    add_text_cell(field, list_text(gdal, feature, index, type), row, stats);
  } else if (const char* text = gdal.as_string(feature, index); text != nullptr) {
    add_text_cell(field, text, row, stats);
  }
}

Shape gdal_shape(const Gdal& gdal, GdalPointer geometry) {
  Shape shape;
  if (geometry == nullptr)
    return shape;
  const char* name = gdal.geometry_name(geometry);
  shape.type = shape_type(name == nullptr ? "" : name);
  PositionLister(gdal, shape).add(geometry, 0);
  return shape;
}

std::string gdal_type_name(int type) {
  constexpr std::array<std::string_view, 14> kNames = {
      "Integer", "IntegerList", "Real", "RealList", "String",   "StringList", "",
      "",        "Binary",      "Date", "Time",     "DateTime", "Integer64",  "Integer64List"};
  const auto index = static_cast<std::size_t>(type);
  return type >= 0 && index < kNames.size() ? std::string(kNames[index]) : "";
}

}  // namespace aval
