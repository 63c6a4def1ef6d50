#include "audit/table/geometry_type.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/number_text.h"

namespace aval {

namespace {

// Names of ESRI's projection engine, in lower case.
using EsriName = std::pair<std::string_view, std::string_view>;
constexpr std::array<EsriName, 11> kEsriNames = {
    {{"rgf93_lambert_93", "2154"},
     {"rgf_1993_lambert_93", "2154"},
     {"rgf93_v1_lambert-93", "2154"},
     {"gcs_wgs_1984", "4326"},
     {"gcs_rgf_1993", "4171"},
     {"gcs_etrs_1989", "4258"},
     {"wgs_1984_web_mercator_auxiliary_sphere", "3857"},
     {"ntf_paris_lambert_zone_ii", "27572"},
     {"rgfg_1995_utm_22n", "2972"},
     {"rgr_1992_utm_40s", "2975"},
     {"wgs_1984_utm_zone_20n", "32620"}}};

}  // namespace

std::string geometry_type(std::string_view kind, std::string_view epsg) {
  std::string type = "geometry(";
  type.append(kind.empty() ? "Geometry" : kind);
  if (!epsg.empty())
    type.append(",").append(epsg);
  return type.append(")");
}

std::string epsg_of_type(std::string_view declared_type) {
  const std::string lower = to_lower_ascii(trim(declared_type));
  const std::size_t comma = lower.rfind(',');
  const bool is_geometry = lower.starts_with("geometry(") || lower.starts_with("geography(");
  if (!is_geometry || comma == std::string::npos || !lower.ends_with(')'))
    return "";
  const std::string code = lower.substr(comma + 1, lower.size() - comma - 2);
  const auto number = parse_count(code);
  return number && *number > 0 ? std::to_string(*number) : "";
}

std::string epsg_of_crs_name(std::string_view name) {
  std::string lower = to_lower_ascii(trim(name));
  // Longitude and latitude of WGS 84, in that order.
  if (lower.ends_with("crs84"))
    return "4326";
  const std::size_t authority = lower.rfind("epsg");
  if (authority == std::string::npos)
    return "";
  // The code comes last, after the version of the register, if any.
  const std::size_t start = lower.find_last_of(":/") + 1;
  const auto code = start > authority ? parse_count(lower.substr(start)) : std::nullopt;
  return code && *code > 0 ? std::to_string(*code) : "";
}

std::string epsg_of_esri_name(std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  for (const auto& [known, code] : kEsriNames)
    if (lower == known)
      return std::string(code);
  // The nine conic conformal projections, by their latitude: RGF_1993_CC44 is 3944.
  const std::size_t zone = lower.find("cc");
  if (lower.starts_with("rgf") && zone != std::string::npos && zone + 4 <= lower.size()) {
    const auto latitude = parse_count(lower.substr(zone + 2, 2));
    if (latitude && *latitude >= 42 && *latitude <= 50)
      return std::to_string(3900 + *latitude);
  }
  return "";
}

}  // namespace aval
