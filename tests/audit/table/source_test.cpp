#include <array>
#include <cstdio>

#include <zlib.h>

#include "audit/base/file.h"
#include "audit/table/read_codes.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string gzip_of(std::string_view text) {
  const TemporaryFile file("gzip");
  const gzFile out = gzopen(file.path().c_str(), "wb");
  gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
  gzclose(out);
  return read_file(file.path());
}

std::string message_of(const std::string& name, std::string_view bytes) {
  try {
    read_tables(name, bytes, test_options());
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.message().en;
  }
  return "";
}

}  // namespace

TEST_CASE("gzip is transparent", "[table][source]") {
  const Source source =
      open_source_bytes("x/y/liste.csv.gz", gzip_of("id;nom\n1;a\n2;b\n"), test_options());
  CHECK(source.info.compression == "gzip");
  CHECK(source.info.format == "csv");
  CHECK(source.info.name == "liste");
  Batch batch;
  REQUIRE(source.tables.at(0)->next(batch));
  CHECK(batch.rows == 2);
  const std::string two = gzip_of("id;nom\n1;a\n") + gzip_of("2;b\n");
  CHECK(read_tables("a.csv.gz", two, test_options()).at(0).rows.size() == 2);
}

TEST_CASE("a truncated gzip file is read to where it stops, and told", "[table][source]") {
  std::string text = "id;nom\n";
  for (int row = 0; row < 20000; ++row)
    text += std::to_string(row * 7919 % 10007) + ";nom" + std::to_string(row * 31 % 977) + "\n";
  std::string bytes = gzip_of(text);
  bytes.resize(bytes.size() / 2);
  const TestTable table = read_tables("a.csv.gz", bytes, test_options()).at(0);
  CHECK(table.rows.size() > 1000);
  CHECK(table.stats.coverage < 1);
  CHECK(has_note(table, "gzip_damaged"));
}

TEST_CASE("a gzip bomb is refused", "[table][source]") {
  const std::string bomb = gzip_of(std::string(200000000, 'a'));
  CHECK(message_of("a.csv.gz", bomb).find("limits") != std::string::npos);
}

TEST_CASE("what is not read is refused in words", "[table][source]") {
  using namespace std::string_view_literals;
  CHECK(message_of("a.csv", "").find("zero bytes") != std::string::npos);
  CHECK(message_of("a.csv", "PK\x03\x04xxxxxxxx").find("damaged") != std::string::npos);
  CHECK(message_of("a.csv", "%PDF-1.7\n").find("PDF") != std::string::npos);
  CHECK(message_of("a.csv", "SQLite format 3\0xxxx"sv).find("SQLite") != std::string::npos);
  CHECK(message_of("a.csv", "\x01\x02\x03\x04\x05\0\0\x06\x07\x08\x0B"sv).find("binary") !=
        std::string::npos);
  CHECK_THROWS_AS(open_source("no/such/file.csv", test_options()), Error);
}

TEST_CASE("the mark of an open Office document is no table", "[table][source]") {
  const std::string mark = char{6} + std::string("Camille") + std::string(157, ' ');
  CHECK(message_of("~$liste.xlsx", mark).find("Office") != std::string::npos);
}

TEST_CASE("the format is told by ending and by content", "[table][source]") {
  CHECK(open_source_bytes("a.txt", "id\tnom\n1\ta\n", test_options()).info.format == "txt");
  CHECK(open_source_bytes("a.tsv", "id\tnom\n1\ta\n", test_options()).info.format == "tsv");
  CHECK(open_source_bytes("-", "[{\"a\":1}]", test_options()).info.format == "json");
  CHECK(open_source_bytes("-", "id;nom\n1;a\n", test_options()).info.format == "csv");
  CHECK(open_source_bytes("-", "{\"a\":1}\n{\"a\":2}\n", test_options()).info.format == "jsonl");
}

TEST_CASE("a second pass gives the same rows", "[table][source]") {
  const Source source = open_source_bytes("a.csv", "id;nom\n1;a\n2;b\n", test_options());
  Batch batch;
  while (source.tables.at(0)->next(batch)) {
  }
  const auto again = source.tables.at(0)->reopen();
  REQUIRE(again->next(batch));
  CHECK(batch.rows == 2);
  CHECK(batch.columns.at(1).at(1) == "b");
}

TEST_CASE("views of a batch survive a move", "[table][source]") {
  const Source source = open_source_bytes("a.csv", "n\n1\n", test_options());
  Batch batch;
  REQUIRE(source.tables.at(0)->next(batch));
  const Batch moved = std::move(batch);
  CHECK(moved.columns.at(0).at(moved.rows - 1) == "1");
}

TEST_CASE("folders are replaced by their readable files", "[table][source]") {
  std::vector<std::string> other;
  const auto files = expand_sources({std::string(AVAL_SOURCE_DIR) + "/tests/data/table"}, other);
  CHECK_FALSE(files.empty());
  CHECK(std::is_sorted(files.begin(), files.end()));
}

TEST_CASE("every code has a sentence in both languages", "[table][source]") {
  for (const char* code : {"ragged_short", "stray_quote", "broken_record", "no_header"}) {
    const Text text = describe_read_code(code);
    CHECK_FALSE(text.fr.empty());
    CHECK(text.fr != text.en);
    CHECK(text.en.find("Reading note") == std::string::npos);
  }
  CHECK(describe_read_code("new_code").en.find("new_code") != std::string::npos);
}
