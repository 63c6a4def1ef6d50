#include "audit/table/stacked_tables.h"

#include <algorithm>
#include <set>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/header_score.h"

namespace aval {

namespace {

constexpr std::size_t kMaxStacked = 200;
constexpr std::size_t kMinColumns = 3;
constexpr std::size_t kMinRows = 2;
constexpr std::size_t kMaxTitles = 3;  // records of one filled cell above a header

using Records = std::vector<SampleRecord>;

std::size_t filled_cells(const SampleRecord& record) {
  return static_cast<std::size_t>(
      std::count_if(record.cells.begin(), record.cells.end(),
                    [](const std::string& cell) { return !trim(cell).empty(); }));
}

// Spreadsheets fill every record with delimiters up to the widest one.
void drop_empty_ends(Records& records) {
  for (SampleRecord& record : records)
    while (record.cells.size() > 1 && trim(record.cells.back()).empty())
      record.cells.pop_back();
}

// Places in the records.
struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Runs of records without a blank line between them.
std::vector<Block> find_blocks(const Records& records) {
  std::vector<Block> blocks;
  bool is_after_gap = true;
  for (std::size_t row = 0; row < records.size(); ++row) {
    if (filled_cells(records[row]) == 0) {
      is_after_gap = true;
      continue;
    }
    if (is_after_gap || records[row].number > records[row - 1].number + 1)
      blocks.push_back({row, row});
    blocks.back().end = row + 1;
    is_after_gap = false;
  }
  return blocks;
}

bool is_titles(const Records& records, const Block& block) {
  return block.end - block.begin <= kMaxTitles &&
         std::all_of(records.begin() + static_cast<std::ptrdiff_t>(block.begin),
                     records.begin() + static_cast<std::ptrdiff_t>(block.end),
                     [](const SampleRecord& record) { return filled_cells(record) == 1; });
}

Records slice(const Records& records, std::size_t begin, std::size_t end) {
  return {records.begin() + static_cast<std::ptrdiff_t>(begin),
          records.begin() + static_cast<std::ptrdiff_t>(end)};
}

// The records under a header fill its columns and no more, but for a few.
bool fits_below(const Records& records, std::size_t header) {
  const std::size_t width = records[header].cells.size();
  std::size_t fitting = 0;
  for (std::size_t row = header + 1; row < records.size(); ++row)
    fitting += records[row].cells.size() <= width && filled_cells(records[row]) * 2 >= width;
  const std::size_t rows = records.size() - header - 1;
  return rows >= kMinRows && fitting * 10 >= rows * 8;
}

// The header of a block that is a table by itself; a header row of 0 when it is none.
HeaderGuess header_of(const Records& block, const HeaderWordTest& is_header_word) {
  std::size_t top = 0;
  while (top < std::min(kMaxTitles, block.size() - 1) && filled_cells(block[top]) == 1)
    ++top;
  const std::size_t width = block[top].cells.size();
  if (filled_cells(block[top]) < std::max(kMinColumns, width) || !fits_below(block, top))
    return {};
  const HeaderScore score = score_header(block, top, is_header_word);
  const bool is_proven = score.known_share >= 0.5 || score.contrasts >= 2;
  if (!is_proven || score.denials > 0 || score.repeats > 0)
    return {};
  HeaderGuess guess = guess_header(block, width, is_header_word);
  const bool is_same = guess.header_row == block[top].number && !guess.doubtful;
  return is_same ? guess : HeaderGuess{};
}

// Another number of columns, or other names for at least half of them.
bool has_other_columns(const HeaderGuess& above, const HeaderGuess& below) {
  if (above.columns.size() != below.columns.size())
    return true;
  std::set<std::string> names;
  for (const TableColumn& column : above.columns)
    names.insert(fold(column.name));
  const auto known =
      std::count_if(below.columns.begin(), below.columns.end(),
                    [&](const TableColumn& column) { return names.contains(fold(column.name)); });
  return static_cast<std::size_t>(known) * 2 <= below.columns.size();
}

// Of the record after the last one before `end` that holds something.
std::uint64_t number_past_last(const Records& records, std::size_t end) {
  while (filled_cells(records[end - 1]) == 0)
    --end;
  return records[end - 1].number + 1;
}

struct Start {
  std::size_t place = 0;  // of the first record, titles included
  std::size_t width = 0;
  std::uint64_t header_row = 0;
};

// Where tables begin; the first takes what stands above it.
std::vector<Start> find_starts(const Records& records, const HeaderWordTest& is_header_word) {
  std::vector<Start> starts;
  HeaderGuess above;
  const std::vector<Block> blocks = find_blocks(records);
  for (std::size_t index = 0; index < blocks.size() && starts.size() < kMaxStacked; ++index) {
    const Block& block = blocks[index];
    HeaderGuess header = header_of(slice(records, block.begin, block.end), is_header_word);
    if (header.header_row == 0 || (!starts.empty() && !has_other_columns(above, header)))
      continue;
    const bool has_titles = index > 0 && is_titles(records, blocks[index - 1]);
    const std::size_t begin = has_titles ? blocks[index - 1].begin : block.begin;
    starts.push_back({starts.empty() ? 0 : begin, header.columns.size(), header.header_row});
    above = std::move(header);
  }
  return starts;
}

}  // namespace

std::vector<StackedTable> find_stacked_tables(Records records,
                                              const HeaderWordTest& is_header_word) {
  drop_empty_ends(records);
  const std::vector<Start> starts = find_starts(records, is_header_word);
  if (starts.size() < 2)
    return {};
  std::vector<StackedTable> tables;
  for (std::size_t index = 0; index < starts.size(); ++index) {
    const Start& start = starts[index];
    const bool is_last = index + 1 == starts.size();
    const std::size_t end = is_last ? records.size() : starts[index + 1].place;
    StackedTable table;
    table.header = guess_header(slice(records, start.place, end), start.width, is_header_word);
    if (table.header.header_row != start.header_row || table.header.doubtful)
      return {};
    if (index > 0)
      table.header.preamble_rows = start.header_row - records[start.place].number;
    table.end_record = is_last ? 0 : number_past_last(records, end);
    tables.push_back(std::move(table));
  }
  return tables;
}

bool has_blank_line(std::string_view text, char delimiter) {
  bool is_blank = true;
  for (std::size_t place = 0; place < text.size(); ++place) {
    const char character = text[place];
    if (character == '\n' || (character == '\r' && text.substr(place + 1, 1) != "\n")) {
      if (is_blank)
        return true;
      is_blank = true;
    } else {
      is_blank = is_blank && (character == ' ' || character == '"' || character == delimiter ||
                              character == '\r');
    }
  }
  return false;
}

std::string stacked_name(const std::string& name, std::size_t position) {
  return join({name, "#", std::to_string(position)}, "");
}

}  // namespace aval
