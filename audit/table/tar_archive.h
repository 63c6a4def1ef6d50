// tar archives: POSIX ustar and pax, GNU long names, the old form.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/input_bytes.h"

namespace aval {

constexpr std::size_t kTarBlock = 512;

// True when the first block is a header with a right checksum.
bool is_tar(std::string_view head);

struct TarMember {
  std::string name;
  std::uint64_t offset = 0;  // of its content
  std::uint64_t bytes = 0;
  bool is_file = true;  // false for links, devices, sparse files
};

struct TarList {
  std::vector<TarMember> members;  // without folders
  bool is_damaged = false;         // the archive stops early
};

// Stops after `limit` members.
TarList list_tar(const InputBytes& input, std::size_t limit);

}  // namespace aval
