#include "audit/scan/references.h"

#include <string_view>

#include "audit/scan/place_header.h"
#include "audit/scan/table_profile.h"

namespace aval {
namespace {

std::string_view list_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::postcode:
      return "postcode";
    case PlaceKind::commune_code:
      return "insee_commune";
    case PlaceKind::departement_code:
      return "departement_code";
    case PlaceKind::none:
    case PlaceKind::commune_name:
      return "";
  }
  return "";
}

}  // namespace

std::vector<ReferenceCount> find_references(const TableProfile& profile, const TableInfo& info,
                                            const RulePack& pack) {
  std::vector<ReferenceCount> references;
  if (info.dialect.header_doubtful)
    return references;
  for (std::size_t c = 0; c < info.columns.size() && c < profile.columns.size(); ++c) {
    const std::string_view list = list_of(read_place_header(info.columns[c].name).kind);
    const DictionarySet holder = list.empty() ? 0 : pack.dictionaries.bit(list);
    if (holder == 0)  // no such list in this pack
      continue;
    ReferenceCount count{c, std::string(list), 0, profile.columns[c].sample.size()};
    for (const SampledValue& value : profile.columns[c].sample)
      count.known += (profile.columns[c].verdict_of(value).dictionaries & holder) != 0 ? 1U : 0U;
    if (count.of > 0 && count.known * 2 >= count.of)
      references.push_back(std::move(count));
  }
  return references;
}

}  // namespace aval
