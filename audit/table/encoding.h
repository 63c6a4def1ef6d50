// Text encodings: names, code pages (tables made by ICU once), and decoding to UTF-8.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "audit/table/input_bytes.h"

namespace aval {

// How the bytes of the ASCII characters look: as such, or in wider units.
enum class EncodingForm { bytes, utf16le, utf16be, utf32le, utf32be };

// The upper half of a single-byte encoding.
struct CodePage {
  struct Character {
    char32_t code_point = 0;
    std::array<char, 4> utf8{};
    std::uint8_t length = 0;
  };
  std::array<Character, 128> characters{};
};

struct Encoding {
  std::string name = "UTF-8";
  std::string origin = "valid";  // "bom", "declared", "valid", "scored", "forced"
  EncodingForm form = EncodingForm::bytes;
  std::shared_ptr<const CodePage> page;  // null for the Unicode encodings
  std::size_t bom_bytes = 0;
  bool uncertain = false;
  bool mixed = false;  // UTF-8 with lines of Windows-1252
};

// Null when ICU knows no single-byte, ASCII-compatible encoding of that name.
std::shared_ptr<const CodePage> load_code_page(const std::string& name);

// An encoding that the user names. Error(usage) listing what is read when it is not known.
Encoding encoding_of_name(const std::string& name);

// Appends the UTF-8 form of a code point; surrogates and numbers past U+10FFFF become U+FFFD.
void append_utf8(char32_t code_point, std::string& out);

// Appends `bytes` decoded by the code page.
void decode_page(std::string_view bytes, const CodePage& page, std::string& out);

// Appends `bytes` with each line that is not UTF-8 decoded as Windows-1252 (formats.md 6.3 rule 4).
// Well-formed sequences of such a line are kept.
void repair_utf8(std::string_view bytes, std::string& out);

// True when no byte is above 127.
bool is_ascii(std::string_view bytes);

// A byte stream without its BOM, with UTF-16 and UTF-32 turned into UTF-8. Single-byte encodings
// pass through unless `decode_pages`. Not thread-safe.
class TextStream {
 public:
  TextStream(ByteStream bytes, const Encoding& encoding, bool decode_pages);
  // Fewer bytes than `length` only at the end.
  std::size_t read(char* out, std::size_t length);
  // Drops the next `length` bytes of text.
  void skip(std::uint64_t length);
  const ByteStream& bytes() const { return bytes_; }
  // Units that were no characters (lone surrogates, an odd last byte).
  std::uint64_t bad_characters() const { return bad_; }

 private:
  void refill();

  ByteStream bytes_;
  Encoding encoding_;
  bool decode_pages_;
  std::string raw_;      // undecoded tail: an incomplete unit or surrogate pair
  std::string decoded_;  // not yet handed out from `taken_` on
  std::size_t taken_ = 0;
  bool ended_ = false;
  std::uint64_t bad_ = 0;
};

// Decodes whole UTF-16 or UTF-32 units of `raw` to `out` and returns how many bytes it took; less
// than all when a unit or a pair is incomplete and `at_end` is false.
std::size_t decode_wide(std::string_view raw, EncodingForm form, bool at_end, std::string& out);

}  // namespace aval
