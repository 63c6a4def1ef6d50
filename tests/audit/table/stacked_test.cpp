// Tables that stand one under the other: cut apart on strong evidence only, and no record lost.
#include <numeric>

#include "audit/table/stacked_tables.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

constexpr std::string_view kPersons =
    "nom;prenom;age\nDurand;Paul;41\nPetit;Zoé;33\nMartin;Léa;27\n";
constexpr std::string_view kPlaces =
    "code;ville;surface;annee\n0001;Saintes;120,5;2001\n0002;Royan;80;1990\n0003;Pons;99;1976\n";

std::vector<TestTable> read(std::string_view bytes) {
  return read_tables("liste.csv", bytes, test_options());
}

std::string text_of(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts)
    text += part;
  return text;
}

std::size_t filled_cells(const std::vector<TestTable>& tables) {
  std::size_t filled = 0;
  for (const TestTable& table : tables)
    for (const TestRow& row : table.rows)
      for (const auto& cell : row)
        filled += cell && !cell->empty() ? 1U : 0U;
  return filled;
}

}  // namespace

TEST_CASE("two tables with a blank line between them are two tables", "[table][csv][stacked]") {
  const auto tables = read(text_of({kPersons, "\n", kPlaces}));
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].info.name == "liste#1");
  CHECK(tables[1].info.name == "liste#2");
  CHECK(names_of(tables[0]) == "nom|prenom|age");
  CHECK(names_of(tables[1]) == "code|ville|surface|annee");
  CHECK(tables[0].records == std::vector<std::uint64_t>{2, 3, 4});
  CHECK(tables[1].records == std::vector<std::uint64_t>{7, 8, 9});
  CHECK(line_of(tables[1].rows[0]) == "0001|Saintes|120,5|2001");
  CHECK(tables[1].info.dialect.header_row == 6);
  CHECK(has_note(tables[0], "stacked_tables"));
  CHECK(tables[0].stats.repairs.empty());
  CHECK(tables[1].stats.repairs.empty());
}

TEST_CASE("blank lines of delimiters and a title set tables apart too", "[table][csv][stacked]") {
  const auto tables = read(
      "Bilan;;;\n;;;\nnom;prenom;age;\nDurand;Paul;41;\nPetit;Zoé;33;\n;;;\nSalles;;;\n;;;\n"
      "code;ville;surface;annee\n1;Saintes;120;2001\n2;Royan;80;1990\n");
  REQUIRE(tables.size() == 2);
  CHECK(names_of(tables[0]) == "nom|prenom|age");
  CHECK(tables[0].rows.size() == 2);
  CHECK(tables[0].info.extra_text == std::vector<std::string>{"Bilan"});
  CHECK(tables[1].info.extra_text == std::vector<std::string>{"Salles"});
  CHECK(tables[1].info.dialect.header_row == 9);
  CHECK(tables[1].info.dialect.preamble_rows == 2);
  CHECK(tables[1].rows.size() == 2);
}

TEST_CASE("three tables, a note under the last one", "[table][csv][stacked]") {
  const auto tables = read(text_of({kPersons, "\r\n\r\n", kPlaces, "\n", kPersons, "\nSource\n"}));
  REQUIRE(tables.size() == 3);
  CHECK(tables[2].info.name == "liste#3");
  REQUIRE(tables[2].rows.size() == 4);
  CHECK(tables[2].rows[3][0] == "Source");
}

