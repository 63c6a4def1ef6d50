#include "audit/base/plain_path.h"

#include <filesystem>
#include <system_error>

#include "audit/base/error.h"

namespace aval {

std::string absolute_path(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

PlainLink::PlainLink(const std::string& target, const std::string& name)
    : folder_("link"), name_(name) {
  std::error_code failure;
  std::filesystem::create_symlink(target, path(), failure);
  if (failure)
    throw Error(ErrorKind::input, target,
                Text{"impossible de préparer la lecture dans le dossier temporaire",
                     "reading could not be prepared in the temporary folder"});
}

}  // namespace aval
