// Compressed files whole: gzip and zstd, with limits against bombs.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "audit/table/input_bytes.h"

namespace aval {

bool is_gzip(std::string_view head);
bool is_zstd(std::string_view head);

// The first bytes of what the compressed bytes hold; fewer than `length` at the end or the damage.
std::string unpacked_head(const std::shared_ptr<const InputBytes>& input, std::size_t length,
                          const std::string& place);

// All of it, in memory when small, else in a private temporary file. Error(input) when it is
// damaged or inflates past the limits (8 GiB, or 200 times its size above 64 MiB).
std::shared_ptr<const InputBytes> unpack(const std::shared_ptr<const InputBytes>& input,
                                         const std::string& place);

// Bytes that come piece by piece, in memory up to 16 MiB, then in a temporary file.
class Spool {
 public:
  void add(std::string_view piece);
  std::shared_ptr<const InputBytes> finish();

 private:
  std::string memory_;
  std::unique_ptr<TemporaryFile> file_;
  std::unique_ptr<WholeFile> out_;
};

}  // namespace aval
