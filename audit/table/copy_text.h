// The text format of PostgreSQL's COPY ... TO STDOUT ("COPY", File Formats, Text Format).
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace aval {

// Cuts a line (with or without its line end) at its tabs and undoes the backslash escapes. `take`
// gets each field in order; a null one ("\N") has data() == nullptr. Views live until the call
// returns. Returns the number of fields; 0 for a lone "\.".
std::size_t read_copy_line(std::string_view line, std::string& storage,
                           const std::function<void(std::size_t, std::string_view)>& take);

}  // namespace aval
