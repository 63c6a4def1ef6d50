// Where a byte stands in a text, 32 or 16 bytes at a time where the processor can. Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace aval {

// Offsets of `wanted`, ascending; `places` is cleared first. `text` is shorter than 4 GiB.
void find_bytes(std::string_view text, char wanted, std::vector<std::uint32_t>& places);

// The ways that find_bytes chooses among: the best that this processor has.
enum class ByteScan { portable, sse2, avx2 };
bool is_supported(ByteScan scan);
// The same by one way, which must be supported; for tests.
void find_bytes_by(ByteScan scan, std::string_view text, char wanted,
                   std::vector<std::uint32_t>& places);

}  // namespace aval
