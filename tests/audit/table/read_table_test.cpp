#include "tests/audit/table/read_table.h"

#include <algorithm>
#include <set>

namespace aval {

namespace {

TestTable read_table(TableReader& reader) {
  TestTable table;
  Batch batch;
  while (reader.next(batch)) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
      TestRow cells;
      for (const auto& column : batch.columns) {
        const std::string_view cell = column[row];
        cells.push_back(cell.data() == nullptr ? std::nullopt : std::optional<std::string>(cell));
      }
      table.rows.push_back(std::move(cells));
      table.records.push_back(batch.record_numbers[row]);
    }
  }
  table.info = reader.info();
  table.stats = reader.stats();
  return table;
}

std::uint64_t count_of(const std::map<std::string, RepairCount>& counts, const std::string& code) {
  const auto found = counts.find(code);
  return found == counts.end() ? 0 : found->second.count;
}

}  // namespace

std::vector<TestTable> read_tables(const std::string& name, std::string_view bytes,
                                   const SourceOptions& options) {
  std::vector<TestTable> tables;
  const Source source = open_source_bytes(name, std::string(bytes), options);
  for (const auto& reader : source.tables)
    tables.push_back(read_table(*reader));
  return tables;
}

SourceOptions test_options() {
  static const std::set<std::string, std::less<>> words = {"nom",  "prenom", "ville", "age",
                                                           "date", "code",   "email", "id"};
  SourceOptions options;
  options.is_header_word = [](std::string_view word) { return words.count(word) > 0; };
  return options;
}

TestTable read_csv(std::string_view bytes) {
  return read_tables("test.csv", bytes, test_options()).at(0);
}

TestTable read_json(std::string_view bytes) {
  return read_tables("test.json", bytes, test_options()).at(0);
}

std::string line_of(const TestRow& row) {
  std::string line;
  for (const auto& cell : row)
    line += (line.empty() && &cell == &row.front() ? "" : "|") + cell.value_or("<null>");
  return line;
}

std::string names_of(const TestTable& table) {
  std::string names;
  for (std::size_t index = 0; index < table.info.columns.size(); ++index)
    names += (index == 0 ? "" : "|") + table.info.columns[index].name;
  return names;
}

std::uint64_t repairs_of(const TestTable& table, const std::string& code) {
  return count_of(table.stats.repairs, code);
}

std::uint64_t skipped_of(const TestTable& table, const std::string& code) {
  return count_of(table.stats.skipped, code);
}

bool has_note(const TestTable& table, const std::string& code) {
  const auto& notes = table.stats.notes;
  return std::find(notes.begin(), notes.end(), code) != notes.end();
}

}  // namespace aval
