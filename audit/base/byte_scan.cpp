#include "audit/base/byte_scan.h"

#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace aval {
namespace {

constexpr std::size_t kBlock = 64;  // bytes told by one mask

// Writes the offsets of the bits of `mask`, which stands for the bytes from `base` on; `at` has
// room for 64. Where the next offset goes.
std::uint32_t* put_places(std::uint64_t mask, std::uint32_t base, std::uint32_t* at) {
  while (mask != 0) {
    *at++ = base + static_cast<std::uint32_t>(std::countr_zero(mask));
    mask &= mask - 1;
  }
  return at;
}

// Bit i is set when byte i of the 64 is the wanted one.
std::uint64_t mask_portable(const char* block, char wanted) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kLow = 0x7F7F7F7F7F7F7F7FULL;
  const std::uint64_t pattern = kOnes * static_cast<unsigned char>(wanted);
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < kBlock / 8; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, block + 8 * i, sizeof word);
    if constexpr (std::endian::native == std::endian::big)
      word = __builtin_bswap64(word);
    word ^= pattern;
    // The high bit of each byte that is zero now; the product gathers them in the top byte.
    const std::uint64_t zeros = ~(((word & kLow) + kLow) | word | kLow);
    mask |= ((zeros >> 7) * 0x0102040810204080ULL >> 56) << (8 * i);
  }
  return mask;
}

#if defined(__x86_64__)
std::uint64_t mask_sse2(const char* block, char wanted) {
  const __m128i pattern = _mm_set1_epi8(wanted);
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i));
    const auto part = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, pattern)));
    mask |= std::uint64_t{part} << (16 * i);
  }
  return mask;
}

__attribute__((target("avx2"))) std::uint64_t mask_avx2(const char* block, char wanted) {
  const __m256i pattern = _mm256_set1_epi8(wanted);
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(block + 32));
  const auto first =
      static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, pattern)));
  const auto second =
      static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, pattern)));
  return std::uint64_t{second} << 32 | first;
}
#endif

template <std::uint64_t (*MaskOf)(const char*, char)>
void find_in_blocks(std::string_view text, char wanted, std::vector<std::uint32_t>& places) {
  std::size_t count = 0;
  for (std::size_t base = 0; base < text.size(); base += kBlock) {
    if (places.size() < count + kBlock)
      places.resize(places.size() * 2 + 4 * kBlock);
    const std::size_t left = text.size() - base;
    std::uint64_t mask = 0;
    if (left >= kBlock) {
      mask = MaskOf(text.data() + base, wanted);
    } else {
      char last[kBlock] = {};
      std::memcpy(last, text.data() + base, left);
      mask = MaskOf(last, wanted) & ((1ULL << left) - 1);
    }
    std::uint32_t* const from = places.data() + count;
    count +=
        static_cast<std::size_t>(put_places(mask, static_cast<std::uint32_t>(base), from) - from);
  }
  places.resize(count);
}

ByteScan best_scan() {
  for (const ByteScan scan : {ByteScan::avx2, ByteScan::sse2})
    if (is_supported(scan))
      return scan;
  return ByteScan::portable;
}

}  // namespace

bool is_supported(ByteScan scan) {
#if defined(__x86_64__)
  return scan != ByteScan::avx2 || __builtin_cpu_supports("avx2") != 0;
#else
  return scan == ByteScan::portable;
#endif
}

void find_bytes_by(ByteScan scan, std::string_view text, char wanted,
                   std::vector<std::uint32_t>& places) {
  switch (scan) {
#if defined(__x86_64__)
    case ByteScan::avx2:
      find_in_blocks<mask_avx2>(text, wanted, places);
      return;
    case ByteScan::sse2:
      find_in_blocks<mask_sse2>(text, wanted, places);
      return;
#else
    case ByteScan::avx2:
    case ByteScan::sse2:
#endif
    case ByteScan::portable:
      find_in_blocks<mask_portable>(text, wanted, places);
      return;
  }
}

void find_bytes(std::string_view text, char wanted, std::vector<std::uint32_t>& places) {
  static const ByteScan kBest = best_scan();
  find_bytes_by(kBest, text, wanted, places);
}

}  // namespace aval
