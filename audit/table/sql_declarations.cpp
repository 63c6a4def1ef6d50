#include "audit/table/sql_declarations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/read_codes.h"
#include "audit/table/sql_cursor.h"

namespace aval {

namespace {

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words that start a constraint or an index of the table, not a column.
constexpr std::array<std::string_view, 12> kTableWords = {
    "constraint", "primary",  "foreign", "unique",  "check", "key",
    "index",      "fulltext", "spatial", "exclude", "like",  "period"};

// Words that end the type of a column.
constexpr std::array<std::string_view, 27> kColumnWords = {
    "not",        "null",    "default", "primary",   "unique",  "check",          "references",
    "constraint", "collate", "comment", "generated", "as",      "auto_increment", "autoincrement",
    "on",         "key",     "storage", "identity",  "visible", "invisible",      "charset",
    "first",      "after",   "virtual", "stored",    "always",  "using"};

// The texts inside the parenthesis at hand.
std::vector<std::string> texts_of_group(const std::vector<SqlToken>& tokens, std::size_t from,
                                        std::size_t to) {
  std::vector<std::string> texts;
  for (std::size_t i = from; i < to; ++i)
    if (tokens[i].kind == SqlTokenKind::text)
      texts.push_back(tokens[i].text);
  return texts;
}

// Whether a CHECK lists values: "x IN ('a', 'b')", "x = ANY (ARRAY['a'::text, ...])".
bool lists_values(const std::vector<SqlToken>& tokens, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i)
    if (tokens[i].kind == SqlTokenKind::word &&
        (tokens[i].folded == "in" || tokens[i].folded == "any"))
      return true;
  return false;
}

std::string key_of(const std::string& name) {
  return fold(name);
}

}  // namespace

void SqlDeclarations::read(const SqlStatement& statement, bool backslash_escapes) {
  const std::vector<SqlToken> tokens = tokens_of(statement, backslash_escapes);
  SqlCursor cursor{&tokens, 0, tokens.size()};
  if (statement.cut)
    add_note(declared_.notes, "schema_cut");
  if (cursor.take_word("create"))
    read_create(cursor, statement);
  else if (cursor.take_word("alter"))
    read_alter(cursor);
  else if (cursor.take_word("comment"))
    read_comment(cursor);
}

void SqlDeclarations::finish() {
  for (TableInfo& table : declared_.tables)
    for (TableColumn& column : table.columns) {
      std::string type = column.declared_type;
      const std::size_t dot = type.rfind('.');
      if (dot != std::string::npos)
        type.erase(0, dot + 1);
      const auto values = enumerations_.find(key_of(type));
      if (values == enumerations_.end() || !column.enumeration.empty())
        continue;
      for (const std::string& value : values->second)
        add_allowed_value(column, value);
      column.declared_type = "enum";
    }
}

void SqlDeclarations::read_create(SqlCursor& cursor, const SqlStatement& statement) {
  // "OR REPLACE", "GLOBAL TEMPORARY", "UNLOGGED", "FOREIGN", "VIRTUAL", "DEFINER = ...".
  for (int words = 0; words < 8 && !cursor.at_end(); ++words) {
    if (cursor.take_word("table")) {
      read_table(cursor, statement);
      return;
    }
    if (words == 0 && (cursor.is_word("type") || cursor.is_word("domain"))) {
      ++cursor.place;
      read_type(cursor);
      return;
    }
    ++cursor.place;
  }
}

// CREATE TYPE x AS ENUM ('a', 'b'); CREATE DOMAIN x AS text CHECK (VALUE IN ('a', 'b')).
void SqlDeclarations::read_type(SqlCursor& cursor) {
  const std::vector<std::string> names = cursor.take_names();
  const bool listed = lists_values(*cursor.tokens, cursor.place, cursor.end) ||
                      (cursor.take_word("as") && cursor.is_word("enum"));
  if (!names.empty() && listed && enumerations_.size() < kMaxDeclaredTables)
    enumerations_[key_of(names.back())] = texts_of_group(*cursor.tokens, cursor.place, cursor.end);
}

void SqlDeclarations::read_table(SqlCursor& cursor, const SqlStatement& statement) {
  if (cursor.take_word("if")) {
    cursor.take_word("not");
    cursor.take_word("exists");
  }
  const std::vector<std::string> names = cursor.take_names();
  // "CREATE TABLE x AS SELECT" and "PARTITION OF" declare no column of their own.
  if (names.empty() || !cursor.is_sign('(')) {
    if (names.empty())
      declared_.broken_lines.push_back(statement.line);
    return;
  }
  const std::string key = key_of(names.back());
  if (tables_.contains(key) || add_declared_table(declared_, names.back()) == nullptr)
    return;
  const std::size_t table = declared_.tables.size() - 1;
  tables_[key] = table;
  if (!read_table_items(cursor, table) && declared_.broken_lines.size() < kMaxDeclaredTables)
    declared_.broken_lines.push_back(statement.line);
  read_table_options(cursor, table);
}

