#include "rules/dictionary_table.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "audit/base/text.h"

namespace aval {
namespace {

void append_u64(std::string& out, std::uint64_t value) {
  for (int i = 0; i < 8; ++i)
    out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

// One condition on a column: = or >= or != .
struct Condition {
  std::size_t column = 0;
  std::string_view operation;
  std::string_view value;

  bool holds(const std::vector<std::string_view>& cells) const {
    const std::string_view cell = column < cells.size() ? cells[column] : std::string_view();
    if (operation == "=")
      return cell == value;
    if (operation == "!=")
      return cell != value;
    double left = 0, right = 0;
    std::from_chars(cell.data(), cell.data() + cell.size(), left);
    std::from_chars(value.data(), value.data() + value.size(), right);
    return left >= right;
  }
};

std::size_t find_column(const std::vector<std::string_view>& header, std::string_view name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

void add_problem(std::vector<Problem>& problems, const DictionarySource& source, Text message) {
  problems.push_back({source.info.file, std::move(message)});
}

std::vector<Condition> read_conditions(const DictionarySource& source,
                                       const std::vector<std::string_view>& header,
                                       std::vector<Problem>& problems) {
  std::vector<Condition> conditions;
  if (source.where.empty())
    return conditions;
  for (const std::string_view part : split(source.where, '&')) {
    Condition condition;
    std::size_t at = std::string_view::npos;
    for (const std::string_view operation :
         {std::string_view(">="), std::string_view("!="), std::string_view("=")}) {
      at = part.find(operation);
      if (at != std::string_view::npos) {
        condition.operation = operation;
        break;
      }
    }
    if (at == std::string_view::npos ||
        (condition.column = find_column(header, part.substr(0, at))) == header.size()) {
      add_problem(
          problems, source,
          format_text({"condition illisible : « {0} »", "unreadable condition: '{0}'"}, {part}));
      continue;
    }
    condition.value = part.substr(at + condition.operation.size());
    conditions.push_back(condition);
  }
  return conditions;
}

std::string single_spaced(std::string_view folded) {
  std::string out;
  for (const char c : trim(folded))
    if (c != ' ' || out.empty() || out.back() != ' ')
      out.push_back(c);
  return out;
}

using Entries = std::unordered_map<std::uint64_t, DictionarySet>;

void add_list(DictionarySource& source, DictionarySet bit, Entries& entries,
              std::vector<Problem>& problems, std::uint64_t& longest) {
  std::vector<std::string_view> lines = split(source.content, '\n');
  std::size_t column = 0;
  std::vector<Condition> conditions;
  if (!source.column.empty()) {
    const std::vector<std::string_view> header = split(lines.front(), '\t');
    column = find_column(header, source.column);
    if (column == header.size()) {
      add_problem(
          problems, source,
          format_text({"colonne absente : « {0} »", "missing column: '{0}'"}, {source.column}));
      return;
    }
    conditions = read_conditions(source, header, problems);
    lines.erase(lines.begin());
  }
  std::string folded;
  for (const std::string_view line : lines) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (column >= cells.size() || trim(cells[column]).empty())
      continue;
    if (!std::all_of(conditions.begin(), conditions.end(),
                     [&](const Condition& condition) { return condition.holds(cells); }))
      continue;
    fold_into(cells[column], folded);
    const std::string entry = single_spaced(folded);
    longest = std::max<std::uint64_t>(
        longest, 1 + static_cast<std::uint64_t>(std::count(entry.begin(), entry.end(), ' ')));
    DictionarySet& set = entries[hash64(entry, kDictionarySeed)];
    source.info.entries += (set & bit) == 0 ? 1 : 0;
    set |= bit;
  }
  if (source.info.entries == 0)
    add_problem(problems, source, {"aucune entrée retenue", "no entry kept"});
}

}  // namespace

std::string compile_dictionaries(std::vector<DictionarySource>& sources,
                                 std::vector<Problem>& problems) {
  Entries entries;
  std::uint64_t longest = 1;
  for (std::size_t i = 0; i < sources.size(); ++i)
    add_list(sources[i], DictionarySet{1} << i, entries, problems, longest);
  std::vector<std::pair<std::uint64_t, DictionarySet>> sorted(entries.begin(), entries.end());
  std::sort(sorted.begin(), sorted.end());
  std::string table = "AVALDIC1";
  append_u64(table, sorted.size());
  append_u64(table, longest);
  for (const auto& [hash, set] : sorted) {
    append_u64(table, hash);
    append_u64(table, set);
  }
  return table;
}

}  // namespace aval
