// The grammar of opening hours of OpenStreetMap (wiki.openstreetmap.org, "Key:opening_hours/
// specification", version 0.7.2): "Mo-Fr 09:00-12:00,14:00-18:00; PH off".
#pragma once

#include <string_view>

namespace aval {

// Whether the text follows the grammar. Words are taken in any case. Pure; linear in the text.
bool is_opening_hours(std::string_view text);

}  // namespace aval
