#include "audit/table/encoding.h"

#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

// ASCII and the given escapes, widened to UTF-16.
std::string widen(std::u16string_view text, bool big, bool mark) {
  std::string out = !mark ? "" : big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    out.push_back(big ? high : low);
    out.push_back(big ? low : high);
  }
  return out;
}

std::string encoding_of(std::string_view bytes) {
  const TestTable table = read_csv(bytes);
  return table.info.dialect.encoding + " " + table.info.dialect.encoding_origin;
}

}  // namespace

TEST_CASE("UTF-8 is told with and without its mark", "[table][encoding]") {
  CHECK(encoding_of("nom;ville\nZoé;Lyon\nAndré;Nîmes\n") == "UTF-8 valid");
  const TestTable table = read_csv("\xEF\xBB\xBFnom;ville\nZoé;Lyon\nAndré;Nîmes\n");
  CHECK(table.info.dialect.encoding_origin == "bom");
  CHECK(names_of(table) == "nom|ville");
}

TEST_CASE("UTF-16 is read in both orders, with and without its mark", "[table][encoding]") {
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const TestTable table = read_csv(
          widen(u"nom;ville\r\nZo\u00E9;Lyon\r\nEve \U0001F600;N\u00EEmes\r\n", big, mark));
      REQUIRE(table.rows.size() == 2);
      CHECK(line_of(table.rows[0]) == "Zoé|Lyon");
      CHECK(line_of(table.rows[1]) == "Eve \xF0\x9F\x98\x80|Nîmes");
      CHECK(table.info.dialect.encoding == (big ? "UTF-16BE" : "UTF-16LE"));
    }
  }
}

TEST_CASE("an odd byte at the end of UTF-16 is told", "[table][encoding]") {
  std::string text = widen(u"nom;ville\nPaul;Lyon\nEve;Nice\n", false, true);
  text.pop_back();
  const TestTable table = read_csv(text);
  CHECK(table.rows.size() == 2);
  CHECK(has_note(table, "bad_characters"));
}

TEST_CASE("Windows-1252, Mac Roman and CP850 are told apart", "[table][encoding]") {
  CHECK(encoding_of("nom;ville\nZo\xE9;N\xEEmes\nAndr\xE9;B\xE9ziers\nHél\xE8ne;Orl\xE9"
                    "ans\n")
            .substr(0, 12) == "windows-1252");
  const TestTable windows = read_csv(
      "nom;ville\nZo\xE9;N\xEEmes\nAndr\xE9;B\xE9ziers\nFran\xE7ois;Orl\xE9"
      "ans\n");
  CHECK(line_of(windows.rows[2]) == "François|Orléans");
  const TestTable mac = read_csv(
      "nom;ville\nZo\x8E;N\x94mes\nAndr\x8E;B\x8Eziers\nFran\x8Dois;Orl\x8E"
      "ans\n");
  CHECK(mac.info.dialect.encoding == "macintosh");
  CHECK(line_of(mac.rows[2]) == "François|Orléans");
  const TestTable dos = read_csv(
      "nom;ville\nZo\x82;N\x8Cmes\nAndr\x82;B\x82ziers\nFran\x87ois;Orl\x82"
      "ans\n");
  CHECK(dos.info.dialect.encoding == "cp850");
  CHECK(line_of(dos.rows[2]) == "François|Orléans");
}

TEST_CASE("some bad lines in a UTF-8 file are read as Windows-1252", "[table][encoding]") {
  std::string text = "nom;ville\n";
  for (int row = 0; row < 50; ++row)
    text += "Zoé;Nîmes\n";
  text += "Andr\xE9;B\xE9ziers\n";
  const TestTable table = read_csv(text);
  CHECK(table.info.dialect.encoding == "UTF-8");
  CHECK(line_of(table.rows.back()) == "André|Béziers");
  CHECK(repairs_of(table, "bad_utf8") == 1);
  CHECK(has_note(table, "mixed_encoding"));
}

TEST_CASE("a first bad byte at the very end of a large file is seen", "[table][encoding]") {
  std::string text = "nom;ville\n";
  while (text.size() < 3000000)
    text += "Dupont;Lyon\n";
  text += "Andr\xE9;Lyon\n";
  const TestTable table = read_csv(text);
  CHECK(table.info.dialect.encoding == "windows-1252");
  CHECK(line_of(table.rows.back()) == "André|Lyon");
}

TEST_CASE("a forced encoding is obeyed and an unknown one refused", "[table][encoding]") {
  SourceOptions options = test_options();
  options.encoding = "ISO-8859-15";
  const auto tables = read_tables("a.csv", "nom;prix\nA;3 \xA4\nB;4 \xA4\n", options);
  CHECK(line_of(tables.at(0).rows[0]) == "A|3 €");
  CHECK(tables.at(0).info.dialect.encoding_origin == "forced");
  options.encoding = "klingon";
  CHECK_THROWS_AS(read_tables("a.csv", "nom\nA\n", options), Error);
  options.encoding = "shift_jis";
  CHECK_THROWS_AS(read_tables("a.csv", "nom\nA\n", options), Error);
}

TEST_CASE("code points past Unicode and surrogates become U+FFFD", "[table][encoding]") {
  std::string out;
  append_utf8(0x110000, out);
  append_utf8(0xD800, out);
  append_utf8(0xE9, out);
  CHECK(out == "\xEF\xBF\xBD\xEF\xBF\xBDé");
}
