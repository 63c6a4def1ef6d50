#include "audit/table/header_score.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "audit/base/text.h"
#include "audit/table/cell_kind.h"

namespace aval {

namespace {

constexpr std::size_t kBodyRecords = 200;  // looked at below the header
constexpr std::size_t kFewValues = 30;     // a column of categories has no more
constexpr std::size_t kLongHeader = 60;    // characters; a longer cell reads as a sentence

bool is_upper(char character) {
  return character >= 'A' && character <= 'Z';
}

bool is_lower(char character) {
  return character >= 'a' && character <= 'z';
}

bool is_alpha(char character) {
  return is_upper(character) || is_lower(character) || static_cast<unsigned char>(character) > 127;
}

// What the values of a column look like.
struct Body {
  std::size_t filled = 0;
  std::size_t typed = 0;
  std::size_t same_as_header = 0;
  std::size_t identifiers = 0;
  std::size_t starts_upper = 0;
  std::size_t all_upper = 0;
  std::size_t all_lower = 0;
  std::size_t known_words = 0;
  std::size_t length = 0;  // of all values, 0 when they differ
  std::size_t years = 0;
  std::size_t plain_typed = 0;                  // typed, codes set apart
  std::set<std::string, std::less<>> distinct;  // at most kFewValues + 1
};

bool is_identifier(std::string_view cell) {
  bool joined = false;
  for (std::size_t place = 0; place < cell.size(); ++place) {
    const char character = cell[place];
    if (character == '_')
      joined = joined || place > 0;
    else if (place > 0 && is_upper(character) && is_lower(cell[place - 1]))
      joined = true;
    else if (!is_alpha(character) && (place == 0 || character < '0' || character > '9'))
      return false;
  }
  return joined;
}

bool has_no(std::string_view cell, bool (*test)(char)) {
  return std::none_of(cell.begin(), cell.end(), test) &&
         std::any_of(cell.begin(), cell.end(), is_alpha);
}

bool knows_word(std::string_view cell, const HeaderWordTest& is_header_word) {
  if (!is_header_word)
    return false;
  const auto words = header_words(cell);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return is_header_word(word); });
}

// A whole number from 1900 to 2100 names a column as often as it fills one.
bool is_year(std::string_view cell) {
  return cell.size() == 4 && (cell.substr(0, 2) == "19" || cell.substr(0, 2) == "20") &&
         std::isdigit(static_cast<unsigned char>(cell[2])) != 0 &&
         std::isdigit(static_cast<unsigned char>(cell[3])) != 0;
}

// A header written twice.
bool is_repetition(const SampleRecord& header, const SampleRecord& record) {
  return header.cells.size() > 1 && header.cells == record.cells;
}

Body describe_body(const std::vector<SampleRecord>& records, std::size_t row, std::size_t column,
                   const HeaderWordTest& is_header_word) {
  Body body;
  const std::string_view header = trim(records[row].cells[column]);
  const std::size_t end = std::min(records.size(), row + 1 + kBodyRecords);
  for (std::size_t index = row + 1; index < end; ++index) {
    if (column >= records[index].cells.size())
      continue;
    const std::string_view cell = trim(records[index].cells[column]);
    const CellKind kind = kind_of_cell(cell);
    if (kind == CellKind::empty || is_repetition(records[row], records[index]))
      continue;
    body.length = body.filled == 0 || body.length == cell.size() ? cell.size() : 0;
    ++body.filled;
    body.typed += is_typed(kind) ? 1U : 0U;
    body.years += is_year(cell) ? 1U : 0U;
    body.plain_typed += is_typed(kind) && kind != CellKind::code ? 1U : 0U;
    if (body.distinct.size() <= kFewValues)
      body.distinct.emplace(cell);
    body.same_as_header += cell == header ? 1U : 0U;
    body.identifiers += is_identifier(cell) ? 1U : 0U;
    body.starts_upper += is_upper(cell.front()) || cell.front() == '\xC3' ? 1U : 0U;
    body.all_upper += has_no(cell, is_lower) ? 1U : 0U;
    body.all_lower += has_no(cell, is_upper) ? 1U : 0U;
    if (body.filled <= 40)
      body.known_words += knows_word(cell, is_header_word) ? 1U : 0U;
  }
  return body;
}

