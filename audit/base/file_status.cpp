#include "audit/base/file_status.h"

#include <sys/stat.h>

namespace aval {

void fill_file_status(void* status, std::uint64_t bytes) {
  auto* const target = static_cast<struct stat*>(status);
  target->st_mode = S_IFREG | S_IRUSR;
  target->st_nlink = 1;
  target->st_size = static_cast<off_t>(bytes);
}

}  // namespace aval
