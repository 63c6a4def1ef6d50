#include "audit/scan/cell_verdict.h"

#include <algorithm>

#include "audit/base/text.h"
#include "audit/scan/cell_shape.h"
#include "audit/scan/cell_words.h"
#include "audit/scan/ground_precision.h"
#include "audit/scan/spreadsheet_damage.h"
#include "rules/person_name.h"

namespace aval {
namespace {

bool is_digit_byte(char c) {
  return c >= '0' && c <= '9';
}

void set(CellVerdict& verdict, CellTrait trait) {
  verdict.traits |= bit(trait);
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

void judge_closed_words(std::string_view folded, const WordLists& words, CellVerdict& verdict) {
  const WordListSet lists = words.lists_of(folded);
  if (has_list(lists, WordList::sex))
    set(verdict, CellTrait::sex_value);
  if (has_list(lists, WordList::boolean))
    set(verdict, CellTrait::boolean_word);
  if (has_list(lists, WordList::missing))
    set(verdict, CellTrait::missing_word);
}

// A first digit, then a point, or the letter and the sign of an exponent.
bool may_be_damaged(std::string_view cell, std::uint8_t kinds) {
  return is_digit_byte(cell.front()) &&
         (has_kind(kinds, ByteKind::point) || has_kind(kinds, ByteKind::other));
}

// Eight digits, or digits with something between them.
bool may_be_date(std::string_view cell, std::uint8_t kinds) {
  return is_digit_byte(cell.front()) &&
         (cell.size() == 8 || kinds != static_cast<std::uint8_t>(ByteKind::digit));
}

// Two words and what joins them are a label ("Mr. Brown", "Chez Madame Zoe"), not a sentence; four
// words may be either ("Vente à Mme Durand", "Cobe de Mrs Gray"), which the column tells.
constexpr std::size_t kWordsOfAShortSentence = 4;

// "M. Roy" is the shortest cell that says something of somebody; without a civility, "né en 1950".
bool may_hold_text(std::string_view cell, std::uint8_t kinds) {
  const std::size_t fewest = cell.starts_with('M') || cell.starts_with('m') ? 6 : 10;
  return cell.size() >= fewest && has_kind(kinds, ByteKind::space);
}

// `kinds` are those of the cell before it was folded, which makes spaces of no-break ones.
bool has_double_space(std::string_view folded, std::uint8_t kinds) {
  return (has_kind(kinds, ByteKind::space) || has_kind(kinds, ByteKind::high)) &&
         folded.find("  ") != std::string_view::npos;
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
    : CellJudge(pack, std::move(patterns), MatchEngine::automaton) {}

CellJudge::CellJudge(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns,
                     MatchEngine engine)
    : pack_(pack),
      matcher_(pack, std::move(patterns), engine),
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
  const std::uint8_t kinds = byte_kinds_of(cell);
  fold_into(cell, folded_);
  judge_closed_words(folded_, pack_.words, verdict);
  RepairedNumber repaired;
  if (may_be_damaged(cell, kinds))
    repaired = repair_number(cell);
  if (repaired.damage != Damage::none)
    set(verdict,
        repaired.damage == Damage::scientific ? CellTrait::scientific : CellTrait::trailing_zero);
  judge_number(cell, kinds, verdict);
  if (has_kind(kinds, ByteKind::digit))
    judge_position(cell, verdict);
  judge_shape(cell, kinds, verdict);
  const int year = may_be_date(cell, kinds) ? year_of_date(cell) : 0;
  verdict.year = static_cast<std::int16_t>(year);
  if (year != 0)
    set(verdict, CellTrait::date);
  if (year >= 1900 && year <= 2026)
    set(verdict, CellTrait::birth_plausible);
  verdict.dictionaries = pack_.dictionaries.find(folded_);
  if (verdict.has(CellTrait::alphabetic))
    judge_names(verdict);
  if (has_kind(kinds, ByteKind::other) && cell.find('@') != std::string_view::npos)
    judge_mailbox(cell, verdict);
  const bool is_damaged = repaired.damage != Damage::none;
  const std::string_view value = is_damaged ? std::string_view(repaired.text) : cell;
  if (is_damaged || has_double_space(folded_, kinds))
    matcher_.match_value(value, matches_);
  else
    matcher_.match_value(value, verdict.dictionaries, matches_);
  judge_rules(value, verdict);
  if (!is_damaged && may_hold_text(cell, kinds))
    judge_text(cell, verdict);
  return verdict;
}

// What `matches_` holds of a value as it stands, or with a zero before it.
void CellJudge::add_rules(bool repaired, CellVerdict& verdict) {
  for (const RuleMatch& match : matches_)
    if (verdict.rule_count < CellVerdict::kMaxRules && (!repaired || match.valid))
      verdict.rules[verdict.rule_count++] = {static_cast<std::uint16_t>(match.rule), match.valid,
                                             repaired};
}

// `matches_` holds the rules that take the whole value.
void CellJudge::judge_rules(std::string_view value, CellVerdict& verdict) {
  add_rules(false, verdict);
  if (const std::string padded = with_leading_zero(value); !padded.empty()) {
    matcher_.match_value(padded, matches_);
    add_rules(true, verdict);
  }
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
    verdict.texts[verdict.text_count++] = {static_cast<std::uint16_t>(match.rule), in_label, false};
    if (designates_person_in_text(rule))
      set(verdict, in_label ? CellTrait::label_names_person : CellTrait::names_person);
  }
}

void CellJudge::judge_names(CellVerdict& verdict) {
  words_into(folded_, words_);
  std::size_t first = 0, last = 0, known = 0, counted = 0;
  bool compound = folded_.find('-') != std::string::npos && folded_.find(' ') == std::string::npos;
  for (const std::string_view word : words_) {
    const WordListSet lists = pack_.words.lists_of(word);
    if (has_list(lists, WordList::place_or_body))
      set(verdict, CellTrait::place_word);
    if (has_list(lists, WordList::particle) || has_list(lists, WordList::civility))
      continue;
    const DictionarySet found = pack_.dictionaries.find(word);
    const bool is_first = (found & first_names_) != 0;
    const bool is_last = (found & last_names_) != 0;
    first += is_first ? 1U : 0U;
    last += is_last ? 1U : 0U;
    known += is_first || is_last ? 1U : 0U;
    ++counted;
    if (words_.size() == 1 && (found & common_first_names_) != 0)
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
    if (!is_digit_byte(c))
      letters.push_back(c);
  words_into(letters, words_);
  const std::vector<std::string_view>& parts = words_;
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
