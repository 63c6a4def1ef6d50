// What tells, without reading it, that a file has changed.
#pragma once

#include <string>

namespace aval {

// Size and time of the last change ("1234 1700000000.123456789"); empty when there is no such file.
std::string stamp_of_file(const std::string& path);

// Makes a folder unless it is there; its parent must be. Error(input) when it cannot.
void make_folder(const std::string& path);

}  // namespace aval
