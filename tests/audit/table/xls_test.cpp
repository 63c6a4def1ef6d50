// Excel 97-2003 workbooks: xlwt.xls, strings.xls and dates_1904.xls are made by make_xls.py with
// xlwt, whose arguments are the expected values; the others are built record by record (MS-XLS).
#include <random>

#include "audit/base/file.h"
#include "tests/audit/table/read_table.h"
#include "tests/fuzz/stored_ole.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const std::string kFolder = std::string(AVAL_SOURCE_DIR) + "/tests/data/table/";

std::vector<TestTable> xls(const std::string& bytes) {
  return read_tables("a.xls", bytes, test_options());
}

std::string refusal_of(const std::string& bytes) {
  try {
    xls(bytes);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.message().en;
  }
  return "";
}

std::string number_of(std::uint32_t value, std::size_t size) {
  std::string bytes(size, '\0');
  put_number(bytes, 0, value, size);
  return bytes;
}

std::string record_of(std::uint32_t type, const std::string& body) {
  return number_of(type, 2) + number_of(static_cast<std::uint32_t>(body.size()), 2) + body;
}

std::string bof(std::uint32_t version) {
  return record_of(0x0809, number_of(version, 2) + number_of(5, 2) + std::string(12, '\0'));
}

const std::string kEof = record_of(0x000A, "");

std::string cell_of(std::uint32_t row, std::uint32_t column) {
  return number_of(row, 2) + number_of(column, 2) + number_of(0, 2);
}

std::string label_of(std::uint32_t row, std::uint32_t column, const std::string& text) {
  return record_of(0x0204, cell_of(row, column) +
                               number_of(static_cast<std::uint32_t>(text.size()), 2) + '\0' + text);
}

// A workbook of one sheet with these records.
std::string workbook_of(const std::string& globals, const std::string& sheet) {
  const std::string name = std::string("\x01\0", 2) + "F";
  const std::string head = bof(0x0600) + globals;
  const std::size_t offset = head.size() + 4 + 6 + name.size() + kEof.size();
  return stored_ole("Workbook",
                    head +
                        record_of(0x0085, number_of(static_cast<std::uint32_t>(offset), 4) +
                                              number_of(0, 2) + name) +
                        kEof + bof(0x0600) + sheet);
}

}  // namespace

TEST_CASE("xls: sheets, titles, formats, dates, row numbers as xlwt wrote them", "[table][xls]") {
  const auto tables = xls(read_file(kFolder + "xlwt.xls"));
  REQUIRE(tables.size() == 3);
  const TestTable& sheet = tables[0];
  CHECK(sheet.info.name == "Inscrits");
  CHECK(names_of(sheet) == "id|nom|ville|code|date");
  CHECK(sheet.info.dialect.header_row == 3);
  REQUIRE(sheet.rows.size() == 4);
  CHECK(line_of(sheet.rows[0]) == "1|Durand|Lyon|00123|2020-01-31");
  CHECK(line_of(sheet.rows[1]) == "2|Étienne|<null>|1234567890123|2021-02-03 04:05:06");
  CHECK(line_of(sheet.rows[2]) == "3|Petit|Metz|0.1|<null>");
  CHECK(line_of(sheet.rows[3]) == "<null>|TRUE|жизнь 😀|-12.5|<null>");
  CHECK(sheet.records == std::vector<std::uint64_t>{4, 5, 6, 9});
  CHECK(has_note(sheet, "rows_hidden"));
  CHECK(has_note(sheet, "columns_hidden"));
  CHECK(has_note(sheet, "empty_sheets"));
  // The title, the header of the page, and who wrote the workbook.
  CHECK(sheet.info.extra_text == std::vector<std::string>{"Inscriptions de la commune",
                                                          "Direction des sports", "Quimperlec"});
}

TEST_CASE("xls: hidden and very hidden sheets are read and told", "[table][xls]") {
  const auto tables = xls(read_file(kFolder + "xlwt.xls"));
  CHECK(has_note(tables.at(1), "sheet_hidden"));
  CHECK(line_of(tables.at(1).rows.at(0)) == "1|a@exemple.fr");
  CHECK(has_note(tables.at(2), "sheet_very_hidden"));
  CHECK(tables.at(2).rows.at(0).at(0) == "7");
}

