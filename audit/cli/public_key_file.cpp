#include "audit/cli/public_key_file.h"

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/key_crypto.h"

namespace aval {

std::string load_public_key(const std::string& path) {
  if (const auto key = ed25519_public_of_pem(read_file(path)))
    return *key;
  throw Error(ErrorKind::input, path,
              {"ce fichier n'est pas une clé publique Ed25519 (aval keyring public-key)",
               "this file is no Ed25519 public key (aval keyring public-key)"});
}

}  // namespace aval
