#include "audit/protect/areas.h"

#include <functional>
#include <set>

#include "audit/base/embedded.h"
#include "audit/base/text.h"

namespace aval {

const EmbeddedFolder& embedded_areas();

namespace {

// The rows of a list, without the line that names its columns.
void for_each_row(std::string_view file,
                  const std::function<void(const std::vector<std::string_view>&)>& take) {
  const std::string_view content = embedded_content(embedded_areas(), file);
  bool first = true;
  for (const std::string_view line : split(content, '\n')) {
    if (!first && !line.empty())
      take(split(line, '\t'));
    first = false;
  }
}

void add_commune(const std::vector<std::string_view>& row, Areas& areas) {
  const auto number = static_cast<std::uint32_t>(areas.communes.size());
  areas.communes.push_back({row[0], row[3], row[4]});
  areas.by_code.emplace(row[0], number);
  areas.by_name[fold(row[1])].push_back(number);
  for (const std::string_view postcode : split(row[2], '|'))
    if (!postcode.empty())
      areas.by_postcode[postcode].push_back(number);
}

std::string_view name_in(const std::map<std::string_view, std::string_view>& names,
                         std::string_view code) {
  const auto found = names.find(code);
  return found == names.end() ? code : found->second;
}

std::string joined(const std::set<std::string>& names) {
  return join({names.begin(), names.end()}, " | ");
}

}  // namespace

Areas load_areas() {
  Areas areas;
  for_each_row("communes.tsv", [&areas](const auto& row) { add_commune(row, areas); });
  for_each_row("epci.tsv", [&areas](const auto& row) { areas.epci_names.emplace(row[0], row[1]); });
  for_each_row("departements.tsv", [&areas](const auto& row) {
    areas.departement_names.emplace(row[0], row[1]);
    areas.region_of_departement.emplace(row[0], row[2]);
  });
  for_each_row("regions.tsv",
               [&areas](const auto& row) { areas.region_names.emplace(row[0], row[1]); });
  return areas;
}

std::vector<std::uint32_t> communes_of_postcode(const Areas& areas, std::string_view text) {
  std::string code(text);
  if (code.size() == 4)
    code.insert(0, 1, '0');
  const auto found = areas.by_postcode.find(code);
  return found == areas.by_postcode.end() ? std::vector<std::uint32_t>() : found->second;
}

std::vector<std::uint32_t> communes_of_name_or_code(const Areas& areas, std::string_view text) {
  std::string code = to_upper_ascii(text);
  if (code.size() == 4)
    code.insert(0, 1, '0');
  const auto found = areas.by_code.find(code);
  if (found != areas.by_code.end())
    return {found->second};
  const auto named = areas.by_name.find(fold(text));
  return named == areas.by_name.end() ? std::vector<std::uint32_t>() : named->second;
}

std::vector<std::string> area_labels(const Areas& areas,
                                     const std::vector<std::uint32_t>& communes) {
  std::set<std::string> epcis, departements, regions;
  for (const std::uint32_t number : communes) {
    const CommuneAreas& commune = areas.communes[number];
    const std::string_view departement = commune.departement;
    std::string in_departement = " (";
    in_departement.append(departement).append(")");
    const std::string_view epci =
        commune.epci.empty() ? "hors EPCI" : name_in(areas.epci_names, commune.epci);
    epcis.insert(std::string(epci) + in_departement);
    departements.insert(std::string(name_in(areas.departement_names, departement)) +
                        in_departement);
    regions.emplace(name_in(areas.region_names, name_in(areas.region_of_departement, departement)));
  }
  return {joined(epcis), joined(departements), joined(regions)};
}

}  // namespace aval
