// The first element of a text of XML, without parsing the whole.
#pragma once

#include <string_view>

namespace aval {

// Its start tag without "<", cut where the text ends; empty when there is none.
std::string_view xml_root_tag(std::string_view text);

// Its name without prefix.
std::string_view xml_root_name(std::string_view text);

}  // namespace aval
