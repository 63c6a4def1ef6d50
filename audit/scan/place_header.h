// Headers over the codes and names of places of the French official lists.
#pragma once

#include <string>
#include <vector>

namespace aval {

enum class PlaceKind { none, postcode, commune_code, commune_name, departement_code };

struct PlaceHeader {
  PlaceKind kind = PlaceKind::none;
  std::vector<std::string> rest;  // its other words: columns of one place have the same
};

// "code_postal_naissance": a postcode, with the rest "naissance".
[[nodiscard]] PlaceHeader read_place_header(const std::string& name);

}  // namespace aval