TEST_CASE("one table with blank lines stays one", "[table][csv][stacked]") {
  const std::string_view rest = "Roux;Ana;50\nBlanc;Luc;61\n";
  // Groups of rows, under titles, or each under the same header.
  CHECK(read(text_of({kPersons, "\n", rest})).size() == 1);
  CHECK(read(text_of({kPersons, "\nSecteur nord;;\n", rest})).size() == 1);
  CHECK(read(text_of({kPersons, "\nnom;prenom;age\n", rest})).size() == 1);
  // A note, a form of keys and values, a table too small to be sure of.
  CHECK(read(text_of({kPersons, "\nTotal;3;\n"})).size() == 1);
  CHECK(read(text_of({"code;17\nville;Saintes\nage;30\n\n", kPersons})).size() == 1);
  CHECK(read(text_of({kPersons, "\ncode;ville;surface;annee\n"})).size() == 1);
  // Without a blank line.
  CHECK(read(text_of({kPersons, kPlaces})).size() == 1);
  // A blank line inside quotes.
  CHECK(read("nom;prenom;age\n\"Durand\n\ncode;ville;surface;annee\n1;a;2;3\n2;b;4;5\";Paul;41\n"
             "Petit;Zoé;33\n")
            .size() == 1);
}

TEST_CASE("a record of names is never taken for the header of a second table",
          "[table][csv][stacked]") {
  const auto tables = read(text_of({kPersons,
                                    "\nDurand;Zoé;Lyon;Marie\nPetit;Paul;Nice;Jean\n"
                                    "Martin;Léa;Lille;Anne\n"}));
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows.size() == 6);
}

TEST_CASE("tables apart or together, every cell is read", "[table][csv][stacked]") {
  const std::string text = text_of({kPersons, "\n", kPlaces, "\n\nNote\n"});
  const auto tables = read(text);
  REQUIRE(tables.size() == 2);
  CHECK(filled_cells(tables) == 9 + 12 + 1);
  SourceOptions small = test_options();
  small.batch_bytes = 7;
  const auto again = read_tables("liste.csv", text, small);
  REQUIRE(again.size() == 2);
  CHECK(again[0].rows == tables[0].rows);
  CHECK(again[1].rows == tables[1].rows);
}

TEST_CASE("a stray quote in the second table does not shift the first", "[table][csv][stacked]") {
  const auto tables = read(text_of({kPersons, "\n", kPlaces, "0004;\"Tal\"mont;5;1999\n"}));
  REQUIRE(tables.size() == 2);
  CHECK(tables[1].rows.size() == 4);
  CHECK(repairs_of(tables[1], "stray_quote") == 1);
  CHECK(repairs_of(tables[0], "stray_quote") == 0);
}

TEST_CASE("tables one under the other on a sheet are tables", "[table][sheet][stacked]") {
  const std::string_view start =
      R"(<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )"
      R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
      R"(office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="F1">)";
  std::string sheet(start);
  std::string line;
  const std::string text = text_of({kPersons, "\n", kPlaces});
  for (const char character : text) {
    if (character != '\n') {
      line += character;
      continue;
    }
    sheet += "<table:table-row>";
    for (std::size_t from = 0; from <= line.size() && !line.empty();) {
      const std::size_t end = std::min(line.find(';', from), line.size());
      sheet += "<table:table-cell office:value-type=\"string\"><text:p>" +
               line.substr(from, end - from) + "</text:p></table:table-cell>";
      from = end + 1;
    }
    sheet += line.empty() ? "<table:table-cell/></table:table-row>" : "</table:table-row>";
    line.clear();
  }
  sheet += "</table:table></office:spreadsheet></office:body></office:document>";
  const auto tables = read_tables("classeur.fods", sheet, test_options());
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].info.name == "F1#1");
  CHECK(tables[1].info.name == "F1#2");
  CHECK(tables[0].records == std::vector<std::uint64_t>{2, 3, 4});
  CHECK(tables[1].records == std::vector<std::uint64_t>{7, 8, 9});
  CHECK(names_of(tables[1]) == "code|ville|surface|annee");
}

TEST_CASE("blank lines are found whatever ends them", "[table][stacked]") {
  CHECK(has_blank_line("a;b\n\nc;d\n", ';'));
  CHECK(has_blank_line("a;b\r\n;\r\nc;d\r\n", ';'));
  CHECK(has_blank_line("a;b\r\rc;d\r", ';'));
  CHECK_FALSE(has_blank_line("a;b\r\nc;d\r\n", ';'));
  CHECK_FALSE(has_blank_line("a;b\n,\nc;d", ';'));
}
