#include "audit/base/shared_library.h"

#include <vector>

#include <dlfcn.h>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/terminal.h"

namespace aval {

namespace {

#if defined(__aarch64__)
constexpr const char* kMachine = "/usr/lib/aarch64-linux-gnu/";
#else
constexpr const char* kMachine = "/usr/lib/x86_64-linux-gnu/";
#endif

[[noreturn]] void refuse_library(const std::string& path) {
  throw Error(ErrorKind::input, path,
              Text{"cette bibliothèque ne peut pas être chargée (abîmée, d'une autre machine ou "
                   "d'une version trop ancienne)",
                   "this library cannot be loaded (damaged, of another kind of machine, or too "
                   "old a version)"});
}

}  // namespace

SharedLibrary::SharedLibrary(const std::string& path)
    : path_(path),
      handle_(path.starts_with('/') ? ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) : nullptr) {
  if (handle_ == nullptr)
    refuse_library(path_);
}

void* SharedLibrary::symbol(const char* name) const {
  void* address = ::dlsym(handle_, name);
  if (address == nullptr)
    refuse_library(path_);
  return address;
}

std::optional<std::string> find_shared_library(const std::string& name, const char* variable) {
  if (auto named = environment_variable(variable); named && !named->empty()) {
    if (!named->starts_with('/') || kind_of_file(*named) != FileKind::regular)
      throw Error(ErrorKind::usage, variable,
                  format_text({"le chemin absolu d'un fichier qui existe est attendu ({0})",
                               "the absolute path of a file that exists is expected ({0})"},
                              {name}));
    return named;
  }
  std::vector<std::string> folders = {"/usr/local/lib/", kMachine, "/usr/lib/"};
  if (const auto home = environment_variable("HOME"); home && home->starts_with('/'))
    folders.insert(folders.begin(), *home + "/.local/share/aval/");
  for (const std::string& folder : folders)
    if (kind_of_file(folder + name) == FileKind::regular)
      return folder + name;
  return std::nullopt;
}

}  // namespace aval
