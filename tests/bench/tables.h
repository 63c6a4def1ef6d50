// Tables of the benchmark: the mix of a French department's export, and the shapes that kill a
// scanner tuned on one file.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// The mix of performance.md section 6 (21 columns), and five shapes: 780-byte texts full of
// contacts, random hexadecimal cells, short integers, every cell quoted, and 1,000 columns.
std::vector<std::string> table_shapes();

// Writes header and records of `shape` to `file` until `bytes` are reached; the last record is
// whole. Same shape, bytes and seed: same file. Persons are drawn from short lists, telephone
// numbers from the ranges kept for fiction. Throws std::invalid_argument for an unknown shape,
// std::runtime_error when writing fails.
void write_table(std::FILE* file, const std::string& shape, std::uint64_t bytes,
                 std::uint64_t seed);

}  // namespace aval
