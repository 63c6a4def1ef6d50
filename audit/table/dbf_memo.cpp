#include "audit/table/dbf_memo.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/table/binary_number.h"

namespace aval {

namespace {

constexpr std::size_t kMaxMemo = 1048576;
constexpr std::size_t kBlock = 4096;
constexpr std::size_t kDbase4Head = 8;
constexpr std::string_view kDbase4Mark("\xFF\xFF\x08\x00", 4);

std::string read_bytes(const InputBytes& input, std::uint64_t offset, std::size_t length) {
  std::string bytes(length, '\0');
  bytes.resize(input.read_at(offset, bytes.data(), length));
  return bytes;
}

// dBase III marks the end of a text by 0x1A.
MemoText read_marked(const InputBytes& input, std::uint64_t offset) {
  MemoText text;
  for (;;) {
    const std::string block = read_bytes(input, offset + text.bytes.size(), kBlock);
    const std::size_t end = block.find('\x1A');
    text.bytes.append(block, 0, end);
    if (end != std::string::npos || block.size() < kBlock)
      return text;
    if (text.bytes.size() >= kMaxMemo) {
      text.is_cut = true;
      return text;
    }
  }
}

MemoText read_counted(const InputBytes& input, std::uint64_t offset, std::uint64_t length) {
  MemoText text;
  text.is_cut = length > kMaxMemo;
  text.bytes = read_bytes(input, offset,
                          static_cast<std::size_t>(std::min<std::uint64_t>(length, kMaxMemo)));
  const std::size_t end = text.bytes.find('\x1A');
  if (end != std::string::npos && text.bytes.find_first_not_of('\x1A', end) == std::string::npos)
    text.bytes.resize(end);
  return text;
}

}  // namespace

MemoFile open_memo(std::shared_ptr<const InputBytes> input, bool is_fpt) {
  MemoFile memo{std::move(input), MemoForm::dbase3, 512};
  const std::string head = read_bytes(*memo.input, 0, 520);
  if (is_fpt) {
    memo.form = MemoForm::foxpro;
    memo.block_bytes = std::max<std::uint64_t>(1, big_endian(head, 6, 2));
    return memo;
  }
  // A dBase IV file says how long its blocks are; one of dBase III leaves the place empty.
  const std::uint64_t length = little_endian(head, 20, 2);
  const bool has_length = length >= 64 && length % 64 == 0 && length <= 32768;
  const std::uint64_t first = has_length ? length : 512;
  if (read_bytes(*memo.input, first, kDbase4Mark.size()) == kDbase4Mark || has_length) {
    memo.form = MemoForm::dbase4;
    memo.block_bytes = first;
  }
  return memo;
}

std::optional<MemoText> read_memo(const MemoFile& memo, std::uint64_t block) {
  const std::uint64_t offset = block * memo.block_bytes;
  if (block == 0 || block > memo.input->size() || offset >= memo.input->size())
    return std::nullopt;
  if (memo.form == MemoForm::dbase3)
    return read_marked(*memo.input, offset);
  const std::string head = read_bytes(*memo.input, offset, kDbase4Head);
  if (memo.form == MemoForm::foxpro) {
    const std::uint64_t kind = big_endian(head, 0, 4);
    const std::uint64_t length = big_endian(head, 4, 4);
    if (kind != 1 || offset + kDbase4Head + length > memo.input->size()) {
      MemoText other;
      other.is_binary = kind != 1;
      return kind == 1 ? std::nullopt : std::optional(other);
    }
    return read_counted(*memo.input, offset + kDbase4Head, length);
  }
  const std::uint64_t length = little_endian(head, 4, 4);
  if (std::string_view(head).substr(0, 4) != kDbase4Mark)
    return read_marked(*memo.input, offset);
  if (length < kDbase4Head || offset + length > memo.input->size())
    return std::nullopt;
  return read_counted(*memo.input, offset + kDbase4Head, length - kDbase4Head);
}

}  // namespace aval
