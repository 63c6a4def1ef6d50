// The parts of a ZIP container (XLSX, ODS), with limits against bombs and forged names.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/input_bytes.h"

struct zip;
struct zip_file;

namespace aval {

class ZipPart;

struct ZipEntry {
  std::string name;         // as written, UTF-8
  std::uint64_t bytes = 0;  // inflated, as the directory says
};

// Not thread-safe; several archives may share the same bytes.
class ZipArchive {
 public:
  // `place` names the source in errors. Error(input) for a damaged archive, more than 10,000
  // entries, two entries of one name, a name that leaves the archive.
  ZipArchive(std::shared_ptr<const InputBytes> input, std::string place);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  // Names are compared without case, as OPC (ECMA-376 part 2, 6.2.2) wants.
  bool has(std::string_view name) const;
  // True when a part's name starts so.
  bool has_prefix(std::string_view prefix) const;
  // Error(input) when the part is absent or encrypted.
  ZipPart open(std::string_view name) const;
  // A whole small part. Error(input) when it is damaged or longer than `limit` bytes.
  std::string read(std::string_view name, std::size_t limit) const;
  // Every entry, in the order of the directory.
  std::vector<ZipEntry> list() const;
  const std::string& place() const { return place_; }

 private:
  void list_entries();

  std::string place_;
  std::shared_ptr<const InputBytes> input_;
  zip* handle_ = nullptr;
  std::map<std::string, std::uint64_t, std::less<>> entries_;  // index by lower-case name
};

// Sequential reading of one part, inside the life of its archive.
class ZipPart {
 public:
  ZipPart(zip_file* handle, std::uint64_t packed_bytes, std::string place);
  ~ZipPart();
  ZipPart(ZipPart&& other) noexcept;
  ZipPart& operator=(ZipPart&&) = delete;

  // Fewer bytes than `length` only at the end or at the damage. Error(input) past the limits:
  // 8 GiB, or 200 times the packed bytes above 64 MiB.
  std::size_t read(char* out, std::size_t length);
  // Cut short, corrupt, or of a wrong checksum; known once read() has come to it.
  bool damaged() const { return damaged_; }

 private:
  zip_file* handle_;
  std::uint64_t packed_bytes_;
  std::string place_;
  std::uint64_t produced_ = 0;
  bool damaged_ = false;
};

}  // namespace aval
