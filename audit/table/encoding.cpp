#include "audit/table/encoding.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <unicode/ucnv.h>

#include "audit/base/error.h"
#include "audit/base/text.h"

namespace aval {

namespace {

constexpr std::size_t kReadBlock = 65536;
constexpr char32_t kReplacement = 0xFFFD;

// U+FFFD for a byte that the encoding leaves out.
char32_t decode_byte(UConverter* converter, unsigned char byte) {
  const char source = static_cast<char>(byte);
  std::array<UChar, 4> target{};
  UErrorCode status = U_ZERO_ERROR;
  const auto length = ucnv_toUChars(converter, target.data(), static_cast<int32_t>(target.size()),
                                    &source, 1, &status);
  if (U_FAILURE(status) || length != 1)
    return kReplacement;
  return target[0];
}

struct NamedForm {
  std::string_view name;
  EncodingForm form;
};

constexpr std::array kWideForms = {
    NamedForm{"utf-16", EncodingForm::utf16le},   NamedForm{"utf-16le", EncodingForm::utf16le},
    NamedForm{"utf-16be", EncodingForm::utf16be}, NamedForm{"utf-32", EncodingForm::utf32le},
    NamedForm{"utf-32le", EncodingForm::utf32le}, NamedForm{"utf-32be", EncodingForm::utf32be},
};

// Length of the well-formed UTF-8 sequence at the start of `text`, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length > text.size() || !is_utf8(text.substr(0, length)))
    return 0;
  return length;
}

void repair_line(std::string_view line, const CodePage& page, std::string& out) {
  while (!line.empty()) {
    const std::size_t length = sequence_length(line);
    if (length > 0)
      out.append(line.substr(0, length));
    else
      decode_page(line.substr(0, 1), page, out);
    line.remove_prefix(std::max<std::size_t>(length, 1));
  }
}

}  // namespace

std::shared_ptr<const CodePage> load_code_page(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &status);
  if (U_FAILURE(status))
    return nullptr;
  auto page = std::make_shared<CodePage>();
  bool compatible = ucnv_getMaxCharSize(converter) == 1 && decode_byte(converter, 'A') == U'A' &&
                    decode_byte(converter, '"') == U'"' && decode_byte(converter, ';') == U';' &&
                    decode_byte(converter, '\n') == U'\n';
  for (std::size_t index = 0; compatible && index < page->characters.size(); ++index) {
    CodePage::Character& character = page->characters[index];
    character.code_point = decode_byte(converter, static_cast<unsigned char>(128 + index));
    std::string utf8;
    append_utf8(character.code_point, utf8);
    std::memcpy(character.utf8.data(), utf8.data(), utf8.size());
    character.length = static_cast<std::uint8_t>(utf8.size());
  }
  ucnv_close(converter);
  if (!compatible)
    return nullptr;
  return page;
}

Encoding encoding_of_name(const std::string& name) {
  Encoding encoding;
  encoding.origin = "forced";
  std::string lower = to_lower_ascii(name);
  std::replace(lower.begin(), lower.end(), '_', '-');
  if (lower == "utf-8" || lower == "utf8" || lower == "ascii" || lower == "us-ascii")
    return encoding;
  for (const NamedForm& wide : kWideForms) {
    if (lower == wide.name) {
      encoding.name = to_upper_ascii(lower);
      encoding.form = wide.form;
      return encoding;
    }
  }
  encoding.name = lower == "latin1" || lower == "latin-1" ? "iso-8859-1" : lower;
  encoding.page = load_code_page(encoding.name);
  if (encoding.page == nullptr)
    throw Error(ErrorKind::usage, name,
                Text{"encodage inconnu ; exemples : utf-8, utf-16le, windows-1252, iso-8859-15, "
                     "macintosh, cp850",
                     "unknown encoding; for example: utf-8, utf-16le, windows-1252, iso-8859-15, "
                     "macintosh, cp850"});
  return encoding;
}

