#include "audit/protect/siv.h"

#include <algorithm>
#include <cstring>

#include <openssl/crypto.h>

#include "audit/base/error.h"

namespace aval {
namespace {

std::string_view half_of(std::string_view key, std::size_t half) {
  if (key.size() != 32 && key.size() != 48 && key.size() != 64)
    throw Error(
        ErrorKind::crypto, "AES-SIV",
        {"une clé de 32, 48 ou 64 octets est attendue", "a key of 32, 48 or 64 bytes is expected"});
  return key.substr(half * key.size() / 2, key.size() / 2);
}

// Multiplication by x in GF(2^128), RFC 5297 section 2.3.
template <typename Block>
Block doubled(const Block& block) {
  Block out{};
  for (std::size_t i = 0; i < block.size(); ++i) {
    const unsigned next = i + 1 < block.size() ? static_cast<unsigned>(block[i + 1]) >> 7 : 0U;
    out[i] = static_cast<unsigned char>((static_cast<unsigned>(block[i]) << 1) | next);
  }
  if ((block[0] & 0x80) != 0)
    out.back() ^= 0x87;
  return out;
}

template <typename Block>
void add_to(Block& block, const unsigned char* other) {
  for (std::size_t i = 0; i < block.size(); ++i)
    block[i] ^= other[i];
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

AesSiv::AesSiv(std::string_view key, std::span<const std::string_view> associated)
    : mac_(half_of(key, 0)), stream_(half_of(key, 1)) {
  Block zero{};
  mac_.encrypt(zero.data(), zero.data(), 1);
  whole_key_ = doubled(zero);
  partial_key_ = doubled(whole_key_);
  const Block nothing{};
  associated_ = cmac({reinterpret_cast<const char*>(nothing.data()), nothing.size()});
  for (const std::string_view component : associated) {
    associated_ = doubled(associated_);
    add_to(associated_, cmac(component).data());
  }
}

// RFC 4493.
AesSiv::Block AesSiv::cmac(std::string_view message) {
  Block state{};
  while (message.size() > kAesBlock) {
    add_to(state, bytes_of(message));
    mac_.encrypt(state.data(), state.data(), 1);
    message.remove_prefix(kAesBlock);
  }
  Block last{};
  std::copy(message.begin(), message.end(), last.begin());
  if (message.size() < kAesBlock)
    last[message.size()] = 0x80;
  add_to(state, last.data());
  add_to(state, (message.size() == kAesBlock ? whole_key_ : partial_key_).data());
  mac_.encrypt(state.data(), state.data(), 1);
  return state;
}

// S2V, RFC 5297 section 2.4.
AesSiv::Block AesSiv::tag_of(std::string_view plain) {
  if (plain.size() >= kAesBlock) {
    std::string ended(plain);
    for (std::size_t i = 0; i < kAesBlock; ++i)
      ended[plain.size() - kAesBlock + i] = static_cast<char>(
          static_cast<unsigned char>(ended[plain.size() - kAesBlock + i]) ^ associated_[i]);
    const Block tag = cmac(ended);
    wipe(ended);
    return tag;
  }
  Block padded = doubled(associated_);
  for (std::size_t i = 0; i < plain.size(); ++i)
    padded[i] ^= static_cast<unsigned char>(plain[i]);
  padded[plain.size()] ^= 0x80;
  return cmac({reinterpret_cast<const char*>(padded.data()), padded.size()});
}

// Counter mode from the tag, two bits of it cleared (section 2.5).
void AesSiv::add_key_stream(const Block& tag, std::string_view in, unsigned char* out) {
  Block counter = tag;
  counter[8] &= 0x7f;
  counter[12] &= 0x7f;
  for (std::size_t done = 0; done < in.size(); done += kAesBlock) {
    Block stream = counter;
    stream_.encrypt(stream.data(), stream.data(), 1);
    const std::size_t count = std::min(kAesBlock, in.size() - done);
    for (std::size_t i = 0; i < count; ++i)
      out[done + i] =
          static_cast<unsigned char>(static_cast<unsigned char>(in[done + i]) ^ stream[i]);
    for (std::size_t i = kAesBlock; i-- > 0 && ++counter[i] == 0;) {
    }
  }
}

std::string AesSiv::seal(std::string_view plain) {
  const Block tag = tag_of(plain);
  std::string out(kSivTag + plain.size(), '\0');
  std::copy(tag.begin(), tag.end(), out.begin());
  add_key_stream(tag, plain, reinterpret_cast<unsigned char*>(out.data()) + kSivTag);
  return out;
}

std::optional<SecretBytes> AesSiv::open(std::string_view sealed) {
  if (sealed.size() < kSivTag)
    return std::nullopt;
  Block tag{};
  std::copy_n(sealed.begin(), kSivTag, tag.begin());
  const std::string_view text = sealed.substr(kSivTag);
  SecretBytes plain(text.size());
  add_key_stream(tag, text, plain.bytes());
  const Block expected = tag_of(plain.view());
  if (CRYPTO_memcmp(expected.data(), tag.data(), tag.size()) != 0)
    return std::nullopt;
  return plain;
}

// Texts of one block or more, whole blocks: the chains of all advance together, one call a block.
void AesSiv::tags_of(std::span<const std::string> plain) {
  tags_.assign(plain.size(), Block{});
  longer_.clear();
  for (std::size_t i = 0; i < plain.size(); ++i)
    longer_.push_back(i);
  for (std::size_t at = 0; !longer_.empty(); at += kAesBlock) {
    work_.resize(longer_.size() * kAesBlock);
    for (std::size_t k = 0; k < longer_.size(); ++k) {
      Block& state = tags_[longer_[k]];
      const std::string& text = plain[longer_[k]];
      add_to(state, bytes_of(text) + at);
      if (at + kAesBlock == text.size()) {
        add_to(state, associated_.data());
        add_to(state, whole_key_.data());
      }
      std::copy(state.begin(), state.end(), work_.data() + k * kAesBlock);
    }
    mac_.encrypt(work_.data(), work_.data(), longer_.size());
    for (std::size_t k = 0; k < longer_.size(); ++k)
      std::copy_n(work_.data() + k * kAesBlock, kAesBlock, tags_[longer_[k]].begin());
    std::erase_if(longer_, [&](std::size_t i) { return plain[i].size() <= at + kAesBlock; });
  }
}

void AesSiv::check_batch(std::span<const std::string> plain) const {
  for (const std::string& text : plain)
    if (text.empty() || text.size() % kAesBlock != 0)
      throw Error(ErrorKind::internal, "AES-SIV", {"texte sans bourrage", "text without padding"});
}

void AesSiv::seal_all(std::span<const std::string> plain, std::vector<std::string>& out) {
  check_batch(plain);
  tags_of(plain);
  work_.clear();
  for (std::size_t i = 0; i < plain.size(); ++i) {
    Block counter = tags_[i];
    counter[8] &= 0x7f;
    counter[12] &= 0x7f;
    for (std::size_t at = 0; at < plain[i].size(); at += kAesBlock) {
      work_.insert(work_.end(), counter.begin(), counter.end());
      for (std::size_t b = kAesBlock; b-- > 0 && ++counter[b] == 0;) {
      }
    }
  }
  stream_.encrypt(work_.data(), work_.data(), work_.size() / kAesBlock);
  out.resize(plain.size());
  const unsigned char* stream = work_.data();
  for (std::size_t i = 0; i < plain.size(); ++i) {
    out[i].resize(kSivTag + plain[i].size());
    std::copy(tags_[i].begin(), tags_[i].end(), out[i].begin());
    for (std::size_t at = 0; at < plain[i].size(); ++at)
      out[i][kSivTag + at] =
          static_cast<char>(static_cast<unsigned char>(plain[i][at]) ^ *stream++);
  }
}

}  // namespace aval
