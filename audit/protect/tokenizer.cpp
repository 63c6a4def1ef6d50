#include "audit/protect/tokenizer.h"

#include "audit/base/error.h"
#include "audit/base/keyed_hash.h"
#include "audit/protect/number_cipher.h"
#include "audit/protect/token.h"

namespace aval {
namespace {

constexpr std::size_t kSivKeyBytes = 64;
constexpr std::size_t kKeyBytes = 32;

std::string_view view_of(const HmacSha256::Code& code, unsigned bits) {
  return {reinterpret_cast<const char*>(code.data()), bits / 8};
}

Tokenizer make_hmac(const PlannedColumn& column, const TokenKeys& keys) {
  // The length is part of the key: tokens of two lengths never start alike.
  const std::string output = "av1h/" + std::to_string(column.bits / 8 * 8);
  const SecretBytes key = field_key(
      *keys.epoch, {keys.domain->id, column.field_class, "hmac", keys.epoch->epoch, output},
      kKeyBytes);
  const auto hmac = std::make_shared<HmacSha256>(key.view());
  return [hmac, bits = column.bits, prefix = token_prefix(TokenKind::hmac, keys.epoch->epoch)](
             std::span<const std::string> encoded, std::vector<std::string>& tokens,
             std::vector<std::size_t>&) {
    tokens.resize(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      tokens[i].assign(prefix);
      append_base32(view_of(hmac->code(encoded[i]), bits), tokens[i]);
    }
  };
}

// RFC 5297 with one component: version, domain and class, each after its length.
AesSiv siv_of(const KeyDomain& domain, const KeyEpoch& epoch, const std::string& field_class) {
  const SecretBytes key =
      field_key(epoch, {domain.id, field_class, "siv", epoch.epoch, "av1s"}, kSivKeyBytes);
  const std::string associated = with_lengths({"v1", domain.id, field_class});
  const std::string_view component = associated;
  return AesSiv(key.view(), {&component, 1});
}

// ISO/IEC 7816-4 to whole blocks: the length of a value shows by steps of 16 bytes only.
void pad(std::string& text) {
  text.push_back('\x80');
  text.append((kAesBlock - text.size() % kAesBlock) % kAesBlock, '\0');
}

std::optional<SecretBytes> without_padding(std::string_view text) {
  const std::size_t end = text.find_last_not_of('\0');
  if (end == std::string_view::npos || text[end] != '\x80')
    return std::nullopt;
  return SecretBytes(text.substr(0, end));
}

Tokenizer make_siv(const PlannedColumn& column, const TokenKeys& keys) {
  const auto siv = std::make_shared<AesSiv>(siv_of(*keys.domain, *keys.epoch, column.field_class));
  const auto padded = std::make_shared<std::vector<std::string>>();
  const auto sealed = std::make_shared<std::vector<std::string>>();
  return [siv, padded, sealed, prefix = token_prefix(TokenKind::siv, keys.epoch->epoch)](
             std::span<const std::string> encoded, std::vector<std::string>& tokens,
             std::vector<std::size_t>&) {
    padded->resize(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      (*padded)[i].assign(encoded[i]);
      pad((*padded)[i]);
    }
    siv->seal_all(*padded, *sealed);
    tokens.resize(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      tokens[i].assign(prefix);
      append_base32((*sealed)[i], tokens[i]);
    }
  };
}

Tokenizer make_vault(const TokenKeys& keys, Vault& vault) {
  return [&vault, prefix = token_prefix(TokenKind::vault, keys.epoch->epoch)](
             std::span<const std::string> encoded, std::vector<std::string>& tokens,
             std::vector<std::size_t>&) {
    tokens.resize(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
      tokens[i].assign(prefix);
      append_base32(vault.payload_of(encoded[i]), tokens[i]);
    }
  };
}

Tokenizer make_ff1(const PlannedColumn& column, const TokenKeys& keys) {
  const auto cipher = std::make_shared<NumberCipher>(
      column.form, NumberKeys{keys.domain->id, column.field_class, keys.epoch});
  return [cipher](std::span<const std::string> encoded, std::vector<std::string>& tokens,
                  std::vector<std::size_t>& refused) { cipher->encrypt(encoded, tokens, refused); };
}

TokenReaderBack read_siv(const PlannedColumn& column, const KeyDomain& domain) {
  const auto known = std::make_shared<std::map<int, AesSiv>>();
  return [known, &domain,
          field_class = column.field_class](std::string_view text) -> std::optional<SecretBytes> {
    const auto token = parse_token(text);
    if (!token || token->kind != TokenKind::siv)
      return std::nullopt;
    auto found = known->find(token->epoch);
    if (found == known->end())
      found = known
                  ->emplace(token->epoch,
                            siv_of(domain, require_epoch(domain, token->epoch), field_class))
                  .first;
    const auto sealed = read_base32(token->payload);
    const auto opened = sealed ? found->second.open(sealed->view()) : std::nullopt;
    return opened ? without_padding(opened->view()) : std::nullopt;
  };
}

TokenReaderBack read_vault(const Vault& vault) {
  return [&vault](std::string_view text) -> std::optional<SecretBytes> {
    const auto token = parse_token(text);
    if (!token || token->kind != TokenKind::vault)
      return std::nullopt;
    const auto payload = read_base32(token->payload);
    return payload ? vault.value_of(payload->view()) : std::nullopt;
  };
}

TokenReaderBack read_ff1(const PlannedColumn& column, const KeyDomain& domain, int epoch) {
  const auto cipher = std::make_shared<NumberCipher>(
      column.form, NumberKeys{domain.id, column.field_class, &require_epoch(domain, epoch)});
  return [cipher](std::string_view text) { return cipher->decrypt(text); };
}

}  // namespace

Tokenizer make_tokenizer(const PlannedColumn& column, const TokenKeys& keys, Vault* vault) {
  switch (column.operation) {
    case Operation::hmac:
      return make_hmac(column, keys);
    case Operation::siv:
      return make_siv(column, keys);
    case Operation::ff1:
      return make_ff1(column, keys);
    case Operation::vault:
      return make_vault(keys, *vault);
    default:
      throw Error(ErrorKind::internal, column.column, {"aucun jeton ici", "no token here"});
  }
}

TokenReaderBack make_token_reader(const PlannedColumn& column, const KeyDomain& domain, int epoch,
                                  const Vault* vault) {
  switch (column.operation) {
    case Operation::siv:
      return read_siv(column, domain);
    case Operation::ff1:
      return read_ff1(column, domain, epoch);
    case Operation::vault:
      return read_vault(*vault);
    default:
      throw Error(ErrorKind::usage, column.column,
                  {"un jeton hmac ne se relit pas, même avec la clé : refaites-le depuis la source",
                   "a token of hmac cannot be read back, even with the key: make it again from the "
                   "source"});
  }
}

}  // namespace aval
