#include "audit/base/embedded.h"

#include "audit/base/crypto.h"
#include "audit/base/error.h"

namespace aval {

std::string_view embedded_content(const EmbeddedFolder& folder, std::string_view path) {
  for (const EmbeddedFile& file : folder.files)
    if (file.path == path)
      return file.content;
  throw Error(ErrorKind::internal, std::string(path),
              {"fichier absent du programme", "file missing from the program"});
}

std::string digest_of_folder(std::span<const EmbeddedFile> files) {
  Sha256 digest;
  for (const EmbeddedFile& file : files) {
    digest.add(file.path);
    digest.add(std::string_view("\0", 1));
    digest.add(std::to_string(file.content.size()));
    digest.add(std::string_view("\0", 1));
    digest.add(file.content);
  }
  return digest.finish_hex();
}

}  // namespace aval
