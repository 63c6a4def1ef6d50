#include "rules/word_lists.h"

#include <algorithm>
#include <array>
#include <bit>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::uint64_t kWordSeed = 0x61766136;

constexpr std::array<std::string_view, kWordLists> kNames = {
    "person_row",   "count_row",    "thing_row",     "organisation_row",
    "role",         "employer",     "place_or_body", "missing",
    "sex",          "boolean",      "particle",      "civility",
    "living_thing", "opaque",       "file",          "digest",
    "secret",       "about_secret", "contact",       "announcing",
    "remark",       "party"};

// Of the bits of WordLists::filter_.
std::uint64_t group_of(std::string_view word) {
  return hash64(word, kWordSeed) >> 49;
}

}  // namespace

std::string_view name_of(WordList list) {
  return kNames[static_cast<std::size_t>(list)];
}

std::optional<WordList> find_word_list(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name)
      return static_cast<WordList>(i);
  return std::nullopt;
}

std::size_t WordLists::Hash::operator()(std::string_view word) const {
  return hash64(word, kWordSeed);
}

void WordLists::add(WordList list, std::string_view word) {
  const std::uint64_t group = group_of(word);
  filter_[group / 64] |= 1ULL << (group % 64);
  lists_[std::string(word)] |= WordListSet{1} << static_cast<unsigned>(list);
  longest_ = std::max(longest_, word.size());
}

WordListSet WordLists::lists_of(std::string_view folded) const {
  if (folded.size() > longest_)
    return 0;
  const std::uint64_t group = group_of(folded);
  if ((filter_[group / 64] >> (group % 64) & 1U) == 0)
    return 0;
  const auto word = lists_.find(folded);
  return word == lists_.end() ? 0 : word->second;
}

std::size_t WordLists::size() const {
  std::size_t words = 0;
  for (const auto& [word, lists] : lists_)
    words += static_cast<std::size_t>(std::popcount(lists));
  return words;
}

WordLists read_word_lists(std::string_view content, const std::string& file,
                          std::vector<Problem>& problems) {
  WordLists lists;
  std::size_t number = 0;
  for (std::string_view line : split(content, '\n')) {
    line = trim(line);
    if (++number == 1 || line.empty())
      continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    const auto list = find_word_list(cells[0]);
    if (list && cells.size() == 2 && is_utf8(line)) {
      lists.add(*list, fold(trim(cells[1])));
      continue;
    }
    const std::vector<std::string> names(kNames.begin(), kNames.end());
    problems.push_back(
        {file + ":" + std::to_string(number),
         format_text({"ligne illisible : liste et mot sont attendus, séparés par une "
                      "tabulation, en UTF-8 ; listes : {0}",
                      "unreadable line: list and word are expected, separated by a "
                      "tab, in UTF-8; lists: {0}"},
                     {join(names, ", ")})});
  }
  return lists;
}

}  // namespace aval
