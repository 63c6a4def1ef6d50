// Passwords of the served workspace: kept as scrypt (RFC 7914), told weak or not before they are.
// Pure but for the salt; may be called from several threads. One call takes 32 MiB and about a
// tenth of a second.
#pragma once

#include <string>
#include <string_view>

#include "audit/base/language.h"

namespace aval {

// Characters (code points) of a password: OWASP ASVS 4.0, 2.1.1 and 2.1.2.
inline constexpr std::size_t kShortestPassword = 12;
inline constexpr std::size_t kLongestPassword = 128;

// "scrypt$32768$8$3$<salt>$<key>", salt and key of 16 and 32 bytes in hexadecimal. The cost is the
// third of the OWASP Password Storage Cheat Sheet for scrypt: N=2^15, r=8, p=3.
std::string hash_password(std::string_view password);

// Whether the password is the one that was hashed so; false for a hash that is none. The time does
// not tell how much of it was right.
bool is_password(std::string_view password, const std::string& hash);

// Why a password is refused: too short or too long, made of a repetition or of a walk over a
// keyboard or the alphabet, or around the name of its account. Empty: it is taken.
Text weakness_of(std::string_view password, std::string_view account);

// 20 letters and digits that are not mistaken for each other: about 99 bits.
std::string random_password();

}  // namespace aval
