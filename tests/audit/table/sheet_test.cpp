// XLSX and ODS workbooks, made by make_workbooks.py with openpyxl, xlsxwriter and odfpy. Expected
// values are those given to these libraries.
#include <map>

#include "audit/base/file.h"
#include "audit/table/number_format.h"
#include "audit/table/xlsx_workbook.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const std::string kFolder = std::string(AVAL_SOURCE_DIR) + "/tests/data/table/";

std::vector<TestTable> workbook(const std::string& name) {
  return read_tables(name, read_file(kFolder + name), test_options());
}

std::string refusal_of(const std::string& name) {
  try {
    workbook(name);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.place() == name);
    return error.message().en;
  }
  return "";
}

}  // namespace

TEST_CASE("a sheet has its title, its header and its row numbers", "[table][sheet]") {
  const auto tables = workbook("openpyxl.xlsx");
  REQUIRE(tables.size() == 2);
  const TestTable& sheet = tables[0];
  CHECK(sheet.info.name == "Inscrits");
  CHECK(names_of(sheet) == "id|nom|ville|code|date");
  CHECK(sheet.info.dialect.header_row == 3);
  CHECK(sheet.info.extra_text ==
        std::vector<std::string>{"Inscriptions de la commune", "openpyxl"});
  REQUIRE(sheet.rows.size() == 4);
  CHECK(line_of(sheet.rows[0]) == "1|Durand|Lyon|00123|2020-01-31");
  CHECK(line_of(sheet.rows[1]) == "2|Étienne|<null>|1234567890123|2021-02-03 04:05:06");
  CHECK(line_of(sheet.rows[2]) == "3|Petit|Metz|0.1|<null>");
  CHECK(line_of(sheet.rows[3]) == "<null>|#N/A|TRUE|<null>|<null>");
  CHECK(sheet.records == std::vector<std::uint64_t>{4, 5, 6, 9});
  CHECK(repairs_of(sheet, "formula_without_value") == 1);
  CHECK(has_note(sheet, "empty_sheets"));
  CHECK_FALSE(has_note(sheet, "sheet_hidden"));
}

TEST_CASE("a hidden sheet is read and told", "[table][sheet]") {
  CHECK(has_note(workbook("openpyxl.xlsx").at(1), "sheet_very_hidden"));
  CHECK(line_of(workbook("openpyxl.xlsx").at(1).rows.at(0)) == "1|a@exemple.fr");
  CHECK(has_note(workbook("odfpy.ods").at(1), "sheet_hidden"));
  CHECK(line_of(workbook("odfpy.ods").at(1).rows.at(0)) == "1|a@exemple.fr");
}

TEST_CASE("number formats make dates, hours and leading zeros", "[table][sheet]") {
  const std::string expected =
      "2020-01-31|2020-01-31 12:00:00|18:00:00|36:00:00|01000|0612345678|0.125|2020-01-31|12|"
      "2020-01-31|1234567890123|00:01:26|2020-01-31";
  const TestTable sheet = workbook("formats.xlsx").at(0);
  CHECK(line_of(sheet.rows.at(0)) == expected);
  CHECK(sheet.rows.at(1).at(0) == "tab_x0009_fin  ");
  CHECK(sheet.rows.at(1).at(1) == "gras et maigre");
  CHECK(sheet.rows.at(1).at(2) == "résultat");
}

TEST_CASE("the 1904 system counts days from another year", "[table][sheet]") {
  const TestTable sheet = workbook("formats_1904.xlsx").at(0);
  CHECK(sheet.rows.at(0).at(0) == "2024-02-01");
  CHECK(sheet.rows.at(0).at(1) == "2024-02-01 12:00:00");
  CHECK(sheet.rows.at(1).at(0) == "tab_x0009_fin  ");
}

// ECMA-376 part 1, 18.17.4.1, and what Excel shows.
TEST_CASE("serial numbers are the days of the calendar", "[table][sheet]") {
  const NumberFormat date = read_format_code("dd/mm/yyyy");
  CHECK(format_number("1", date, false) == "1900-01-01");
  CHECK(format_number("59", date, false) == "1900-02-28");
  CHECK(format_number("60", date, false) == "1900-02-29");
  CHECK(format_number("61", date, false) == "1900-03-01");
  CHECK(format_number("43831.999999", date, false) == "2020-01-02");
  CHECK(format_number("2958465", date, false) == "9999-12-31");
  CHECK(format_number("2958466", date, false) == "2958466");
  CHECK(format_number("-1", date, false) == "-1");
  CHECK(format_number("0", date, true) == "1904-01-01");
  CHECK(format_number("12345678901234567890", NumberFormat(), false) == "12345678901234567890");
  CHECK(format_number("2.8401351234567E+14", NumberFormat(), false) == "284013512345670");
  CHECK(format_number("1.10", NumberFormat(), false) == "1.1");
}

