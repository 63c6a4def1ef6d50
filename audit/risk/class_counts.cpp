#include "audit/risk/class_counts.h"

#include <algorithm>
#include <cstring>

namespace aval {
namespace {

constexpr unsigned kDiskBits = 10;
constexpr std::uint64_t kBytesOfSize = 64;  // of an entry of the map and its bucket

// As it is on disk.
struct SizeRecord {
  std::uint64_t first = 0;  // of the key
  std::uint64_t second = 0;
  std::uint64_t size = 0;
};

}  // namespace

ClassCounts::ClassCounts(std::uint64_t memory)
    : memory_(memory), most_sizes_(memory / kBytesOfSize >> kPartBits) {}

void ClassCounts::add(std::vector<ClassKey>& keys) {
  const auto part_of = [](const ClassKey& key) { return key.second >> (64 - kPartBits); };
  std::sort(keys.begin(), keys.end(), [&](const ClassKey& left, const ClassKey& right) {
    return part_of(left) < part_of(right);
  });
  for (std::size_t i = 0; i < keys.size();) {
    Part& part = parts_[part_of(keys[i])];
    const std::lock_guard<std::mutex> lock(part.mutex);
    for (const std::uint64_t here = part_of(keys[i]); i < keys.size() && part_of(keys[i]) == here;
         ++i)
      ++part.sizes[keys[i]];
    if (memory_ > 0 && part.sizes.size() > most_sizes_)
      spill(part.sizes);
  }
}

void ClassCounts::spill(Sizes& sizes) {
  const std::lock_guard<std::mutex> lock(disk_mutex_);
  if (!file_)
    file_.emplace(std::size_t{1} << kDiskBits, sizeof(SizeRecord), memory_ / 4);
  for (const auto& [key, size] : sizes) {
    const SizeRecord record{key.first, key.second, size};
    file_->add(key.second >> (64 - kDiskBits),
               {reinterpret_cast<const char*>(&record), sizeof record});
  }
  Sizes().swap(sizes);
}

ClassCounts::Sizes ClassCounts::read_sizes(std::size_t part) const {
  Sizes sizes;
  std::string records;
  for (std::size_t piece = 0; file_->read_piece(part, piece, records); ++piece)
    for (std::size_t at = 0; at < records.size(); at += sizeof(SizeRecord)) {
      SizeRecord record;
      std::memcpy(&record, records.data() + at, sizeof record);
      sizes[{record.first, record.second}] += record.size;
    }
  return sizes;
}

void ClassCounts::for_each_size(const std::function<void(std::uint64_t)>& take) {
  for (Part& part : parts_) {
    if (file_)
      spill(part.sizes);
    for (const auto& [key, size] : part.sizes)
      take(size);
  }
  for (std::size_t part = 0; file_ && part < file_->parts(); ++part)
    for (const auto& [key, size] : read_sizes(part))
      take(size);
}

}  // namespace aval
