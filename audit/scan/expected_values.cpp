#include "audit/scan/expected_values.h"

#include <algorithm>
#include <charconv>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/scan/cell_quality.h"

namespace aval {
namespace {

constexpr std::uint64_t kMemberSeed = 0x6d656d626572;
constexpr int kLastYear = 2200;  // beyond, a mistake of typing
constexpr int kFirstYear = 1800;

[[noreturn]] void refuse(const std::string& option) {
  throw Error(ErrorKind::usage, "--expect",
              format_text({"« {0} » : écrivez COLONNE=NOMBRE, COLONNE=2020..2024, "
                           "COLONNE=2024-01..2024-12 ou COLONNE=FICHIER (une valeur par ligne)",
                           "'{0}': write COLUMN=NUMBER, COLUMN=2020..2024, "
                           "COLUMN=2024-01..2024-12 or COLUMN=FILE (one value a line)"},
                          {option}));
}

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0)
    return std::nullopt;
  return number;
}

// Months since year 0 of "2024-03", years of "2024".
std::optional<int> step_of(std::string_view text, bool months) {
  if (text.size() != (months ? 7U : 4U) || (months && text[4] != '-'))
    return std::nullopt;
  const auto year = number_of(text.substr(0, 4));
  if (!year || *year < kFirstYear || *year > kLastYear)
    return std::nullopt;
  if (!months)
    return year;
  const auto month = number_of(text.substr(5));
  if (!month || *month < 1 || *month > 12)
    return std::nullopt;
  return *year * 12 + *month - 1;
}

std::string month_text(std::uint32_t year, std::uint32_t month) {
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

// False when it is no period.
bool read_period(std::string_view text, Expectation& expected) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos)
    return false;
  const bool months = dots == 7;
  const auto first = step_of(text.substr(0, dots), months);
  const auto last = step_of(text.substr(dots + 2), months);
  if (!first || !last || *first > *last)
    return false;
  expected.kind = months ? Expectation::Kind::months : Expectation::Kind::years;
  for (int step = *first; step <= *last; ++step)
    expected.members.insert(months ? month_text(static_cast<std::uint32_t>(step / 12),
                                                static_cast<std::uint32_t>(step % 12 + 1))
                                   : std::to_string(step));
  return true;
}

void read_list(const std::string& path, Expectation& expected) {
  const std::string content = read_file(path);
  if (!is_utf8(content))
    throw Error(ErrorKind::input, path,
                {"cette liste n'est pas en UTF-8 ; enregistrez-la dans cet encodage",
                 "this list is not UTF-8; save it in that encoding"});
  expected.kind = Expectation::Kind::list;
  for (const std::string_view line : split(content, '\n'))
    if (const std::string_view value = trim(line); !value.empty())
      expected.members.insert(fold(value));
  if (expected.members.empty())
    throw Error(ErrorKind::input, path,
                {"cette liste est vide ; une valeur par ligne est attendue",
                 "this list is empty; one value a line is expected"});
}

std::string plain_name(std::string_view name) {
  std::string plain = fold(trim(name));
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  return plain;
}

// The year or the month of a day, of "2024-03" or of a bare year; empty when the cell tells none.
std::string period_of(std::string_view cell, bool months) {
  const std::string_view text = trim(cell);
  if (const std::uint32_t day = judge_quality(text).day; day != 0)
    return months ? month_text(day / 10000, day / 100 % 100) : std::to_string(day / 10000);
  if (months)
    return step_of(text.substr(0, 7), true) && text.size() == 7 ? std::string(text) : std::string();
  if (step_of(text, false) || (text.size() == 7 && step_of(text, true)))
    return std::string(text.substr(0, 4));
  return {};
}

}  // namespace

Expectation read_expectation(const std::string& option) {
  const std::size_t sign = option.rfind('=');
  if (sign == std::string::npos || sign == 0 || sign + 1 == option.size())
    refuse(option);
  Expectation expected;
  expected.column = option.substr(0, sign);
  const std::string what = option.substr(sign + 1);
  if (const auto number = number_of(what)) {
    if (*number == 0)
      refuse(option);
    expected.number = static_cast<std::uint64_t>(*number);
    return expected;
  }
  if (!read_period(what, expected)) {
    if (kind_of_file(what) != FileKind::regular)
      refuse(option);
    read_list(what, expected);
  }
  expected.number = expected.members.size();
  return expected;
}

std::optional<std::size_t> column_of(const Expectation& expected, const TableScan& table) {
  for (const ColumnScan& column : table.columns)
    if (!column.name_doubtful && plain_name(column.name) == plain_name(expected.column))
      return column.index;
  return std::nullopt;
}

void ExpectedCount::add(std::string_view cell) {
  const Expectation::Kind kind = expected_->kind;
  const bool is_period = kind == Expectation::Kind::years || kind == Expectation::Kind::months;
  if (too_many_ || judge_quality(trim(cell)).has(QualityFault::missing))
    return;
  const std::string value =
      is_period ? period_of(cell, kind == Expectation::Kind::months) : fold(trim(cell));
  if (kind != Expectation::Kind::number && !expected_->members.contains(value))
    return;
  seen_.insert(hash64(value, kMemberSeed));
  if (seen_.size() > kMostValues) {
    too_many_ = true;
    seen_.clear();
  }
}

void ExpectedCount::merge(const ExpectedCount& other) {
  too_many_ = too_many_ || other.too_many_;
  seen_.insert(other.seen_.begin(), other.seen_.end());
  too_many_ = too_many_ || seen_.size() > kMostValues;
}

std::uint64_t ExpectedCount::present() const {
  return std::min<std::uint64_t>(seen_.size(), of());
}

}  // namespace aval
