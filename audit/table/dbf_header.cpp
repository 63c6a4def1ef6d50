#include "audit/table/dbf_header.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/binary_number.h"
#include "audit/table/encoding.h"

namespace aval {

namespace {

constexpr std::size_t kFieldBytes = 32;
constexpr std::size_t kNameBytes = 11;
constexpr std::string_view kTypes = "CNFDLMGPBITYVQWO+@0";

bool is_known_version(unsigned char version) {
  constexpr std::array<unsigned char, 14> kVersions = {0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63,
                                                       0x7B, 0x83, 0x8B, 0x8E, 0xCB, 0xF5, 0xFB};
  return std::find(kVersions.begin(), kVersions.end(), version) != kVersions.end();
}

bool is_field(std::string_view field) {
  const std::string_view name = field.substr(0, field.substr(0, kNameBytes).find('\0'));
  const bool has_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char character) {
    return static_cast<unsigned char>(character) >= 0x20;
  });
  return field.size() == kFieldBytes && has_name &&
         kTypes.find(field[11]) != std::string_view::npos;
}

// The language drivers of dBase and FoxPro: their number and the code page (dBase for Windows and
// Visual FoxPro manuals). Multi-byte pages of East Asia are left to the guess.
std::string code_page_of_driver(unsigned driver) {
  constexpr std::array kDrivers = {
      std::pair{0x01U, "cp437"},        std::pair{0x02U, "cp850"},
      std::pair{0x03U, "windows-1252"}, std::pair{0x04U, "macintosh"},
      std::pair{0x08U, "cp865"},        std::pair{0x09U, "cp437"},
      std::pair{0x0AU, "cp850"},        std::pair{0x0BU, "cp437"},
      std::pair{0x0DU, "cp437"},        std::pair{0x0EU, "cp850"},
      std::pair{0x0FU, "cp437"},        std::pair{0x10U, "cp850"},
      std::pair{0x11U, "cp437"},        std::pair{0x12U, "cp850"},
      std::pair{0x14U, "cp850"},        std::pair{0x15U, "cp437"},
      std::pair{0x16U, "cp850"},        std::pair{0x17U, "cp865"},
      std::pair{0x18U, "cp437"},        std::pair{0x19U, "cp437"},
      std::pair{0x1AU, "cp850"},        std::pair{0x1BU, "cp437"},
      std::pair{0x1CU, "cp863"},        std::pair{0x1DU, "cp850"},
      std::pair{0x25U, "cp850"},        std::pair{0x37U, "cp850"},
      std::pair{0x57U, "windows-1252"}, std::pair{0x58U, "windows-1252"},
      std::pair{0x59U, "windows-1252"}, std::pair{0x64U, "cp852"},
      std::pair{0x65U, "cp866"},        std::pair{0x66U, "cp865"},
      std::pair{0x6CU, "cp863"},        std::pair{0xC8U, "windows-1250"},
      std::pair{0xC9U, "windows-1251"}, std::pair{0xCAU, "windows-1254"},
      std::pair{0xCBU, "windows-1253"}, std::pair{0xCCU, "windows-1257"}};
  const auto* found = std::find_if(kDrivers.begin(), kDrivers.end(),
                                   [&](const auto& known) { return known.first == driver; });
  return found == kDrivers.end() ? "" : found->second;
}

// Clipper and FoxPro keep the high byte of a long text field where decimals stand.
bool widen_texts(DbfHeader& header) {
  std::size_t offset = 1;
  for (DbfField& field : header.fields) {
    if (field.type == 'C')
      field.length += std::size_t{field.decimals} << 8U;
    field.offset = offset;
    offset += field.length;
  }
  return offset <= header.record_bytes;
}

}  // namespace

bool looks_like_dbf(std::string_view head) {
  if (head.size() < kDbfHead || !is_known_version(static_cast<unsigned char>(head[0])))
    return false;
  const std::uint64_t header_bytes = little_endian(head, 8, 2);
  const std::uint64_t record_bytes = little_endian(head, 10, 2);
  return little_endian(head, 2, 1) <= 12 && little_endian(head, 3, 1) <= 31 &&
         header_bytes > kDbfHead && record_bytes > 1 && is_field(head.substr(32, kFieldBytes));
}

std::optional<DbfHeader> parse_dbf_header(std::string_view bytes) {
  if (!looks_like_dbf(bytes))
    return std::nullopt;
  DbfHeader header;
  const auto version = static_cast<unsigned char>(bytes[0]);
  header.is_foxpro =
      version == 0x30 || version == 0x31 || version == 0x32 || version == 0xF5 || version == 0xFB;
  header.records = little_endian(bytes, 4, 4);
  header.bytes = static_cast<std::size_t>(little_endian(bytes, 8, 2));
  header.record_bytes = static_cast<std::size_t>(little_endian(bytes, 10, 2));
  header.code_page = code_page_of_driver(static_cast<unsigned>(little_endian(bytes, 29, 1)));
  std::size_t offset = 1;
  for (std::size_t place = 32;
       place + kFieldBytes <= std::min(header.bytes, bytes.size()) && bytes[place] != '\r';
       place += kFieldBytes) {
    const std::string_view text = bytes.substr(place, kFieldBytes);
    if (!is_field(text))
      return std::nullopt;
    DbfField field;
    field.name = text.substr(0, text.substr(0, kNameBytes).find('\0'));
    field.type = text[11];
    field.length = static_cast<unsigned char>(text[16]);
    field.decimals = static_cast<unsigned char>(text[17]);
    field.is_system = field.type == '0';
    field.offset = offset;
    offset += field.length;
    header.fields.push_back(std::move(field));
  }
  const bool agrees = offset == header.record_bytes ||
                      (offset < header.record_bytes && widen_texts(header)) ||
                      offset < header.record_bytes;
  return header.fields.empty() || !agrees ? std::nullopt : std::optional(std::move(header));
}

std::string code_page_of_cpg(std::string_view text) {
  const std::string word = to_lower_ascii(trim(text.substr(0, 64)));
  if (word.find("utf-8") != std::string::npos || word.find("utf8") != std::string::npos ||
      word == "65001")
    return "UTF-8";
  std::string digits;
  for (const char character : word)
    if (character >= '0' && character <= '9')
      digits += character;
  if (digits.starts_with("8859") && digits.size() > 4)
    return "ISO-8859-" + digits.substr(4);
  if (digits.size() == 4 && digits.starts_with("125"))
    return "windows-" + digits;
  const bool is_known = digits.size() == 3 && load_code_page("cp" + digits) != nullptr;
  return is_known ? "cp" + digits : "";
}

std::string dbf_declared_type(const DbfField& field) {
  const std::string length = std::to_string(field.length);
  switch (field.type) {
    case 'C':
    case 'V':
      return "CHARACTER(" + length + ")";
    case 'N':
    case 'F':
      return "NUMERIC(" + length + "," + std::to_string(field.decimals) + ")";
    case 'D':
      return "DATE";
    case 'T':
    case '@':
      return "TIMESTAMP";
    case 'L':
      return "BOOLEAN";
    case 'I':
    case '+':
      return "INTEGER";
    case 'Y':
      return "NUMERIC(20,4)";
    case 'O':
      return "DOUBLE";
    case 'M':
      return "TEXT";
    case 'B':
      return field.length == 8 ? "DOUBLE" : "BLOB";
    default:
      return "BLOB";
  }
}

}  // namespace aval
