#include "audit/table/biff_record.h"

#include <algorithm>

#include "audit/table/binary_number.h"
#include "audit/table/encoding.h"

namespace aval {

namespace {

constexpr std::size_t kBlock = 65536;
constexpr std::uint32_t kContinue = 0x3C;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(little_endian(bytes, at, 1));
}

}  // namespace

// At least `length` bytes in the buffer.
bool BiffReader::fill(std::size_t length) {
  while (buffer_.size() - taken_ < length) {
    buffer_.erase(0, taken_);
    taken_ = 0;
    const std::size_t held = buffer_.size();
    buffer_.resize(held + kBlock);
    const std::size_t got = stream_.read_at(at_, buffer_.data() + held, kBlock);
    buffer_.resize(held + got);
    at_ += got;
    if (got == 0)
      return false;
  }
  return true;
}

bool BiffReader::next() {
  constexpr std::size_t kHead = 4;
  if (!fill(kHead))
    return false;
  type_ = little16(buffer_, taken_);
  const std::size_t length = little16(buffer_, taken_ + 2);
  if (!fill(kHead + length))
    return false;
  body_.assign(buffer_, taken_ + kHead, length);
  taken_ += kHead + length;
  return true;
}

bool BiffReader::goes_on() {
  return fill(4) && little16(buffer_, taken_) == kContinue;
}

// True when nothing more goes on; else a byte can be taken.
bool BiffBytes::at_end() {
  while (!ended_ && at_ >= reader_.body().size()) {
    ended_ = !reader_.goes_on() || !reader_.next();
    at_ = 0;
  }
  return ended_;
}

std::uint32_t BiffBytes::number(std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t index = 0; index < bytes && !at_end(); ++index)
    value |= byte_at(reader_.body(), at_++) << (8U * static_cast<unsigned>(index));
  return value;
}

void BiffBytes::skip(std::uint64_t bytes) {
  while (bytes > 0 && !at_end()) {
    const std::uint64_t step = std::min<std::uint64_t>(bytes, reader_.body().size() - at_);
    at_ += static_cast<std::size_t>(step);
    bytes -= step;
  }
}

// A record that goes on with characters starts with their width again.
std::string BiffBytes::characters(std::size_t count, bool is_wide) {
  std::string units;  // UTF-16LE
  while (count > 0) {
    if (at_ >= reader_.body().size()) {
      if (at_end())
        break;
      is_wide = (byte_at(reader_.body(), at_++) & 1U) != 0;
      continue;
    }
    const std::size_t width = is_wide ? 2 : 1;
    const std::size_t step = std::min(count, (reader_.body().size() - at_) / width);
    if (step == 0) {  // half a character
      at_ = reader_.body().size();
      continue;
    }
    const std::string_view piece = reader_.body().substr(at_, step * width);
    if (is_wide) {
      units += piece;
    } else {
      for (const char letter : piece) {
        units += letter;
        units += '\0';
      }
    }
    at_ += step * width;
    count -= step;
  }
  std::string text;
  decode_wide(units, EncodingForm::utf16le, true, text);
  text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
  return text;
}

std::string BiffBytes::text(std::size_t length_bytes) {
  const std::size_t count = number(length_bytes);
  const std::uint32_t flags = number(1);
  const std::uint64_t runs = (flags & 8U) != 0 ? number(2) : 0;
  const std::uint64_t phonetic = (flags & 4U) != 0 ? number(4) : 0;
  std::string text = characters(count, (flags & 1U) != 0);
  skip(4 * runs + phonetic);
  return text;
}

std::string BiffBytes::box_text(std::size_t count) {
  at_ = reader_.body().size();
  return characters(count, false);
}

}  // namespace aval
