// Folders into files (source.h).
#include <algorithm>
#include <array>

#include "audit/base/file.h"
#include "audit/table/input_bytes.h"
#include "audit/table/source.h"
#include "audit/table/source_format.h"

namespace aval {

namespace {

// The files of a Shapefile or DBF table are read with the main one, or hold an index of it.
bool is_read_with_another(const std::string& path) {
  constexpr std::array<std::string_view, 10> kWithShapes = {"dbf", "shx", "prj", "cpg", "qpj",
                                                            "sbn", "sbx", "qix", "dbt", "fpt"};
  constexpr std::array<std::string_view, 3> kWithTable = {"cpg", "dbt", "fpt"};
  const std::string ending = split_source_name(path).ending;
  const auto is_one_of = [&](const auto& endings) {
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
  };
  return (is_one_of(kWithShapes) && find_beside(path, "shp")) ||
         (is_one_of(kWithTable) && find_beside(path, "dbf"));
}

}  // namespace

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
      if (!is_read_with_another(path))
        (has_readable_ending(path) ? files : not_audited).push_back(path);
    // open_source then says of this one what is wrong, like of any other source.
    if (files.size() == before)
      files.push_back(name);
  }
  std::sort(not_audited.begin(), not_audited.end());
  return files;
}

}  // namespace aval
