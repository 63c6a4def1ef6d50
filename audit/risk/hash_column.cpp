#include "audit/risk/hash_column.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {

HashColumn read_hash_column(TableReader& reader, std::size_t column) {
  HashColumn result;
  std::vector<Digest>& digests = result.digests;
  const auto keep_distinct = [&digests] {
    std::sort(digests.begin(), digests.end());
    digests.erase(std::unique(digests.begin(), digests.end()), digests.end());
  };
  std::size_t next_clearing = 1U << 16U;
  Batch batch;
  while (reader.next(batch)) {
    result.rows += batch.rows;
    if (column >= batch.columns.size())
      continue;
    for (std::size_t r = 0; r < batch.rows; ++r) {
      const std::string_view cell = trim(batch.columns[column][r]);
      if (cell.empty())
        continue;
      ++result.filled;
      if (auto digest = find_digest(cell))
        digests.push_back(std::move(*digest));
      else
        ++result.unrecognised;
    }
    if (digests.size() >= next_clearing) {
      keep_distinct();
      next_clearing = std::max(next_clearing, digests.size() * 2);
    }
  }
  keep_distinct();
  return result;
}

}  // namespace aval
