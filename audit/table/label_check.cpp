#include "audit/table/label_check.h"

#include <algorithm>
#include <set>

#include "audit/base/text.h"

namespace aval {
namespace {

// Levenshtein's distance of two names, and the same whatever their case and punctuation.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = corner + (a[i - 1] == b[j - 1] ? 0U : 1U);
      corner = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row[b.size()];
}

std::string letters_of(const std::string& name) {
  std::string letters = fold(name);
  std::erase_if(letters, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '\''; });
  return letters;
}

// A name of the file that the schema does not know and that may be this field misspelt: at most one
// fault in four characters.
std::string find_misspelt(const TableInfo& info, const std::vector<std::size_t>& columns,
                          const std::string& field) {
  constexpr std::size_t kLongestName = 100;
  const std::string wanted = letters_of(field);
  std::string best;
  std::size_t least = wanted.size() / 4 + 1;
  for (std::size_t i = 0; i < info.columns.size() && !info.dialect.header_doubtful; ++i) {
    const std::string& name = info.columns[i].name;
    if (name.empty() || name.size() > kLongestName || wanted.size() > kLongestName ||
        std::find(columns.begin(), columns.end(), i) != columns.end())
      continue;
    const std::size_t distance = edit_distance(letters_of(name), wanted);
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

void check_missing(CheckState& state, const TableInfo& info,
                   const std::vector<std::size_t>& columns) {
  const std::string& match = state.rules.fields_match;
  const bool may_lack = state.options.lenient || match == "superset" || match == "partial";
  for (std::size_t f = 0; f < columns.size(); ++f) {
    const FieldRules& field = state.rules.fields[f];
    if (columns[f] != kNoColumn)
      continue;
    Text message = field.required ? Text{"colonne obligatoire absente", "required column absent"}
                                  : Text{"colonne facultative absente", "optional column absent"};
    const std::string misspelt = find_misspelt(info, columns, field.name);
    if (!misspelt.empty()) {
      const Text hint = format_text(
          {" ; « {0} » lui ressemble : renommez-la", "; '{0}' looks like it: rename it"},
          {misspelt});
      message.fr.append(hint.fr);
      message.en.append(hint.en);
    }
    tell_difference(state, !may_lack || field.required,
                    {"missing-label", 0, field.name, std::move(message)});
  }
}

void check_extra(CheckState& state, const TableInfo& info,
                 const std::vector<std::size_t>& columns) {
  const std::string& match = state.rules.fields_match;
  const bool may_add = state.options.lenient || match == "subset" || match == "partial";
  std::set<std::string> names;
  for (std::size_t i = 0; i < info.columns.size(); ++i) {
    const std::string& name = info.columns[i].name;
    const bool known = std::find(columns.begin(), columns.end(), i) != columns.end();
    if (name.empty())
      add_error(state, {"blank-label", 0, "", {"colonne sans nom", "column without a name"}});
    else if (!names.insert(name).second)
      add_error(state,
                {"duplicate-label", 0, name, {"nom de colonne répété", "column name repeated"}});
    else if (!known)
      tell_difference(
          state, !may_add,
          {"extra-label",
           0,
           name,
           {"colonne que le schéma ne connaît pas", "column that the schema does not know"}});
  }
}

// Columns that are all there, in another order than the schema's.
void check_order(CheckState& state, const TableInfo& info,
                 const std::vector<std::size_t>& columns) {
  if (state.options.lenient || state.rules.fields_match != "exact" ||
      info.columns.size() != columns.size())
    return;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] != kNoColumn && columns[i] != i)
      add_error(state, {"incorrect-label",
                        0,
                        state.rules.fields[i].name,
                        {"colonne à une autre place que dans le schéma",
                         "column at another place than in the schema"}});
}

}  // namespace

void check_labels(CheckState& state, const TableInfo& info,
                  const std::vector<std::size_t>& columns) {
  check_missing(state, info, columns);
  check_extra(state, info, columns);
  check_order(state, info, columns);
  const bool shares_any = std::any_of(columns.begin(), columns.end(),
                                      [](std::size_t column) { return column != kNoColumn; });
  if (state.rules.fields_match == "partial" && !shares_any)
    add_error(state, {"missing-label",
                      0,
                      "",
                      {"aucune colonne du schéma n'est dans le fichier",
                       "no column of the schema is in the file"}});
}

}  // namespace aval
