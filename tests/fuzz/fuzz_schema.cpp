// Schemas: Table Schema, Data Package, JSON Schema, SQL and data dictionaries (libFuzzer). The
// first byte chooses the form.
#include "tests/fuzz/read_everything.h"

namespace {

// What a declared table promises: bounded, named, well-formed, without rows.
void check_declared(const aval::TableInfo& table) {
  if (table.columns.size() > 10000)
    std::abort();
  for (const aval::TableColumn& column : table.columns) {
    if (column.name.empty() || column.examples.size() > 1000 || column.enumeration.size() > 1000)
      std::abort();
    for (const std::string& text :
         {column.name, column.declared_type, column.title, column.comment})
      if (!aval::is_utf8(text) || text.find('\0') != std::string::npos)
        std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3)
    return 0;
  const char* names[] = {"fuzz.json", "fuzz.sql", "fuzz.csv", "fuzz.txt"};
  const std::string name = names[data[0] % 4];
  aval::read_everything(name, data + 1, size - 1);
  try {
    const aval::Source source =
        aval::open_source_bytes(name, std::string(data + 1, data + size), aval::SourceOptions());
    for (const auto& table : source.tables)
      if (table->info().schema_only)
        check_declared(table->info());
  } catch (const aval::Error& error) {
    if (error.place().empty() || error.message().en.empty())
      std::abort();
  }
  return 0;
}
