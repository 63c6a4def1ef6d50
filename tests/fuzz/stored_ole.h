// An OLE2 compound file of one stream or two, as the smallest writer makes it: a header, a table of
// sectors, a directory, the streams (MS-CFB). For tests and fuzzing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace aval {

inline void put_number(std::string& bytes, std::size_t at, std::uint32_t value, std::size_t size) {
  for (std::size_t index = 0; index < size; ++index)
    bytes[at + index] = static_cast<char>((std::uint64_t{value} >> (8U * index)) & 0xFFU);
}

inline void put_entry(std::string& bytes, std::size_t at, std::string_view name) {
  for (std::size_t index = 0; index < name.size(); ++index)
    bytes[at + 2 * index] = name[index];
  put_number(bytes, at + 64, static_cast<std::uint32_t>(2 * name.size() + 2), 2);
  for (const std::size_t link : {68U, 72U, 76U})
    put_number(bytes, at + link, 0xFFFFFFFF, 4);
}

// A stream of the root folder, or of a folder in it. Names of at most 31 ASCII characters.
struct StoredStream {
  std::string_view name;
  std::string_view bytes;
  std::string_view folder = {};
};

// One stream of the root folder and, perhaps, one in a folder beside it: up to 60,000 bytes in all.
inline std::string stored_ole_of(const StoredStream& first, const StoredStream& inner) {
  constexpr std::size_t kSector = 512;
  constexpr std::uint32_t kEnd = 0xFFFFFFFE;
  const auto sectors_of = [](const StoredStream& stream) {
    const std::size_t length = std::max<std::size_t>(stream.bytes.size(), 4096);
    return static_cast<std::uint32_t>((length + kSector - 1) / kSector);
  };
  const std::uint32_t firsts = sectors_of(first);
  const std::uint32_t inners = inner.name.empty() ? 0 : sectors_of(inner);
  std::string bytes((3 + firsts + inners) * kSector, '\0');
  bytes.replace(0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  put_number(bytes, 26, 3, 2);  // version
  put_number(bytes, 28, 0xFFFE, 2);
  put_number(bytes, 30, 9, 2);  // sectors of 512 bytes
  put_number(bytes, 32, 6, 2);
  put_number(bytes, 44, 1, 4);  // one sector of the table
  put_number(bytes, 48, 1, 4);  // the directory is sector 1
  put_number(bytes, 56, 4096, 4);
  put_number(bytes, 60, kEnd, 4);
  put_number(bytes, 68, kEnd, 4);
  for (std::size_t index = 1; index < 109; ++index)
    put_number(bytes, 76 + 4 * index, 0xFFFFFFFF, 4);
  const std::size_t table = kSector;
  for (std::size_t index = 0; index < 128; ++index)
    put_number(bytes, table + 4 * index, 0xFFFFFFFF, 4);
  put_number(bytes, table, 0xFFFFFFFD, 4);
  put_number(bytes, table + 4, kEnd, 4);
  for (std::uint32_t index = 0; index < firsts + inners && index < 126; ++index)
    put_number(bytes, table + 8 + 4 * index,
               index + 1 == firsts || index + 1 == firsts + inners ? kEnd : index + 3, 4);
  const std::size_t folder = 2 * kSector;
  put_entry(bytes, folder, "Root Entry");
  bytes[folder + 66] = 5;
  put_number(bytes, folder + 76, 1, 4);
  put_number(bytes, folder + 116, kEnd, 4);
  const auto put_stream = [&](std::size_t at, const StoredStream& stream, std::uint32_t start) {
    put_entry(bytes, at, stream.name);
    bytes[at + 66] = 2;
    put_number(bytes, at + 116, start, 4);
    put_number(bytes, at + 120, sectors_of(stream) * kSector, 4);
    bytes.replace((start + 1) * kSector, stream.bytes.size(), stream.bytes);
  };
  put_stream(folder + 128, first, 2);
  if (inners == 0)
    return bytes;
  put_number(bytes, folder + 128 + 72, 2, 4);  // the folder stands on its right
  put_entry(bytes, folder + 256, inner.folder);
  bytes[folder + 256 + 66] = 1;
  put_number(bytes, folder + 256 + 76, 3, 4);
  put_stream(folder + 384, inner, 2 + firsts);
  return bytes;
}

inline std::string stored_ole(std::string_view name, std::string_view stream) {
  return stored_ole_of({name, stream}, {});
}

}  // namespace aval