void append_utf8(char32_t code_point, std::string& out) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
    code_point = kReplacement;
  const auto tail = [&](int shift) {
    out.push_back(static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)));
  };
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (code_point >> 6)));
    tail(0);
  } else if (code_point < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (code_point >> 12)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | (code_point >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

void decode_page(std::string_view bytes, const CodePage& page, std::string& out) {
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 128) {
      out.push_back(byte);
    } else {
      const CodePage::Character& character = page.characters[value - 128U];
      out.append(character.utf8.data(), character.length);
    }
  }
}

void repair_utf8(std::string_view bytes, std::string& out) {
  static const std::shared_ptr<const CodePage> page = load_code_page("windows-1252");
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    const std::string_view line = bytes.substr(0, end);
    if (is_utf8(line))
      out.append(line);
    else
      repair_line(line, *page, out);
    bytes.remove_prefix(end);
  }
}

bool is_ascii(std::string_view bytes) {
  std::size_t place = 0;
  for (; place + 8 <= bytes.size(); place += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + place, sizeof word);
    if ((word & 0x8080808080808080ULL) != 0)
      return false;
  }
  for (; place < bytes.size(); ++place)
    if (static_cast<unsigned char>(bytes[place]) > 127)
      return false;
  return true;
}

std::size_t decode_wide(std::string_view raw, EncodingForm form, bool at_end, std::string& out) {
  const bool big = form == EncodingForm::utf16be || form == EncodingForm::utf32be;
  const bool wide = form == EncodingForm::utf32le || form == EncodingForm::utf32be;
  const std::size_t unit = wide ? 4 : 2;
  const auto unit_at = [&](std::size_t place) {
    char32_t value = 0;
    for (std::size_t byte = 0; byte < unit; ++byte) {
      const std::size_t shift = 8 * (big ? unit - 1 - byte : byte);
      value |= static_cast<char32_t>(static_cast<unsigned char>(raw[place + byte])) << shift;
    }
    return value;
  };
  std::size_t place = 0;
  while (place + unit <= raw.size()) {
    char32_t value = unit_at(place);
    std::size_t taken = unit;
    if (!wide && value >= 0xD800 && value < 0xDC00) {
      if (place + 4 > raw.size() && !at_end)
        break;
      const char32_t low = place + 4 <= raw.size() ? unit_at(place + 2) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
        taken = 4;
      }
    }
    append_utf8(value, out);
    place += taken;
  }
  return place;
}

TextStream::TextStream(ByteStream bytes, const Encoding& encoding, bool decode_pages)
    : bytes_(std::move(bytes)), encoding_(encoding), decode_pages_(decode_pages) {
  std::array<char, 4> bom{};
  bytes_.read(bom.data(), std::min(encoding_.bom_bytes, bom.size()));
}

std::size_t TextStream::read(char* out, std::size_t length) {
  const bool page = decode_pages_ && encoding_.page != nullptr;
  if (encoding_.form == EncodingForm::bytes && !page)
    return bytes_.read(out, length);
  std::size_t count = 0;
  while (count < length) {
    if (taken_ == decoded_.size()) {
      if (ended_)
        break;
      refill();
      continue;
    }
    const std::size_t part = std::min(length - count, decoded_.size() - taken_);
    std::memcpy(out + count, decoded_.data() + taken_, part);
    taken_ += part;
    count += part;
  }
  return count;
}

void TextStream::skip(std::uint64_t length) {
  std::array<char, 16384> dropped{};
  while (length > 0) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(length, dropped.size()));
    if (read(dropped.data(), part) < part)
      return;
    length -= part;
  }
}

void TextStream::refill() {
  decoded_.clear();
  taken_ = 0;
  const std::size_t kept = raw_.size();
  raw_.resize(kept + kReadBlock);
  const std::size_t got = bytes_.read(raw_.data() + kept, kReadBlock);
  raw_.resize(kept + got);
  ended_ = got < kReadBlock;
  if (encoding_.form == EncodingForm::bytes) {
    decode_page(raw_, *encoding_.page, decoded_);
    raw_.clear();
    return;
  }
  const std::size_t used = decode_wide(raw_, encoding_.form, ended_, decoded_);
  raw_.erase(0, used);
  if (ended_ && !raw_.empty()) {
    ++bad_;
    append_utf8(kReplacement, decoded_);
    raw_.clear();
  }
}

}  // namespace aval
