#include "audit/scan/cell_verdict.h"

#include <algorithm>
#include <charconv>

#include "audit/base/text.h"
#include "audit/scan/cell_words.h"
#include "audit/scan/ground_precision.h"
#include "audit/scan/spreadsheet_damage.h"
#include "rules/person_name.h"

namespace aval {
namespace {

bool is_letter_byte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool is_digit_byte(unsigned char c) {
  return c >= '0' && c <= '9';
}

// What may stand between the words of a name or a label.
constexpr std::array<bool, 256> kJoiningBytes = [] {
  std::array<bool, 256> bytes{};
  for (const char c : std::string_view(" -'.,_()&"))
    bytes[static_cast<unsigned char>(c)] = true;
  return bytes;
}();

bool is_joining_byte(unsigned char c) {
  return kJoiningBytes[c];
}

void set(CellVerdict& verdict, CellTrait trait) {
  verdict.traits |= bit(trait);
}

// Integers and decimals with point or comma, optional sign, digits grouped by spaces.
void judge_number(std::string_view text, CellVerdict& verdict) {
  std::string digits;
  int separators = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit_byte(static_cast<unsigned char>(c)))
      digits.push_back(c);
    else if ((c == '.' || c == ',') && ++separators == 1)
      digits.push_back('.');
    else if (c == '-' && i == 0)
      digits.push_back('-');
    else if (c != ' ' || i == 0)
      return;
  }
  if (digits.empty() || digits == "-" || digits == "." || digits.size() > 40)
    return;
  double number = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (result.ec != std::errc() || result.ptr != digits.data() + digits.size())
    return;
  verdict.number = number;
  verdict.decimals = static_cast<std::int8_t>(
      std::clamp(decimals_used(digits, number), DecimalCounts::kFewest, DecimalCounts::kMost));
  const bool whole = separators == 0 || verdict.has(CellTrait::trailing_zero);
  set(verdict, whole ? CellTrait::integer : CellTrait::decimal);
  if (whole && number >= 0 && number <= 120)
    set(verdict, CellTrait::age_range);
  if (whole && number >= 1880 && number <= 2100)
    set(verdict, CellTrait::year);
  if (whole && number >= 3000 && number <= 60000)
    set(verdict, CellTrait::serial_day);
}

// Two numbers or more, in a cell that is no number itself.
void judge_position(std::string_view text, CellVerdict& verdict) {
  if (verdict.has(CellTrait::integer) || verdict.has(CellTrait::decimal))
    return;
  const auto ordinates = ordinates_of(text);
  if (!ordinates || !ordinates->is_position)
    return;
  set(verdict, CellTrait::position);
  verdict.number = ordinates->first;
  verdict.second_ordinate = static_cast<float>(ordinates->second);
  verdict.decimals = static_cast<std::int8_t>(
      std::clamp(ordinates->decimals, DecimalCounts::kFewest, DecimalCounts::kMost));
}

struct Shape {
  std::size_t words = 0;
  std::size_t letter_words = 0;  // words that start with a letter
  bool alphabetic = true;
  bool has_digit = false;
  bool capitalized = true;
};

Shape shape_of(std::string_view text) {
  Shape shape;
  bool in_word = false;
  for (const char raw : text) {
    const auto c = static_cast<unsigned char>(raw);
    const bool letter = is_letter_byte(c);
    const bool digit = is_digit_byte(c);
    shape.has_digit = shape.has_digit || digit;
    if (!letter && !is_joining_byte(c))
      shape.alphabetic = false;
    if ((letter || digit) && !in_word) {
      ++shape.words;
      shape.letter_words += letter ? 1U : 0U;
      in_word = true;
      if (c >= 'a' && c <= 'z')
        shape.capitalized = false;
    } else if (c == ' ') {
      in_word = false;
    }
  }
  return shape;
}

