#include "audit/base/spill_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "audit/base/error.h"
#include "audit/base/file.h"

namespace aval {
namespace {

constexpr std::size_t kLeastBlock = std::size_t{4} << 10U;
constexpr std::size_t kMostBlock = std::size_t{1} << 20U;

[[noreturn]] void refuse(const std::string& path, int code) {
  throw Error(ErrorKind::input, path,
              format_text({"fichier temporaire : {0} ; libérez de la place, ou donnez un autre "
                           "dossier par TMPDIR",
                           "temporary file: {0}; make room, or give another folder by TMPDIR"},
                          {std::strerror(code)}));
}

}  // namespace

SpillFile::SpillFile(std::size_t parts, std::size_t record, std::size_t buffered)
    : block_(std::clamp(buffered / std::max<std::size_t>(parts, 1), kLeastBlock, kMostBlock)),
      parts_(parts) {
  block_ = std::max<std::size_t>(1, block_ / record) * record;
  const TemporaryFile named("records");  // its name goes at the end of this block
  path_ = named.path();
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor_ < 0)
    refuse(path_, errno);
}

SpillFile::~SpillFile() {
  ::close(descriptor_);
}

void SpillFile::add(std::size_t part, std::string_view record) {
  Part& to = parts_[part];
  if (to.pending.capacity() < block_)
    to.pending.reserve(block_);
  to.pending.append(record);
  if (to.pending.size() == block_)
    write_block(to);
}

void SpillFile::write_block(Part& part) {
  for (std::size_t done = 0; done < block_;) {
    const ssize_t wrote = ::pwrite(descriptor_, part.pending.data() + done, block_ - done,
                                   static_cast<off_t>(end_ + done));
    if (wrote < 0 && errno != EINTR)
      refuse(path_, errno);
    done += wrote > 0 ? static_cast<std::size_t>(wrote) : 0;
  }
  part.blocks.push_back(end_);
  end_ += block_;
  part.pending.clear();
}

void SpillFile::read_block(std::uint64_t at, char* out) const {
  for (std::size_t done = 0; done < block_;) {
    const ssize_t got =
        ::pread(descriptor_, out + done, block_ - done, static_cast<off_t>(at + done));
    if (got == 0 || (got < 0 && errno != EINTR))
      refuse(path_, got == 0 ? EIO : errno);
    done += got > 0 ? static_cast<std::size_t>(got) : 0;
  }
}

std::string SpillFile::read(std::size_t part) const {
  const Part& from = parts_[part];
  std::string bytes(from.blocks.size() * block_, '\0');
  for (std::size_t b = 0; b < from.blocks.size(); ++b)
    read_block(from.blocks[b], bytes.data() + b * block_);
  bytes += from.pending;
  return bytes;
}

bool SpillFile::read_piece(std::size_t part, std::size_t piece, std::string& out) const {
  const Part& from = parts_[part];
  if (piece > from.blocks.size() || (piece == from.blocks.size() && from.pending.empty()))
    return false;
  if (piece == from.blocks.size()) {
    out = from.pending;
    return true;
  }
  out.resize(block_);
  read_block(from.blocks[piece], out.data());
  return true;
}

std::uint64_t physical_memory() {
  constexpr std::uint64_t kUnknown = std::uint64_t{1} << 30U;
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long size = ::sysconf(_SC_PAGESIZE);
  return pages <= 0 || size <= 0
             ? kUnknown
             : static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size);
}

}  // namespace aval
