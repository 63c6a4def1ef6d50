// The streams of an OLE2 compound file (MS-CFB), with bounds against loops and forged sizes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/input_bytes.h"

namespace aval {

// A stream: which sectors it lies in. Thread-safe to read.
class OleStream {
 public:
  // Fewer bytes than `length` at the end, or where the file is cut short.
  std::size_t read_at(std::uint64_t offset, char* out, std::size_t length) const;
  // As its directory entry says; what can be read may be less.
  std::uint64_t size() const { return size_; }

 private:
  friend class OleFile;
  std::shared_ptr<const InputBytes> input_;
  std::shared_ptr<const OleStream> inside_;  // small streams lie in another one
  std::vector<std::uint32_t> sectors_;
  std::uint64_t sector_bytes_ = 0;
  std::uint64_t header_bytes_ = 0;  // before sector 0
  std::uint64_t size_ = 0;
};

// Memory is bounded by the size of the file: a 128th of it for the table of sectors.
class OleFile {
 public:
  // `place` names the source in errors. Error(input) when the header, the table of sectors or the
  // directory is damaged.
  OleFile(std::shared_ptr<const InputBytes> input, std::string place);

  // A stream of the root folder, or of a folder in it ("folder/name"), by its name without regard
  // to ASCII case; none when there is none.
  std::optional<OleStream> find(std::string_view name) const;
  // True when a stream or folder of that name stands in the root folder.
  bool has(std::string_view name) const;
  // The streams of a folder in the root, as `find` takes them, in the order of their names.
  std::vector<std::string> streams_in(std::string_view folder) const;

 private:
  struct Entry {
    std::string name;  // UTF-8, lower case for ASCII letters
    bool is_stream = false;
    std::uint32_t start = 0;
    std::uint64_t size = 0;
  };

  [[noreturn]] void refuse() const;
  std::uint32_t number_at(std::uint64_t offset) const;
  void read_sector_table(std::string_view header);
  void add_table_sector(std::uint32_t sector, std::vector<std::uint32_t>& table) const;
  void read_directory(std::uint32_t start);
  std::vector<std::uint32_t> chain(std::uint32_t start, std::uint64_t most,
                                   const std::vector<std::uint32_t>& table) const;
  OleStream stream_of(std::uint32_t start, std::uint64_t size) const;

  std::string place_;
  std::shared_ptr<const InputBytes> input_;
  std::uint64_t sector_bytes_ = 512;
  std::uint64_t sectors_ = 0;  // in the file
  std::vector<std::uint32_t> table_;
  std::vector<std::uint32_t> small_table_;
  std::shared_ptr<const OleStream> small_;  // holds the small streams
  std::vector<Entry> entries_;              // of the root folder and of the folders in it
};

}  // namespace aval
