// A ZIP archive of uncompressed parts (APPNOTE.TXT 4.3), for fuzzing what stands inside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <zlib.h>

namespace aval {

inline void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int byte = 0; byte < bytes; ++byte)
    out += static_cast<char>(byte < 8 ? (number >> (8 * byte)) & 0xFFU : 0U);
}

inline std::string stored_zip(
    const std::vector<std::pair<std::string_view, std::string_view>>& parts) {
  std::string archive;
  std::string directory;
  for (const auto& [name, content] : parts) {
    const std::size_t offset = archive.size();
    std::string fields;
    append_number(fields, 20, 2);  // version needed
    append_number(fields, 0, 8);   // flags, method, time, date
    // zlib counts bytes of its own type.
    append_number(
        fields,
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())),
        4);
    append_number(fields, content.size(), 4);
    append_number(fields, content.size(), 4);
    append_number(fields, name.size(), 2);
    append_number(fields, 0, 2);  // extra field
    archive.append("PK\x03\x04").append(fields).append(name).append(content);
    directory.append("PK\x01\x02");
    append_number(directory, 20, 2);
    directory.append(fields);
    append_number(directory, 0, 10);  // comment, disk, attributes
    append_number(directory, offset, 4);
    directory.append(name);
  }
  const std::size_t start = archive.size();
  archive += directory;
  archive.append("PK\x05\x06");
  append_number(archive, 0, 4);
  append_number(archive, parts.size(), 2);
  append_number(archive, parts.size(), 2);
  append_number(archive, directory.size(), 4);
  append_number(archive, start, 4);
  append_number(archive, 0, 2);
  return archive;
}

}  // namespace aval
