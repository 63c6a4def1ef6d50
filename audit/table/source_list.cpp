// Folders into files (source.h).
#include <algorithm>

#include "audit/base/file.h"
#include "audit/table/source.h"
#include "audit/table/source_format.h"

namespace aval {

std::vector<std::string> expand_sources(const std::vector<std::string>& names,
                                        std::vector<std::string>& not_audited) {
  std::vector<std::string> files;
  for (const std::string& name : names) {
    if (name == "-" || kind_of_file(name) != FileKind::folder) {
      files.push_back(name);
      continue;
    }
    const std::size_t before = files.size();
    for (const std::string& path : list_files(name, not_audited))
      (has_readable_ending(path) ? files : not_audited).push_back(path);
    // open_source then says of this one what is wrong, like of any other source.
    if (files.size() == before)
      files.push_back(name);
  }
  std::sort(not_audited.begin(), not_audited.end());
  return files;
}

}  // namespace aval
