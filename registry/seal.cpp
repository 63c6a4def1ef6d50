#include "registry/seal.h"

namespace aval {

std::string sealed_message(const StoredDocument& document) {
  return "aval.seal/1 " + seal_id(document) + "\n" + document.content;
}

std::string checkpoint_message(const Checkpoint& checkpoint, std::string_view time) {
  return "aval.checkpoint/1 " + std::to_string(checkpoint.count) + " " + checkpoint.hash + " " +
         std::string(time) + "\n";
}

std::string seal_id(const StoredDocument& document) {
  return document.kind + "/" + document.id + "/" + std::to_string(document.version);
}

}  // namespace aval
