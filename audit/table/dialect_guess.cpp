#include "audit/table/dialect_guess.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "audit/table/cell_kind.h"
#include "audit/table/csv_writer.h"

namespace aval {

namespace {

constexpr std::array kDelimiters = {',', ';', '\t', '|', ':'};
constexpr std::size_t kHeadRecords = 600;
constexpr std::size_t kOtherRecords = 150;  // of each later sample
constexpr std::size_t kScoredCells = 20000;
constexpr double kSingleColumn = 0.15;  // consistency given to a text that is not split

using Rows = std::vector<std::vector<std::string>>;

// A colon is in times, addresses and prose more often than it delimits.
double prior(char delimiter) {
  return delimiter == ':' ? 0.5 : delimiter == '|' ? 0.95 : 1.0;
}

Rows read_rows(const std::vector<std::string>& samples, const DelimitedFormat& format) {
  Rows rows;
  for (std::size_t index = 0; index < samples.size(); ++index) {
    const std::size_t wanted = index == 0 ? kHeadRecords : kOtherRecords;
    const bool is_whole = samples.size() == 1 || index + 1 == samples.size();
    for (SampleRecord& record : read_sample(samples[index], is_whole, format, wanted))
      rows.push_back(std::move(record.cells));
  }
  return rows;
}

std::map<std::size_t, std::size_t> count_widths(const Rows& rows) {
  std::map<std::size_t, std::size_t> widths;
  for (const auto& row : rows)
    ++widths[row.size()];
  return widths;
}

// Chance that two rows have the same width.
double regularity(const Rows& rows) {
  double sum = 0;
  for (const auto& [width, count] : count_widths(rows)) {
    const double share = static_cast<double>(count) / static_cast<double>(rows.size());
    sum += share * share;
  }
  return sum;
}

// The same, more for wide rows than for narrow ones.
double consistency(const Rows& rows) {
  double sum = 0;
  for (const auto& [width, count] : count_widths(rows)) {
    const double share = static_cast<double>(count) / static_cast<double>(rows.size());
    const double cells = static_cast<double>(width);
    sum += share * share * std::max(0.001, (cells - 1) / cells);
  }
  return sum;
}

// Whether delimiters are followed by a space, nearly always.
bool guess_space_after(const Rows& rows) {
  std::size_t filled = 0;
  std::size_t spaced = 0;
  for (const auto& row : rows) {
    for (std::size_t index = 1; index < row.size(); ++index) {
      filled += row[index].empty() ? 0U : 1U;
      spaced += !row[index].empty() && row[index].front() == ' ' ? 1U : 0U;
    }
  }
  return spaced >= 3 && spaced * 100 >= filled * 70;
}

// How likely a cell is, given that it was cut by `delimiter`; 0 when nothing was cut.
double cell_weight(const std::string& cell, char delimiter) {
  const CellKind kind = kind_of_cell(cell);
  if (kind != CellKind::text && kind != CellKind::word && kind != CellKind::phone)
    return 1.0;
  if (delimiter == 0)
    return kind == CellKind::text ? 0.5 : 1.0;
  if (cell.find_first_of(";\t|") != std::string::npos)
    return 0.2;
  if (cell.find(',') != std::string::npos)
    return 0.6;
  return kind == CellKind::text ? 0.9 : 1.0;
}

double likelihood(const Rows& rows, char delimiter) {
  double sum = 0;
  std::size_t cells = 0;
  for (const auto& row : rows) {
    for (const std::string& cell : row) {
      sum += cell_weight(cell, delimiter);
      if (++cells >= kScoredCells)
        return sum / static_cast<double>(cells);
    }
  }
  return cells == 0 ? 0 : sum / static_cast<double>(cells);
}

// Prose and times, cut at their commas and colons, give cells that start with a space or follow a
// digit with two digits; a delimiter does so always or never.
double prose_penalty(const Rows& rows, char delimiter) {
  std::size_t inner = 0;
  std::size_t spaced = 0;
  std::size_t times = 0;
  for (const auto& row : rows) {
    for (std::size_t index = 1; index < row.size(); ++index) {
      const std::string& left = row[index - 1];
      const std::string& right = row[index];
      if (right.empty())
        continue;
      ++inner;
      spaced += right.front() == ' ' ? 1U : 0U;
      const bool is_digit_cut = !left.empty() && left.back() >= '0' && left.back() <= '9' &&
                                right.front() >= '0' && right.front() <= '9';
      times += is_digit_cut || right.substr(0, 2) == "//" ? 1U : 0U;
    }
  }
  if (inner == 0)
    return 1;
  const double space_share = static_cast<double>(spaced) / static_cast<double>(inner);
  const double time_share = static_cast<double>(times) / static_cast<double>(inner);
  double penalty = space_share < 0.9 ? 1 - 0.6 * space_share : 0.95;
  if (delimiter == ':')
    penalty *= 1 - 0.9 * time_share;
  return penalty;
}

double score_delimiter(const std::vector<std::string>& samples, DelimitedFormat format) {
  const Rows rows = read_rows(samples, format);
  if (rows.empty())
    return 0;
  if (format.delimiter == 0)
    return kSingleColumn * likelihood(rows, 0);
  return consistency(rows) * likelihood(rows, format.delimiter) * prior(format.delimiter) *
         prose_penalty(rows, format.delimiter);
}

// How often a character opens and closes cells.
struct QuoteUse {
  std::size_t opens = 0;
  std::size_t closes = 0;
};

QuoteUse count_quotes(const std::vector<std::string>& samples, char quote, char delimiter) {
  const auto is_border = [delimiter](char character) {
    return character == '\n' || character == '\r' || (delimiter != 0 && character == delimiter);
  };
  QuoteUse use;
  for (const std::string& sample : samples) {
    for (std::size_t at = sample.find(quote); at != std::string::npos;
         at = sample.find(quote, at + 1)) {
      use.opens += at == 0 || is_border(sample[at - 1]) ? 1U : 0U;
      use.closes += at + 1 == sample.size() || is_border(sample[at + 1]) ? 1U : 0U;
    }
  }
  return use;
}

// A single quote is a quote only when it opens and closes cells alike, and double quotes do not.
char guess_quote(const std::vector<std::string>& samples, char delimiter) {
  const QuoteUse singles = count_quotes(samples, '\'', delimiter);
  const QuoteUse doubles = count_quotes(samples, '"', delimiter);
  const std::size_t more = std::max(singles.opens, singles.closes);
  const std::size_t fewer = std::min(singles.opens, singles.closes);
  return fewer >= 3 && fewer * 10 >= more * 9 && fewer > 4 * doubles.opens ? '\'' : '"';
}

// Backslashes escape when they stand before quotes inside quoted cells and no quote is doubled.
bool guess_backslash(const std::vector<std::string>& samples, const DelimitedFormat& format) {
  std::size_t escapes = 0;
  std::size_t doubled = 0;
  for (const std::string& sample : samples) {
    for (std::size_t at = 1; at + 1 < sample.size(); ++at) {
      if (sample[at] != format.quote)
        continue;
      const char next = sample[at + 1];
      const bool closes = next == format.delimiter || next == '\n' || next == '\r';
      if (sample[at - 1] == '\\' && !closes && next != format.quote)
        ++escapes;
      else if (sample[at - 1] == format.quote && !closes && next != format.quote && at >= 2 &&
               sample[at - 2] != format.delimiter && sample[at - 2] != '\n')
        ++doubled;
    }
  }
  return escapes > 0 && doubled == 0;
}

// Carriage returns alone end records when that makes widths more regular, or when nothing else
// does.
bool guess_cr_ends(const std::vector<std::string>& samples, DelimitedFormat format) {
  bool has_alone = false;
  bool has_feed = false;
  for (const std::string& sample : samples) {
    has_feed = has_feed || sample.find('\n') != std::string::npos;
    for (std::size_t at = sample.find('\r'); at != std::string::npos && !has_alone;
         at = sample.find('\r', at + 1))
      has_alone = at + 1 < sample.size() && sample[at + 1] != '\n';
  }
  if (!has_feed)
    return true;
  if (!has_alone)
    return false;
  format.cr_ends = false;
  const double without = regularity(read_rows(samples, format));
  format.cr_ends = true;
  return regularity(read_rows(samples, format)) >= 0.95 * without;
}

std::optional<char> said_delimiter(std::string_view head) {
  const bool is_said =
      head.size() > 5 && (head.substr(0, 4) == "sep=" || head.substr(0, 4) == "SEP=");
  if (!is_said || (head[5] != '\n' && head[5] != '\r'))
    return std::nullopt;
  return head[4];
}

// The width of most records.
std::size_t usual_width(const Rows& rows) {
  std::size_t best = 1;
  std::size_t most = 0;
  for (const auto& [width, count] : count_widths(rows)) {
    if (count >= most) {
      most = count;
      best = width;
    }
  }
  return best;
}

void choose_delimiter(const std::vector<std::string>& samples, DialectGuess& guess) {
  double best = -1;
  double second = 0;
  DelimitedFormat candidate = guess.format;
  char chosen = 0;
  const auto weigh = [&](char delimiter) {
    candidate.delimiter = delimiter;
    const double score = score_delimiter(samples, candidate);
    if (score > best + 1e-12) {
      second = std::max(best, 0.0);
      best = score;
      chosen = delimiter;
    } else {
      second = std::max(second, score);
    }
  };
  for (const char delimiter : kDelimiters)
    weigh(delimiter);
  weigh(0);
  guess.format.delimiter = chosen;
  guess.margin = best > 0 ? (best - second) / best : 1;
}

}  // namespace

DialectGuess guess_dialect(const std::vector<std::string>& samples, char forced) {
  DialectGuess guess;
  const std::optional<char> said = samples.empty() ? std::nullopt : said_delimiter(samples.front());
  guess.format.cr_ends = guess_cr_ends(samples, guess.format);
  if (forced != 0 || said) {
    guess.format.delimiter = forced != 0 ? forced : *said;
    guess.delimiter_given = true;
  } else {
    choose_delimiter(samples, guess);
  }
  guess.format.quote = guess_quote(samples, guess.format.delimiter);
  guess.format.backslash = guess_backslash(samples, guess.format);
  guess.format.cr_ends = guess_cr_ends(samples, guess.format);
  const Rows rows = read_rows(samples, guess.format);
  guess.format.width = usual_width(rows);
  guess.format.space_after = guess_space_after(rows);
  if (guess.format.delimiter != 0)
    guess.shown_delimiter = guess.format.delimiter;
  return guess;
}

std::vector<SampleRecord> read_sample(std::string_view sample, bool is_whole,
                                      const DelimitedFormat& format, std::size_t max_records) {
  std::vector<SampleRecord> records;
  std::vector<Cell> cells;
  std::uint64_t number = 0;
  std::size_t place = 0;
  while (place < sample.size() && records.size() < max_records) {
    const RecordCut cut = cut_record(sample, place, is_whole, format);
    if (!cut.complete)
      break;
    ++number;
    const std::string_view content = sample.substr(place, cut.end - place);
    place = cut.next;
    if (content.empty())
      continue;
    split_record(content, format, cells);
    SampleRecord record;
    record.number = number;
    for (const Cell& cell : cells) {
      record.cells.emplace_back(content.substr(cell.begin, cell.end - cell.begin));
      if (cell.escaped) {
        std::string& text = record.cells.back();
        text.resize(unescape_cell(text.data(), text.size(), format));
      }
      if (is_guarded_formula(record.cells.back()))
        record.cells.back().erase(0, 1);
    }
    records.push_back(std::move(record));
  }
  // A first record longer than the sample: its beginning still says how it is made.
  if (records.empty() && !is_whole && !sample.empty())
    return read_sample(sample, true, format, max_records);
  return records;
}

}  // namespace aval
