#include "audit/table/clean_splitter.h"

#include <limits>

#include "audit/base/byte_scan.h"

namespace aval {
namespace {

constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();

}  // namespace

CleanSplitter::CleanSplitter(std::string_view bytes, const DelimitedFormat& format)
    : bytes_(bytes),
      format_(format),
      is_usable_(format.delimiter != 0 && !format.backslash && !format.space_after &&
                 bytes.size() < kEnd) {
  if (!is_usable_)
    return;
  find_bytes(bytes, format.delimiter, delimiters_);
  if (format.quote != 0)
    find_bytes(bytes, format.quote, quotes_);
  // Never passed: the loops below need no test for the last place.
  delimiters_.push_back(kEnd);
  quotes_.insert(quotes_.end(), 2, kEnd);
}

std::size_t CleanSplitter::skip_spaces(std::size_t place, std::size_t end) const {
  while (place < end && bytes_[place] == ' ')
    ++place;
  return place;
}

void CleanSplitter::add_plain(std::size_t end, std::size_t& place) {
  while (delimiters_[delimiter_] < place)
    ++delimiter_;
  const std::size_t stop = delimiters_[delimiter_] < end ? delimiters_[delimiter_] : end;
  cells_->push_back(Cell{place - begin_, stop - begin_, false});
  place = stop;
}

// The cell whose opening quote is at `start`.
bool CleanSplitter::add_quoted(std::size_t start, std::size_t end, std::size_t& place) {
  while (quotes_[quote_] < start)
    ++quote_;
  ++quote_;
  bool escaped = false;
  while (quotes_[quote_] < end && quotes_[quote_ + 1] == quotes_[quote_] + 1 &&
         quotes_[quote_ + 1] < end) {
    escaped = true;
    quote_ += 2;
  }
  const std::size_t close = quotes_[quote_];
  if (close >= end)
    return false;
  ++quote_;
  place = skip_spaces(close + 1, end);
  if (place < end && bytes_[place] != format_.delimiter)
    return false;
  cells_->push_back(Cell{start + 1 - begin_, close - begin_, escaped});
  return true;
}

// The cells of a record without quotes.
void CleanSplitter::split_plain(std::size_t end, std::vector<Cell>& cells) {
  while (delimiters_[delimiter_] < begin_)
    ++delimiter_;
  std::size_t last = delimiter_;
  while (delimiters_[last] < end)
    ++last;
  cells.resize(last - delimiter_ + 1);
  std::size_t place = 0;
  for (Cell& cell : cells) {
    const std::size_t stop = delimiter_ < last ? delimiters_[delimiter_++] : end;
    cell = Cell{place, stop - begin_, false};
    place = cell.end + 1;
  }
}

bool CleanSplitter::split(std::size_t begin, std::size_t end, std::vector<Cell>& cells) {
  cells.clear();
  if (!is_usable_)
    return false;
  begin_ = begin;
  cells_ = &cells;
  while (quotes_[quote_] < begin)
    ++quote_;
  if (quotes_[quote_] >= end) {
    split_plain(end, cells);
    return true;
  }
  for (std::size_t place = begin;; ++place) {
    const std::size_t start = skip_spaces(place, end);
    if (start < end && bytes_[start] == format_.quote) {
      if (!add_quoted(start, end, place))
        return false;
    } else {
      add_plain(end, place);
    }
    if (place >= end)
      return true;
  }
}

}  // namespace aval
