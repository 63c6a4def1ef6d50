#include "audit/table/declared_column.h"

#include <algorithm>
#include <array>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/read_codes.h"

namespace aval {
namespace {

constexpr std::size_t kMaxName = 1024;
constexpr std::size_t kMaxText = 4096;
constexpr std::size_t kMaxValue = 1024;
constexpr std::size_t kMaxValues = 1000;

// The text without the start of a character that the cut would leave.
std::string_view cut(std::string_view text, std::size_t limit) {
  if (text.size() <= limit)
    return text;
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

std::string clean(std::string_view text, std::size_t limit) {
  std::string out = to_valid_utf8(cut(trim(text), limit));
  out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
  return out;
}

void add_value(std::vector<std::string>& values, std::string_view value) {
  std::string text = clean(value, kMaxValue);
  if (!text.empty() && values.size() < kMaxValues)
    values.push_back(std::move(text));
}

struct TypeWord {
  std::string_view word;
  DeclaredKind kind;
};

// First words of declared types, folded.
constexpr std::array kTypeWords = {
    TypeWord{"string", DeclaredKind::text},
    TypeWord{"text", DeclaredKind::text},
    TypeWord{"texte", DeclaredKind::text},
    TypeWord{"char", DeclaredKind::text},
    TypeWord{"character", DeclaredKind::text},
    TypeWord{"varchar", DeclaredKind::text},
    TypeWord{"varchar2", DeclaredKind::text},
    TypeWord{"nvarchar", DeclaredKind::text},
    TypeWord{"nvarchar2", DeclaredKind::text},
    TypeWord{"nchar", DeclaredKind::text},
    TypeWord{"bpchar", DeclaredKind::text},
    TypeWord{"citext", DeclaredKind::text},
    TypeWord{"tinytext", DeclaredKind::text},
    TypeWord{"mediumtext", DeclaredKind::text},
    TypeWord{"longtext", DeclaredKind::text},
    TypeWord{"ntext", DeclaredKind::text},
    TypeWord{"clob", DeclaredKind::text},
    TypeWord{"nclob", DeclaredKind::text},
    TypeWord{"enum", DeclaredKind::text},
    TypeWord{"set", DeclaredKind::text},
    TypeWord{"chaine", DeclaredKind::text},
    TypeWord{"caractere", DeclaredKind::text},
    TypeWord{"caracteres", DeclaredKind::text},
    TypeWord{"alphanumerique", DeclaredKind::text},
    TypeWord{"alphanum", DeclaredKind::text},
    TypeWord{"textuel", DeclaredKind::text},
    TypeWord{"str", DeclaredKind::text},
    TypeWord{"name", DeclaredKind::text},
    TypeWord{"integer", DeclaredKind::integer},
    TypeWord{"int", DeclaredKind::integer},
    TypeWord{"int2", DeclaredKind::integer},
    TypeWord{"int4", DeclaredKind::integer},
    TypeWord{"int8", DeclaredKind::integer},
    TypeWord{"tinyint", DeclaredKind::integer},
    TypeWord{"smallint", DeclaredKind::integer},
    TypeWord{"mediumint", DeclaredKind::integer},
    TypeWord{"bigint", DeclaredKind::integer},
    TypeWord{"serial", DeclaredKind::integer},
    TypeWord{"bigserial", DeclaredKind::integer},
    TypeWord{"smallserial", DeclaredKind::integer},
    TypeWord{"entier", DeclaredKind::integer},
    TypeWord{"long", DeclaredKind::integer},
    TypeWord{"number", DeclaredKind::number},
    TypeWord{"numeric", DeclaredKind::number},
    TypeWord{"decimal", DeclaredKind::number},
    TypeWord{"dec", DeclaredKind::number},
    TypeWord{"real", DeclaredKind::number},
    TypeWord{"float", DeclaredKind::number},
    TypeWord{"float4", DeclaredKind::number},
    TypeWord{"float8", DeclaredKind::number},
    TypeWord{"double", DeclaredKind::number},
    TypeWord{"money", DeclaredKind::number},
    TypeWord{"nombre", DeclaredKind::number},
    TypeWord{"numerique", DeclaredKind::number},
    TypeWord{"reel", DeclaredKind::number},
    TypeWord{"boolean", DeclaredKind::boolean},
    TypeWord{"bool", DeclaredKind::boolean},
    TypeWord{"bit", DeclaredKind::boolean},
    TypeWord{"booleen", DeclaredKind::boolean},
    TypeWord{"logique", DeclaredKind::boolean},
    TypeWord{"date", DeclaredKind::date},
    TypeWord{"datetime", DeclaredKind::date},
    TypeWord{"datetime2", DeclaredKind::date},
    TypeWord{"timestamp", DeclaredKind::date},
    TypeWord{"timestamptz", DeclaredKind::date},
    TypeWord{"horodatage", DeclaredKind::date},
    TypeWord{"time", DeclaredKind::time},
    TypeWord{"timetz", DeclaredKind::time},
    TypeWord{"interval", DeclaredKind::time},
    TypeWord{"duration", DeclaredKind::time},
    TypeWord{"heure", DeclaredKind::time},
    TypeWord{"year", DeclaredKind::year},
    TypeWord{"yearmonth", DeclaredKind::year},
    TypeWord{"annee", DeclaredKind::year},
    TypeWord{"email", DeclaredKind::email},
    TypeWord{"courriel", DeclaredKind::email},
    TypeWord{"uri", DeclaredKind::link},
    TypeWord{"url", DeclaredKind::link},
    TypeWord{"inet", DeclaredKind::ip_address},
    TypeWord{"cidr", DeclaredKind::ip_address},
    TypeWord{"inet4", DeclaredKind::ip_address},
    TypeWord{"inet6", DeclaredKind::ip_address},
    TypeWord{"uuid", DeclaredKind::uuid},
    TypeWord{"uniqueidentifier", DeclaredKind::uuid},
    TypeWord{"blob", DeclaredKind::binary},
    TypeWord{"tinyblob", DeclaredKind::binary},
    TypeWord{"mediumblob", DeclaredKind::binary},
    TypeWord{"longblob", DeclaredKind::binary},
    TypeWord{"bytea", DeclaredKind::binary},
    TypeWord{"binary", DeclaredKind::binary},
    TypeWord{"varbinary", DeclaredKind::binary},
    TypeWord{"image", DeclaredKind::binary},
    TypeWord{"geometry", DeclaredKind::geometry},
    TypeWord{"geography", DeclaredKind::geometry},
    TypeWord{"geopoint", DeclaredKind::geometry},
    TypeWord{"geojson", DeclaredKind::geometry},
    TypeWord{"point", DeclaredKind::geometry},
    TypeWord{"polygon", DeclaredKind::geometry},
    TypeWord{"multipolygon", DeclaredKind::geometry},
    TypeWord{"linestring", DeclaredKind::geometry},
    TypeWord{"geometrie", DeclaredKind::geometry},
    TypeWord{"json", DeclaredKind::structure},
    TypeWord{"jsonb", DeclaredKind::structure},
    TypeWord{"xml", DeclaredKind::structure},
    TypeWord{"object", DeclaredKind::structure},
    TypeWord{"array", DeclaredKind::structure},
    TypeWord{"hstore", DeclaredKind::structure},
    TypeWord{"list", DeclaredKind::structure},
};

// Formats of Table Schema and JSON Schema that say more than their type.
constexpr std::array kFormats = {
    TypeWord{"email", DeclaredKind::email},     TypeWord{"idn-email", DeclaredKind::email},
    TypeWord{"date", DeclaredKind::date},       TypeWord{"date-time", DeclaredKind::date},
    TypeWord{"time", DeclaredKind::time},       TypeWord{"duration", DeclaredKind::time},
    TypeWord{"uri", DeclaredKind::link},        TypeWord{"uri-reference", DeclaredKind::link},
    TypeWord{"iri", DeclaredKind::link},        TypeWord{"hostname", DeclaredKind::link},
    TypeWord{"ipv4", DeclaredKind::ip_address}, TypeWord{"ipv6", DeclaredKind::ip_address},
    TypeWord{"uuid", DeclaredKind::uuid},       TypeWord{"binary", DeclaredKind::binary},
};

template <std::size_t size>
DeclaredKind find_kind(const std::array<TypeWord, size>& words, std::string_view word) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const TypeWord& entry) { return entry.word == word; });
  return found == words.end() ? DeclaredKind::unknown : found->kind;
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

TableInfo* add_declared_table(DeclaredTables& declared, std::string_view name) {
  if (declared.tables.size() >= kMaxDeclaredTables) {
    add_note(declared.notes, "schema_cut");
    return nullptr;
  }
  TableInfo table;
  table.name = clean(name, kMaxName);
  table.schema_only = true;
  table.dialect.header_rows = 0;
  table.dialect.delimiter_origin = Origin::given;
  declared.tables.push_back(std::move(table));
  return &declared.tables.back();
}

TableColumn* add_declared_column(DeclaredTables& declared, TableInfo& table,
                                 std::string_view name) {
  std::string text = clean(name, kMaxName);
  if (text.empty())
    return nullptr;
  if (table.columns.size() >= kMaxDeclaredColumns || declared.columns >= kMaxAllDeclaredColumns) {
    add_note(declared.notes, "schema_cut");
    return nullptr;
  }
  ++declared.columns;
  table.columns.push_back(TableColumn{std::move(text), "", ""});
  return &table.columns.back();
}

void set_title(TableColumn& column, std::string_view text) {
  column.title = clean(text, kMaxText);
}

void add_comment(std::string& comment, std::string_view text) {
  const std::string more = clean(text, kMaxText);
  if (more.empty() || comment.size() + more.size() > kMaxText)
    return;
  comment += (comment.empty() ? "" : ". ") + more;
}

void add_example(TableColumn& column, std::string_view value) {
  add_value(column.examples, value);
}

void add_allowed_value(TableColumn& column, std::string_view value) {
  add_value(column.enumeration, value);
}

void set_declared_type(TableColumn& column, std::string_view type, std::string_view format) {
  column.declared_type = clean(type, kMaxName);
  const std::string more = clean(format, kMaxName);
  if (!more.empty() && more != "default" && more != "any")
    column.declared_type += ":" + more;
}

DeclaredKind declared_kind(std::string_view declared_type) {
  const std::string folded = fold(declared_type);
  const std::size_t colon = folded.find(':');
  if (colon != std::string::npos) {
    const DeclaredKind by_format = find_kind(kFormats, std::string_view(folded).substr(colon + 1));
    if (by_format != DeclaredKind::unknown)
      return by_format;
  }
  std::size_t end = 0;
  while (end < folded.size() && is_word_character(folded[end]))
    ++end;
  if (folded.ends_with("[]"))
    return DeclaredKind::structure;
  // MySQL writes booleans as tinyint(1).
  if (folded.starts_with("tinyint(1)"))
    return DeclaredKind::boolean;
  return find_kind(kTypeWords, std::string_view(folded).substr(0, end));
}

std::string_view name_of(DeclaredKind kind) {
  static constexpr std::array<std::string_view, 15> kNames = {
      "unknown", "text", "integer",    "number", "boolean", "date",     "time",     "year",
      "email",   "link", "ip_address", "uuid",   "binary",  "geometry", "structure"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace aval
