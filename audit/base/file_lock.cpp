#include "audit/base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "audit/base/error.h"

namespace aval {

FileLock::FileLock(const std::string& path)
    : descriptor_(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
  if (descriptor_ < 0)
    throw Error(ErrorKind::input, path,
                {"verrou impossible à poser ; vérifiez les droits du dossier",
                 "the lock cannot be set; check the rights of the folder"});
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0)
    return;
  close(descriptor_);
  throw Error(ErrorKind::store, path,
              {"un autre « aval serve » sert déjà cet espace de travail ; utilisez-le, ou "
               "arrêtez-le d'abord",
               "another 'aval serve' already serves this workspace; use it, or stop it first"});
}

FileLock::~FileLock() {
  close(descriptor_);
}

}  // namespace aval
