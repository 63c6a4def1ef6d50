// FF1 (NIST SP 800-38G revision 1): a permutation of the numbers of `length` digits in a radix,
// under a key and a tweak. Built on AES blocks; values go through in batches, so that one call
// enciphers a round of all of them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "audit/base/aes_blocks.h"

namespace aval {

__extension__ typedef unsigned __int128 Uint128;

// Revision 1 asks for a million values: below, all of them can be tried or tabulated.
constexpr std::uint64_t kSmallestFf1Domain = 1'000'000;

struct Ff1Shape {
  unsigned radix = 10;   // 2 to 65,536
  unsigned length = 13;  // digits, 2 or more
};

// One a thread.
class Ff1 {
 public:
  // A numeral string as two numbers: its first length / 2 digits, and the others.
  struct Halves {
    std::uint64_t left = 0;
    std::uint64_t right = 0;
  };
  // Key of 16, 24 or 32 bytes, a tweak of any length. Error(crypto) when radix^length is under a
  // million (the reason is in the message), or a half does not fit in 64 bits.
  Ff1(std::string_view key, std::string_view tweak, const Ff1Shape& shape);
  // Numbers below left_size() and right_size(), in place.
  void encrypt(std::span<Halves> values);
  void decrypt(std::span<Halves> values);
  Uint128 left_size() const { return left_size_.value; }    // radix^(length / 2)
  Uint128 right_size() const { return right_size_.value; }  // radix^(length - length / 2)
  Halves halves_of(Uint128 number) const;  // the numeral string of a number below radix^length
  Uint128 number_of(const Halves& halves) const;

 private:
  void start_chain(std::string_view tweak);
  void run_round(std::span<Halves> values, unsigned round, bool adds);
  template <bool adds>
  void run_small_round(std::span<Halves> values, unsigned round);
  // Number of numerals of one half, with what divides by it.
  struct Size {
    Uint128 value = 1;
    std::uint64_t inverse = 0;  // floor((2^64 - 1) / value), for a value below 2^64
  };
  std::uint64_t reduced(const unsigned char* block, const Size& modulus) const;

  AesBlocks aes_;
  Ff1Shape shape_;
  Size left_size_;
  Size right_size_;
  unsigned half_bytes_ = 0;           // b of the standard: bytes of the longer half
  unsigned taken_bytes_ = 0;          // d: bytes of the pseudorandom string that count
  unsigned char chain_[kAesBlock]{};  // CBC-MAC before the last block, the only one that varies
  std::vector<unsigned char> work_;
};

}  // namespace aval
