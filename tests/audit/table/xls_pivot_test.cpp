// The rows that pivot tables of Excel 97-2003 workbooks keep, record by record as MS-XLS 2.4 says
// (SXDB, SXFDB, SXDBB, and the values SXNum to SXNil).
#include <random>

#include "tests/audit/table/read_table.h"
#include "tests/fuzz/stored_ole.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string number_of(std::uint32_t value, std::size_t size) {
  std::string bytes(size, '\0');
  put_number(bytes, 0, value, size);
  return bytes;
}

std::string record_of(std::uint32_t type, const std::string& body) {
  return number_of(type, 2) + number_of(static_cast<std::uint32_t>(body.size()), 2) + body;
}

std::string text_of(const std::string& text) {
  return number_of(static_cast<std::uint32_t>(text.size()), 2) + '\0' + text;
}

const std::string kEof = record_of(0x000A, "");
const std::string kBof =
    record_of(0x0809, number_of(0x0600, 2) + number_of(5, 2) + std::string(12, '\0'));

// Eight records, the fields of the source, then all fields, groups among them.
std::string cache_of(std::uint32_t source_fields, const std::string& user) {
  return record_of(0x00C6, number_of(8, 4) + number_of(1, 2) + number_of(3, 2) + number_of(0, 2) +
                               number_of(source_fields, 2) + number_of(source_fields + 1, 2) +
                               number_of(8, 2) + number_of(1, 2) + text_of(user)) +
         record_of(0x0122, std::string(12, '\0'));
}

std::string field_of(std::uint32_t flags, std::uint32_t items, const std::string& name) {
  return record_of(0x00C7, number_of(flags, 2) + std::string(10, '\0') + number_of(items, 2) +
                               text_of(name)) +
         record_of(0x01BB, number_of(0, 2));
}

std::string word(const std::string& text) {
  return record_of(0x00CD, text_of(text));
}

// 2020-01-31, with a time of the day when `hour` is not 0.
std::string day(std::uint32_t hour) {
  return record_of(0x00CE, number_of(2020, 2) + number_of(1, 2) + number_of(31, 1) +
                               number_of(hour, 1) + number_of(0, 2));
}

std::string indexes(const std::string& bytes) {
  return record_of(0x00C8, bytes);
}

// A workbook whose only sheet is gone but for one cell, and that keeps this cache.
std::string workbook_of(const std::string& cache) {
  const std::string name = std::string("\x01\0", 2) + "F";
  const std::size_t offset = kBof.size() + 4 + 6 + name.size() + kEof.size();
  const std::string stream =
      kBof +
      record_of(0x0085, number_of(static_cast<std::uint32_t>(offset), 4) + number_of(0, 2) + name) +
      kEof + kBof + record_of(0x0204, number_of(0, 6) + text_of("id")) + kEof;
  return stored_ole_of({"Workbook", stream}, {"0001", cache, "_SX_DB_CUR"});
}

std::vector<TestTable> xls(const std::string& cache) {
  return read_tables("a.xls", workbook_of(cache), test_options());
}

// Two indexed fields, one whose values stand in the records, one of groups.
std::string whole_cache() {
  return cache_of(3, "Martin") + field_of(0x0481, 2, "nom") + word("Durand") + word("Petit") +
         field_of(0x0560, 0, "age") + field_of(0x0481, 3, "date") + day(0) + day(4) +
         record_of(0x00CF, "") + field_of(0x0001, 0, "groupe") + word("Adultes") +
         indexes(std::string("\x01\x00", 2)) + record_of(0x00CC, number_of(41, 2)) +
         indexes(std::string("\x00\x01", 2)) + record_of(0x00CB, number_of(7, 2)) +
         indexes(std::string("\x00\x02", 2)) +
         record_of(0x00C9, std::string("\0\0\0\0\0\0\xE0\x3F", 8)) +
         indexes(std::string("\x09\x00", 2)) + record_of(0x00CA, number_of(1, 2)) + kEof;
}

}  // namespace

