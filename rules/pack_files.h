// The files of a pack, before they mean anything: from a folder or from the binary. For
// rule_pack.cpp and the build tool.
#pragma once

#include <string>
#include <vector>

#include "audit/base/embedded.h"
#include "audit/base/json.h"
#include "rules/dictionary_table.h"

namespace aval {

// The name under which the compiled dictionaries are embedded beside the pack's own files.
inline constexpr std::string_view kCompiledDictionaries = "compiled_dictionaries.bin";

struct PackFiles {
  std::vector<std::pair<std::string, std::string>> owned;  // path, content; of a folder
  std::vector<EmbeddedFile> files;                         // sorted by path

  // Null when there is none of that path.
  const EmbeddedFile* find(std::string_view path) const;
};

PackFiles read_pack_folder(const std::string& folder);

// The lists that pack.json names, with their contents; missing files go to `problems`.
std::vector<DictionarySource> dictionary_sources(const Json& manifest, const PackFiles& files,
                                                 std::vector<Problem>& problems);

}  // namespace aval