TEST_CASE("OpenDocument values, repeats and paragraphs are read", "[table][sheet]") {
  const auto tables = workbook("odfpy.ods");
  REQUIRE(tables.size() == 2);
  const TestTable& sheet = tables[0];
  CHECK(sheet.info.name == "Relevés");
  CHECK(names_of(sheet) == "id|nom|date|taux|code|actif|heure");
  REQUIRE(sheet.rows.size() == 4);
  CHECK(line_of(sheet.rows[0]) == "1|Durand\nveuve Petit|2020-01-31|0.125|01000|TRUE|12:30:00");
  CHECK(line_of(sheet.rows[1]) == "2|même|même|<null>|<null>|<null>|<null>");
  CHECK(line_of(sheet.rows[2]) == line_of(sheet.rows[1]));
  CHECK(sheet.records == std::vector<std::uint64_t>{2, 3, 4, 8});
  CHECK(has_note(sheet, "empty_sheets"));
  CHECK(has_note(sheet, "blank_lines"));
}

TEST_CASE("prefixed names, cells without place and missing strings are read", "[table][sheet]") {
  const TestTable sheet = workbook("prefixed.xlsx").at(0);
  CHECK(names_of(sheet) == "code|nom|");
  CHECK(line_of(sheet.rows.at(0)) == "1500|#N/A|<null>");
  CHECK(line_of(sheet.rows.at(1)) == "<null>|<null>|2020-01-31");
  CHECK(sheet.records == std::vector<std::uint64_t>{2, 9});
  CHECK(repairs_of(sheet, "string_missing") == 1);
  CHECK(repairs_of(sheet, "out_of_order") == 1);
}

// ECMA-376 part 1, 22.9.2.19: a character that XML cannot hold is written _xHHHH_.
TEST_CASE("escaped characters are turned back, once", "[table][sheet]") {
  CHECK(unescape_xlsx("a_x000D_b") == "a\rb");
  CHECK(unescape_xlsx("_x00e9_t_x00E9_") == "été");
  CHECK(unescape_xlsx("_x005F_x0009_") == "_x0009_");
  CHECK(unescape_xlsx("_x0000_a_x") == "a_x");
  CHECK(unescape_xlsx("_xD800_ _x12_") == "_xD800_ _x12_");
}

TEST_CASE("a workbook without data is a table without rows", "[table][sheet]") {
  const auto tables = workbook("no_data.xlsx");
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows.empty());
  CHECK(has_note(tables[0], "no_table"));
}

TEST_CASE("a damaged sheet is read to where it stops, and told", "[table][sheet]") {
  const TestTable cut = workbook("truncated_xml.xlsx").at(0);
  CHECK(cut.rows.size() > 200);
  CHECK(skipped_of(cut, "truncated") == 1);
  CHECK(cut.stats.coverage < 1);
  CHECK(skipped_of(workbook("wrong_crc.xlsx").at(0), "truncated") == 1);
}

TEST_CASE("hostile workbooks are refused in words", "[table][sheet][hostile]") {
  CHECK(refusal_of("bomb.xlsx").find("limits") != std::string::npos);
  CHECK(refusal_of("spaces.xlsx").find("200 times") != std::string::npos);
  CHECK(refusal_of("entities.xlsx").find("entities") != std::string::npos);
  CHECK(refusal_of("traversal.xlsx").find("leave the archive") != std::string::npos);
  CHECK(refusal_of("truncated_zip.xlsx").find("cut short") != std::string::npos);
  CHECK(refusal_of("far_cell.xlsx").find("columns") != std::string::npos);
  CHECK(refusal_of("far_row.xlsx").find("rows") != std::string::npos);
  CHECK(refusal_of("repeats.ods").find("limits") != std::string::npos);
  CHECK(refusal_of("password.ods").find("password") != std::string::npos);
}

TEST_CASE("a workbook cut anywhere is read or refused", "[table][sheet][hostile]") {
  for (const char* name : {"openpyxl.xlsx", "odfpy.ods"}) {
    const std::string whole = read_file(kFolder + name);
    for (std::size_t length = 4; length < whole.size(); length += 41) {
      try {
        read_tables(name, whole.substr(0, length), test_options());
      } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
      }
    }
  }
}

TEST_CASE("threads share a sheet and lose no row", "[table][sheet]") {
  SourceOptions options = test_options();
  options.batch_bytes = 16;
  const TestTable small = read_tables("a.ods", read_file(kFolder + "odfpy.ods"), options).at(0);
  CHECK(small.rows.size() == 4);
  CHECK(small.records == std::vector<std::uint64_t>{2, 3, 4, 8});
}
