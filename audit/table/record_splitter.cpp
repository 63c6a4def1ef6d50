// Records into cells (record_cutter.h).
#include <algorithm>
#include <cstring>

#include "audit/table/record_cutter.h"

namespace aval {

namespace {

void add_plain(std::string_view record, std::size_t& place, const DelimitedFormat& format,
               std::vector<Cell>& cells) {
  const char delimiter = format.delimiter;
  while (format.space_after && place < record.size() && record[place] == ' ')
    ++place;
  const void* found = delimiter == 0 || place >= record.size()
                          ? nullptr
                          : std::memchr(record.data() + place, delimiter, record.size() - place);
  const std::size_t end =
      found == nullptr ? record.size()
                       : static_cast<std::size_t>(static_cast<const char*>(found) - record.data());
  cells.push_back(Cell{place, end, false});
  place = end;
}

// The place of what ends a cell after its closing quote; npos when the quote is not closing.
std::size_t cell_end_after(std::string_view record, std::size_t place, char delimiter) {
  while (place < record.size() && record[place] == ' ')
    ++place;
  if (place >= record.size())
    return record.size();
  return delimiter != 0 && record[place] == delimiter ? place : std::string_view::npos;
}

bool is_escaped(std::string_view record, std::size_t begin, std::size_t place) {
  std::size_t slashes = 0;
  while (place - slashes > begin && record[place - slashes - 1] == '\\')
    ++slashes;
  return slashes % 2 == 1;
}

// One reading of one record.
class Splitter {
 public:
  Splitter(std::string_view record, const DelimitedFormat& format, QuoteReading reading,
           std::vector<Cell>& cells)
      : record_(record), format_(format), reading_(reading), cells_(cells) {
    cells_.clear();
  }

  // True when a quote was neither doubled nor closing, or was never closed.
  bool split() {
    for (;;) {
      std::size_t start = place_;
      while (start < record_.size() && record_[start] == ' ')
        ++start;
      const bool opens = quotes_close_ && start < record_.size() && record_[start] == format_.quote;
      if (!opens || !add_quoted(start + 1))
        add_plain(record_, place_, format_, cells_);
      if (place_ >= record_.size())
        return irregular_;
      ++place_;  // the delimiter
    }
  }

 private:
  // Reads a quoted cell whose content starts at `begin`. False when it never closes; then no later
  // quote of the record is looked at, which keeps the time linear.
  bool add_quoted(std::size_t begin) {
    Cell cell{begin, begin, false};
    for (std::size_t at = begin; at < record_.size(); ++at) {
      if (record_[at] != format_.quote)
        continue;
      if (format_.backslash && is_escaped(record_, begin, at)) {
        cell.escaped = true;
        continue;
      }
      const bool doubled = at + 1 < record_.size() && record_[at + 1] == format_.quote;
      if (doubled && reading_ == QuoteReading::early_close && at > begin &&
          close(cell, at + 1, at + 2))
        return true;
      if (doubled) {
        cell.escaped = true;
        ++at;
      } else if (close(cell, at, at + 1)) {
        return true;
      } else {
        irregular_ = true;
        if (reading_ == QuoteReading::literal_open)
          return false;
        if (reading_ == QuoteReading::resume)
          return resume(cell, at + 1);
      }
    }
    irregular_ = true;
    quotes_close_ = false;
    return false;
  }

  // Takes the plain text up to the delimiter into the cell.
  bool resume(Cell cell, std::size_t from) {
    const std::size_t delimiter =
        format_.delimiter == 0 ? std::string_view::npos : record_.find(format_.delimiter, from);
    cell.end = place_ = std::min(delimiter, record_.size());
    cells_.push_back(cell);
    return true;
  }

  // Ends the cell when what follows the quote closes it.
  bool close(Cell cell, std::size_t end, std::size_t after) {
    const std::size_t next = cell_end_after(record_, after, format_.delimiter);
    if (next == std::string_view::npos)
      return false;
    cell.end = end;
    cells_.push_back(cell);
    place_ = next;
    return true;
  }

  std::string_view record_;
  const DelimitedFormat& format_;
  QuoteReading reading_;
  std::vector<Cell>& cells_;
  std::size_t place_ = 0;
  bool irregular_ = false;
  bool quotes_close_ = true;
};

void split_literal(std::string_view record, const DelimitedFormat& format,
                   std::vector<Cell>& cells) {
  cells.clear();
  std::size_t place = 0;
  for (;;) {
    add_plain(record, place, format, cells);
    Cell& cell = cells.back();
    if (cell.end - cell.begin >= 2 && record[cell.begin] == format.quote &&
        record[cell.end - 1] == format.quote) {
      ++cell.begin;
      --cell.end;
    }
    if (place >= record.size())
      return;
    ++place;
  }
}

}  // namespace

bool split_record(std::string_view record, const DelimitedFormat& format,
                  std::vector<Cell>& cells) {
  if (format.quote == 0 || record.empty() ||
      std::memchr(record.data(), format.quote, record.size()) == nullptr) {
    cells.clear();
    std::size_t place = 0;
    add_plain(record, place, format, cells);
    while (place < record.size())
      add_plain(record, ++place, format, cells);
    return false;
  }
  if (!Splitter(record, format, QuoteReading::tolerant, cells).split())
    return false;
  if (format.width < 2 || cells.size() == format.width)
    return true;
  // The reading nearest to the usual width.
  const auto distance = [&format](std::size_t width) {
    return width > format.width ? width - format.width : format.width - width;
  };
  std::vector<Cell> other;
  for (const QuoteReading reading :
       {QuoteReading::early_close, QuoteReading::resume, QuoteReading::literal_open}) {
    Splitter(record, format, reading, other).split();
    if (distance(other.size()) < distance(cells.size()))
      cells.swap(other);
  }
  split_literal(record, format, other);
  if (other.size() == format.width && cells.size() != format.width)
    cells.swap(other);
  return true;
}

std::size_t unescape_cell(char* cell, std::size_t length, const DelimitedFormat& format) {
  std::size_t kept = 0;
  for (std::size_t place = 0; place < length; ++place) {
    const bool has_next = place + 1 < length;
    const bool is_doubled =
        has_next && cell[place] == format.quote && cell[place + 1] == format.quote;
    const bool is_slashed = has_next && format.backslash && cell[place] == '\\' &&
                            (cell[place + 1] == format.quote || cell[place + 1] == '\\');
    if (is_doubled || is_slashed)
      ++place;
    cell[kept++] = cell[place];
  }
  return kept;
}

}  // namespace aval
