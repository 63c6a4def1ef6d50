// What a C library that asks for files through functions of ours wants to know of one.
#pragma once

#include <cstdint>

namespace aval {

// Fills the `struct stat` at `status`, all zero before, with a regular read-only file of that many
// bytes.
void fill_file_status(void* status, std::uint64_t bytes);

}  // namespace aval