TEST_CASE("xls: strings go on in further records, in both widths", "[table][xls]") {
  const auto tables = xls(read_file(kFolder + "strings.xls"));
  REQUIRE(tables.at(0).rows.size() == 39);
  for (std::size_t row = 1; row < 40; ++row) {
    std::string expected;
    for (std::size_t letter = 0; letter < 300 + row; ++letter)
      expected += row % 2 == 1 ? "é" : "ж";
    CHECK(tables[0].rows[row - 1].at(1) == expected + std::to_string(row));
  }
}

TEST_CASE("xls: days count from 1904 where the workbook says so", "[table][xls]") {
  CHECK(line_of(xls(read_file(kFolder + "dates_1904.xls")).at(0).rows.at(0)) == "1|2020-01-31");
}

TEST_CASE("xls: numbers, errors, booleans, formulas by their stored value", "[table][xls]") {
  const std::string text_result = std::string("\0\0\0\0\0\0\xFF\xFF", 8) + std::string(8, '\0');
  const std::string error_result =
      std::string("\x02\0\x2A\0\0\0\xFF\xFF", 8) + std::string(8, '\0');
  const std::string half = std::string("\0\0\0\0\0\0\xE0\x3F", 8);
  const auto tables = xls(workbook_of(
      "", label_of(0, 0, "id") + label_of(0, 1, "nom") + label_of(0, 2, "ville") +
              label_of(0, 3, "age") +
              // 12.34 as a whole number of hundredths, and two in one record
              record_of(0x027E, cell_of(1, 0) + number_of((1234U << 2U) | 3U, 4)) +
              record_of(0x00BD, number_of(1, 2) + number_of(1, 2) + number_of(0, 2) +
                                    number_of(0xFFFFFFFE, 4) + number_of(0, 2) +
                                    number_of(0x3FE00000, 4) + number_of(2, 2)) +
              record_of(0x0205, cell_of(1, 3) + std::string("\x07\x01", 2)) +
              record_of(0x0205, cell_of(2, 0) + std::string("\x01\x00", 2)) +
              record_of(0x0006, cell_of(2, 1) + half + std::string(8, '\0')) +
              record_of(0x0006, cell_of(2, 2) + text_result) +
              record_of(0x0207, number_of(2, 2) + '\0' + "ab") +
              record_of(0x0006, cell_of(2, 3) + error_result) +
              record_of(0x0006, cell_of(3, 0) + text_result) + label_of(3, 1, "z") +
              // an empty text that is to be computed
              record_of(0x0006, cell_of(3, 2) + std::string("\x03\0\0\0\0\0\xFF\xFF\x01", 9) +
                                    std::string(7, '\0')) +
              // a chart inside the sheet has cells of its own
              bof(0x0600) + label_of(9, 0, "graphe") + kEof + kEof));
  REQUIRE(tables.size() == 1);
  REQUIRE(tables[0].rows.size() == 3);
  CHECK(line_of(tables[0].rows[0]) == "12.34|-1|0.5|#DIV/0!");
  CHECK(line_of(tables[0].rows[1]) == "TRUE|0.5|ab|#N/A");
  CHECK(line_of(tables[0].rows[2]) == "<null>|z|<null>|<null>");
  CHECK(repairs_of(tables[0], "formula_without_value") == 2);
  CHECK(tables[0].stats.skipped.empty());
}

TEST_CASE("xls: comments, their authors and text boxes are read beside the cells", "[table][xls]") {
  const auto tables = xls(
      workbook_of("", label_of(0, 0, "id") + label_of(1, 0, "1") +
                          record_of(0x01B6, number_of(0, 4) + std::string(6, '\0') +
                                                number_of(5, 2) + number_of(0, 6)) +
                          record_of(0x003C, std::string("\0", 1) + "a voi") +
                          record_of(0x001C, number_of(1, 2) + number_of(0, 2) + number_of(0, 4) +
                                                number_of(6, 2) + '\0' + "Martin" + '\0') +
                          kEof));
  CHECK(tables.at(0).info.extra_text == std::vector<std::string>{"a voi", "Martin"});
}

