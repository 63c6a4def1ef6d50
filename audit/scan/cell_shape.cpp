#include "audit/scan/cell_shape.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "audit/scan/ground_precision.h"

namespace aval {
namespace {

constexpr std::uint8_t value_of(ByteKind kind) {
  return static_cast<std::uint8_t>(kind);
}

constexpr std::array<std::uint8_t, 256> kKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    ByteKind kind = byte >= 0x80 ? ByteKind::high : ByteKind::other;
    if (byte >= '0' && byte <= '9')
      kind = ByteKind::digit;
    else if (byte >= 'a' && byte <= 'z')
      kind = ByteKind::small;
    else if (byte >= 'A' && byte <= 'Z')
      kind = ByteKind::capital;
    else if (byte == ' ')
      kind = ByteKind::space;
    else if (byte == '.' || byte == ',')
      kind = ByteKind::point;
    else if (byte == '-')
      kind = ByteKind::dash;
    kinds[byte] = value_of(kind);
  }
  return kinds;
}();

constexpr std::uint8_t kLetters =
    value_of(ByteKind::small) | value_of(ByteKind::capital) | value_of(ByteKind::high);
constexpr std::uint8_t kOfNumbers = value_of(ByteKind::digit) | value_of(ByteKind::space) |
                                    value_of(ByteKind::point) | value_of(ByteKind::dash);
constexpr std::size_t kLongestNumber = 40;  // characters without spaces

std::uint8_t kind_of(char c) {
  return kKinds[static_cast<unsigned char>(c)];
}

// What may stand between the words of a name or a label, beside spaces, points and dashes.
bool is_joining(char c) {
  return c == '\'' || c == '_' || c == '(' || c == ')' || c == '&';
}

void set(CellVerdict& verdict, CellTrait trait) {
  verdict.traits |= bit(trait);
}

// The digits of a number with its sign and a decimal point, without spaces.
struct NumberText {
  std::array<char, kLongestNumber> text{};
  std::size_t size = 0;
  bool has_point = false;
};

bool read_number_text(std::string_view cell, NumberText& number) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    char c = cell[i];
    const std::uint8_t kind = kind_of(c);
    if (kind == value_of(ByteKind::space) && i > 0)
      continue;
    if (kind == value_of(ByteKind::point) && ++points == 1)
      c = '.';
    else if (kind != value_of(ByteKind::digit) && (c != '-' || i != 0))
      return false;
    if (number.size == kLongestNumber)
      return false;
    number.text[number.size++] = c;
  }
  number.has_point = points > 0;
  return true;
}

// Integers of 15 digits or fewer are exact in a double.
bool read_small_integer(const NumberText& number, double& value) {
  const bool is_negative = number.size > 0 && number.text[0] == '-';
  const std::size_t first = is_negative ? 1 : 0;
  if (number.has_point || number.size == first || number.size - first > 15)
    return false;
  std::int64_t sum = 0;
  for (std::size_t i = first; i < number.size; ++i)
    sum = sum * 10 + (number.text[i] - '0');
  value = is_negative ? -static_cast<double>(sum) : static_cast<double>(sum);
  return true;
}

void tell_decimals(const NumberText& number, CellVerdict& verdict) {
  const int decimals = decimals_used({number.text.data(), number.size}, verdict.number);
  verdict.decimals =
      static_cast<std::int8_t>(std::clamp(decimals, DecimalCounts::kFewest, DecimalCounts::kMost));
}

bool read_number(std::string_view cell, CellVerdict& verdict, bool& has_point) {
  NumberText number;
  if (!read_number_text(cell, number))
    return false;
  has_point = number.has_point;
  if (read_small_integer(number, verdict.number)) {
    tell_decimals(number, verdict);
    return true;
  }
  const char* end = number.text.data() + number.size;
  double value = 0;
  const auto result = std::from_chars(number.text.data(), end, value);
  if (result.ec != std::errc() || result.ptr != end)
    return false;
  verdict.number = value;
  tell_decimals(number, verdict);
  return true;
}

struct Shape {
  std::size_t words = 0;
  std::size_t letter_words = 0;  // words that start with a letter
  bool capitalized = true;
};

// A word is what stands between spaces, once it holds a letter or a digit.
Shape shape_of(std::string_view cell) {
  Shape shape;
  bool in_word = false;
  for (const char c : cell) {
    const std::uint8_t kind = kind_of(c);
    if (kind == value_of(ByteKind::space)) {
      in_word = false;
    } else if (!in_word && (kind & (kLetters | value_of(ByteKind::digit))) != 0) {
      in_word = true;
      ++shape.words;
      shape.letter_words += (kind & kLetters) != 0 ? 1U : 0U;
      shape.capitalized = shape.capitalized && kind != value_of(ByteKind::small);
    }
  }
  return shape;
}

bool is_alphabetic(std::string_view cell, std::uint8_t kinds) {
  if (has_kind(kinds, ByteKind::digit))
    return false;
  return !has_kind(kinds, ByteKind::other) || std::all_of(cell.begin(), cell.end(), [](char c) {
    return kind_of(c) != value_of(ByteKind::other) || is_joining(c);
  });
}

}  // namespace

std::uint8_t byte_kinds_of(std::string_view cell) {
  std::uint8_t kinds = 0;
  for (const char c : cell)
    kinds |= kind_of(c);
  return kinds;
}

void judge_number(std::string_view cell, std::uint8_t kinds, CellVerdict& verdict) {
  bool has_point = false;
  if ((kinds & ~kOfNumbers) != 0 || !has_kind(kinds, ByteKind::digit) ||
      !read_number(cell, verdict, has_point))
    return;
  const double number = verdict.number;
  const bool whole = !has_point || verdict.has(CellTrait::trailing_zero);
  set(verdict, whole ? CellTrait::integer : CellTrait::decimal);
  if (whole && number >= 0 && number <= 120)
    set(verdict, CellTrait::age_range);
  if (whole && number >= 1880 && number <= 2100)
    set(verdict, CellTrait::year);
  if (whole && number >= 3000 && number <= 60000)
    set(verdict, CellTrait::serial_day);
}

void judge_shape(std::string_view cell, std::uint8_t kinds, CellVerdict& verdict) {
  const Shape shape = shape_of(cell);
  if (has_kind(kinds, ByteKind::digit))
    set(verdict, CellTrait::has_digit);
  if (shape.words > 0 && is_alphabetic(cell, kinds))
    set(verdict, CellTrait::alphabetic);
  if (shape.words == 1)
    set(verdict, CellTrait::one_word);
  else if (shape.words >= 2 && shape.words <= 4)
    set(verdict, CellTrait::few_words);
  else if (shape.words >= 5 && shape.letter_words >= 3)
    set(verdict, CellTrait::sentence);
  if (shape.capitalized && shape.words > 0)
    set(verdict, CellTrait::capitalized);
}

}  // namespace aval
