// Communes and what they belong to: EPCI, département, région (Code officiel géographique of INSEE,
// postcodes of La Poste, EPCI of the DGCL, 2026; see NOTICE).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

struct CommuneAreas {
  std::string_view code;  // INSEE, "2A004"
  std::string_view departement;
  std::string_view epci;  // its SIREN; empty: in none
};

// Views into the program's own data.
struct Areas {
  std::vector<CommuneAreas> communes;
  std::map<std::string_view, std::vector<std::uint32_t>> by_postcode;
  std::map<std::string_view, std::uint32_t> by_code;
  std::map<std::string, std::vector<std::uint32_t>> by_name;  // folded
  std::map<std::string_view, std::string_view> epci_names;
  std::map<std::string_view, std::string_view> departement_names;
  std::map<std::string_view, std::string_view> region_of_departement;
  std::map<std::string_view, std::string_view> region_names;
};

Areas load_areas();

// The communes that a postcode stands for (four digits: its zero was lost), or an INSEE code or a
// name; empty for another text.
std::vector<std::uint32_t> communes_of_postcode(const Areas& areas, std::string_view text);
std::vector<std::uint32_t> communes_of_name_or_code(const Areas& areas, std::string_view text);

// EPCI with its département ("CC Faucigny - Glières (74)", since some lie in several), département,
// région: the names of all, joined by " | " where the communes lie in several. Each text decides
// the next one.
std::vector<std::string> area_labels(const Areas& areas,
                                     const std::vector<std::uint32_t>& communes);

}  // namespace aval
