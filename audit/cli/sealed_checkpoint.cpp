#include "audit/cli/sealed_checkpoint.h"

#include <nlohmann/json.hpp>

#include "audit/cli/public_key_file.h"
#include "registry/seal.h"

namespace aval {
namespace {

bool is_checkpoint(const Json& json) {
  if (!json.is_object() || json.value("schema", Json()) != "aval.checkpoint/1" ||
      !json.value("count", Json()).is_number_integer())
    return false;
  for (const char* key : {"hash", "time", "signature"})
    if (!json.value(key, Json()).is_string())
      return false;
  return json.at("count") >= 1;
}

}  // namespace

OrderedJson sealed_checkpoint(const Checkpoint& checkpoint, const std::string& time,
                              const SigningKey& key) {
  return {
      {"schema", "aval.checkpoint/1"},
      {"count", checkpoint.count},
      {"hash", checkpoint.hash},
      {"time", time},
      {"algorithm", "Ed25519"},
      {"key", key.name},
      {"public_key", hex_of(key.public_key)},
      {"signature", hex_of(ed25519_sign(key.seed.view(), checkpoint_message(checkpoint, time)))}};
}

Checkpoint load_checkpoint(const std::string& path, const std::string& public_key) {
  const Json json = load_json(path);
  if (!is_checkpoint(json))
    throw Error(ErrorKind::input, path,
                {"ce fichier n'est pas un point de contrôle (aval journal checkpoint)",
                 "this file is no checkpoint (aval journal checkpoint)"});
  const Checkpoint checkpoint{json.at("count").get<std::int64_t>(),
                              json.at("hash").get<std::string>()};
  if (public_key.empty())
    return checkpoint;
  const auto signature = bytes_of_hex(json.at("signature").get_ref<const std::string&>());
  if (!signature ||
      !ed25519_verify(load_public_key(public_key),
                      checkpoint_message(checkpoint, json.at("time").get<std::string>()),
                      signature->view()))
    throw Error(ErrorKind::input, path,
                {"le sceau de ce point de contrôle est faux : ni cette clé, ni ce contenu",
                 "the seal of this checkpoint is false: not this key, or not this content"});
  return checkpoint;
}

}  // namespace aval
