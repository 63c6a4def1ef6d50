#include "audit/table/data_dictionary.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "audit/base/text.h"

namespace aval {
namespace {

constexpr std::size_t kMaxRows = 100000;

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Headers, folded, with spaces for anything else. Those of information_schema, then those of French
// dictionaries.
constexpr std::array<std::string_view, 19> kColumnHeaders = {
    "column name",       "column",
    "field name",        "field",
    "attribute name",    "colonne",
    "nom colonne",       "nom de la colonne",
    "nom de colonne",    "champ",
    "nom champ",         "nom du champ",
    "nom de champ",      "nom de l attribut",
    "attribut",          "nom attribut",
    "variable",          "nom variable",
    "nom de la variable"};
// They say the name of a column only when a type stands beside them.
constexpr std::array<std::string_view, 4> kLooseColumnHeaders = {"nom", "name", "code", "rubrique"};
constexpr std::array<std::string_view, 10> kTableHeaders = {
    "table name", "table",        "nom table", "nom de la table", "entite",
    "couche",     "nom de table", "fichier",   "classe",          "relation"};
constexpr std::array<std::string_view, 15> kTypeHeaders = {
    "data type",   "type",           "column type",   "udt name",      "type de donnees",
    "type donnee", "type de donnee", "type de champ", "type du champ", "type champ",
    "type sql",    "type colonne",   "typage",        "format",        "nature"};
constexpr std::array<std::string_view, 8> kTitleHeaders = {
    "libelle", "label", "intitule", "title", "titre", "nom complet", "nom long", "libelle long"};
constexpr std::array<std::string_view, 13> kCommentHeaders = {
    "column comment",  "comment",    "comments",    "description",   "commentaire",
    "commentaires",    "definition", "definitions", "signification", "remarques",
    "col description", "descriptif", "remarque"};
constexpr std::array<std::string_view, 5> kExampleHeaders = {"exemple", "exemples", "example",
                                                             "examples", "exemple de valeur"};
constexpr std::array<std::string_view, 8> kAllowedHeaders = {"valeurs possibles",
                                                             "valeurs",
                                                             "modalites",
                                                             "enumeration",
                                                             "enum",
                                                             "domaine de valeurs",
                                                             "valeurs autorisees",
                                                             "liste de valeurs"};

std::string plain_words(std::string_view header) {
  std::string out;
  for (const char c : fold(header)) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (kept)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return std::string(trim(out));
}

template <std::size_t size>
std::optional<std::size_t> find_header(const std::vector<std::string>& headers,
                                       const std::array<std::string_view, size>& words) {
  // In the order of the words: the surest one wins.
  for (const std::string_view word : words)
    for (std::size_t c = 0; c < headers.size(); ++c)
      if (headers[c] == word)
        return c;
  return std::nullopt;
}

// Rows as texts, by role.
struct Entry {
  std::string table, column, type, title, comment, example, allowed;
};

std::string cell_of(const Batch& batch, std::size_t row, std::optional<std::size_t> column) {
  if (!column || *column >= batch.columns.size())
    return {};
  return std::string(trim(batch.columns[*column][row]));
}

std::optional<std::vector<Entry>> read_entries(TableReader& reader, const DictionaryRoles& roles) {
  std::vector<Entry> entries;
  std::string table;
  bool skip = roles.first_row_is_header;
  Batch batch;
  while (reader.next(batch))
    for (std::size_t row = 0; row < batch.rows; ++row) {
      if (std::exchange(skip, false))
        continue;
      Entry entry{cell_of(batch, row, roles.table),   cell_of(batch, row, roles.column),
                  cell_of(batch, row, roles.type),    cell_of(batch, row, roles.title),
                  cell_of(batch, row, roles.comment), cell_of(batch, row, roles.example),
                  cell_of(batch, row, roles.allowed)};
      // The table is often written on its first row only.
      if (!entry.table.empty())
        table = entry.table;
      entry.table = table;
      if (!entry.column.empty())
        entries.push_back(std::move(entry));
      if (entries.size() > kMaxRows)
        return std::nullopt;
    }
  return entries;
}

bool are_columns(const std::vector<Entry>& entries, bool typed) {
  if (entries.size() < 2)
    return false;
  std::set<std::string> seen;
  std::size_t types = 0, known = 0, words = 0;
  for (const Entry& entry : entries) {
    seen.insert(entry.table + '\n' + fold(entry.column));
    types += entry.type.empty() ? 0U : 1U;
    known += declared_kind(entry.type) != DeclaredKind::unknown ? 1U : 0U;
    words += entry.column.find(' ') == std::string::npos && entry.column.size() <= 64 ? 1U : 0U;
  }
  const std::size_t all = entries.size();
  const bool distinct = seen.size() * 10 >= all * 9;
  if (typed)
    return distinct && known * 10 >= types * 8 && types * 2 >= all;
  return distinct && words * 10 >= all * 9;
}

// "F : femme ; M : homme", "oui/non", "A, B, C".
void add_allowed_values(std::string_view list, TableColumn& column) {
  const char separator = list.find(';') != std::string_view::npos    ? ';'
                         : list.find('|') != std::string_view::npos  ? '|'
                         : list.find('\n') != std::string_view::npos ? '\n'
                         : list.find(',') != std::string_view::npos  ? ','
                                                                     : '/';
  for (const std::string_view value : split(list, separator))
    add_allowed_value(column, value);
}

}  // namespace

std::optional<DictionaryRoles> find_dictionary_roles(const std::vector<TableColumn>& columns) {
  std::vector<std::string> headers;
  for (const TableColumn& column : columns)
    headers.push_back(plain_words(column.name));
  DictionaryRoles roles;
  roles.type = find_header(headers, kTypeHeaders);
  roles.column = find_header(headers, kColumnHeaders);
  if (!roles.column && roles.type)
    roles.column = find_header(headers, kLooseColumnHeaders);
  roles.table = find_header(headers, kTableHeaders);
  roles.title = find_header(headers, kTitleHeaders);
  roles.comment = find_header(headers, kCommentHeaders);
  roles.example = find_header(headers, kExampleHeaders);
  roles.allowed = find_header(headers, kAllowedHeaders);
  if (!roles.column || (!roles.type && !roles.title && !roles.comment))
    return std::nullopt;
  return roles;
}

std::optional<DeclaredTables> read_data_dictionary(TableReader& reader,
                                                   const DictionaryRoles& roles,
                                                   const std::string& name) {
  const auto entries = read_entries(reader, roles);
  if (!entries || !are_columns(*entries, roles.type.has_value()))
    return std::nullopt;
  DeclaredTables declared;
  std::map<std::string, std::size_t> tables;
  for (const Entry& entry : *entries) {
    const std::string key = entry.table.empty() ? name : entry.table;
    const auto known = tables.find(key);
    if (known == tables.end()) {
      if (add_declared_table(declared, key) == nullptr)
        break;
      tables[key] = declared.tables.size() - 1;
    }
    TableInfo& table = declared.tables[tables[key]];
    TableColumn* column = add_declared_column(declared, table, entry.column);
    if (column == nullptr)
      continue;
    set_declared_type(*column, entry.type, "");
    set_title(*column, entry.title);
    add_comment(column->comment, entry.comment);
    add_example(*column, entry.example);
    if (!entry.allowed.empty())
      add_allowed_values(entry.allowed, *column);
  }
  return declared;
}

}  // namespace aval
