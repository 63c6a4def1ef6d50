// Format-preserving tokens: a permutation of the well-formed numbers of a form, by FF1 on their
// ranks and walking until the result is one of them again.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/protect/french_numbers.h"
#include "audit/protect/key_domain.h"

namespace aval {

struct NumberKeys {
  std::string domain;
  std::string field_class;
  const KeyEpoch* epoch = nullptr;
};

// One a thread.
class NumberCipher {
 public:
  NumberCipher(FieldForm form, const NumberKeys& keys);
  // Canonical values after their type byte. Those that have no place in the permutation (fewer
  // than a million of their length, a foreign IBAN) are left empty and told in `refused`.
  void encrypt(std::span<const std::string> encoded, std::vector<std::string>& tokens,
               std::vector<std::size_t>& refused);
  // The value, after its type byte; nothing when the token is no well-formed number.
  std::optional<SecretBytes> decrypt(std::string_view token);

 private:
  // Values of one shape, enciphered together.
  struct Group {
    NumberSpace space;
    Ff1 ff1;
    std::vector<std::size_t> places;
    std::vector<Ff1::Halves> halves;
  };
  Group* group_of(std::string_view canonical);
  static void walk(Group& group, bool encrypts);

  FieldForm form_;
  SecretBytes key_;
  std::string tweak_;                 // 8 bytes: one AES block a round
  std::map<unsigned, Group> groups_;  // by length
};

}  // namespace aval
