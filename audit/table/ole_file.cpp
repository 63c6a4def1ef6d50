#include "audit/table/ole_file.h"

#include <algorithm>
#include <set>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/binary_number.h"
#include "audit/table/encoding.h"

namespace aval {

namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // greater numbers are marks (MS-CFB 2.1)
constexpr std::size_t kHeaderBytes = 512;
constexpr std::size_t kEntryBytes = 128;
constexpr std::uint64_t kSmallSector = 64;
constexpr std::uint64_t kSmallStream = 4096;  // from this size on a stream is no small one
constexpr std::size_t kMaxEntries = 100000;
constexpr std::size_t kMaxSmallTable = 65536;  // sectors of the table of small ones
constexpr std::size_t kMaxTable = 268435456;   // sectors in all: 128 GiB of file
constexpr std::size_t kTableInHeader = 109;

// What a directory entry says.
struct RawEntry {
  std::string name;
  unsigned type = 0;  // 1 folder, 2 stream, 5 root
  std::uint32_t left = 0, right = 0, child = 0, start = 0;
  std::uint64_t size = 0;
};

RawEntry read_entry(std::string_view bytes, bool has_long_sizes) {
  RawEntry entry;
  const std::size_t name_bytes = std::min<std::size_t>(little16(bytes, 64), 64);
  if (name_bytes >= 2)
    decode_wide(bytes.substr(0, name_bytes - 2), EncodingForm::utf16le, true, entry.name);
  entry.name = to_lower_ascii(entry.name);
  entry.type = static_cast<unsigned char>(bytes[66]);
  entry.left = little32(bytes, 68);
  entry.right = little32(bytes, 72);
  entry.child = little32(bytes, 76);
  entry.start = little32(bytes, 116);
  entry.size = little32(bytes, 120);
  if (has_long_sizes)
    entry.size |= static_cast<std::uint64_t>(little32(bytes, 124)) << 32U;
  return entry;
}

// The entries of a folder, not those of folders inside it; each entry is given once.
std::vector<std::size_t> children_of(const std::vector<RawEntry>& entries, std::size_t folder,
                                     std::set<std::uint32_t>& seen) {
  std::vector<std::size_t> found;
  std::vector<std::uint32_t> open = {entries[folder].child};
  while (!open.empty()) {
    const std::uint32_t index = open.back();
    open.pop_back();
    if (index >= entries.size() || !seen.insert(index).second)
      continue;
    found.push_back(index);
    open.push_back(entries[index].left);
    open.push_back(entries[index].right);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::size_t OleStream::read_at(std::uint64_t offset, char* out, std::size_t length) const {
  std::size_t done = 0;
  while (done < length && offset < size_) {
    const std::uint64_t index = offset / sector_bytes_;
    if (index >= sectors_.size())
      break;
    const std::uint64_t inside = offset % sector_bytes_;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(
        {sector_bytes_ - inside, size_ - offset, static_cast<std::uint64_t>(length - done)}));
    const std::uint64_t at = header_bytes_ + sectors_[index] * sector_bytes_ + inside;
    const std::size_t got = inside_ ? inside_->read_at(at, out + done, wanted)
                                    : input_->read_at(at, out + done, wanted);
    done += got;
    offset += got;
    if (got < wanted)
      break;
  }
  return done;
}

OleFile::OleFile(std::shared_ptr<const InputBytes> input, std::string place)
    : place_(std::move(place)), input_(std::move(input)) {
  std::string header(kHeaderBytes, '\0');
  if (input_->read_at(0, header.data(), header.size()) < header.size())
    refuse();
  const unsigned shift = little16(header, 30);
  if (shift != 9 && shift != 12)  // MS-CFB 2.2
    refuse();
  sector_bytes_ = 1ULL << shift;
  sectors_ = input_->size() / sector_bytes_;  // the header takes the place of one
  read_sector_table(header);
  for (const std::uint32_t sector : chain(little32(header, 60), kMaxSmallTable, table_))
    add_table_sector(sector, small_table_);
  read_directory(little32(header, 48));
}

void OleFile::refuse() const {
  throw Error(ErrorKind::input, place_,
              Text{"document Office abîmé ou tronqué : redemandez-le, ou ouvrez-le et "
                   "enregistrez-le de nouveau",
                   "Office document that is damaged or cut short: ask for it again, or open it "
                   "and save it again"});
}

// A mark of the end where the file is cut short.
std::uint32_t OleFile::number_at(std::uint64_t offset) const {
  std::string bytes(4, '\0');
  if (input_->read_at(offset, bytes.data(), bytes.size()) < bytes.size())
    return 0xFFFFFFFE;
  return little32(bytes, 0);
}

void OleFile::add_table_sector(std::uint32_t sector, std::vector<std::uint32_t>& table) const {
  if (sector >= sectors_)
    return;
  std::string bytes(sector_bytes_, '\0');
  const std::size_t got =
      input_->read_at((sector + std::uint64_t{1}) * sector_bytes_, bytes.data(), bytes.size());
  for (std::size_t at = 0; at + 4 <= got && table.size() <= kMaxTable; at += 4)
    table.push_back(little32(bytes, at));
}

void OleFile::read_sector_table(std::string_view header) {
  for (std::size_t index = 0; index < kTableInHeader; ++index)
    if (const std::uint32_t sector = little32(header, 76 + 4 * index); sector < kLastSector)
      add_table_sector(sector, table_);
  // Further sectors of the table are listed in a chain of sectors of their own.
  std::uint32_t list = little32(header, 68);
  for (std::uint64_t step = 0; list < kLastSector && list < sectors_; ++step) {
    if (step > sectors_)
      refuse();
    const std::uint64_t begin = (list + std::uint64_t{1}) * sector_bytes_;
    for (std::uint64_t at = 0; at + 4 < sector_bytes_ && table_.size() <= sectors_; at += 4)
      if (const std::uint32_t sector = number_at(begin + at); sector < kLastSector)
        add_table_sector(sector, table_);
    list = number_at(begin + sector_bytes_ - 4);
  }
  if (table_.empty())
    refuse();
}

// The sectors of a chain, up to its end, to where the file is cut, or to `most` of them.
std::vector<std::uint32_t> OleFile::chain(std::uint32_t start, std::uint64_t most,
                                          const std::vector<std::uint32_t>& table) const {
  std::vector<std::uint32_t> sectors;
  for (std::uint32_t sector = start; sector < kLastSector && sector < table.size();
       sector = table[sector]) {
    if (sectors.size() >= most)
      break;
    sectors.push_back(sector);
    if (sectors.size() > table.size())
      refuse();  // a loop
  }
  return sectors;
}

void OleFile::read_directory(std::uint32_t start) {
  OleStream directory;
  directory.input_ = input_;
  directory.sector_bytes_ = directory.header_bytes_ = sector_bytes_;
  directory.sectors_ = chain(start, sectors_ + 1, table_);
  directory.size_ = directory.sectors_.size() * sector_bytes_;
  std::vector<RawEntry> entries;
  std::string bytes(kEntryBytes, '\0');
  for (std::uint64_t at = 0; directory.read_at(at, bytes.data(), bytes.size()) == bytes.size();
       at += bytes.size()) {
    if (entries.size() >= kMaxEntries)
      refuse();
    entries.push_back(read_entry(bytes, sector_bytes_ > 512));
  }
  if (entries.empty() || entries.front().type != 5)
    refuse();
  std::set<std::uint32_t> seen;
  const auto add = [&](const std::string& folder, std::size_t index) {
    entries_.push_back({folder + entries[index].name, entries[index].type == 2,
                        entries[index].start, entries[index].size});
  };
  for (const std::size_t index : children_of(entries, 0, seen)) {
    add("", index);
    if (entries[index].type != 1)
      continue;
    for (const std::size_t inner : children_of(entries, index, seen))
      add(entries[index].name + "/", inner);
  }
  auto small = std::make_shared<OleStream>();
  small->input_ = input_;
  small->sector_bytes_ = small->header_bytes_ = sector_bytes_;
  small->size_ = entries.front().size;
  small->sectors_ = chain(entries.front().start, sectors_ + 1, table_);
  small_ = std::move(small);
}

OleStream OleFile::stream_of(std::uint32_t start, std::uint64_t size) const {
  OleStream stream;
  stream.size_ = size;
  if (size < kSmallStream) {
    stream.inside_ = small_;
    stream.sector_bytes_ = kSmallSector;
    stream.sectors_ = chain(start, size / kSmallSector + 1, small_table_);
  } else {
    stream.input_ = input_;
    stream.sector_bytes_ = stream.header_bytes_ = sector_bytes_;
    stream.sectors_ = chain(start, size / sector_bytes_ + 1, table_);
  }
  return stream;
}

std::optional<OleStream> OleFile::find(std::string_view name) const {
  const std::string wanted = to_lower_ascii(name);
  for (const Entry& entry : entries_)
    if (entry.is_stream && entry.name == wanted)
      return stream_of(entry.start, entry.size);
  return std::nullopt;
}

bool OleFile::has(std::string_view name) const {
  const std::string wanted = to_lower_ascii(name);
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const Entry& entry) { return entry.name == wanted; });
}

std::vector<std::string> OleFile::streams_in(std::string_view folder) const {
  const std::string prefix = to_lower_ascii(folder) + "/";
  std::vector<std::string> names;
  for (const Entry& entry : entries_)
    if (entry.is_stream && entry.name.starts_with(prefix))
      names.push_back(entry.name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace aval
