// Reads a whole source from memory into rows, for tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/table/source.h"

namespace aval {

using TestRow = std::vector<std::optional<std::string>>;

struct TestTable {
  std::vector<TestRow> rows;
  std::vector<std::uint64_t> records;
  TableInfo info;
  ReadStats stats;
};

// Every table of the source; `words` are the known header words.
std::vector<TestTable> read_tables(const std::string& name, std::string_view bytes,
                                   const SourceOptions& options);

// The first table, with the header words that most tests use.
TestTable read_csv(std::string_view bytes);
TestTable read_json(std::string_view bytes);

// Options that know the header words nom, prenom, ville, age, date, code, email, id.
SourceOptions test_options();

// "a|b|<null>" for short assertions.
std::string line_of(const TestRow& row);
std::string names_of(const TestTable& table);

// The count of a repair or of a skipping reason, 0 when absent.
std::uint64_t repairs_of(const TestTable& table, const std::string& code);
std::uint64_t skipped_of(const TestTable& table, const std::string& code);
bool has_note(const TestTable& table, const std::string& code);

}  // namespace aval
