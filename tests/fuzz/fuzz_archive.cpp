// Archives (libFuzzer): every member is opened and its first bytes read. An even first byte puts
// the others into a tar header with a right checksum, which a fuzzer seldom finds.
#include <algorithm>
#include <cstdio>

#include "audit/table/archive.h"
#include "tests/fuzz/read_everything.h"

namespace {

void set_checksum(std::string& bytes) {
  if (bytes.size() < 512)
    return;
  std::fill_n(bytes.begin() + 148, 8, ' ');
  unsigned sum = 0;
  for (std::size_t index = 0; index < 512; ++index)
    sum += static_cast<unsigned char>(bytes[index]);
  std::snprintf(bytes.data() + 148, 8, "%06o", sum);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2)
    return 0;
  std::string bytes(data + 1, data + size);
  if (data[0] % 2 == 0)
    set_checksum(bytes);
  try {
    const auto archive = aval::open_archive(aval::InputBytes::of_memory(std::move(bytes)), "fuzz");
    for (std::size_t index = 0; archive && index < archive->members.size(); ++index) {
      try {
        const auto member = archive->open(index);
        std::string head(64, '\0');
        if (member->read_at(0, head.data(), head.size()) > head.size())
          std::abort();
      } catch (const aval::Error&) {
      }
    }
  } catch (const aval::Error& error) {
    if (error.kind() == aval::ErrorKind::internal || error.message().fr.empty())
      std::abort();
  }
  return 0;
}
