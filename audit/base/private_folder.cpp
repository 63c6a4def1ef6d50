#include "audit/base/private_folder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <unistd.h>

#include "audit/base/error.h"

namespace aval {

void make_private_folder(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code failure;
  fs::create_directory(path, failure);
  if (fs::symlink_status(path, failure).type() == fs::file_type::directory)
    fs::permissions(path, fs::perms::owner_all, failure);
  else if (!failure)
    failure = std::make_error_code(std::errc::not_a_directory);
  if (failure)
    throw Error(ErrorKind::input, path,
                {"dossier privé impossible à créer ; vérifiez les droits et la place",
                 "the private folder cannot be made; check rights and space"});
}

void make_private_file(const std::string& path, std::string_view content) {
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());  // mode 0600
  bool made = descriptor >= 0;
  for (std::size_t done = 0; made && done < content.size();) {
    const ssize_t wrote = ::write(descriptor, content.data() + done, content.size() - done);
    made = wrote >= 0 || errno == EINTR;
    done += wrote > 0 ? static_cast<std::size_t>(wrote) : 0;
  }
  made = made && ::fsync(descriptor) == 0;
  made = made && (::link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const std::string reason = made ? "" : std::strerror(errno);
  if (descriptor >= 0) {
    ::close(descriptor);
    ::unlink(temporary.c_str());
  }
  if (!made)
    throw Error(ErrorKind::input, path,
                format_text({"fichier privé impossible à écrire : {0}",
                             "the private file cannot be written: {0}"},
                            {reason}));
}

void remove_file(const std::string& path) {
  std::error_code failure;
  std::filesystem::remove(path, failure);
  if (failure)
    throw Error(ErrorKind::input, path,
                {"fichier impossible à supprimer ; vérifiez les droits du dossier",
                 "the file cannot be removed; check the rights of the folder"});
}

}  // namespace aval
