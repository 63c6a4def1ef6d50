// A ZIP container made in memory, the same bytes for the same parts.
#pragma once

#include <string>
#include <vector>

namespace aval {

struct ZipMember {
  std::string name;
  std::string content;
  bool is_stored = false;  // without compression
};

// Parts in the given order, all dated 1980-01-01, the first day that ZIP knows. Error(internal)
// when it cannot be made.
std::string write_zip(const std::vector<ZipMember>& parts);

}  // namespace aval