TEST_CASE("xls: what is no such workbook is refused with the way out", "[table][xls]") {
  CHECK(refusal_of(workbook_of(record_of(0x002F, std::string(54, 'x')), kEof)).find("password") !=
        std::string::npos);
  CHECK(refusal_of(stored_ole("Workbook", bof(0x0500) + kEof)).find("Excel 95") !=
        std::string::npos);
  CHECK(refusal_of(stored_ole("Book", bof(0x0500))).find("Excel 95") != std::string::npos);
  CHECK(refusal_of(stored_ole("WordDocument", "")).find(".docx") != std::string::npos);
  CHECK(refusal_of(stored_ole("EncryptedPackage", "")).find("password") != std::string::npos);
  CHECK(refusal_of(stored_ole("__properties_version1.0", "")).find(".eml") != std::string::npos);
  CHECK(refusal_of(stored_ole("Autre", "")).find("no workbook") != std::string::npos);
  CHECK(refusal_of(std::string("\x09\x04\x06\x00\x00\x00\x10\x00\x0a", 9)).find("Excel 4") !=
        std::string::npos);
}

TEST_CASE("xls: cut short anywhere, it is told, never clean", "[table][xls][hostile]") {
  const std::string whole = read_file(kFolder + "strings.xls");
  for (std::size_t length = 8; length < whole.size(); length += 487) {
    try {
      const auto tables = xls(whole.substr(0, length));
      std::uint64_t rows = 0;
      bool is_told = false;
      for (const TestTable& table : tables) {
        rows += table.rows.size();
        is_told =
            is_told || !table.stats.skipped.empty() || repairs_of(table, "string_missing") > 0;
      }
      CHECK((rows == 39 || is_told));
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
    }
  }
}

TEST_CASE("xls: loops and forged sizes in the container end with an error",
          "[table][xls][hostile]") {
  std::string looped = workbook_of("", label_of(0, 0, "id") + kEof);
  put_number(looped, 512 + 8, 2, 4);  // the stream's first sector follows itself
  put_number(looped, 1024 + 128 + 120, 0x7FFFFFFF, 4);
  CHECK(refusal_of(looped).find("damaged") != std::string::npos);
  std::string listed = workbook_of("", label_of(0, 0, "id") + kEof);
  put_number(listed, 68, 2, 4);  // a list of table sectors that names itself
  put_number(listed, 3 * 512 + 508, 2, 4);
  CHECK(refusal_of(listed).find("damaged") != std::string::npos);
  std::string folder = workbook_of("", label_of(0, 0, "id") + kEof);
  put_number(folder, 1024 + 128 + 68, 1, 4);  // an entry that is its own neighbour
  CHECK(xls(folder).size() == 1);
  std::string shift = workbook_of("", kEof);
  put_number(shift, 30, 40, 2);
  CHECK(refusal_of(shift).find("damaged") != std::string::npos);
}

TEST_CASE("xls: a string count without strings costs nothing", "[table][xls][hostile]") {
  const std::string bomb = record_of(0x00FC, number_of(0xFFFFFFFF, 4) + number_of(0xFFFFFFFF, 4));
  const auto tables = xls(workbook_of(bomb, label_of(0, 0, "id") + label_of(1, 0, "1") + kEof));
  CHECK(tables.at(0).rows.size() == 1);
}

TEST_CASE("xls: changed bytes never break the reader", "[table][xls][hostile]") {
  const std::string whole = read_file(kFolder + "xlwt.xls");
  std::mt19937 random(20261126);
  for (int trial = 0; trial < 3000; ++trial) {
    std::string bytes = whole;
    for (int change = 0; change < 1 + trial % 8; ++change)
      bytes[8 + random() % (bytes.size() - 8)] = static_cast<char>(random());
    try {
      xls(bytes);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
    }
  }
}
