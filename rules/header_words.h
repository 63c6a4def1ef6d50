// What the words of a header say. A phrase matches a run of tokens, never a substring; the longest
// phrase wins.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rules/vocabulary.h"

namespace aval {

enum class HeaderStrength { weak, strong };

struct HeaderWord {
  std::string phrase;  // folded tokens joined by one space
  ColumnType type = ColumnType::none;
  HeaderStrength strength = HeaderStrength::weak;
  std::string note;
};

// Tokens of a header: dBase suffix dropped ("Nom,C,254"), camelCase, digits, "_ - . : /" and "n°"
// split, folded; the small words "de du des d la le l les et en au a of the" dropped.
std::vector<std::string> header_tokens(std::string_view header);

// One phrase found in a header.
struct HeaderMatch {
  const HeaderWord* word = nullptr;  // owned by HeaderWords
  std::size_t first_token = 0;
  std::size_t tokens = 0;
};

class HeaderWords {
 public:
  HeaderWords() = default;
  explicit HeaderWords(std::vector<HeaderWord> words);

  // The phrases found in the tokens, longest first, then leftmost; none overlaps another. A phrase
  // with several types gives one match a type. Words written together count ("datenaissance").
  std::vector<HeaderMatch> find(const std::vector<std::string>& tokens) const;
  // Whether a folded word is part of any phrase: the header sniffing of audit/table.
  bool knows(std::string_view folded_word) const;
  std::size_t size() const { return words_.size(); }

 private:
  using PhraseIndex = std::unordered_map<std::string, std::vector<std::size_t>>;  // into words_

  std::string with_lost_letters(const std::string& token, unsigned most) const;
  std::string singular(const std::string& token) const;
  std::vector<std::string> with_cut_completed(std::vector<std::string> tokens) const;
  // One word a type: of two phrases that say the same, the stronger one.
  void add_phrase(PhraseIndex& index, const std::string& phrase, std::size_t word);
  bool add_matches(const PhraseIndex& index, const std::string& phrase, const HeaderMatch& place,
                   std::vector<HeaderMatch>& matches) const;

  std::vector<HeaderWord> words_;
  PhraseIndex by_phrase_;
  PhraseIndex by_glued_form_;  // "datenaissance" for "date de naissance", of two words or more
  std::unordered_set<std::string> known_;
  std::map<std::string, std::size_t> by_underscored_form_;  // "code_postal": into words_
  std::size_t longest_ = 0;
};

}  // namespace aval
