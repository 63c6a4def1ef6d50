#include "registry/identifier.h"

#include "audit/base/text.h"

namespace aval {

std::string identifier_of(const std::string& name) {
  std::string id;
  for (const char character : fold(name)) {
    const bool is_kept =
        (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    if (is_kept)
      id += character;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (id.ends_with('-'))
    id.pop_back();
  return id.empty() ? "fiche" : id;
}

}  // namespace aval
