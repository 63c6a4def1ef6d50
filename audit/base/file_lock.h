// One process at a time.
#pragma once

#include <string>

namespace aval {

// Holds the lock of a file, which it makes when it is not there (mode 0600) and leaves behind. The
// system lets go of it when the process ends, however it ends.
class FileLock {
 public:
  // Error(store) naming the path when another process holds it; Error(input) when it cannot be
  // made.
  explicit FileLock(const std::string& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace aval
