// Records that do not fit in memory, kept in parts on disk until they are read again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aval {

// A private temporary file (mode 0600) in TMPDIR that has no name any more once it is made: no
// other program opens it, and nothing is left when this one ends, however it ends. Not thread-safe.
class SpillFile {
 public:
  // `record`: bytes of each record, above 0. `buffered`: bytes of memory for all parts together, at
  // most (4 KiB a part are taken anyway). Error(input) when the file cannot be made.
  SpillFile(std::size_t parts, std::size_t record, std::size_t buffered);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  std::size_t parts() const { return parts_.size(); }
  // One whole record. Error(input) when the disk is full.
  void add(std::size_t part, std::string_view record);
  // All records of a part, in the order they were added.
  std::string read(std::size_t part) const;
  // The same piece by piece: whole records into `out`, `piece` counts from 0; false at the end.
  bool read_piece(std::size_t part, std::size_t piece, std::string& out) const;

 private:
  struct Part {
    std::vector<std::uint64_t> blocks;  // where full blocks stand in the file
    std::string pending;
  };
  void write_block(Part& part);
  void read_block(std::uint64_t at, char* out) const;

  std::string path_;
  int descriptor_ = -1;
  std::uint64_t end_ = 0;
  std::size_t block_;
  std::vector<Part> parts_;
};

// Of the machine, in bytes; 1 GiB when it does not tell.
std::uint64_t physical_memory();

}  // namespace aval
