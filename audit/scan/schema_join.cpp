#include "audit/scan/schema_join.h"

#include <map>
#include <set>

#include "audit/base/text.h"

namespace aval {
namespace {

// Letters and digits only, folded: "Date de naissance" and "date_de_naissance" are the same.
std::string key_of(const std::string& name) {
  std::string key;
  for (const char c : fold(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      key += c;
  return key;
}

std::map<std::string, std::size_t> keys_of(const TableInfo& table) {
  std::map<std::string, std::size_t> keys;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (!table.columns[c].name.empty())
      keys.try_emplace(key_of(table.columns[c].name), c);
  return keys;
}

std::size_t shared_names(const TableInfo& data, const TableInfo& schema) {
  const auto declared = keys_of(schema);
  std::size_t shared = 0;
  for (const auto& [key, column] : keys_of(data))
    shared += declared.count(key);
  return shared;
}

// Exactly the same name first, then the same letters; each column of the schema once.
std::size_t find_column(const TableInfo& schema, const std::map<std::string, std::size_t>& keys,
                        const std::string& name) {
  for (std::size_t c = 0; c < schema.columns.size(); ++c)
    if (schema.columns[c].name == name)
      return c;
  const auto found = keys.find(key_of(name));
  return found == keys.end() ? schema.columns.size() : found->second;
}

// A first line that repeats the declared names is a header, not a record.
bool repeats_names(const TableInfo& data, const std::map<std::string, std::size_t>& keys) {
  std::size_t same = 0;
  for (const TableColumn& column : data.columns)
    same += !column.name.empty() && keys.contains(key_of(column.name)) ? 1U : 0U;
  return same >= 2 && same * 2 > data.columns.size();
}

}  // namespace

const TableInfo* find_schema_of(const TableInfo& data, const std::vector<TableInfo>& schemas) {
  if (schemas.size() == 1)
    return &schemas.front();
  const TableInfo* best = nullptr;
  std::size_t most = 0;
  for (const TableInfo& schema : schemas) {
    if (key_of(schema.name) == key_of(data.name))
      return &schema;
    const std::size_t shared = shared_names(data, schema);
    if (shared > most) {
      most = shared;
      best = &schema;
    }
  }
  return best;
}

SchemaComparison join_schema(const TableInfo& schema, TableInfo& data) {
  SchemaComparison comparison;
  comparison.schema = schema.name;
  const auto keys = keys_of(schema);
  std::set<std::size_t> met;
  if (data.dialect.header_doubtful && repeats_names(data, keys))
    data.dialect.header_doubtful = false;
  for (std::size_t c = 0; c < data.columns.size(); ++c) {
    TableColumn& column = data.columns[c];
    const std::size_t declared = column.name.empty() || data.dialect.header_doubtful
                                     ? schema.columns.size()
                                     : find_column(schema, keys, column.name);
    if (declared == schema.columns.size() || !met.insert(declared).second) {
      comparison.undeclared.push_back(c);
      continue;
    }
    const std::string name = column.name;
    column = schema.columns[declared];
    column.name = name;
  }
  for (std::size_t c = 0; c < schema.columns.size(); ++c)
    if (!met.contains(c))
      comparison.absent.push_back(schema.columns[c].name);
  return comparison;
}

}  // namespace aval