TEST_CASE("xls: the rows that a pivot table keeps are a table", "[table][xls][pivot]") {
  const auto tables = xls(whole_cache());
  REQUIRE(tables.size() == 2);
  const TestTable& kept = tables[1];
  CHECK(kept.info.name == "tableau croisé 1");
  CHECK(has_note(kept, "pivot_cache_table"));
  CHECK(names_of(kept) == "nom|age|date");
  REQUIRE(kept.rows.size() == 4);
  CHECK(line_of(kept.rows[0]) == "Petit|41|2020-01-31");
  CHECK(line_of(kept.rows[1]) == "Durand|#DIV/0!|2020-01-31 04:00:00");
  CHECK(line_of(kept.rows[2]) == "Durand|0.5|<null>");
  CHECK(line_of(kept.rows[3]) == "<null>|TRUE|2020-01-31");
  CHECK(kept.info.extra_text == std::vector<std::string>{"Martin", "Adultes"});
  CHECK(kept.stats.skipped.empty());
}

TEST_CASE("xls: a pivot cache without indexes has its values one after the other",
          "[table][xls][pivot]") {
  const auto tables =
      xls(cache_of(2, "") + field_of(0x0560, 0, "nom") + field_of(0x0560, 0, "ville") +
          word("Durand") + word("Lyon") + word("Petit") + word("Nice") + kEof);
  REQUIRE(tables.size() == 2);
  CHECK(names_of(tables[1]) == "nom|ville");
  REQUIRE(tables[1].rows.size() == 2);
  CHECK(line_of(tables[1].rows[1]) == "Petit|Nice");
}

TEST_CASE("xls: a pivot cache without records still gives the values of its fields",
          "[table][xls][pivot]") {
  const auto tables =
      xls(cache_of(1, "") + field_of(0x0481, 2, "nom") + word("Durand") + word("Petit") + kEof);
  REQUIRE(tables.size() == 2);
  REQUIRE(tables[1].rows.size() == 2);
  CHECK(line_of(tables[1].rows[0]) == "Durand");
}

TEST_CASE("xls: more than 255 values of a field take indexes of two bytes", "[table][xls][pivot]") {
  std::string cache = cache_of(1, "") + field_of(0x0681, 300, "nom");
  for (int item = 0; item < 300; ++item)
    cache += word("n" + std::to_string(item));
  const auto tables = xls(cache + indexes(number_of(299, 2)) + indexes(number_of(256, 2)) + kEof);
  REQUIRE(tables.at(1).rows.size() == 2);
  CHECK(line_of(tables[1].rows[0]) == "n299");
  CHECK(line_of(tables[1].rows[1]) == "n256");
}

TEST_CASE("xls: a pivot cache that stops early is told", "[table][xls][pivot][hostile]") {
  const std::string cut = record_of(0x00C8, std::string(9000, '\1'));
  const std::string padding = std::string(4096, '\xFF');  // a record longer than the stream
  const auto tables = xls(whole_cache().substr(0, whole_cache().size() - kEof.size()) + padding);
  CHECK(skipped_of(tables.at(1), "truncated") == 1);
  CHECK(tables.at(1).rows.size() == 4);
  const auto fields = xls(cache_of(1, "") + field_of(0x0481, 2, "nom") + word("Durand") + padding);
  CHECK(skipped_of(fields.at(1), "truncated") == 1);
  CHECK(fields.at(1).rows.size() == 1);
  CHECK(xls(cache_of(0, "") + cut + kEof).size() == 2);
}

TEST_CASE("xls: changed bytes of a pivot cache never break the reader",
          "[table][xls][pivot][hostile]") {
  const std::string whole = whole_cache();
  std::mt19937 random(20261127);
  for (int trial = 0; trial < 3000; ++trial) {
    std::string bytes = whole;
    for (int change = 0; change < 1 + trial % 8; ++change)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    try {
      xls(bytes);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
    }
  }
}
