// A folder that only its owner may open, and what it holds.
#pragma once

#include <string>

namespace aval {

// Makes it with mode 0700, or takes the one there is and sets that mode. Error(input) naming the
// path when it cannot be, or when something else, a symbolic link included, has that name.
void make_private_folder(const std::string& path);

// Nothing when it is not there. Error(input) naming the path when it cannot be removed.
void remove_file(const std::string& path);

}  // namespace aval
