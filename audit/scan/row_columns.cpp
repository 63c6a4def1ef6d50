#include "audit/scan/row_columns.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/scan/row_hashes.h"

namespace aval {
namespace {

constexpr std::uint64_t kCellSeed = 0x61766136;  // of the equality of cells

// A column while its cells are met.
struct MetCells {
  CodedCells cells;
  std::unordered_map<std::uint64_t, std::uint32_t> places;  // by hash
};

class ColumnKeeper {
 public:
  explicit ColumnKeeper(const KeptColumns& kept) : kept_(kept) {}

  void add(const Batch& batch) {
    for (std::size_t c = 0; c < batch.columns.size(); ++c)
      if (kept_.all || std::binary_search(kept_.columns.begin(), kept_.columns.end(), c))
        add_cells(batch, c);
    rows_ += batch.rows;
  }

  RowColumns finish() {
    RowColumns kept;
    kept.rows = rows_;
    kept.all_columns = kept_.all;
    for (auto& [column, met] : met_)
      kept.columns.push_back(std::move(met.cells));
    return kept;
  }

 private:
  void add_cells(const Batch& batch, std::size_t c) {
    MetCells& met = met_[c];
    met.cells.column = c;
    met.cells.codes.resize(static_cast<std::size_t>(rows_),
                           0);  // rows before that had no such cell
    for (const std::string_view text : batch.columns[c]) {
      const std::string_view cell = trim(text);
      met.cells.codes.push_back(cell.empty() ? 0 : code_of(met, cell));
    }
  }

  std::uint32_t code_of(MetCells& met, std::string_view cell) {
    const std::uint64_t hash = hash64(cell, kCellSeed);
    const auto next = static_cast<std::uint32_t>(met.cells.hashes.size() + 1);
    const auto [place, is_new] = met.places.emplace(hash, next);
    if (is_new) {
      met.cells.hashes.push_back(hash);
      met.cells.folded.push_back(judge_.judge(cell).folded);
    }
    return place->second;
  }

  const KeptColumns& kept_;
  std::map<std::size_t, MetCells> met_;
  ValueJudge judge_;
  std::uint64_t rows_ = 0;
};

// The hash of what a row holds in those columns, folded; false when one of them says nothing.
bool mix_folded(const std::vector<const CodedCells*>& columns, std::size_t row, RowHash& hash) {
  for (const CodedCells* cells : columns) {
    const std::uint32_t code =
        cells != nullptr && row < cells->codes.size() ? cells->codes[row] : 0;
    const std::uint64_t folded = code == 0 ? 0 : cells->folded[code - 1];
    if (folded == 0)
      return false;
    mix_in(hash, cells->column, folded);
  }
  return true;
}

[[noreturn]] void refuse_for(const std::string& what) {
  throw Error(ErrorKind::input, "--partial",
              format_text({"une partie n'a pas gardé {0}, que l'ensemble demande : refaites les "
                           "parties avec --keep-rows",
                           "a part did not keep {0}, which the whole asks for: make the parts "
                           "again with --keep-rows"},
                          {what}));
}

}  // namespace

const CodedCells* RowColumns::find(std::size_t column) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const CodedCells& cells) { return cells.column == column; });
  return found == columns.end() ? nullptr : &*found;
}

RowColumns read_row_columns(TableReader& reader, const KeptColumns& kept) {
  ColumnKeeper keeper(kept);
  Batch batch;
  while (reader.next(batch))
    keeper.add(batch);
  return keeper.finish();
}

void require_columns(const std::vector<RowColumns>& parts,
                     const std::vector<std::size_t>& columns) {
  for (const RowColumns& part : parts)
    for (const std::size_t column : columns)
      if (part.rows > 0 && !part.all_columns && part.find(column) == nullptr)
        refuse_for(std::to_string(column + 1));
}

EntityCount count_entities(const std::vector<RowColumns>& parts,
                           const std::vector<std::size_t>& columns, unsigned threads) {
  require_columns(parts, columns);
  EntityCount count{columns, 0, 0};
  std::vector<RowHashes> rows(1);
  for (const RowColumns& part : parts) {
    std::vector<const CodedCells*> cells;
    cells.reserve(columns.size());
    for (const std::size_t column : columns)
      cells.push_back(part.find(column));
    for (std::size_t row = 0; row < part.rows; ++row)
      if (RowHash hash{0, 0}; mix_folded(cells, row, hash))
        rows[0].add(hash);
  }
  count.rows = rows[0].size();
  count.duplicates = count_duplicates(rows, threads);
  return count;
}

}  // namespace aval
