#include "audit/scan/table_keys.h"

#include <algorithm>
#include <unordered_set>

#include "rules/header_words.h"

namespace aval {
namespace {

constexpr std::size_t kMostColumns = 16;  // looked at together: 120 pairs, 560 sets of three
constexpr std::size_t kMostKeys = 4;
constexpr std::uint64_t kLeastRows = 20;  // fewer differ by chance

bool reads_as_identifier(const std::string& name) {
  static const std::unordered_set<std::string> kWords = {
      "id",  "identifiant", "identifier", "uuid", "cle",       "key",
      "num", "numero",      "no",         "ref",  "reference", "matricule"};
  const std::vector<std::string> words = header_tokens(name);
  return !words.empty() && (kWords.contains(words.front()) || kWords.contains(words.back()) ||
                            (words.size() == 1 && words.front() == "code"));
}

bool is_key(const ColumnScan& column, std::uint64_t rows) {
  return column.distinct_exact && column.filled == rows && column.distinct == rows;
}

// Amounts, positions and sentences tell rows apart by chance.
bool may_be_in_key(const ColumnScan& column, std::uint64_t rows) {
  return column.index < RowSample::kColumns && column.filled == rows && column.distinct > 1 &&
         column.type != ColumnType::free_text_with_persons &&
         column.type != ColumnType::geo_precise && column.type != ColumnType::income;
}

// The columns with most values, as they stand in the table.
std::vector<const ColumnScan*> columns_to_join(const TableScan& table) {
  std::vector<const ColumnScan*> columns;
  for (const ColumnScan& column : table.columns)
    if (may_be_in_key(column, table.rows))
      columns.push_back(&column);
  std::stable_sort(columns.begin(), columns.end(), [](const ColumnScan* a, const ColumnScan* b) {
    return a->distinct > b->distinct;
  });
  columns.resize(std::min(columns.size(), kMostColumns));
  std::sort(columns.begin(), columns.end(),
            [](const ColumnScan* a, const ColumnScan* b) { return a->index < b->index; });
  return columns;
}

// Tries sets of columns; keeps those that tell every sampled row from the others.
class KeySearch {
 public:
  KeySearch(const RowSample& sample, std::uint64_t rows) : sample_(sample), rows_(rows) {}

  void try_set(const std::vector<const ColumnScan*>& set) {
    double values = 1;  // that the set could tell apart
    for (const ColumnScan* column : set)
      values *= static_cast<double>(column->distinct);
    if (found.size() >= kMostKeys || values < static_cast<double>(rows_) || !tells_rows(set))
      return;
    std::vector<std::size_t> columns;
    columns.reserve(set.size());
    for (const ColumnScan* column : set)
      columns.push_back(column->index);
    found.push_back(std::move(columns));
  }

  std::vector<std::vector<std::size_t>> found;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t set = 0;  // that put it there; of another one, the slot is free
  };

  // Two rows alike are most often met early.
  bool tells_rows(const std::vector<const ColumnScan*>& set) {
    ++set_;
    for (std::size_t row = 0; row < sample_.size(); ++row) {
      RowHash hash{0, 0};
      for (const ColumnScan* column : set)
        mix_in(hash, column->index, sample_.cell(row, column->index));
      std::size_t slot = hash.first % slots_.size();
      while (slots_[slot].set == set_ && slots_[slot].hash != hash.first)
        slot = (slot + 1) % slots_.size();
      if (slots_[slot].set == set_)
        return false;
      slots_[slot] = {hash.first, set_};
    }
    return true;
  }

  const RowSample& sample_;
  std::uint64_t rows_;
  std::uint32_t set_ = 0;
  std::vector<Slot> slots_ = std::vector<Slot>(4 * RowSample::kRows);  // 64 bits tell its rows
};

}  // namespace

KeyCount expected_key(const TableInfo& info) {
  KeyCount key;
  for (std::size_t c = 0; c < info.columns.size(); ++c)
    if (info.columns[c].in_key)
      key.columns.push_back(c);
  key.declared = !key.columns.empty();
  if (key.declared || info.dialect.header_doubtful)
    return key;
  for (std::size_t c = 0; c < info.columns.size(); ++c)
    if (reads_as_identifier(info.columns[c].name)) {
      key.columns.push_back(c);
      break;
    }
  return key;
}

std::vector<std::vector<std::size_t>> find_composite_keys(const RowSample& sample,
                                                          const TableScan& table) {
  if (table.rows < kLeastRows || table.quality.duplicate_rows > 0 ||
      std::any_of(table.columns.begin(), table.columns.end(),
                  [&](const ColumnScan& column) { return is_key(column, table.rows); }))
    return {};
  const std::vector<const ColumnScan*> columns = columns_to_join(table);
  KeySearch search(sample, table.rows);
  for (std::size_t a = 0; a < columns.size(); ++a)
    for (std::size_t b = a + 1; b < columns.size(); ++b)
      search.try_set({columns[a], columns[b]});
  if (!search.found.empty())
    return search.found;
  for (std::size_t a = 0; a < columns.size(); ++a)
    for (std::size_t b = a + 1; b < columns.size(); ++b)
      for (std::size_t c = b + 1; c < columns.size(); ++c)
        search.try_set({columns[a], columns[b], columns[c]});
  return search.found;
}

}  // namespace aval