// The items between the parentheses, parted by commas. False when they never close.
bool SqlDeclarations::read_table_items(SqlCursor& cursor, std::size_t table) {
  const std::vector<SqlToken>& tokens = *cursor.tokens;
  cursor.take_sign('(');
  std::size_t depth = 0;
  std::size_t begin = cursor.place;
  for (; cursor.place < cursor.end; ++cursor.place) {
    const SqlToken& token = tokens[cursor.place];
    if (token.kind != SqlTokenKind::sign)
      continue;
    const char sign = token.text[0];
    depth += sign == '(' ? 1U : 0U;
    const bool closes = sign == ')' && depth == 0;
    depth -= sign == ')' && depth > 0 ? 1U : 0U;
    if (depth > 0 || (!closes && sign != ','))
      continue;
    // A comment at the end of the line of the comma is about the item before it.
    std::size_t end = cursor.place;
    while (!closes && end + 1 < cursor.end && tokens[end + 1].kind == SqlTokenKind::comment &&
           tokens[end + 1].line == token.line)
      ++end;
    SqlCursor item{&tokens, begin, end + 1};
    read_item(item, table);
    begin = end + 1;
    cursor.place = closes ? cursor.place : end;
    if (closes) {
      ++cursor.place;
      return true;
    }
  }
  SqlCursor item{&tokens, begin, cursor.end};
  read_item(item, table);
  return false;
}

void SqlDeclarations::read_item(SqlCursor& item, std::size_t table) {
  item.skip_comments();
  if (item.at_end() || !item.is_name())
    return;
  const SqlToken& first = item.now();
  const bool plain = first.kind == SqlTokenKind::word && is_one_of(kTableWords, first.folded);
  const std::size_t next = item.place + 1;
  // A column may be called "key" or "index": its type follows.
  const bool typed = next < item.end && (*item.tokens)[next].kind == SqlTokenKind::word &&
                     declared_kind((*item.tokens)[next].text) != DeclaredKind::unknown;
  const bool is_constraint = plain && !(typed && first.folded != "constraint" &&
                                        first.folded != "primary" && first.folded != "foreign");
  if (is_constraint)
    read_table_constraint(item, table);
  else
    read_column(item, table);
}

// CHECK (sexe IN ('F', 'M')): the values belong to the column named first.
void SqlDeclarations::read_table_constraint(SqlCursor& item, std::size_t table) {
  while (!item.at_end() && !item.is_word("check"))
    item.place += item.at_end() ? 0U : 1U;
  if (!item.take_word("check") || !lists_values(*item.tokens, item.place, item.end))
    return;
  TableInfo& info = declared_.tables[table];
  for (std::size_t i = item.place; i < item.end; ++i) {
    const SqlToken& token = (*item.tokens)[i];
    if (token.kind != SqlTokenKind::word && token.kind != SqlTokenKind::quoted_name)
      continue;
    if (TableColumn* column = find_column(info, token.text)) {
      for (const std::string& text : texts_of_group(*item.tokens, i, item.end))
        add_allowed_value(*column, text);
      return;
    }
  }
}

void SqlDeclarations::read_column(SqlCursor& item, std::size_t table) {
  TableInfo& info = declared_.tables[table];
  const std::string name = item.now().text;
  ++item.place;
  TableColumn* column = add_declared_column(declared_, info, name);
  if (column == nullptr)
    return;
  columns_[key_of(info.name)].try_emplace(key_of(name), info.columns.size() - 1);
  std::string type;
  while (!item.at_end()) {
    const SqlToken& token = item.now();
    if (token.kind == SqlTokenKind::comment || token.kind == SqlTokenKind::text ||
        (token.kind == SqlTokenKind::word && is_one_of(kColumnWords, token.folded)) ||
        (token.kind == SqlTokenKind::sign && (token.text[0] == ',' || token.text[0] == ')')))
      break;
    const std::size_t begin = item.place;
    if (item.is_sign('(')) {
      item.skip_group();
      const std::vector<std::string> texts = texts_of_group(*item.tokens, begin, item.place);
      for (const std::string& text : texts)
        add_allowed_value(*column, text);
      if (texts.empty())
        for (std::size_t i = begin; i < item.place; ++i)
          type += (*item.tokens)[i].text;
      continue;
    }
    const bool glued = token.kind == SqlTokenKind::sign || type.empty() || type.back() == '.';
    type += (glued ? "" : " ") + token.text;
    ++item.place;
    if (item.is_word("set") && token.folded == "character")
      break;
  }
  set_declared_type(*column, type, "");
  read_column_rest(item, *column);
}

