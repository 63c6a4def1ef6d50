#include "audit/table/record_cutter.h"

#include <algorithm>
#include <cstring>

namespace aval {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
// After a quote that is no proper quote, how far the closing one is looked for on later lines.
constexpr std::size_t kIrregularReach = 4096;
constexpr std::size_t kIrregularQuotes = 64;

std::size_t find_character(std::string_view text, std::size_t from, std::size_t to,
                           char character) {
  if (from >= to)
    return kNone;
  const void* found = std::memchr(text.data() + from, character, to - from);
  return found == nullptr ? kNone
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

bool is_line_end(char character, const DelimitedFormat& format) {
  return character == '\n' || (character == '\r' && format.cr_ends);
}

std::size_t find_line_end(std::string_view text, std::size_t from, const DelimitedFormat& format) {
  if (!format.cr_ends)
    return find_character(text, from, text.size(), '\n');
  for (; from < text.size(); ++from)
    if (text[from] == '\n' || text[from] == '\r')
      return from;
  return kNone;
}

// The record ends at `stop`, a line end or the end of the text.
RecordCut cut_at(std::string_view text, std::size_t from, std::size_t stop) {
  RecordCut cut;
  cut.complete = true;
  cut.end = stop;
  cut.next = std::min(stop + 1, text.size());
  if (stop < text.size() && text[stop] == '\r' && stop + 1 < text.size() && text[stop + 1] == '\n')
    cut.next = stop + 2;
  if (cut.end > from && text[cut.end - 1] == '\r')
    --cut.end;
  return cut;
}

// What follows a quote at `after` closes a cell: a delimiter, a line end or the end, after spaces.
bool is_cell_end(std::string_view text, std::size_t after, const DelimitedFormat& format) {
  while (after < text.size() && text[after] == ' ')
    ++after;
  if (after >= text.size())
    return true;
  const char character = text[after];
  return character == '\n' || character == '\r' ||
         (format.delimiter != 0 && character == format.delimiter);
}

struct Scan {
  std::size_t end = 0;  // of the record: a line end or the end of the text
  std::size_t width = 1;
  std::size_t long_cell = kNone;  // start of the first cell that runs over several lines
  std::size_t cells_before = 0;   // cells before that one
  bool is_long_clean = false;     // its quotes follow the rules
  std::size_t irregular = 0;      // quotes that are neither doubled nor closing
  bool closed = true;             // every opened quote was closed
  bool complete = true;           // false: more text may change the answer
};

bool is_escaped(std::string_view text, std::size_t from, std::size_t quote) {
  std::size_t slashes = 0;
  while (quote - slashes > from && text[quote - slashes - 1] == '\\')
    ++slashes;
  return slashes % 2 == 1;
}

// Reads one record in one way.
class RecordScanner {
 public:
  RecordScanner(std::string_view text, const DelimitedFormat& format, QuoteReading reading)
      : text_(text), format_(format), reading_(reading) {}

  // From `place` with quotes understood, to the line end that closes the record.
  Scan scan(std::size_t place) {
    for (;;) {
      std::size_t start = place;
      while (start < text_.size() && text_[start] == ' ')
        ++start;
      if (start < text_.size() && text_[start] == format_.quote) {
        place = skip_quoted(start);
        if (place == kNone) {
          scan_.closed = false;
          scan_.complete = scan_.irregular > 0;
          return scan_;
        }
      }
      while (place < text_.size() && !is_line_end(text_[place], format_) &&
             (format_.delimiter == 0 || text_[place] != format_.delimiter))
        ++place;
      if (place >= text_.size() || is_line_end(text_[place], format_)) {
        scan_.end = std::min(place, text_.size());
        scan_.complete = scan_.complete && place < text_.size();
        return scan_;
      }
      ++scan_.width;
      ++place;
    }
  }

 private:
  // From an opening quote to just after the quoted part of the cell; kNone when it never closes.
  std::size_t skip_quoted(std::size_t start) {
    const std::size_t irregular_before = scan_.irregular;
    const std::size_t place = find_closing_quote(start + 1);
    if (place == kNone)
      return kNone;
    if (reading_ == QuoteReading::literal_open && scan_.irregular > irregular_before)
      return start;
    if (place == text_.size())
      scan_.complete = false;
    if (scan_.long_cell == kNone &&
        find_line_end(text_.substr(0, place), start, format_) != kNone) {
      scan_.long_cell = start;
      scan_.cells_before = scan_.width - 1;
      scan_.is_long_clean = scan_.irregular == irregular_before;
    }
    return place;
  }

  // A quote that opens a cell on a later line: the one before it was never closed.
  bool opens_later_line(std::size_t from, std::size_t quote) const {
    const char before = text_[quote - 1];
    const bool opens =
        before == '\n' || before == '\r' || (format_.delimiter != 0 && before == format_.delimiter);
    return opens && find_line_end(text_.substr(0, quote), from, format_) != kNone;
  }

  std::size_t find_closing_quote(std::size_t from) {
    std::size_t quotes_left = kIrregularQuotes;
    std::size_t limit = text_.size();
    bool is_irregular = false;
    for (std::size_t place = from; place < limit; ++place) {
      const std::size_t quote = find_character(text_, place, limit, format_.quote);
      if (quote == kNone)
        return kNone;
      place = quote;
      if (format_.backslash && is_escaped(text_, from, quote))
        continue;
      if (quote + 1 < text_.size() && text_[quote + 1] == format_.quote) {
        place = quote + 1;
        if (reading_ == QuoteReading::early_close && quote > from &&
            is_cell_end(text_, quote + 2, format_))
          return quote + 2;
      } else if (is_cell_end(text_, quote + 1, format_)) {
        return quote + 1;
      } else {
        ++scan_.irregular;
        if (reading_ == QuoteReading::literal_open)
          return quote + 1;
        if (opens_later_line(from, quote))
          return kNone;
        if (reading_ == QuoteReading::resume)
          return quote + 1;
        if (!is_irregular)
          limit = std::min(text_.size(), quote + kIrregularReach);
        is_irregular = true;
      }
      if (is_irregular && --quotes_left == 0)
        return kNone;
    }
    return kNone;
  }

  std::string_view text_;
  const DelimitedFormat& format_;
  QuoteReading reading_;
  Scan scan_;
};

// Nearly every physical line between the two places would be a record of its own.
bool are_lines_records(std::string_view text, std::size_t from, std::size_t end,
                       const DelimitedFormat& format) {
  std::size_t lines = 0;
  std::size_t full = 0;
  while (from < end) {
    const std::size_t stop = std::min(find_line_end(text, from, format), end);
    ++lines;
    full += plain_width(text.substr(from, stop - from), format.delimiter) == format.width ? 1U : 0U;
    from = stop + 1;
  }
  return lines >= 2 && full * 10 >= lines * 9;
}

// Whether a quoted cell that runs over several lines is one, or a stray quote that swallowed rows.
bool is_real_multiline(std::string_view text, std::size_t from, std::size_t line_end,
                       const std::pair<const DelimitedFormat&, const Scan&>& seen) {
  const auto& [format, scan] = seen;
  // Width of the first line if the quote that leaves it open were a plain character.
  const std::size_t line_width =
      scan.cells_before +
      plain_width(text.substr(scan.long_cell, line_end - scan.long_cell), format.delimiter);
  const bool known = format.width >= 2;
  if (!scan.is_long_clean) {
    // The last line goes on with the record instead of being one.
    std::string_view record = text.substr(from, scan.end - from);
    if (record.back() == '\r')
      record.remove_suffix(1);
    const std::size_t last_width =
        plain_width(record.substr(record.find_last_of("\r\n") + 1), format.delimiter);
    return known && scan.width == format.width &&
           (last_width < format.width || (scan.cells_before == 0 && line_width != format.width));
  }
  if (!known)
    return true;
  if (line_width == format.width && scan.width != format.width)
    return false;
  return !are_lines_records(text, from, scan.end, format);
}

// Cuts in one way; not complete when more text may change the answer, `is_usable` false when the
// first line has to be taken alone.
struct Attempt {
  RecordCut cut;
  std::size_t width = 0;
  bool is_usable = false;
  bool is_regular = false;
  bool is_long = false;
};

Attempt attempt_cut(std::string_view text, std::size_t from, std::size_t line_end,
                    const std::pair<const DelimitedFormat&, QuoteReading>& how) {
  const auto& [format, reading] = how;
  const Scan scan = RecordScanner(text, format, reading).scan(from);
  Attempt attempt;
  attempt.width = scan.width;
  attempt.is_regular = scan.irregular == 0;
  attempt.is_long = scan.closed && scan.end > line_end;
  attempt.is_usable =
      scan.closed && (!attempt.is_long || is_real_multiline(text, from, line_end, {format, scan}));
  attempt.cut = cut_at(text, from, attempt.is_long ? scan.end : line_end);
  attempt.cut.complete = scan.complete;
  attempt.cut.repair = attempt.is_regular ? CutRepair::none : CutRepair::stray_quote;
  return attempt;
}

// Among the readings of a record that breaks the rules, the first of the usual width, else one that
// keeps a clean cell of several lines whole.
RecordCut cut_irregular(std::string_view text, std::size_t from, std::size_t line_end,
                        const DelimitedFormat& format) {
  RecordCut best = cut_at(text, from, line_end);
  best.repair = CutRepair::unclosed_quote;
  bool has_best = false;
  for (const QuoteReading reading : {QuoteReading::tolerant, QuoteReading::early_close,
                                     QuoteReading::resume, QuoteReading::literal_open}) {
    Attempt attempt = attempt_cut(text, from, line_end, {format, reading});
    if (!attempt.is_usable)
      continue;
    attempt.cut.complete = true;
    attempt.cut.repair = CutRepair::stray_quote;
    if (attempt.width == format.width)
      return attempt.cut;
    if (!has_best || (attempt.is_long && best.end <= line_end))
      best = attempt.cut;
    has_best = true;
  }
  return best;
}

}  // namespace

std::size_t plain_width(std::string_view record, char delimiter) {
  if (delimiter == 0)
    return 1;
  return 1 + static_cast<std::size_t>(std::count(record.begin(), record.end(), delimiter));
}

RecordCut cut_record(std::string_view text, std::size_t from, bool is_last,
                     const DelimitedFormat& format) {
  const std::size_t found = find_line_end(text, from, format);
  const bool cr_at_end = found != kNone && text[found] == '\r' && found + 1 == text.size();
  if ((found == kNone || cr_at_end) && !is_last)
    return RecordCut{};
  const std::size_t line_end = found == kNone ? text.size() : found;
  if (format.quote == 0 || find_character(text, from, line_end, format.quote) == kNone)
    return cut_at(text, from, line_end);
  const Attempt first = attempt_cut(text, from, line_end, {format, QuoteReading::tolerant});
  if (!first.cut.complete && !is_last)
    return RecordCut{};
  const bool fits = format.width < 2 || first.width == format.width;
  if (first.is_usable && (first.is_regular || fits)) {
    RecordCut cut = first.cut;
    cut.complete = true;
    return cut;
  }
  return cut_irregular(text, from, line_end, format);
}

}  // namespace aval
