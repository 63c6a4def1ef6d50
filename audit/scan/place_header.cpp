#include "audit/scan/place_header.h"

#include <algorithm>
#include <set>

#include "rules/header_words.h"

namespace aval {
namespace {

using Words = std::set<std::string, std::less<>>;

bool has_any(const std::vector<std::string>& words, const Words& wanted) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return wanted.contains(word); });
}

PlaceHeader without(std::vector<std::string> words, PlaceKind kind, const Words& told) {
  std::erase_if(words, [&](const std::string& word) { return told.contains(word); });
  return {kind, std::move(words)};
}

}  // namespace

PlaceHeader read_place_header(const std::string& name) {
  static const Words kPostcode = {"cp",      "postal",     "postcode", "zip",    "zipcode",
                                  "codpost", "codepostal", "cpost",    "cdpost", "postalcode"};
  static const Words kCommuneCode = {"insee", "depcom", "codgeo", "cog"};
  static const Words kCommune = {"commune", "com", "ville", "localite", "city", "town"};
  static const Words kDepartement = {"departement", "dept", "dep"};
  static const Words kTold = {"code", "num", "numero", "nom", "lib", "libelle", "name", "post"};
  const std::vector<std::string> words = header_tokens(name);
  Words told = kTold;
  for (const Words* more : {&kPostcode, &kCommuneCode, &kCommune, &kDepartement})
    told.insert(more->begin(), more->end());
  const bool is_code = has_any(words, {"code", "num", "numero"});
  if (has_any(words, kPostcode))
    return without(words, PlaceKind::postcode, told);
  if (has_any(words, kCommuneCode) || (is_code && has_any(words, kCommune)))
    return without(words, PlaceKind::commune_code, told);
  if (has_any(words, kDepartement))
    return is_code ? without(words, PlaceKind::departement_code, told) : PlaceHeader();
  if (has_any(words, kCommune) && !is_code)
    return without(words, PlaceKind::commune_name, told);
  return {};
}

}  // namespace aval
