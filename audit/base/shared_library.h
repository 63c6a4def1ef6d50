// Libraries loaded while the program runs, from where an administrator or the user put them, never
// from the working folder.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace aval {

// A loaded library; it stays loaded until the process ends, since what it made may outlive us.
class SharedLibrary {
 public:
  // `path` is absolute. Error(input) naming it when it cannot be loaded.
  explicit SharedLibrary(const std::string& path);
  const std::string& path() const { return path_; }
  // The address of a symbol. Error(input) when the library has none of that name.
  void* symbol(const char* name) const;

 private:
  std::string path_;
  void* handle_;
};

// The file that the environment variable names, which must be an absolute path (Error(usage)); else
// the first that is there of: ~/.local/share/aval/NAME, and NAME in /usr/local/lib, /usr/lib and
// its folder of this kind of machine. Neither LD_LIBRARY_PATH nor the working folder is looked at.
std::optional<std::string> find_shared_library(const std::string& name, const char* variable);

}  // namespace aval
