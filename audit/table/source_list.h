// Which files of a folder or an archive are sources.
#pragma once

#include <string>
#include <vector>

#include "audit/table/archive.h"

namespace aval {

// The members that a reader may take, and in `not_audited` the others, named with the archive.
// Files that are read with another one (.shx, .prj) are in neither.
std::vector<std::size_t> readable_members(const Archive& archive, const std::string& place,
                                          std::vector<std::string>& not_audited);

}  // namespace aval
