#include "audit/table/pivot_cache.h"

#include <algorithm>
#include <utility>

#include "audit/table/sheet_rows.h"

namespace aval {

namespace {

constexpr std::size_t kMaxItemBytes = 268435456;
constexpr std::size_t kMaxFields = 16384;

}  // namespace

void add_pivot_field(PivotCache& cache, std::string name, const std::string& place) {
  if (cache.names.size() >= kMaxFields)
    refuse_sheet(place);
  cache.names.push_back(std::move(name));
  cache.items.emplace_back();
}

void add_pivot_item(PivotCache& cache, std::string value, const std::string& place) {
  cache.bytes += value.size() + sizeof(std::string);
  if (cache.bytes > kMaxItemBytes)
    refuse_sheet(place);
  cache.items.back().push_back(std::move(value));
}

RowCursor open_pivot_items(std::shared_ptr<const PivotCache> cache) {
  return [cache = std::move(cache), next = std::size_t{0}](SparseRow& row, ReadStats&) mutable {
    std::size_t longest = 0;
    for (const auto& items : cache->items)
      longest = std::max(longest, items.size());
    if (next > longest || cache->names.empty())
      return false;
    row.clear();
    row.number = next + 1;
    for (std::size_t field = 0; field < cache->items.size(); ++field) {
      const auto& items = cache->items[field];
      const std::string value = next == 0              ? cache->names[field]
                                : next <= items.size() ? items[next - 1]
                                                       : "";
      if (!value.empty())
        row.add(field, value);
    }
    ++next;
    return true;
  };
}

std::string pivot_sheet_name(std::size_t position) {
  return "tableau croisé " + std::to_string(position);
}

}  // namespace aval
