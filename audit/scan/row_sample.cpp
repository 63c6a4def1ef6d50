#include "audit/scan/row_sample.h"

#include <algorithm>
#include <numeric>

namespace aval {

void RowSample::widen(std::size_t width) {
  std::vector<std::uint64_t> cells(rows_.size() * width, 0);
  for (std::size_t row = 0; row < rows_.size(); ++row)
    std::copy_n(cells_.data() + row * width_, width_, cells.data() + row * width);
  cells_ = std::move(cells);
  width_ = width;
}

void RowSample::add(const RowHash& row, std::span<const std::uint64_t> cells) {
  if (!may_keep(row))
    return;
  if (cells.size() > width_)
    widen(cells.size());
  rows_.push_back(row);
  cells_.insert(cells_.end(), cells.begin(), cells.end());
  cells_.resize(rows_.size() * width_, 0);
  if (rows_.size() >= 2 * kRows)
    settle();
}

bool RowSample::restore(const State& state) {
  if (state.width > kColumns || state.cells.size() != state.rows.size() * state.width)
    return false;
  rows_ = state.rows;
  cells_ = state.cells;
  width_ = static_cast<std::size_t>(state.width);
  dropped_ = state.dropped;
  limit_ = state.limit;
  return true;
}

void RowSample::merge(const RowSample& other) {
  for (std::size_t row = 0; row < other.rows_.size(); ++row)
    add(other.rows_[row], std::span(other.cells_).subspan(row * other.width_, other.width_));
  if (!other.dropped_)
    return;
  limit_ = dropped_ ? std::min(limit_, other.limit_) : other.limit_;
  dropped_ = true;
}

void RowSample::settle() {
  std::vector<std::size_t> order(rows_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return rows_[a] < rows_[b]; });
  order.erase(std::unique(order.begin(), order.end(),
                          [&](std::size_t a, std::size_t b) { return rows_[a] == rows_[b]; }),
              order.end());
  if (order.size() > kRows) {
    order.resize(kRows);
    limit_ = rows_[order.back()];
    dropped_ = true;
  }
  std::vector<RowHash> rows;
  std::vector<std::uint64_t> cells;
  rows.reserve(order.size());
  cells.reserve(order.size() * width_);
  for (const std::size_t row : order) {
    rows.push_back(rows_[row]);
    const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(row * width_);
    cells.insert(cells.end(), first, first + static_cast<std::ptrdiff_t>(width_));
  }
  rows_ = std::move(rows);
  cells_ = std::move(cells);
}

}  // namespace aval
