// Words of Madis for those of the activity schema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/base/json.h"

namespace aval {

// "L'exécution d'une mission d'intérêt public" or "public-interest-mission" -> "public_task"; empty
// when it is not known or not decided.
std::string madis_legal_basis(const std::string& word);
// "Destruction" -> "destroy", "Tri" -> "select", "Conservation", "Versement" -> "keep"; else empty.
std::string madis_final(const std::string& word);
// "Situation familiale" or "family-situation" -> "family_life"; "other" when it is not known.
std::string madis_category(const std::string& word);

// "1: 5 ans \r\n2: 10 ans\r\n" -> {"5 ans", "10 ans"}; a cell that is not packed is one item.
std::vector<std::string> madis_unpack(const std::string& cell);
// "26/02/2024 à 14:05" -> "2024-02-26"; empty when it is no day.
std::string madis_day(const std::string& cell);

}  // namespace aval
