// A folder that only its owner may open, and what it holds.
#pragma once

#include <string>
#include <string_view>

namespace aval {

// Makes it with mode 0700, or takes the one there is and sets that mode. Error(input) naming the
// path when it cannot be, or when something else, a symbolic link included, has that name.
void make_private_folder(const std::string& path);

// Makes a file with mode 0600, whole; one that is there already stays as it is, whoever makes it at
// the same time. Error(input) naming the path.
void make_private_file(const std::string& path, std::string_view content);

// Nothing when it is not there. Error(input) naming the path when it cannot be removed.
void remove_file(const std::string& path);

}  // namespace aval
