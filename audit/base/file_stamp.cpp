#include "audit/base/file_stamp.h"

#include <cerrno>

#include <sys/stat.h>

#include "audit/base/error.h"
#include "audit/base/file.h"

namespace aval {

std::string stamp_of_file(const std::string& path) {
  struct stat state = {};
  if (stat(path.c_str(), &state) != 0 || !S_ISREG(state.st_mode))
    return {};
  std::string stamp = std::to_string(state.st_size);
  stamp.append(" ").append(std::to_string(state.st_mtim.tv_sec));
  stamp.append(".").append(std::to_string(state.st_mtim.tv_nsec));
  return stamp;
}

void make_folder(const std::string& path) {
  constexpr mode_t kOwnerOnly = 0700;
  if (mkdir(path.c_str(), kOwnerOnly) == 0 ||
      (errno == EEXIST && kind_of_file(path) == FileKind::folder))
    return;
  throw Error(ErrorKind::input, path,
              {"ce dossier ne peut être créé : vérifiez le chemin et les droits",
               "this folder cannot be made: check the path and the rights"});
}

}  // namespace aval
