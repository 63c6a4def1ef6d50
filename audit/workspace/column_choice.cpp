#include "audit/workspace/column_choice.h"

#include <algorithm>

#include "audit/base/text.h"

namespace aval {
namespace {

// What a person may call a column: its name, or its number from 1.
struct ColumnChoice {
  std::vector<std::size_t> named;
  std::vector<std::string> names;  // all of them, for the error
};

bool is_number(const std::string& text) {
  return !text.empty() && text.size() < 7 &&
         text.find_first_not_of("0123456789") == std::string::npos;
}

ColumnChoice choose(const TableInfo& info, std::size_t columns, const std::string& wanted) {
  ColumnChoice choice;
  for (std::size_t c = 0; c < columns; ++c) {
    const bool has_name =
        c < info.columns.size() && !info.columns[c].name.empty() && !info.dialect.header_doubtful;
    choice.names.push_back(has_name ? info.columns[c].name : std::to_string(c + 1));
    if (has_name && fold(trim(info.columns[c].name)) == fold(trim(wanted)))
      choice.named.push_back(c);
  }
  return choice;
}

}  // namespace

std::size_t find_named_column(const TableInfo& info, std::size_t columns,
                              const std::string& wanted) {
  const ColumnChoice choice = choose(info, columns, wanted);
  if (choice.named.size() == 1)
    return choice.named.front();
  if (choice.named.size() > 1) {
    std::vector<std::string> positions;
    for (const std::size_t position : choice.named)
      positions.push_back(std::to_string(position + 1));
    throw Error(ErrorKind::usage, wanted,
                format_text({"plusieurs colonnes portent ce nom ; donnez un numéro : {0}",
                             "several columns have this name; give a number: {0}"},
                            {join(positions, ", ")}));
  }
  // "#3" is a number too: so messages name a column without a sure name.
  const std::string digits = wanted.starts_with('#') ? wanted.substr(1) : wanted;
  if (is_number(digits)) {
    const std::size_t number = std::stoul(digits);
    if (number >= 1 && number <= columns)
      return number - 1;
  }
  throw Error(ErrorKind::usage, wanted,
              format_text({"aucune colonne de ce nom, ni de ce numéro (à partir de 1) ; colonnes : "
                           "{0}",
                           "no column of that name, nor of that number (from 1); columns: {0}"},
                          {join(choice.names, ", ")}));
}

std::vector<std::size_t> find_named_columns(const TableInfo& info,
                                            const std::vector<std::string>& wanted,
                                            const std::string& option) {
  std::vector<std::size_t> found;
  for (const std::string& name : wanted) {
    found.push_back(find_named_column(info, info.columns.size(), name));
    if (std::count(found.begin(), found.end(), found.back()) > 1)
      throw Error(
          ErrorKind::usage, option,
          format_text({"colonne nommée deux fois : {0}", "column named twice: {0}"}, {name}));
  }
  return found;
}

std::vector<NamedHierarchy> named_hierarchies(const std::vector<std::string>& given) {
  std::vector<NamedHierarchy> named;
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos || equals + 1 == one.size())
      throw Error(ErrorKind::usage, "--hierarchy",
                  {"écrivez COLONNE=NOM ou COLONNE=FICHIER", "write COLUMN=NAME or COLUMN=FILE"});
    named.push_back({one.substr(0, equals), one.substr(equals + 1)});
  }
  return named;
}

std::optional<std::size_t> find_column_by_name(const TableInfo& info, const std::string& name) {
  const ColumnChoice choice = choose(info, info.columns.size(), name);
  if (choice.named.size() != 1)
    return std::nullopt;
  return choice.named.front();
}

TableInfo info_of_whole(const TableReader& reader) {
  const auto pass = reader.reopen();
  Batch batch;
  while (pass->next(batch)) {
  }
  return pass->info();
}

}  // namespace aval
