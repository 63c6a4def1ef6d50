#include "audit/protect/vault.h"

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/passphrase.h"
#include "audit/base/synced_append.h"

namespace aval {
namespace {

constexpr std::size_t kPayloadBytes = 16;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kMostValues = 5'000'000;

[[noreturn]] void refuse(const std::string& path, const Text& message) {
  throw Error(ErrorKind::crypto, path, message);
}

[[noreturn]] void refuse_changed(const std::string& path) {
  refuse(path,
         {"cette table de jetons a été modifiée, ou sa clé n'est pas la bonne ; restaurez une "
          "sauvegarde",
          "this table of tokens was changed, or the key is not its own; restore a backup"});
}

std::string length_text(std::size_t size) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>((size >> shift) & 0xff));
  return out;
}

std::size_t length_at(std::string_view text) {
  std::size_t size = 0;
  for (const char c : text.substr(0, kLengthBytes))
    size = size << 8 | static_cast<unsigned char>(c);
  return size;
}

std::string associated_of(const std::string& header, std::uint64_t index) {
  return header + std::to_string(index);
}

}  // namespace

Vault::Vault(const std::string& path, const VaultOwner& owner, const KeyEpoch& epoch)
    : path_(path),
      header_("aval-vault 1\ndomain: " + owner.domain + "\nclass: " + owner.field_class +
              "\nepoch: " + std::to_string(epoch.epoch) + "\n"),
      key_(field_key(epoch, {owner.domain, owner.field_class, "vault", epoch.epoch, "file"}, 32)) {
  header_ += "check: " + key_check_value(key_.view()) + "\n\n";
  if (kind_of_file(path) == FileKind::absent)
    return;
  if (is_open_to_others(path))
    refuse(path, {"d'autres comptes peuvent lire cette table de jetons : chmod 600",
                  "other accounts can read this table of tokens: chmod 600"});
  read_blocks(read_file(path));
}

void Vault::read_blocks(const std::string& content) {
  if (!content.starts_with(header_))
    refuse(path_, {"cette table de jetons est d'un autre domaine, d'une autre classe, d'une autre "
                   "époque ou d'une autre clé ; donnez un autre fichier dans « vault »",
                   "this table of tokens is of another domain, class, epoch or key; give another "
                   "file in 'vault'"});
  end_ = header_.size();
  std::string_view left = std::string_view(content).substr(header_.size());
  // A block cut short was never acknowledged: what was made with it was not shown either.
  while (left.size() > kLengthBytes && left.size() >= kLengthBytes + length_at(left)) {
    const std::string_view block = left.substr(kLengthBytes, length_at(left));
    if (block.size() < kNonceBytes)
      refuse_changed(path_);
    const auto plain =
        gcm_open({key_.view(), block.substr(0, kNonceBytes), associated_of(header_, blocks_)},
                 block.substr(kNonceBytes));
    if (!plain)
      refuse_changed(path_);
    add_entries(plain->view());
    ++blocks_;
    end_ += kLengthBytes + block.size();
    left.remove_prefix(kLengthBytes + block.size());
  }
}

// Payload, length, encoded value, again and again.
void Vault::add_entries(std::string_view block) {
  while (block.size() > kPayloadBytes + kLengthBytes) {
    const std::string payload(block.substr(0, kPayloadBytes));
    const std::size_t size = length_at(block.substr(kPayloadBytes));
    const std::string value(block.substr(kPayloadBytes + kLengthBytes, size));
    payloads_.emplace(value, payload);
    values_.emplace(payload, value);
    block.remove_prefix(std::min(block.size(), kPayloadBytes + kLengthBytes + size));
  }
}

std::string Vault::payload_of(std::string_view encoded) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto known = payloads_.find(std::string(encoded));
  if (known != payloads_.end())
    return known->second;
  if (payloads_.size() >= kMostValues)
    throw Error(ErrorKind::input, path_,
                {"plus de cinq millions de valeurs : une table de jetons est faite pour peu de "
                 "possibilités ; prenez siv ou hmac",
                 "more than five million values: a table of tokens is made for few possibilities; "
                 "take siv or hmac"});
  std::string payload = random_bytes(kPayloadBytes);
  payloads_.emplace(encoded, payload);
  values_.emplace(payload, encoded);
  fresh_.emplace_back(encoded);
  return payload;
}

std::optional<SecretBytes> Vault::value_of(std::string_view payload) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto known = values_.find(std::string(payload));
  if (known == values_.end())
    return std::nullopt;
  return SecretBytes(std::string_view(known->second));
}

std::string Vault::nonce_and_block(const std::string& plain, std::uint64_t index) const {
  const std::string nonce = random_bytes(kNonceBytes);
  const std::string associated = associated_of(header_, index);
  return nonce + gcm_seal({key_.view(), nonce, associated}, plain);
}

void Vault::commit() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (fresh_.empty())
    return;
  std::string plain;
  for (const std::string& encoded : fresh_)
    plain += payloads_.at(encoded) + length_text(encoded.size()) + encoded;
  const std::string block = nonce_and_block(plain, blocks_);
  wipe(plain);
  const std::string start = end_ == 0 ? header_ : std::string();
  append_synced(path_, end_, start + length_text(block.size()) + block);
  end_ += start.size() + kLengthBytes + block.size();
  ++blocks_;
  fresh_.clear();
}

}  // namespace aval
