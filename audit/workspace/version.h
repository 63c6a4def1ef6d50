// What the binary is: its version and the packs compiled into it.
#pragma once

#include <string>

namespace aval {

std::string program_version();  // "0.1.0"
// "aval 0.1.0", then one line a pack: kind, id, version, SHA-256.
std::string version_text();

}  // namespace aval
