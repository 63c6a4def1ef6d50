#include "audit/scan/row_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "audit/base/text.h"
#include "audit/base/threads.h"
#include "audit/scan/cell_quality.h"
#include "rules/header_words.h"

namespace aval {
namespace {

// The words of a header without the one that says where a period starts or ends; nothing when none
// does.
std::optional<std::vector<std::string>> period_of(const ColumnScan& column, bool end) {
  constexpr std::string_view kStarts[] = {"debut", "start"};
  constexpr std::string_view kEnds[] = {"fin", "end"};
  if (column.name_doubtful)
    return std::nullopt;
  std::vector<std::string> words = header_tokens(column.name);
  for (const std::string_view word : end ? kEnds : kStarts)
    if (const auto found = std::find(words.begin(), words.end(), word); found != words.end()) {
      words.erase(found);
      return words;
    }
  return std::nullopt;
}

std::optional<std::size_t> column_of(const TableScan& table, ColumnType type) {
  for (const ColumnScan& column : table.columns)
    if (column.type == type)
      return column.index;
  return std::nullopt;
}

// The digits of a NIR, white space left out; empty when it is too short or does not start as one.
std::string nir_digits(std::string_view cell) {
  std::string digits;
  for (const char c : cell)
    if (c != ' ' && c != '.' && c != '-')
      digits.push_back(c);
  constexpr std::size_t kShortest = 13;
  const bool numbers = digits.size() >= kShortest &&
                       digits.find_first_not_of("0123456789") >= 5;  // sex, year, month
  return numbers ? digits : std::string();
}

// 1 for a man, 2 for a woman, 0 when the cell tells neither. Codes of INSEE, words and titles.
int sex_of(std::string_view cell) {
  static constexpr std::string_view kMen[] = {"1", "m", "h", "homme", "masculin", "male"};
  static constexpr std::string_view kWomen[] = {"2", "f", "femme", "feminin", "female"};
  const std::string word = fold(trim(cell));
  if (std::find(std::begin(kMen), std::end(kMen), word) != std::end(kMen))
    return 1;
  return std::find(std::begin(kWomen), std::end(kWomen), word) != std::end(kWomen) ? 2 : 0;
}

// Does the row keep the rule? Nothing when one of the columns does not tell.
std::optional<bool> keeps_period(std::string_view start, std::string_view end) {
  const std::uint32_t first = judge_quality(start).day, last = judge_quality(end).day;
  if (first == 0 || last == 0)
    return std::nullopt;
  return first <= last;
}

// 1 and 7 are men, 2 and 8 women; 7 and 8 while the number is awaited.
std::optional<bool> keeps_sex(std::string_view nir, std::string_view sex) {
  const std::string digits = nir_digits(nir);
  const int told = sex_of(sex);
  if (digits.empty() || told == 0)
    return std::nullopt;
  const int by_nir = digits[0] == '1' || digits[0] == '7'   ? 1
                     : digits[0] == '2' || digits[0] == '8' ? 2
                                                            : 0;
  if (by_nir == 0)
    return std::nullopt;
  return by_nir == told;
}

// Months above 12 stand for an unknown one.
std::optional<bool> keeps_birth(std::string_view nir, std::string_view birth) {
  const std::string digits = nir_digits(nir);
  const std::uint32_t day = judge_quality(birth).day;
  if (digits.empty() || day == 0)
    return std::nullopt;
  const auto number = [&](std::size_t at) {
    return static_cast<std::uint32_t>((digits[at] - '0') * 10 + (digits[at + 1] - '0'));
  };
  const std::uint32_t year = number(1), month = number(3);
  if (month < 1 || month > 12)
    return std::nullopt;
  return day / 10000 % 100 == year && day / 100 % 100 == month;
}

void check_row(const Batch& batch, std::size_t row, RowRuleReport& report) {
  bool concerned = false, broken = false;
  for (RowRuleCount& count : report.rules) {
    if (std::max(count.rule.first, count.rule.second) >= batch.columns.size())
      continue;
    const auto kept = keeps(count.rule.kind, batch.columns[count.rule.first][row],
                            batch.columns[count.rule.second][row]);
    if (!kept)
      continue;
    concerned = true;
    ++count.rows;
    count.broken += *kept ? 0U : 1U;
    broken = broken || !*kept;
  }
  report.rows += concerned ? 1U : 0U;
  report.broken += broken ? 1U : 0U;
}

}  // namespace

void add_periods(const TableScan& table, std::vector<RowRule>& rules) {
  for (const ColumnScan& start : table.columns) {
    const auto period = period_of(start, false);
    if (!period)
      continue;
    for (const ColumnScan& end : table.columns)
      if (period_of(end, true) == period) {
        rules.push_back({RowRuleKind::start_before_end, start.index, end.index});
        break;
      }
  }
}

std::optional<bool> keeps(RowRuleKind kind, std::string_view first, std::string_view second) {
  switch (kind) {
    case RowRuleKind::start_before_end:
      return keeps_period(first, second);
    case RowRuleKind::sex_of_nir:
      return keeps_sex(first, second);
    case RowRuleKind::birth_of_nir:
      return keeps_birth(first, second);
  }
  return std::nullopt;
}

bool starts_as_nir(std::string_view cell) {
  return !nir_digits(cell).empty();
}

std::vector<RowRule> find_row_rules(const TableScan& table) {
  std::vector<RowRule> rules;
  if (table.schema_only)
    return rules;
  add_periods(table, rules);
  const auto nir = column_of(table, ColumnType::nir);
  if (!nir)
    return rules;
  if (const auto sex = column_of(table, ColumnType::sex))
    rules.push_back({RowRuleKind::sex_of_nir, *nir, *sex});
  if (const auto birth = column_of(table, ColumnType::birth_date))
    rules.push_back({RowRuleKind::birth_of_nir, *nir, *birth});
  return rules;
}

RowRuleReport check_row_rules(TableReader& reader, const std::vector<RowRule>& rules,
                              unsigned threads) {
  RowRuleReport empty;
  for (const RowRule& rule : rules)
    empty.rules.push_back({rule});
  std::vector<RowRuleReport> parts(std::max(1U, threads), empty);
  run_threads(parts.size(), [&](std::size_t i) {
    Batch batch;
    while (reader.next(batch))
      for (std::size_t row = 0; row < batch.rows; ++row)
        check_row(batch, row, parts[i]);
  });
  RowRuleReport report = empty;
  for (const RowRuleReport& part : parts) {
    report.rows += part.rows;
    report.broken += part.broken;
    for (std::size_t r = 0; r < rules.size(); ++r) {
      report.rules[r].rows += part.rules[r].rows;
      report.rules[r].broken += part.rules[r].broken;
    }
  }
  return report;
}

std::string_view code_of(RowRuleKind kind) {
  switch (kind) {
    case RowRuleKind::start_before_end:
      return "rule.start_end";
    case RowRuleKind::sex_of_nir:
      return "rule.nir_sex";
    case RowRuleKind::birth_of_nir:
      return "rule.nir_birth";
  }
  return "";
}

}  // namespace aval
