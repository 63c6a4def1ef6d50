#include "audit/table/schema_source.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "audit/base/text.h"
#include "audit/table/encoding.h"
#include "audit/table/json_schema_columns.h"
#include "audit/table/read_codes.h"
#include "audit/table/sql_declarations.h"
#include "audit/table/table_schema.h"

namespace aval {
namespace {

constexpr std::size_t kBlock = 65536;
// Objects kept in the order of the text are searched one key after the other.
constexpr std::size_t kMaxKeys = 10000;

// Columns without rows.
class DeclaredReader : public TableReader {
 public:
  DeclaredReader(TableInfo info, ReadStats stats)
      : info_(std::move(info)), stats_(std::move(stats)) {}
  const TableInfo& info() const override { return info_; }
  bool next(Batch& batch) override {
    batch.clear();
    return false;
  }
  ReadStats stats() const override { return stats_; }
  std::unique_ptr<TableReader> reopen() const override {
    return std::make_unique<DeclaredReader>(info_, stats_);
  }

 private:
  TableInfo info_;
  ReadStats stats_;
};

TextStream open_stream(const SchemaInput& input, const Survey& survey) {
  return TextStream(ByteStream(input.input, input.gzip, input.place), survey.encoding, true);
}

std::string read_whole(const SchemaInput& input, const Survey& survey) {
  TextStream stream = open_stream(input, survey);
  std::string text, block(kBlock, '\0');
  for (;;) {
    const std::size_t got = stream.read(block.data(), block.size());
    text.append(block, 0, got);
    if (got < block.size() || text.size() > 2 * kMaxSchemaBytes)
      return text;
  }
}

bool has_key(std::string_view text, std::string_view key) {
  return text.find("\"" + std::string(key) + "\"") != std::string_view::npos;
}

// What the text says of itself in its first lines.
bool says_schema(const Survey& survey) {
  const std::string_view head = std::string_view(survey.samples.front()).substr(0, 2048);
  const std::size_t key = head.find("\"$schema\"");
  if (key == std::string_view::npos)
    return false;
  const std::string_view value = head.substr(key + 9, 200);
  for (const std::string_view word :
       {"json-schema.org/", "table-schema.json", "tableschema", "data-package.json"})
    if (value.find(word) != std::string_view::npos && value.find(word) < value.find(','))
      return true;
  return false;
}

// Cheap signs, before anything is parsed.
bool may_be_schema(const Survey& survey) {
  const std::string_view head = survey.samples.front();
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || head[first] != '{' || survey.data_bytes > kMaxSchemaBytes)
    return false;
  if (says_schema(survey))
    return true;
  if (has_key(head.substr(0, 4096), "FeatureCollection"))
    return false;
  for (const std::string& sample : survey.samples)
    for (const std::string_view key : {"fields", "properties", "$schema", "resources"})
      if (has_key(sample, key))
        return true;
  return false;
}

bool has_too_many_keys(const Json& value) {
  if (value.is_object() && value.size() > kMaxKeys)
    return true;
  return value.is_structured() && std::any_of(value.begin(), value.end(), has_too_many_keys);
}

// In the order of the text: columns keep their place.
OrderedJson parse_in_order(const std::string& text, const std::string& place) {
  if (has_too_many_keys(parse_json(text, place)))
    throw Error(ErrorKind::input, place,
                Text{"un objet de ce JSON a plus de 10 000 clés : ce n'est pas un schéma lisible",
                     "an object of this JSON has more than 10,000 keys: it cannot be read as a "
                     "schema"});
  return OrderedJson::parse(text);
}

DeclaredTables read_sql(TextStream stream) {
  DeclaredTables declared;
  SqlDeclarations declarations(declared);
  std::vector<SqlStatement> statements;
  SqlCutter cutter(statements);
  const auto read_statements = [&] {
    for (const SqlStatement& statement : statements)
      declarations.read(statement, cutter.is_mysql());
    statements.clear();
  };
  std::string block(kBlock, '\0');
  for (;;) {
    const std::size_t got = stream.read(block.data(), block.size());
    cutter.feed(std::string_view(block).substr(0, got));
    read_statements();
    if (got < block.size())
      break;
  }
  cutter.finish();
  read_statements();
  declarations.finish();
  if (cutter.data_statements() > 0)
    add_note(declared.notes, "sql_data_not_read");
  if (cutter.is_unclosed())
    add_note(declared.notes, "sql_unclosed");
  return declared;
}

void drop_empty(DeclaredTables& declared) {
  std::erase_if(declared.tables, [](const TableInfo& table) { return table.columns.empty(); });
}

[[noreturn]] void refuse_sql(const DeclaredTables& declared, const std::string& place) {
  if (!declared.broken_lines.empty())
    throw Error(ErrorKind::input, place + ":" + std::to_string(declared.broken_lines.front()),
                Text{"cette instruction CREATE TABLE n'est pas lisible : vérifiez ses parenthèses "
                     "et ses guillemets",
                     "this CREATE TABLE statement cannot be read: check its parentheses and "
                     "quotes"});
  const bool data = std::find(declared.notes.begin(), declared.notes.end(), "sql_data_not_read") !=
                    declared.notes.end();
  throw Error(ErrorKind::input, place,
              data ? Text{"ce script SQL contient des données (INSERT, COPY) sans déclarer de "
                          "table : exportez chaque table en CSV, ou donnez le script des CREATE "
                          "TABLE",
                          "this SQL script holds data (INSERT, COPY) and declares no table: export "
                          "each table as CSV, or give the script with the CREATE TABLE statements"}
                   : Text{"aucune instruction CREATE TABLE dans ce script SQL : il ne déclare pas "
                          "de table",
                          "no CREATE TABLE statement in this SQL script: it declares no table"});
}

}  // namespace

