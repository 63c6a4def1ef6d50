// Tokens as they stand in files: `av1h.<epoch>.<payload>` (hmac), `av1s.` (siv), `av1v.` (vault).
// The payload is Crockford's base 32: digits and capitals without I, L, O, U.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/base/key_crypto.h"

namespace aval {

enum class TokenKind { hmac, siv, vault };

// "av1h.3.": what tokens of that kind and epoch start with.
std::string token_prefix(TokenKind kind, int epoch);

// Appends ceil(8 n / 5) characters for n bytes, most significant bits first.
void append_base32(std::string_view bytes, std::string& out);
// Back to bytes; small letters and the readings of Crockford (O as 0, I and L as 1) are taken.
// Nothing when a sign or the bits of the end do not fit.
std::optional<SecretBytes> read_base32(std::string_view text);

struct Token {
  TokenKind kind = TokenKind::hmac;
  int epoch = 1;
  std::string_view payload;  // into the text that was parsed
};
std::optional<Token> parse_token(std::string_view text);

}  // namespace aval
