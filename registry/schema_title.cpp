#include "registry/schema_title.h"

namespace aval {

Text split_schema_title(const std::string& title) {
  const std::size_t border = title.find(" / ");
  if (border == std::string::npos)
    return {title, title};
  return {title.substr(0, border), title.substr(border + 3)};
}

}  // namespace aval
