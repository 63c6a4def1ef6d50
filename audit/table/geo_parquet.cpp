#include "audit/table/geo_parquet.h"

#include <nlohmann/json.hpp>

#include "audit/table/geometry_type.h"

namespace aval {

namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* key) {
  const auto member = object.find(key);
  return member != object.end() && member->is_string() ? member->get<std::string>() : "";
}

// The code of a system described in PROJJSON, by its identifier.
std::string epsg_of_projjson(const json& system) {
  const auto id = system.find("id");
  if (id == system.end() || !id->is_object())
    return "";
  const auto code = id->find("code");
  if (code == id->end())
    return "";
  const std::string number = code->is_string() ? code->get<std::string>() : code->dump();
  return epsg_of_crs_name(text_of(*id, "authority") + ":" + number);
}

std::string epsg_of_system(const json& system) {
  if (system.is_string())
    return epsg_of_crs_name(system.get<std::string>());
  return system.is_object() ? epsg_of_projjson(system) : "";
}

std::string type_of_column(const json& column) {
  const auto system = column.find("crs");
  const auto kinds = column.find("geometry_types");
  const bool has_kind = kinds != column.end() && kinds->is_array() && kinds->size() == 1 &&
                        kinds->front().is_string();
  const std::string kind = has_kind ? kinds->front().get<std::string>() : "";
  // Only the names of the standard, which have letters and a space: metadata can hold anything.
  const bool is_plain = kind.size() < 30 && kind.find_first_not_of(
                                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                "abcdefghijklmnopqrstuvwxyz ") == std::string::npos;
  return geometry_type(is_plain ? kind : "",
                       system == column.end() ? "4326" : epsg_of_system(*system));
}

}  // namespace

std::map<std::string, std::string> geo_parquet_columns(std::string_view geo) {
  std::map<std::string, std::string> types;
  const json document = json::parse(geo, nullptr, false);
  const auto columns = document.is_object() ? document.find("columns") : document.end();
  if (columns == document.end() || !columns->is_object())
    return types;
  for (const auto& [name, column] : columns->items())
    if (column.is_object())
      types.emplace(name, type_of_column(column));
  return types;
}

std::string type_of_duck_geometry(std::string_view type) {
  const std::size_t first = type.find('\'');
  const std::size_t last = type.rfind('\'');
  if (first == std::string_view::npos || last <= first)
    return geometry_type("", "");
  const std::string_view system = type.substr(first + 1, last - first - 1);
  const json parsed = json::parse(system, nullptr, false);
  return geometry_type("",
                       parsed.is_object() ? epsg_of_projjson(parsed) : epsg_of_crs_name(system));
}

}  // namespace aval
