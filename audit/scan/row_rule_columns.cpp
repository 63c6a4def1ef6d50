// Which columns of a table rules between columns bind.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "audit/scan/place_header.h"
#include "audit/scan/row_rules.h"
#include "rules/header_words.h"

namespace aval {
namespace {

using Words = std::vector<std::string>;

// Two words of headers that have all others in common.
struct WordPair {
  RowRuleKind kind;
  std::string_view first;
  std::string_view second;
};

// Voters and ballots: each count of an election is a part of the next.
constexpr std::array<WordPair, 11> kPairs = {{{RowRuleKind::start_before_end, "debut", "fin"},
                                              {RowRuleKind::start_before_end, "start", "end"},
                                              {RowRuleKind::start_before_end, "debut", "end"},
                                              {RowRuleKind::start_before_end, "start", "fin"},
                                              {RowRuleKind::part_of_whole, "votants", "inscrits"},
                                              {RowRuleKind::part_of_whole, "exprimes", "votants"},
                                              {RowRuleKind::part_of_whole, "blancs", "votants"},
                                              {RowRuleKind::part_of_whole, "nuls", "votants"},
                                              {RowRuleKind::least_to_most, "min", "max"},
                                              {RowRuleKind::least_to_most, "mini", "maxi"},
                                              {RowRuleKind::least_to_most, "minimum", "maximum"}}};

// The header without that word; nothing when it is not there.
std::optional<Words> without(Words words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end())
    return std::nullopt;
  words.erase(found);
  return words;
}

// The words of every header; none of a doubtful one.
std::vector<Words> headers_of(const TableScan& table) {
  std::vector<Words> headers;
  for (const ColumnScan& column : table.columns)
    headers.push_back(column.name_doubtful ? Words() : header_tokens(column.name));
  return headers;
}

void add_pairs(const std::vector<Words>& headers, const WordPair& pair,
               std::vector<RowRule>& rules) {
  for (std::size_t first = 0; first < headers.size(); ++first) {
    const auto rest = without(headers[first], pair.first);
    if (!rest)
      continue;
    for (std::size_t second = 0; second < headers.size(); ++second)
      if (without(headers[second], pair.second) == rest) {
        rules.push_back({pair.kind, first, second});
        break;
      }
  }
}

// "eleves", "eleves_dont_filles".
void add_parts(const std::vector<Words>& headers, std::vector<RowRule>& rules) {
  for (std::size_t part = 0; part < headers.size(); ++part) {
    const auto dont = std::find(headers[part].begin(), headers[part].end(), "dont");
    if (dont == headers[part].end())
      continue;
    const Words whole(headers[part].begin(), dont);
    // "dont femmes" alone is a part of what stands before it.
    const auto found =
        whole.empty() ? headers.end() : std::find(headers.begin(), headers.end(), whole);
    if (found != headers.end())
      rules.push_back(
          {RowRuleKind::part_of_whole, part, static_cast<std::size_t>(found - headers.begin())});
  }
}

std::optional<std::size_t> column_of(const TableScan& table, ColumnType type) {
  for (const ColumnScan& column : table.columns)
    if (column.type == type)
      return column.index;
  return std::nullopt;
}

void add_persons(const TableScan& table, const std::vector<Words>& headers,
                 std::vector<RowRule>& rules) {
  const auto nir = column_of(table, ColumnType::nir),
             birth = column_of(table, ColumnType::birth_date);
  const auto sex = column_of(table, ColumnType::sex), age = column_of(table, ColumnType::age);
  if (nir && sex)
    rules.push_back({RowRuleKind::sex_of_nir, *nir, *sex});
  if (nir && birth)
    rules.push_back({RowRuleKind::birth_of_nir, *nir, *birth});
  if (birth && age)
    rules.push_back({RowRuleKind::age_of_birth, *birth, *age});
  for (std::size_t c = 0; birth && c < headers.size(); ++c)
    if (c != *birth && without(headers[c], "deces"))
      rules.push_back({RowRuleKind::birth_before_death, *birth, c});
}

void add_places(const TableScan& table, std::vector<RowRule>& rules) {
  constexpr std::array<std::pair<PlaceKind, PlaceKind>, 3> kPlaces = {
      {{PlaceKind::postcode, PlaceKind::commune_name},
       {PlaceKind::postcode, PlaceKind::commune_code},
       {PlaceKind::commune_code, PlaceKind::commune_name}}};
  constexpr std::array<RowRuleKind, 3> kKinds = {RowRuleKind::commune_of_postcode,
                                                 RowRuleKind::insee_of_postcode,
                                                 RowRuleKind::commune_of_insee};
  std::vector<PlaceHeader> headers;
  for (const ColumnScan& column : table.columns)
    headers.push_back(column.name_doubtful ? PlaceHeader() : read_place_header(column.name));
  for (std::size_t i = 0; i < kPlaces.size(); ++i)
    for (std::size_t first = 0; first < headers.size(); ++first) {
      if (headers[first].kind != kPlaces[i].first)
        continue;
      const auto found =
          std::find_if(headers.begin(), headers.end(), [&](const PlaceHeader& other) {
            return other.kind == kPlaces[i].second && other.rest == headers[first].rest;
          });
      if (found != headers.end())
        rules.push_back({kKinds[i], first, static_cast<std::size_t>(found - headers.begin())});
    }
}

}  // namespace

std::vector<RowRule> find_row_rules(const TableScan& table) {
  std::vector<RowRule> rules;
  if (table.schema_only)
    return rules;
  const std::vector<Words> headers = headers_of(table);
  for (const WordPair& pair : kPairs)
    add_pairs(headers, pair, rules);
  add_parts(headers, rules);
  add_persons(table, headers, rules);
  add_places(table, rules);
  std::stable_sort(rules.begin(), rules.end(), [](const RowRule& a, const RowRule& b) {
    return std::pair(a.kind, a.first) < std::pair(b.kind, b.first);
  });
  return rules;
}

}  // namespace aval
