#include "audit/scan/row_hashes.h"

#include <algorithm>
#include <atomic>

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
