// A vault: random tokens of one field class, and the file that remembers them. For values of few
// possibilities, where format-preserving tokens could be tried. The file is a header in clear and
// blocks under AES-256-GCM, each bound to the header and its place; blocks are only ever appended.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/base/key_crypto.h"
#include "audit/protect/key_domain.h"

namespace aval {

struct VaultOwner {
  std::string domain;
  std::string field_class;
};

// Several threads may ask for tokens at once.
class Vault {
 public:
  // The vault of that file, empty when there is no file. Error(crypto) when it is of another
  // domain, class or key, was changed, or can be read by other accounts.
  Vault(const std::string& path, const VaultOwner& owner, const KeyEpoch& epoch);
  // The payload (16 random bytes) of a value, new when it has none. Error(input) beyond five
  // million values: what is kept in memory is bounded.
  std::string payload_of(std::string_view encoded);
  std::optional<SecretBytes> value_of(std::string_view payload) const;
  // Appends what is new as one block, synced. To be called before anything made with it is shown.
  void commit();
  std::size_t size() const { return payloads_.size(); }

 private:
  void read_blocks(const std::string& content);
  void add_entries(std::string_view block);
  std::string nonce_and_block(const std::string& plain, std::uint64_t index) const;

  std::string path_;
  std::string header_;
  SecretBytes key_;
  std::uint64_t blocks_ = 0;
  std::uint64_t end_ = 0;  // bytes of the file that are whole blocks
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::string> payloads_;  // by encoded value
  std::unordered_map<std::string, std::string> values_;    // by payload
  std::vector<std::string> fresh_;                         // encoded values not yet written
};

}  // namespace aval
