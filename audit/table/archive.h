// Containers of files: ZIP archives that are no document, tar archives (through gzip or zstd too).
// Each member is a source of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/input_bytes.h"

namespace aval {

struct ArchiveMember {
  std::string name;  // UTF-8, with "/" between folders
  std::uint64_t bytes = 0;
  bool is_file = true;  // false for links, devices and the like
};

struct Archive {
  std::vector<ArchiveMember> members;  // without folders, as they stand in the archive
  // The content of a member; Error(input) when it is encrypted, damaged or passes the limits. One
  // thread at a time.
  std::function<std::shared_ptr<const InputBytes>(std::size_t member)> open;
};

// Null when the bytes are no archive: a document, a workbook, a table. Error(input) for a damaged
// archive, one of more than 10,000 members, of two members of one name, of a name that leaves the
// archive, or whose members together take more than 64 GiB or 200 times its size (above 1 GiB).
std::shared_ptr<const Archive> open_archive(const std::shared_ptr<const InputBytes>& input,
                                            const std::string& place);

// Archives that were opened, so that one of many members is not unpacked again for each. Keeps the
// last one of each depth.
class ArchiveShelf {
 public:
  std::shared_ptr<const Archive> find(const std::string& place) const;
  void keep(const std::string& place, std::shared_ptr<const Archive> archive, std::size_t depth);

 private:
  mutable std::mutex mutex_;
  std::map<std::size_t, std::pair<std::string, std::shared_ptr<const Archive>>> archives_;
};

// Members are named with their archive as a folder: "envoi.zip/listes/cantine.csv".
struct FoundMember {
  std::shared_ptr<const Archive> archive;
  std::size_t index = 0;
};

// The member that the path names, through archives in archives; Error(input) naming what is not
// there. None when no part of the path is a file.
std::shared_ptr<const FoundMember> find_member(const std::string& path, ArchiveShelf* shelf);

constexpr std::size_t kMaxArchiveDepth = 2;

}  // namespace aval
