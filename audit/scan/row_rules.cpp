#include "audit/scan/row_rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "audit/base/text.h"
#include "audit/scan/cell_quality.h"
#include "rules/dictionary_table.h"

namespace aval {
namespace {

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

// Numbers that both cells write.
std::optional<bool> keeps_order(std::string_view least, std::string_view most) {
  const CellQuality low = judge_quality(least), high = judge_quality(most);
  const auto is_number = [](const CellQuality& cell) {
    return cell.kind == WrittenKind::integer || cell.kind == WrittenKind::decimal;
  };
  if (!is_number(low) || !is_number(high))
    return std::nullopt;
  return low.number <= high.number;
}

// An entry as lists hold it: folded, single spaces inside.
std::string entry_of(std::string_view cell) {
  std::string entry;
  for (const char c : fold(trim(cell)))
    if (c != ' ' || entry.empty() || entry.back() != ' ')
      entry.push_back(c);
  return entry;
}

// The lists of both columns, and that of the pairs that go together.
std::array<DictionarySet, 3> lists_of(RowRuleKind kind, const Dictionaries& lists) {
  const auto bits = [&](const char* first, const char* second, const char* pairs) {
    return std::array{lists.bit(first), lists.bit(second), lists.bit(pairs)};
  };
  if (kind == RowRuleKind::commune_of_postcode)
    return bits("postcode", "commune", "commune_of_postcode");
  if (kind == RowRuleKind::insee_of_postcode)
    return bits("postcode", "insee_commune", "insee_of_postcode");
  if (kind == RowRuleKind::commune_of_insee)
    return bits("insee_commune", "commune", "commune_of_insee");
  return {};
}

// Do two codes or names of places that lists hold, each by itself, go together?
std::optional<bool> keeps_place(std::string_view first, std::string_view second,
                                const Dictionaries& lists,
                                const std::array<DictionarySet, 3>& bits) {
  const std::string one = entry_of(first), other = entry_of(second);
  if ((lists.find(one) & bits[0]) == 0 || (lists.find(other) & bits[1]) == 0)
    return std::nullopt;
  return (lists.find(dictionary_pair(one, other)) & bits[2]) != 0;
}

std::optional<bool> keeps(const RowRuleCount& rule, std::string_view first, std::string_view second,
                          const Dictionaries& lists) {
  switch (rule.rule.kind) {
    case RowRuleKind::start_before_end:
    case RowRuleKind::birth_before_death:
      return keeps_period(first, second);
    case RowRuleKind::sex_of_nir:
      return keeps_sex(first, second);
    case RowRuleKind::birth_of_nir:
      return keeps_birth(first, second);
    case RowRuleKind::commune_of_postcode:
    case RowRuleKind::insee_of_postcode:
    case RowRuleKind::commune_of_insee:
      return keeps_place(first, second, lists, rule.lists);
    case RowRuleKind::part_of_whole:
    case RowRuleKind::least_to_most:
      return keeps_order(first, second);
    case RowRuleKind::age_of_birth:
      break;  // told of all rows together
  }
  return std::nullopt;
}

// The year of birth and the age, added; nothing when one of them is not told.
std::optional<int> year_of_age(std::string_view birth, std::string_view age) {
  constexpr double kOldest = 125;
  const std::uint32_t day = judge_quality(birth).day;
  const CellQuality told = judge_quality(age);
  if (day == 0 || told.kind != WrittenKind::integer || told.number < 0 || told.number > kOldest)
    return std::nullopt;
  return static_cast<int>(day / 10000) + static_cast<int>(told.number);
}

bool has_both(const Batch& batch, const RowRule& rule) {
  return std::max(rule.first, rule.second) < batch.columns.size();
}

// Ages that differ by more than one row in so many were told in several years: no rule binds them.
constexpr std::uint64_t kAgesOfOneYear = 5;

void add_ages(AgeRows& sum, const AgeRows& rows) {
  sum.rows += rows.rows;
  sum.alone += rows.alone;
  sum.sound += rows.sound;
}

// The year of the audit or an earlier one whose rows, with those of the year before, are most.
int year_of_ages(const std::map<int, AgeRows>& ages, int latest) {
  int best = latest;
  std::uint64_t most = 0;
  for (const auto& [year, rows] : ages) {
    const auto before = ages.find(year - 1);
    const std::uint64_t both = rows.rows + (before == ages.end() ? 0 : before->second.rows);
    if (year <= latest && both >= most) {
      best = year;
      most = both;
    }
  }
  return best;
}

}  // namespace

RowRuleReport start_row_rules(const std::vector<RowRule>& rules, const Dictionaries& lists) {
  RowRuleReport report;
  for (const RowRule& rule : rules)
    report.rules.push_back({rule, 0, 0, {}, lists_of(rule.kind, lists)});
  return report;
}

void check_row(const Batch& batch, std::size_t row, const Dictionaries& lists,
               RowRuleReport& report) {
  bool concerned = false, broken = false;
  for (RowRuleCount& count : report.rules) {
    const RowRule& rule = count.rule;
    if (!has_both(batch, rule))
      continue;
    const auto kept =
        keeps(count, batch.columns[rule.first][row], batch.columns[rule.second][row], lists);
    if (!kept)
      continue;
    concerned = true;
    ++count.rows;
    count.broken += *kept ? 0U : 1U;
    broken = broken || !*kept;
  }
  report.rows += concerned ? 1U : 0U;
  report.broken += broken ? 1U : 0U;
  for (RowRuleCount& count : report.rules) {
    const RowRule& rule = count.rule;
    if (rule.kind != RowRuleKind::age_of_birth || !has_both(batch, rule))
      continue;
    const auto year = year_of_age(batch.columns[rule.first][row], batch.columns[rule.second][row]);
    if (!year)
      continue;
    AgeRows& rows = count.ages[*year];
    ++rows.rows;
    rows.alone += concerned ? 0U : 1U;
    rows.sound += broken ? 0U : 1U;
  }
}

void merge_row_rules(RowRuleReport& report, const RowRuleReport& part) {
  report.rows += part.rows;
  report.broken += part.broken;
  for (std::size_t r = 0; r < report.rules.size(); ++r) {
    report.rules[r].rows += part.rules[r].rows;
    report.rules[r].broken += part.rules[r].broken;
    for (const auto& [year, rows] : part.rules[r].ages)
      add_ages(report.rules[r].ages[year], rows);
  }
}

void finish_row_rules(RowRuleReport& report, int year) {
  for (RowRuleCount& count : report.rules) {
    const int told = year_of_ages(count.ages, year);
    AgeRows all, others;
    for (const auto& [sum, rows] : count.ages) {
      add_ages(all, rows);
      if (sum != told && sum != told - 1)
        add_ages(others, rows);
    }
    count.ages.clear();
    if (others.rows * kAgesOfOneYear > all.rows)
      continue;
    count.rows += all.rows;
    count.broken += others.rows;
    report.rows += all.alone;
    report.broken += others.sound;
  }
}

std::string_view code_of(RowRuleKind kind) {
  switch (kind) {
    case RowRuleKind::start_before_end:
      return "rule.start_end";
    case RowRuleKind::sex_of_nir:
      return "rule.nir_sex";
    case RowRuleKind::birth_of_nir:
      return "rule.nir_birth";
    case RowRuleKind::age_of_birth:
      return "rule.birth_age";
    case RowRuleKind::birth_before_death:
      return "rule.birth_death";
    case RowRuleKind::commune_of_postcode:
      return "rule.postcode_commune";
    case RowRuleKind::insee_of_postcode:
      return "rule.postcode_insee";
    case RowRuleKind::commune_of_insee:
      return "rule.insee_commune";
    case RowRuleKind::part_of_whole:
      return "rule.part_whole";
    case RowRuleKind::least_to_most:
      return "rule.min_max";
  }
  return "";
}

}  // namespace aval