void hand_out_declared(DeclaredTables declared, const Survey& survey, Source& source) {
  ReadStats stats;
  stats.bytes = source.info.bytes;
  stats.coverage = 0;
  stats.notes = declared.notes;
  if (survey.encoding.uncertain)
    add_note(stats.notes, "encoding_uncertain");
  for (const std::uint64_t line : declared.broken_lines)
    count_record(stats.skipped, "broken_declaration", line);
  source.tables.clear();
  source.info.delimiter.clear();
  for (TableInfo& table : declared.tables) {
    table.dialect.encoding = survey.encoding.name;
    table.dialect.encoding_origin = survey.encoding.origin;
    source.tables.push_back(std::make_unique<DeclaredReader>(std::move(table), stats));
    stats.skipped.clear();  // told once
    stats.notes.clear();
  }
}

bool open_json_schema(const SchemaInput& input, const Survey& survey, Source& source) {
  if (!may_be_schema(survey))
    return false;
  OrderedJson document;
  try {
    document = parse_in_order(read_whole(input, survey), input.place);
  } catch (const Error&) {
    if (says_schema(survey))
      throw;
    return false;  // the readers of data repair more
  }
  DeclaredTables declared;
  if (is_table_schema(document)) {
    source.info.format = "table-schema";
    declared = read_table_schema(document, input.name, input.place);
  } else if (is_data_package(document)) {
    source.info.format = "data-package";
    declared = read_data_package(document, input.name, input.place);
  } else if (is_json_schema(document)) {
    source.info.format = "json-schema";
    declared = read_json_schema(document, input.name, input.place);
  } else {
    return false;
  }
  hand_out_declared(std::move(declared), survey, source);
  return true;
}

bool looks_like_sql(const Survey& survey, const std::string& ending) {
  if (ending == "sql" || ending == "ddl")
    return true;
  if (!ending.empty() && ending != "txt")
    return false;
  const std::string head = fold(std::string_view(survey.samples.front()).substr(0, kBlock));
  // The first statement, past comments and settings, opens a table.
  for (const std::string_view line : split(head, '\n')) {
    const std::string_view text = trim(line);
    if (text.starts_with("create table ") || text.starts_with("create temporary table "))
      return head.find('(') != std::string::npos;
    const bool aside =
        text.empty() || text.starts_with("--") || text.starts_with("/*") || text.starts_with("#") ||
        text.starts_with("set ") || text.starts_with("select ") || text.starts_with("drop ") ||
        text.starts_with("begin") || text.starts_with("use ") || text.starts_with("pragma ") ||
        text.starts_with("*") || text.starts_with("create ") || text.starts_with("\\");
    if (!aside)
      return false;
  }
  return false;
}

void open_sql(const SchemaInput& input, const Survey& survey, Source& source) {
  source.info.format = "sql";
  DeclaredTables declared = read_sql(open_stream(input, survey));
  drop_empty(declared);
  if (declared.tables.empty())
    refuse_sql(declared, input.place);
  hand_out_declared(std::move(declared), survey, source);
}

}  // namespace aval