void judge_shape(std::string_view text, CellVerdict& verdict) {
  const Shape shape = shape_of(text);
  if (shape.has_digit)
    set(verdict, CellTrait::has_digit);
  if (shape.alphabetic && shape.words > 0)
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

void judge_closed_words(std::string_view folded, const WordLists& words, CellVerdict& verdict) {
  if (words.holds(WordList::sex, folded))
    set(verdict, CellTrait::sex_value);
  if (words.holds(WordList::boolean, folded))
    set(verdict, CellTrait::boolean_word);
  if (words.holds(WordList::missing, folded))
    set(verdict, CellTrait::missing_word);
}

// Two words and what joins them are a label ("Mr. Brown", "Chez Madame Zoe"), not a sentence; four
// words may be either ("Vente à Mme Durand", "Cobe de Mrs Gray"), which the column tells.
constexpr std::size_t kWordsOfAShortSentence = 4;

// "M. Roy" is the shortest cell that says something of somebody; without a civility, "né en 1950".
bool may_hold_text(std::string_view cell) {
  const std::size_t fewest = cell.starts_with('M') || cell.starts_with('m') ? 6 : 10;
  return cell.size() >= fewest && cell.find(' ') != std::string_view::npos;
}

std::size_t count_words(std::string_view cell) {
  std::size_t words = 1;
  for (std::size_t i = 1; i < cell.size() && words <= kWordsOfAShortSentence; ++i)
    words += cell[i] == ' ' && cell[i - 1] != ' ' ? 1U : 0U;
  return words;
}

}  // namespace

bool designates_person_in_text(const Rule& rule) {
  switch (rule.type) {
    case ColumnType::nir:
    case ColumnType::iban:
    case ColumnType::bank_card:
    case ColumnType::birth_date:
    case ColumnType::postal_address:
      return true;
    default:
      return names_a_person(rule.text_reading) || rule.text_reading == TextReading::mailbox ||
             rule.text_with_person;
  }
}

CellJudge::CellJudge(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns)
    : pack_(pack),
      matcher_(pack, std::move(patterns)),
      first_names_(pack.dictionaries.bit("first_name")),
      common_first_names_(pack.dictionaries.bit("first_name_frequent")),
      last_names_(pack.dictionaries.bit("last_name")),
      role_mailboxes_(pack.dictionaries.bit("generic_mailbox")),
      free_domains_(pack.dictionaries.bit("free_mail_domain")),
      street_types_(pack.dictionaries.bit("street_type")) {}

CellVerdict CellJudge::judge(std::string_view cell) {
  CellVerdict verdict;
  cell = trim(cell);
  if (cell.empty()) {
    set(verdict, CellTrait::missing_word);
    return verdict;
  }
  fold_into(cell, folded_);
  judge_closed_words(folded_, pack_.words, verdict);
  const RepairedNumber repaired = repair_number(cell);
  if (repaired.damage != Damage::none)
    set(verdict,
        repaired.damage == Damage::scientific ? CellTrait::scientific : CellTrait::trailing_zero);
  judge_number(cell, verdict);
  judge_position(cell, verdict);
  judge_shape(cell, verdict);
  const int year = year_of_date(cell);
  verdict.year = static_cast<std::int16_t>(year);
  if (year != 0)
    set(verdict, CellTrait::date);
  if (year >= 1900 && year <= 2026)
    set(verdict, CellTrait::birth_plausible);
  verdict.dictionaries = pack_.dictionaries.find(folded_);
  if (verdict.has(CellTrait::alphabetic))
    judge_names(cell, verdict);
  if (cell.find('@') != std::string_view::npos)
    judge_mailbox(cell, verdict);
  judge_rules(repaired.damage == Damage::none ? cell : std::string_view(repaired.text), verdict);
  return verdict;
}

void CellJudge::add_rules(std::string_view value, bool repaired, CellVerdict& verdict) {
  matcher_.match_value(value, matches_);
  for (const RuleMatch& match : matches_)
    if (verdict.rule_count < CellVerdict::kMaxRules && (!repaired || match.valid))
      verdict.rules[verdict.rule_count++] = {static_cast<std::uint16_t>(match.rule), match.valid,
                                             repaired};
}

void CellJudge::judge_rules(std::string_view cell, CellVerdict& verdict) {
  add_rules(cell, false, verdict);
  if (const std::string padded = with_leading_zero(cell); !padded.empty())
    add_rules(padded, true, verdict);
  if (may_hold_text(cell))
    judge_text(cell, verdict);
}

