#include "audit/table/ole_properties.h"

#include <algorithm>
#include <string_view>

#include "audit/base/text.h"
#include "audit/table/binary_number.h"
#include "audit/table/encoding.h"

namespace aval {

namespace {

constexpr std::size_t kMaxStream = 1048576;
constexpr std::size_t kMaxProperties = 1000;
constexpr std::uint32_t kCodePage = 1;  // number of the property
constexpr std::uint32_t kUtf8 = 65001;
constexpr std::uint32_t kText = 0x1E;
constexpr std::uint32_t kWideText = 0x1F;

std::string decoded(std::string_view bytes, std::uint32_t code_page) {
  std::string text;
  const auto page = code_page == kUtf8 || is_utf8(bytes)
                        ? nullptr
                        : load_code_page("windows-" + std::to_string(code_page));
  if (page)
    decode_page(bytes, *page, text);
  else
    repair_utf8(bytes, text);
  return text;
}

// The text of the property at that place; empty when it is none.
std::string text_at(std::string_view bytes, std::size_t at, std::uint32_t code_page) {
  const std::uint32_t type = little32(bytes, at);
  const std::size_t length = little32(bytes, at + 4);
  if ((type != kText && type != kWideText) || at + 8 > bytes.size())
    return "";
  const std::string_view rest = bytes.substr(at + 8);
  std::string text;
  if (type == kText)
    text = decoded(rest.substr(0, length), code_page);
  else
    decode_wide(rest.substr(0, std::min(length, rest.size()) * 2), EncodingForm::utf16le, true,
                text);
  text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
  return std::string(trim(text));
}

void add_section(std::string_view bytes, std::vector<std::string>& texts) {
  constexpr std::size_t kFirstSection = 44;
  const std::size_t section = little32(bytes, kFirstSection);
  const std::size_t count = std::min<std::size_t>(little32(bytes, section + 4), kMaxProperties);
  std::uint32_t code_page = 1252;
  for (std::size_t index = 0; index < count; ++index)
    if (little32(bytes, section + 8 + 8 * index) == kCodePage)
      code_page = little16(bytes, section + little32(bytes, section + 12 + 8 * index) + 4);
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t at = section + little32(bytes, section + 12 + 8 * index);
    std::string text = text_at(bytes, at, code_page);
    if (!text.empty())
      texts.push_back(std::move(text));
  }
}

}  // namespace

std::vector<std::string> read_ole_properties(const OleFile& file) {
  std::vector<std::string> texts;
  for (const char* name : {"\x05SummaryInformation",
                           "\x05"
                           "DocumentSummaryInformation"}) {
    const auto stream = file.find(name);
    if (!stream)
      continue;
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(stream->size(), kMaxStream)),
                      '\0');
    bytes.resize(stream->read_at(0, bytes.data(), bytes.size()));
    add_section(bytes, texts);
  }
  return texts;
}

}  // namespace aval
