#include "audit/base/synced_append.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/base/error.h"

namespace aval {
namespace {

[[noreturn]] void refuse(const std::string& path) {
  const std::string reason = std::strerror(errno);
  throw Error(ErrorKind::input, path,
              {"écriture impossible : " + reason, "cannot be written: " + reason});
}

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : value_(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (value_ < 0)
      refuse(path);
  }
  ~Descriptor() { ::close(value_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }

 private:
  int value_;
};

}  // namespace

void append_synced(const std::string& path, std::uint64_t kept, std::string_view content) {
  const Descriptor file(path);
  auto offset = static_cast<off_t>(kept);
  if (::ftruncate(file.get(), offset) != 0)
    refuse(path);
  while (!content.empty()) {
    const ssize_t count = ::pwrite(file.get(), content.data(), content.size(), offset);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      refuse(path);
    offset += count;
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file.get()) != 0)
    refuse(path);
}

}  // namespace aval