void CellJudge::judge_text(std::string_view cell, CellVerdict& verdict) {
  matcher_.match_text(cell, matches_);
  if (matches_.empty())
    return;
  const std::size_t words = count_words(cell);
  if (words <= kWordsOfAShortSentence)
    set(verdict, CellTrait::short_text);
  for (const RuleMatch& match : matches_) {
    const Rule& rule = pack_.rules[match.rule];
    const bool of_a_name = rule.text_with_person || reads_a_name(rule.text_reading);
    if (verdict.text_count == CellVerdict::kMaxRules)
      continue;
    const bool in_label = of_a_name && words < kWordsOfAShortSentence;
    verdict.texts[verdict.text_count++] = {static_cast<std::uint16_t>(match.rule), in_label};
    if (designates_person_in_text(rule))
      set(verdict, in_label ? CellTrait::label_names_person : CellTrait::names_person);
  }
}

void CellJudge::judge_names(std::string_view, CellVerdict& verdict) {
  const std::vector<std::string_view> words = words_of(folded_);
  std::size_t first = 0, last = 0, known = 0, counted = 0;
  bool compound = folded_.find('-') != std::string::npos && folded_.find(' ') == std::string::npos;
  for (const std::string_view word : words) {
    if (pack_.words.holds(WordList::place_or_body, word))
      set(verdict, CellTrait::place_word);
    if (pack_.words.holds(WordList::particle, word) || pack_.words.holds(WordList::civility, word))
      continue;
    const DictionarySet found = pack_.dictionaries.find(word);
    const bool is_first = (found & first_names_) != 0;
    const bool is_last = (found & last_names_) != 0;
    first += is_first ? 1U : 0U;
    last += is_last ? 1U : 0U;
    known += is_first || is_last ? 1U : 0U;
    ++counted;
    if (words.size() == 1 && (found & common_first_names_) != 0)
      set(verdict, CellTrait::common_first_name);
  }
  if (verdict.has(CellTrait::place_word) || counted == 0)
    return;
  const bool whole_first =
      (verdict.dictionaries & first_names_) != 0 || (compound && first == counted);
  if (whole_first)
    set(verdict, CellTrait::first_name);
  if ((verdict.dictionaries & last_names_) != 0 || (compound && last == counted))
    set(verdict, CellTrait::last_name);
  if (!compound && counted >= 2 && counted <= 5 && first >= 1 && known >= 2 && known * 2 > counted)
    set(verdict, CellTrait::full_name);
}

void CellJudge::judge_mailbox(std::string_view cell, CellVerdict& verdict) {
  const std::size_t at = folded_.find('@');
  if (cell.find(' ') != std::string_view::npos || at == std::string::npos || at == 0 ||
      folded_.find('@', at + 1) != std::string::npos || folded_.find('.', at) == std::string::npos)
    return;
  const std::string_view local = std::string_view(folded_).substr(0, at);
  const std::string_view domain = std::string_view(folded_).substr(at + 1);
  std::string letters;
  for (const char c : local)
    if (!is_digit_byte(static_cast<unsigned char>(c)))
      letters.push_back(c);
  std::vector<std::string_view> parts = words_of(letters);
  bool role = (pack_.dictionaries.find(letters) & role_mailboxes_) != 0;
  std::size_t names = 0;
  bool first_name = false;
  for (const std::string_view part : parts) {
    const DictionarySet found = pack_.dictionaries.find(part);
    role = role || ((found & role_mailboxes_) != 0 && part.size() > 2);
    first_name = first_name || (part.size() > 2 && (found & first_names_) != 0);
    names += part.size() > 1 && (found & (first_names_ | last_names_)) != 0 ? 1U : 0U;
  }
  const bool initial_and_name = parts.size() == 2 &&
                                (parts[0].size() == 1 || parts[1].size() == 1) &&
                                letters.find('.') != std::string::npos;
  if (role)
    set(verdict, CellTrait::mailbox_role);
  else if ((parts.size() >= 2 && parts.size() <= 4 && first_name &&
            (names >= 2 || letters.find('.') != std::string::npos)) ||
           initial_and_name)
    set(verdict, CellTrait::mailbox_person);
  else if ((pack_.dictionaries.find(domain) & free_domains_) != 0)
    set(verdict, CellTrait::mailbox_free);
  else
    set(verdict, CellTrait::mailbox_other);
}

}  // namespace aval