void SqlDeclarations::read_column_rest(SqlCursor& item, TableColumn& column) {
  for (; !item.at_end(); ++item.place) {
    const SqlToken& token = item.now();
    if (token.kind == SqlTokenKind::comment) {
      add_comment(column.comment, token.text);
    } else if (token.kind == SqlTokenKind::word && token.folded == "check") {
      ++item.place;
      const std::size_t begin = item.place;
      item.skip_group();
      if (lists_values(*item.tokens, begin, item.place))
        for (const std::string& text : texts_of_group(*item.tokens, begin, item.place))
          add_allowed_value(column, text);
      --item.place;
    } else if (token.kind == SqlTokenKind::word && token.folded == "comment" &&
               item.place + 1 < item.end) {
      const SqlToken& text = (*item.tokens)[item.place + 1];
      if (text.kind == SqlTokenKind::text || text.kind == SqlTokenKind::quoted_name) {
        add_comment(column.comment, text.text);
        ++item.place;
      }
    }
  }
}

// ") ENGINE=InnoDB COMMENT='Agents de la ville'".
void SqlDeclarations::read_table_options(SqlCursor& cursor, std::size_t table) {
  for (; !cursor.at_end(); ++cursor.place) {
    if (cursor.now().kind != SqlTokenKind::word || cursor.now().folded != "comment")
      continue;
    ++cursor.place;
    cursor.take_sign('=');
    if (!cursor.at_end() &&
        (cursor.now().kind == SqlTokenKind::text || cursor.now().kind == SqlTokenKind::quoted_name))
      add_comment(declared_.tables[table].comment, cursor.now().text);
    if (cursor.at_end())
      return;
  }
}

// ALTER TABLE x ADD COLUMN a int, ADD b text; ADD (a int, b text).
void SqlDeclarations::read_alter(SqlCursor& cursor) {
  if (!cursor.take_word("table"))
    return;
  if (cursor.take_word("if"))
    cursor.take_word("exists");
  cursor.take_word("only");
  const std::vector<std::string> names = cursor.take_names();
  TableInfo* info = names.empty() ? nullptr : find_table(names.back());
  if (info == nullptr)
    return;
  const auto table = static_cast<std::size_t>(info - declared_.tables.data());
  while (!cursor.at_end()) {
    const bool adds = cursor.take_word("add");
    cursor.take_word("column");
    if (cursor.take_word("if")) {
      cursor.take_word("not");
      cursor.take_word("exists");
    }
    if (adds && cursor.is_sign('(')) {
      read_table_items(cursor, table);
      continue;
    }
    const std::size_t begin = cursor.place;
    while (!cursor.at_end() && !cursor.is_sign(',')) {
      if (cursor.is_sign('('))
        cursor.skip_group();
      else
        cursor.place += cursor.at_end() ? 0U : 1U;
    }
    SqlCursor item{cursor.tokens, begin, std::min(cursor.place, cursor.end)};
    if (adds)
      read_item(item, table);
    cursor.take_sign(',');
  }
}

// COMMENT ON COLUMN schema.table.column IS '...'; COMMENT ON TABLE schema.table IS '...'.
void SqlDeclarations::read_comment(SqlCursor& cursor) {
  if (!cursor.take_word("on"))
    return;
  const bool of_column = cursor.is_word("column");
  if (!of_column && !cursor.is_word("table"))
    return;
  ++cursor.place;
  const std::vector<std::string> names = cursor.take_names();
  if (!cursor.take_word("is") || cursor.at_end() || cursor.now().kind != SqlTokenKind::text ||
      names.size() < (of_column ? 2 : 1))
    return;
  TableInfo* table = find_table(of_column ? names[names.size() - 2] : names.back());
  if (table == nullptr)
    return;
  if (!of_column)
    add_comment(table->comment, cursor.now().text);
  else if (TableColumn* column = find_column(*table, names.back()))
    add_comment(column->comment, cursor.now().text);
}

TableInfo* SqlDeclarations::find_table(const std::string& name) {
  const auto found = tables_.find(key_of(name));
  return found == tables_.end() ? nullptr : &declared_.tables[found->second];
}

TableColumn* SqlDeclarations::find_column(TableInfo& table, const std::string& name) {
  const auto columns = columns_.find(key_of(table.name));
  if (columns == columns_.end())
    return nullptr;
  const auto found = columns->second.find(key_of(name));
  return found == columns->second.end() ? nullptr : &table.columns[found->second];
}

}  // namespace aval
