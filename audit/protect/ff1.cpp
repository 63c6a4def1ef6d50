#include "audit/protect/ff1.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr Uint128 kHalfLimit = Uint128{1} << 64;
constexpr unsigned kRounds = 10;

[[noreturn]] void refuse(const Text& reason) {
  throw Error(ErrorKind::crypto, "FF1", reason);
}

Uint128 power_of(unsigned radix, unsigned exponent) {
  Uint128 power = 1;
  for (unsigned i = 0; i < exponent; ++i) {
    power *= radix;
    if (power > kHalfLimit)
      refuse({"valeur trop longue : chaque moitié doit tenir en 64 bits ; prenez l'opérateur siv",
              "value too long: each half must fit in 64 bits; take the operator siv"});
  }
  return power;
}

unsigned bits_of(Uint128 number) {
  unsigned bits = 0;
  for (; number != 0; number >>= 1)
    ++bits;
  return bits;
}

// Big-endian, in eight bytes: written out so that the compiler makes one load of it.
std::uint64_t number_at(const unsigned char* bytes) {
  const auto byte = [bytes](std::size_t i) { return std::uint64_t{bytes[i]} << (56 - 8 * i); };
  return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7);
}

// The same the other way.
void put_word(std::uint64_t number, unsigned char* bytes) {
  if constexpr (std::endian::native == std::endian::little)
    number = __builtin_bswap64(number);
  std::memcpy(bytes, &number, sizeof number);
}

// Big-endian, in `count` bytes.
template <typename Number>
void put(Number number, unsigned char* out, std::size_t count) {
  for (std::size_t i = count; i-- > 0; number = static_cast<Number>(number >> 8))
    out[i] = static_cast<unsigned char>(number & 0xff);
}

}  // namespace

Ff1::Ff1(std::string_view key, std::string_view tweak, const Ff1Shape& shape)
    : aes_(key), shape_(shape) {
  if (shape.radix < 2 || shape.radix > 65536 || shape.length < 2)
    refuse({"forme impossible : base 2 à 65 536, deux chiffres ou plus",
            "impossible shape: radix 2 to 65,536, two digits or more"});
  left_size_.value = power_of(shape.radix, shape.length / 2);
  right_size_.value = power_of(shape.radix, shape.length - shape.length / 2);
  if (left_size() < kSmallestFf1Domain && left_size() * right_size() < kSmallestFf1Domain)
    refuse(
        {"moins d'un million de valeurs possibles : toutes s'essaient (NIST SP 800-38G rév. 1) ; "
         "prenez l'opérateur vault",
         "fewer than a million possible values: all of them can be tried (NIST SP 800-38G rev. "
         "1); take the operator vault"});
  for (Size* size : {&left_size_, &right_size_})
    size->inverse = static_cast<std::uint64_t>(~std::uint64_t{0} / size->value);
  half_bytes_ = (bits_of(right_size() - 1) + 7) / 8;
  taken_bytes_ = 4 * ((half_bytes_ + 3) / 4) + 4;
  start_chain(tweak);
}

// P, then the blocks of Q that hold no part of a value (steps 5 and 6.i of algorithm 7).
void Ff1::start_chain(std::string_view tweak) {
  const unsigned left_digits = shape_.length / 2;
  unsigned char first[kAesBlock] = {1, 2, 1};
  put(shape_.radix, first + 3, 3);
  first[6] = kRounds;
  first[7] = static_cast<unsigned char>(left_digits & 0xff);
  put(shape_.length, first + 8, 4);
  put(static_cast<std::uint32_t>(tweak.size()), first + 12, 4);
  aes_.encrypt(first, chain_, 1);
  std::string constant(tweak);
  const std::size_t varying = half_bytes_ + 1;
  constant.append((kAesBlock - (tweak.size() + varying) % kAesBlock) % kAesBlock, '\0');
  constant.append(varying, '\0');
  for (std::size_t at = 0; at < constant.size(); at += kAesBlock) {
    for (std::size_t i = 0; i < kAesBlock; ++i)
      chain_[i] ^= static_cast<unsigned char>(constant[at + i]);
    if (at + kAesBlock < constant.size())
      aes_.encrypt(chain_, chain_, 1);
  }
}

