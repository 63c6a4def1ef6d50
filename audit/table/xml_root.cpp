#include "audit/table/xml_root.h"

#include <algorithm>

namespace aval {

std::string_view xml_root_tag(std::string_view text) {
  for (std::size_t place = text.find('<'); place != std::string_view::npos;
       place = text.find('<', place + 1)) {
    if (text.substr(place).starts_with("<!--")) {
      place = text.find("-->", place);
      if (place == std::string_view::npos)
        return {};
    } else if (place + 1 < text.size() && text[place + 1] != '?' && text[place + 1] != '!') {
      const std::string_view tag = text.substr(place + 1);
      return tag.substr(0, tag.find('>'));
    }
  }
  return {};
}

std::string_view xml_root_name(std::string_view text) {
  const std::string_view tag = xml_root_tag(text);
  const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
  return name.substr(std::min(name.size(), name.find(':') + 1));
}

}  // namespace aval
