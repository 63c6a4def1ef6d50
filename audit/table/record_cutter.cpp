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
  bool irregular = false;  // a quote was neither doubled nor closing
  bool closed = true;      // every opened quote was closed
  bool complete = true;    // false: more text may change the answer
};

// From just after an opening quote to just after the closing one; kNone when there is none.
std::size_t find_closing_quote(std::string_view text, std::size_t from,
                               const DelimitedFormat& format, Scan& scan) {
  std::size_t quotes_left = kIrregularQuotes;
  std::size_t limit = text.size();
  for (std::size_t place = from; place < limit; ++place) {
    const std::size_t quote = find_character(text, place, limit, format.quote);
    if (quote == kNone)
      return kNone;
    if (format.backslash) {
      std::size_t slashes = 0;
      while (quote - slashes > from && text[quote - slashes - 1] == '\\')
        ++slashes;
      if (slashes % 2 == 1) {
        place = quote;
        continue;
      }
    }
    if (quote + 1 < text.size() && text[quote + 1] == format.quote) {
      place = quote + 1;
    } else if (is_cell_end(text, quote + 1, format)) {
      return quote + 1;
    } else {
      scan.irregular = true;
      place = quote;
    }
    if (scan.irregular) {
      limit = std::min(text.size(),
                       std::max(limit == text.size() ? quote + kIrregularReach : limit, place + 1));
      if (--quotes_left == 0)
        return kNone;
    }
  }
  return kNone;
}

// Reads cells from `from` with quotes understood, to the line end that closes the record.
Scan scan_record(std::string_view text, std::size_t from, const DelimitedFormat& format) {
  Scan scan;
  std::size_t place = from;
  for (;;) {
    std::size_t start = place;
    while (start < text.size() && text[start] == ' ')
      ++start;
    if (start < text.size() && text[start] == format.quote) {
      place = find_closing_quote(text, start + 1, format, scan);
      if (place == kNone) {
        scan.closed = false;
        scan.complete = scan.irregular;
        return scan;
      }
      if (place == text.size())
        scan.complete = false;
    }
    while (place < text.size() && !is_line_end(text[place], format) &&
           (format.delimiter == 0 || text[place] != format.delimiter))
      ++place;
    if (place >= text.size() || is_line_end(text[place], format)) {
      scan.end = std::min(place, text.size());
      scan.complete = scan.complete && place < text.size();
      return scan;
    }
    ++scan.width;
    ++place;
  }
}

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
  const std::size_t line_width = plain_width(text.substr(from, line_end - from), format.delimiter);
  const bool known = format.width >= 2;
  if (scan.irregular)
    return known && scan.width == format.width && line_width != format.width;
  if (!known)
    return true;
  if (line_width == format.width && scan.width != format.width)
    return false;
  return !are_lines_records(text, from, scan.end, format);
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
  const Scan scan = scan_record(text, from, format);
  if (!scan.complete && !is_last)
    return RecordCut{};
  RecordCut cut;
  if (!scan.closed) {
    cut = cut_at(text, from, line_end);
    cut.repair = CutRepair::unclosed_quote;
  } else if (scan.end <= line_end || is_real_multiline(text, from, line_end, {format, scan})) {
    cut = cut_at(text, from, scan.end);
    cut.repair = scan.irregular ? CutRepair::stray_quote : CutRepair::none;
  } else {
    cut = cut_at(text, from, line_end);
    cut.repair = CutRepair::unclosed_quote;
  }
  return cut;
}

}  // namespace aval