std::uint64_t Ff1::reduced(const unsigned char* block, const Size& modulus) const {
  // A half fits in 64 bits: 8 bytes count, or 12.
  const std::uint64_t first = number_at(block);
  const std::uint64_t high = taken_bytes_ == 8 ? 0 : first >> 32;
  const std::uint64_t low = taken_bytes_ == 8 ? first : first << 32 | number_at(block + 8) >> 32;
  if ((modulus.value & (modulus.value - 1)) == 0)
    return low & static_cast<std::uint64_t>(modulus.value - 1);
  if (high != 0)
    return static_cast<std::uint64_t>(((Uint128{high} << 64) | low) % modulus.value);
  // Barrett: a multiplication gives the quotient, or at most two less.
  const auto divisor = static_cast<std::uint64_t>(modulus.value);
  const auto quotient = static_cast<std::uint64_t>((Uint128{low} * modulus.inverse) >> 64);
  std::uint64_t rest = low - quotient * divisor;
  while (rest >= divisor)
    rest -= divisor;
  return rest;
}

// The same as run_round for halves of four bytes at most, of which eight bytes of each block count:
// words instead of bytes, and no sum beyond 64 bits.
template <bool adds>
void Ff1::run_small_round(std::span<Halves> values, unsigned round) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  const std::uint64_t constant = number_at(chain_ + kWord) ^ std::uint64_t{round}
                                                                 << (8 * half_bytes_);
  for (std::size_t k = 0; k < values.size(); ++k) {
    unsigned char* block = work_.data() + k * kAesBlock;
    std::copy(chain_, chain_ + kWord, block);
    put_word(constant ^ (adds ? values[k].right : values[k].left), block + kWord);
  }
  aes_.encrypt(work_.data(), work_.data(), values.size());
  const Size& size = round % 2 == 0 ? left_size_ : right_size_;
  const auto modulus = static_cast<std::uint64_t>(size.value);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::uint64_t taken = number_at(work_.data() + k * kAesBlock);
    // Barrett: a multiplication gives the quotient, or at most two less.
    std::uint64_t mask =
        taken - static_cast<std::uint64_t>((Uint128{taken} * size.inverse) >> 64) * modulus;
    mask -= mask >= modulus ? modulus : 0;
    mask -= mask >= modulus ? modulus : 0;
    Halves& value = values[k];
    const std::uint64_t moved = adds ? value.left + mask : value.right + modulus - mask;
    const std::uint64_t kept = moved - (moved >= modulus ? modulus : 0);
    value = adds ? Halves{value.right, kept} : Halves{kept, value.left};
  }
}

// One round of the Feistel network over all values, and the exchange of halves with it.
void Ff1::run_round(std::span<Halves> values, unsigned round, bool adds) {
  work_.resize(values.size() * kAesBlock);
  if (half_bytes_ <= 4) {
    adds ? run_small_round<true>(values, round) : run_small_round<false>(values, round);
    return;
  }
  const std::size_t varying = half_bytes_ + 1;
  for (std::size_t k = 0; k < values.size(); ++k) {
    unsigned char* block = work_.data() + k * kAesBlock;
    std::copy(std::begin(chain_), std::end(chain_), block);
    unsigned char* tail = block + kAesBlock - varying;
    tail[0] ^= static_cast<unsigned char>(round);
    std::uint64_t number = adds ? values[k].right : values[k].left;
    for (std::size_t i = half_bytes_; i > 0; --i, number >>= 8)
      tail[i] ^= static_cast<unsigned char>(number & 0xff);
  }
  aes_.encrypt(work_.data(), work_.data(), values.size());
  const Size& size = round % 2 == 0 ? left_size_ : right_size_;
  const Uint128 modulus = size.value;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::uint64_t mask = reduced(work_.data() + k * kAesBlock, size);
    Halves& value = values[k];
    if (adds) {
      Uint128 sum = Uint128{value.left} + mask;
      sum -= sum >= modulus ? modulus : 0;
      value = {value.right, static_cast<std::uint64_t>(sum)};
    } else {
      Uint128 difference = Uint128{value.right} + modulus - mask;
      difference -= difference >= modulus ? modulus : 0;
      value = {static_cast<std::uint64_t>(difference), value.left};
    }
  }
}

void Ff1::encrypt(std::span<Halves> values) {
  for (unsigned round = 0; round < kRounds; ++round)
    run_round(values, round, true);
}

void Ff1::decrypt(std::span<Halves> values) {
  for (unsigned round = kRounds; round-- > 0;)
    run_round(values, round, false);
}

Ff1::Halves Ff1::halves_of(Uint128 number) const {
  if (number < kHalfLimit && right_size() < kHalfLimit) {
    const auto small = static_cast<std::uint64_t>(number);
    const auto size = static_cast<std::uint64_t>(right_size());
    return {small / size, small % size};
  }
  return {static_cast<std::uint64_t>(number / right_size()),
          static_cast<std::uint64_t>(number % right_size())};
}

Uint128 Ff1::number_of(const Halves& halves) const {
  return Uint128{halves.left} * right_size() + halves.right;
}

}  // namespace aval
