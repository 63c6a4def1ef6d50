#include "rules/dictionary_table.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

#include "audit/base/text.h"

namespace aval {
namespace {

void append_u64(std::string& out, std::uint64_t value) {
  for (int i = 0; i < 8; ++i)
    out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

// One condition on a column: = or >= or != .
struct Condition {
  std::size_t column = 0;
  std::string_view operation;
  std::string_view value;
  double least = 0;  // of >=

  bool holds(const std::vector<std::string_view>& cells) const {
    const std::string_view cell = column < cells.size() ? cells[column] : std::string_view();
    if (operation == "=")
      return cell == value;
    if (operation == "!=")
      return cell != value;
    const std::optional<double> number = number_of(cell);
    return number && *number >= least;
  }
};

std::size_t find_column(const std::vector<std::string_view>& header, std::string_view name) {
  return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

std::optional<Condition> read_condition(std::string_view part,
                                        const std::vector<std::string_view>& header) {
  for (const std::string_view operation : {">=", "!=", "="}) {
    const std::size_t at = part.find(operation);
    if (at == std::string_view::npos)
      continue;
    const std::string_view value = part.substr(at + operation.size());
    const Condition condition = {find_column(header, part.substr(0, at)), operation, value,
                                 number_of(value).value_or(0)};
    const bool is_number_missing = operation == ">=" && !number_of(value);
    return condition.column == header.size() || is_number_missing ? std::nullopt
                                                                  : std::optional(condition);
  }
  return std::nullopt;
}

std::vector<Condition> read_conditions(const DictionarySource& source,
                                       const std::vector<std::string_view>& header,
                                       std::vector<Problem>& problems) {
  std::vector<Condition> conditions;
  if (source.where.empty())
    return conditions;
  for (const std::string_view part : split(source.where, '&')) {
    if (const std::optional<Condition> condition = read_condition(part, header))
      conditions.push_back(*condition);
    else
      problems.push_back(
          {source.place + "/where",
           format_text({"condition illisible : « {0} » ; attendu : colonne=valeur, colonne!=valeur "
                        "ou colonne>=nombre, d'une colonne de {1}",
                        "unreadable condition: '{0}'; expected: column=value, column!=value or "
                        "column>=number, of a column of {1}"},
                       {part, source.info.file})});
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

// Lines of a text as editors of all systems leave it: a BOM and carriage returns are dropped.
std::vector<std::string_view> lines_of(std::string_view content) {
  if (content.starts_with("\xEF\xBB\xBF"))
    content.remove_prefix(3);
  std::vector<std::string_view> lines = split(content, '\n');
  for (std::string_view& line : lines)
    if (line.ends_with('\r'))
      line.remove_suffix(1);
  return lines;
}

using Entries = std::unordered_map<std::uint64_t, DictionarySet>;

bool is_sound(const DictionarySource& source, std::vector<Problem>& problems) {
  if (source.content.data() == nullptr)
    return false;  // missing: told when it was looked for
  if (!is_utf8(source.content))
    problems.push_back({source.info.file,
                        {"cette liste n'est pas en UTF-8 ; enregistrez-la dans cet encodage",
                         "this list is not UTF-8; save it in that encoding"}});
  else if (source.column.empty() && !source.where.empty())
    problems.push_back({source.place + "/where",
                        {"une condition demande une colonne (« column »)",
                         "a condition asks for a column ('column')"}});
  else
    return true;
  return false;
}

// What of a row a list takes: one column, or two of which every pair is an entry.
struct EntryColumns {
  std::vector<std::size_t> columns;
  std::vector<Condition> conditions;
};

// Nothing when a column is not there.
std::optional<EntryColumns> read_columns(const DictionarySource& source,
                                         std::vector<std::string_view>& lines,
                                         std::vector<Problem>& problems) {
  EntryColumns taken;
  if (source.column.empty())
    return EntryColumns{{0}, {}};
  const std::vector<std::string_view> header = split(lines.front(), '\t');
  for (const std::string_view name : split(source.column, '*')) {
    taken.columns.push_back(find_column(header, name));
    if (taken.columns.back() < header.size())
      continue;
    problems.push_back({source.place + "/column",
                        format_text({"colonne absente de la première ligne de {1} : « {0} »",
                                     "column missing from the first line of {1}: '{0}'"},
                                    {name, source.info.file})});
    return std::nullopt;
  }
  taken.conditions = read_conditions(source, header, problems);
  lines.erase(lines.begin());
  return taken;
}

// The entries of one row: every value of the column, or each of the first with each of the second.
std::vector<std::string> entries_of(const std::vector<std::string_view>& cells,
                                    const EntryColumns& taken) {
  std::vector<std::string> entries = {""};
  for (const std::size_t column : taken.columns) {
    std::vector<std::string> longer;
    for (const std::string_view value :
         split(column < cells.size() ? cells[column] : std::string_view(), '|')) {
      const std::string folded = single_spaced(fold(value));
      if (folded.empty())
        continue;
      for (const std::string& entry : entries)
        longer.push_back(entry.empty() ? folded : dictionary_pair(entry, folded));
    }
    entries = std::move(longer);
  }
  return entries;
}

void add_list(DictionarySource& source, DictionarySet bit, Entries& entries,
              std::vector<Problem>& problems, std::uint64_t& longest) {
  std::vector<std::string_view> lines = lines_of(source.content);
  const auto taken = read_columns(source, lines, problems);
  if (!taken)
    return;
  for (const std::string_view line : lines) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (!std::all_of(taken->conditions.begin(), taken->conditions.end(),
                     [&](const Condition& condition) { return condition.holds(cells); }))
      continue;
    for (const std::string& entry : entries_of(cells, *taken)) {
      longest = std::max<std::uint64_t>(
          longest, 1 + static_cast<std::uint64_t>(std::count(entry.begin(), entry.end(), ' ')));
      DictionarySet& set = entries[hash64(entry, kDictionarySeed)];
      source.info.entries += (set & bit) == 0 ? 1 : 0;
      set |= bit;
    }
  }
  if (source.info.entries == 0)
    problems.push_back({source.place, format_text({"aucune entrée de {0} n'est retenue",
                                                   "no entry of {0} is kept"},
                                                  {source.info.file})});
}

}  // namespace

std::string dictionary_pair(std::string_view first, std::string_view second) {
  std::string pair(first);
  pair += '*';
  pair += second;
  return pair;
}

std::string compile_dictionaries(std::vector<DictionarySource>& sources,
                                 std::vector<Problem>& problems) {
  Entries entries;
  std::uint64_t longest = 1;
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (is_sound(sources[i], problems))
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
