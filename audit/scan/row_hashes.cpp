#include "audit/scan/row_hashes.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string>

#include "audit/base/threads.h"

namespace aval {
namespace {

std::uint64_t count_in_part(std::vector<RowHashes>& sets, std::size_t part) {
  std::vector<RowHash> rows;
  for (RowHashes& set : sets) {
    std::vector<RowHash> taken = set.take_part(part);
    if (rows.empty())
      rows = std::move(taken);
    else
      rows.insert(rows.end(), taken.begin(), taken.end());
  }
  std::sort(rows.begin(), rows.end());
  return static_cast<std::uint64_t>(rows.end() - std::unique(rows.begin(), rows.end()));
}

}  // namespace

void RowHashes::set_memory(std::uint64_t bytes) {
  constexpr std::uint64_t kFewest = 4096;
  if (bytes > 0)
    most_held_ = std::max(kFewest, bytes / sizeof(RowHash));
}

// The room of the parts stays: it will be filled again.
void RowHashes::spill() {
  constexpr std::size_t kBuffered = std::size_t{1} << 20U;
  if (!file_)
    file_ = std::make_shared<SpillFile>(kParts, sizeof(RowHash), kBuffered);
  for (std::size_t part = 0; part < kParts; ++part) {
    for (const RowHash& hash : parts_[part])
      file_->add(part, {reinterpret_cast<const char*>(&hash), sizeof hash});
    parts_[part].clear();
  }
  held_ = 0;
}

std::vector<RowHash> RowHashes::take_part(std::size_t part) {
  std::vector<RowHash> taken = std::move(parts_[part]);
  if (!file_)
    return taken;
  const std::string records = file_->read(part);
  const std::size_t before = taken.size();
  taken.resize(before + records.size() / sizeof(RowHash));
  for (std::size_t i = before; i < taken.size(); ++i) {
    const char* at = records.data() + (i - before) * sizeof(RowHash);
    std::memcpy(&taken[i].first, at, sizeof(std::uint64_t));
    std::memcpy(&taken[i].second, at + sizeof(std::uint64_t), sizeof(std::uint64_t));
  }
  return taken;
}

void RowHashes::merge(RowHashes& other) {
  for (std::size_t part = 0; part < kParts; ++part) {
    const std::vector<RowHash> taken = other.take_part(part);
    parts_[part].insert(parts_[part].end(), taken.begin(), taken.end());
    held_ += taken.size();
    if (held_ >= most_held_)
      spill();
  }
  size_ += std::exchange(other.size_, 0);
  other.held_ = 0;
  other.file_.reset();
}

std::uint64_t count_duplicates(std::vector<RowHashes>& sets, std::size_t threads) {
  std::atomic<std::size_t> next_part{0};
  std::atomic<std::uint64_t> duplicates{0};
  run_threads(threads, [&](std::size_t) {
    for (std::size_t part = next_part++; part < RowHashes::kParts; part = next_part++)
      duplicates += count_in_part(sets, part);
  });
  return duplicates;
}

}  // namespace aval
