// Files that only grow.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aval {

// Cuts the file at `kept` bytes (what a killed process left after them is no whole record), writes
// `content` there and syncs it. A new file is readable by its owner only. Error(input) naming the
// path.
void append_synced(const std::string& path, std::uint64_t kept, std::string_view content);

}  // namespace aval