bool is_mostly(std::size_t part, const Body& body) {
  return body.filled > 0 && part * 10 >= body.filled * 8;
}

// Few values that come again and again: a first record would hold one of them.
bool is_categories(const Body& body) {
  return body.filled >= 10 && body.distinct.size() <= kFewValues &&
         body.distinct.size() * 3 <= body.filled;
}

// How the form of the text differs from that of the values below, when both are words.
double score_form(std::string_view header, const Body& body) {
  double score = 0;
  if (is_identifier(header) && body.identifiers * 10 <= body.filled)
    score += 0.7;
  if (body.filled >= 5 && body.length > 0 && body.length != header.size())
    score += 0.3;
  if (body.filled >= 3) {
    const bool lower_header = has_no(header, is_upper);
    const bool upper_header = has_no(header, is_lower);
    const bool differs_in_case =
        (!upper_header && !lower_header && is_mostly(body.all_upper, body)) ||
        (!lower_header && is_mostly(body.all_lower, body)) ||
        (upper_header && header.size() > 1 && body.all_upper * 10 <= body.filled);
    if (lower_header && is_mostly(body.starts_upper, body))
      score += 0.5;
    else if (differs_in_case)
      score += 0.3;
  }
  return score;
}

double score_column(std::string_view header, const Body& body, HeaderScore& score, bool is_known) {
  const CellKind kind = kind_of_cell(header);
  if (is_typed(kind) && kind != CellKind::code) {
    if (is_year(header) && body.typed > 0)
      return body.years * 2 < body.filled ? 0.6 : 0.1;
    ++score.denials;
    return kind == CellKind::number ? -1.5 : -3;
  }
  double value = is_known ? 1 : 0;
  const bool is_text = kind != CellKind::empty && kind != CellKind::code;
  if (is_mostly(is_text ? body.typed : body.plain_typed, body) &&
      body.same_as_header * 10 <= body.filled) {
    ++score.contrasts;
    value += body.filled >= 3 ? 1 : 0.6;
  } else if (body.same_as_header > 0) {
    ++score.denials;
    value -= 1.5;
  } else if (!is_text && is_mostly(body.typed, body)) {
    value += body.length == header.size() ? -1 : 0;
  } else if (is_text && body.filled == 0) {
    value += 0.3;  // a record would leave empty what all others leave empty
  } else if (is_categories(body)) {
    ++score.contrasts;
    value += 0.7;
  } else {
    value += score_form(header, body);
  }
  return header.size() > kLongHeader ? value - 0.5 : value;
}

}  // namespace

std::vector<std::string> header_words(std::string_view cell) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty())
      words.push_back(fold(word));
    word.clear();
  };
  for (std::size_t place = 0; place < cell.size(); ++place) {
    const char character = cell[place];
    if (!is_alpha(character)) {
      flush();
      continue;
    }
    const bool starts_word = place > 0 && is_upper(character) && is_lower(cell[place - 1]);
    if (starts_word)
      flush();
    word.push_back(character);
  }
  flush();
  return words;
}

HeaderScore score_header(const std::vector<SampleRecord>& records, std::size_t row,
                         const HeaderWordTest& is_header_word) {
  HeaderScore score;
  double sum = 0;
  std::size_t known = 0;
  std::vector<std::string> names;
  for (std::size_t column = 0; column < records[row].cells.size(); ++column) {
    const std::string_view cell = trim(records[row].cells[column]);
    if (cell.empty())
      continue;
    const Body body = describe_body(records, row, column, is_header_word);
    // A word that the values hold as well says nothing of the header.
    const bool is_known = knows_word(cell, is_header_word) &&
                          body.known_words * 2 <= std::min<std::size_t>(body.filled, 40);
    known += is_known ? 1U : 0U;
    ++score.named;
    sum += score_column(cell, body, score, is_known);
    names.push_back(fold(cell));
  }
  if (score.named == 0)
    return score;
  std::sort(names.begin(), names.end());
  const auto distinct =
      static_cast<std::size_t>(std::unique(names.begin(), names.end()) - names.begin());
  const double count = static_cast<double>(score.named);
  score.repeats = score.named - distinct;
  score.mean = (sum - 0.5 * static_cast<double>(score.repeats)) / count;
  score.known_share = static_cast<double>(known) / count;
  return score;
}

}  // namespace aval
