// What one cell says by itself: which rules it satisfies and what shape it has. Computed once a
// distinct value.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_pack.h"
#include "rules/value_matcher.h"

namespace aval {

// Traits of a value, as bits.
enum class CellTrait : std::uint32_t {
  missing_word = 1U << 0,  // NULL, N/A, néant...: counts as missing
  integer = 1U << 1,
  decimal = 1U << 2,
  date = 1U << 3,        // a calendar date, with or without time
  alphabetic = 1U << 4,  // letters and the marks of names only: space ' - . , _ ( ) &
  has_digit = 1U << 5,
  one_word = 1U << 6,
  few_words = 1U << 7,        // two to four
  sentence = 1U << 8,         // five or more
  capitalized = 1U << 9,      // every word starts with a capital (particles apart)
  first_name = 1U << 10,      // one word, in the first-name list
  last_name = 1U << 11,       // one word, in the surname list
  full_name = 1U << 12,       // first name and surname in either order, alone in the cell
  place_word = 1U << 13,      // a word of a street, a building or an organisation
  mailbox_person = 1U << 14,  // prenom.nom@, p.nom@
  mailbox_role = 1U << 15,    // contact@, mairie@
  mailbox_free = 1U << 16,    // any other mailbox at a free provider
  mailbox_other = 1U << 17,
  sex_value = 1U << 18,
  common_first_name = 1U << 19,  // one word, a frequent first name that is no common word
  age_range = 1U << 20,          // integer 0 to 120
  year = 1U << 21,               // integer 1880 to 2100
  birth_plausible = 1U << 22,    // a date 1900 to 2026
  boolean_word = 1U << 23,
  trailing_zero = 1U << 24,  // an integer written "75001.0"
  scientific = 1U << 25,     // an integer written "7,32829E+13"
  serial_day = 1U << 26,     // a whole number that a spreadsheet may mean as a day (1908 to 2064)
  names_person = 1U << 27,   // a sentence of the cell names or designates a natural person
  short_text = 1U << 28,     // four words: a short sentence, or a label
  label_names_person = 1U << 29,  // three words or fewer that name a natural person, or a label
  position = 1U << 30,  // two numbers or more: positions on the ground (ground_precision.h)
};

constexpr std::uint32_t bit(CellTrait trait) {
  return static_cast<std::uint32_t>(trait);
}

// A rule that takes a part of the cell.
struct TextCell {
  std::uint16_t rule = 0;  // index into the pack's rules
  bool in_label = false;   // a name in a cell of three words or fewer, which labels bear too
  bool unused = false;     // fills the object: equal cells have equal bytes

  bool operator==(const TextCell&) const = default;
};

// A rule that takes the whole cell.
struct RuleCell {
  std::uint16_t rule = 0;  // index into the pack's rules
  bool valid = false;
  bool repaired = false;  // only with the leading zero that a spreadsheet takes away

  bool operator==(const RuleCell&) const = default;
};

struct CellVerdict {
  static constexpr std::size_t kMaxRules = 12;

  std::uint32_t traits = 0;
  DictionarySet dictionaries = 0;  // lists that hold the whole value
  std::uint8_t rule_count = 0;
  std::uint8_t text_count = 0;
  std::array<RuleCell, kMaxRules> rules{};
  std::array<TextCell, kMaxRules> texts{};  // hits inside a sentence
  double number = 0;                        // when integer or decimal; the first one when position
  float second_ordinate = 0;                // when position
  std::int8_t decimals = 0;  // when integer, decimal or position (ground_precision.h)
  std::int16_t year = 0;     // of a date; 0 when it is none

  bool has(CellTrait trait) const { return (traits & bit(trait)) != 0; }
};

// Does a hit of that rule inside a sentence point at a natural person whatever the rows are?
bool designates_person_in_text(const Rule& rule);

// Judges cells against a pack. One a thread; `pack` must outlive it.
class CellJudge {
 public:
  CellJudge(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns);
  CellJudge(const RulePack& pack, std::shared_ptr<const CompiledPatterns> patterns,
            MatchEngine engine);

  CellVerdict judge(std::string_view cell);

 private:
  void judge_rules(std::string_view value, CellVerdict& verdict);
  void add_rules(bool repaired, CellVerdict& verdict);
  void judge_text(std::string_view cell, CellVerdict& verdict);
  void judge_names(CellVerdict& verdict);
  void judge_mailbox(std::string_view cell, CellVerdict& verdict);

  const RulePack& pack_;
  ValueMatcher matcher_;
  std::vector<RuleMatch> matches_;
  std::string folded_;
  std::vector<std::string_view> words_;  // work space: words of folded_, or of a mailbox
  DictionarySet first_names_;
  DictionarySet common_first_names_;
  DictionarySet last_names_;
  DictionarySet role_mailboxes_;
  DictionarySet free_domains_;
  DictionarySet street_types_;
};

}  // namespace aval
