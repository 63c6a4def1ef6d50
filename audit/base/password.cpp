#include "audit/base/password.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "audit/base/key_crypto.h"
#include "audit/base/text.h"

namespace aval {
namespace {

constexpr ScryptCost kCost{1U << 15, 8, 3};
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kKeyBytes = 32;
constexpr std::uint64_t kMostCost = 1U << 20;  // a hash that asks for more is not ours
constexpr std::size_t kFewestCharacters = 5;   // different ones
constexpr std::size_t kLongestPeriod = 6;      // "abcabcabcabc" has 3
constexpr std::size_t kShortestName = 4;       // a shorter one stands in many words

// Rows of French and English keyboards, and what people count up.
constexpr std::string_view kWalks[] = {
    "azertyuiopqsdfghjklmwxcvbn",   "qwertyuiopasdfghjklzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",   "0123456789012345678901234567890",
    "1q2w3e4r5t6y7u8i9o0p",         "1a2z3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "&é\"'(-è_çà"};

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size() ? number : 0;
}

bool is_repetition(std::string_view text) {
  for (std::size_t period = 1; period <= kLongestPeriod; ++period)
    if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(period), text.end(), text.begin()))
      return true;
  return false;
}

// Most of it is a piece of a walk, forwards or backwards.
bool is_walk(std::string_view text) {
  std::string backwards(text.rbegin(), text.rend());
  const std::size_t most = text.size() * 2 / 3;
  for (const std::string_view walk : kWalks)
    for (const std::string_view one : {text, std::string_view(backwards)})
      for (std::size_t start = 0; start + most <= one.size(); ++start)
        if (walk.find(one.substr(start, most)) != std::string_view::npos)
          return true;
  return false;
}

bool names_its_account(std::string_view password, std::string_view account) {
  for (const std::string_view word : split(account, '.'))
    if (word.size() >= kShortestName && password.find(word) != std::string_view::npos)
      return true;
  return password.find("motdepasse") != std::string_view::npos ||
         password.find("password") != std::string_view::npos;
}

}  // namespace

std::string hash_password(std::string_view password) {
  const std::string salt = random_bytes(kSaltBytes);
  const SecretBytes key = scrypt(password, salt, kCost, kKeyBytes);
  return "scrypt$" + std::to_string(kCost.n) + "$" + std::to_string(kCost.r) + "$" +
         std::to_string(kCost.p) + "$" + hex_of(salt) + "$" + hex_of(key.view());
}

bool is_password(std::string_view password, const std::string& hash) {
  const std::vector<std::string_view> parts = split(hash, '$');
  if (parts.size() != 6 || parts[0] != "scrypt")
    return false;
  const ScryptCost cost{number_of(parts[1]), number_of(parts[2]), number_of(parts[3])};
  const auto salt = bytes_of_hex(parts[4]);
  const auto key = bytes_of_hex(parts[5]);
  const bool sound = salt && key && key->size() == kKeyBytes && cost.n > 1 && cost.r > 0 &&
                     cost.p > 0 && cost.n <= kMostCost && cost.r <= 32 && cost.p <= 16;
  if (!sound)
    return false;
  const SecretBytes made = scrypt(password, salt->view(), cost, kKeyBytes);
  unsigned char difference = 0;
  for (std::size_t i = 0; i < kKeyBytes; ++i)
    difference |= static_cast<unsigned char>(made.view()[i] ^ key->view()[i]);
  return difference == 0;
}

Text weakness_of(std::string_view password, std::string_view account) {
  const std::size_t length = count_code_points(password);
  if (length < kShortestPassword)
    return {"au moins 12 caractères : une phrase de quelques mots convient",
            "12 characters at least: a sentence of a few words will do"};
  if (length > kLongestPassword)
    return {"au plus 128 caractères", "128 characters at most"};
  const std::string lower = to_lower_ascii(password);
  if (std::set<char>(lower.begin(), lower.end()).size() < kFewestCharacters || is_repetition(lower))
    return {"trop de répétitions : on le devinerait", "too many repetitions: it would be guessed"};
  if (is_walk(lower))
    return {"une suite du clavier ou de l'alphabet : on le devinerait",
            "a run of the keyboard or the alphabet: it would be guessed"};
  if (names_its_account(lower, to_lower_ascii(account)))
    return {"il contient le nom du compte, ou « mot de passe »",
            "it holds the name of the account, or 'password'"};
  return {};
}

std::string random_password() {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  constexpr std::size_t kLength = 20;
  std::string password;
  while (password.size() < kLength) {
    const auto byte = static_cast<unsigned char>(random_secret(1).view().front());
    // 248 is the largest multiple of 31 below 256: each letter is as likely as any other.
    if (byte < 248)
      password += kLetters[byte % kLetters.size()];
  }
  return password;
}

}  // namespace aval
