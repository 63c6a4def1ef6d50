#include "audit/base/private_folder.h"

#include <filesystem>
#include <system_error>

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

void remove_file(const std::string& path) {
  std::error_code failure;
  std::filesystem::remove(path, failure);
  if (failure)
    throw Error(ErrorKind::input, path,
                {"fichier impossible à supprimer ; vérifiez les droits du dossier",
                 "the file cannot be removed; check the rights of the folder"});
}

}  // namespace aval
