// Workbooks that we write, read back; random texts survive.
#include <algorithm>

#include "audit/base/error.h"
#include "audit/table/csv_writer.h"
#include "audit/table/ods_writer.h"
#include "audit/table/workbook_reader.h"
#include "audit/table/xlsx_writer.h"
#include "audit/table/zip_archive.h"
#include "tests/support/catch.h"
#include "tests/support/random_value.h"

using namespace aval;

namespace {

struct Format {
  const char* name;
  std::string (*bytes)(const Workbook&, const std::string&);
};

constexpr Format kFormats[] = {{"book.xlsx", xlsx_bytes}, {"book.ods", ods_bytes}};

Workbook small_workbook() {
  WorkbookSheet sheet;
  sheet.name = "Activités";
  sheet.columns = {{20, SheetValue::text, {"oui", "non, sans \"raison\""}},
                   {12, SheetValue::date, {}},
                   {12, SheetValue::number, {}}};
  sheet.spare_rows = 10;
  sheet.rows = {{{"Réponse"}, {"Date"}, {"Nombre"}},
                {{"oui"}, {"2026-03-02", SheetValue::date}, {"12.5", SheetValue::number}},
                {{"=1+1"}, {""}, {"007", SheetValue::text}}};
  WorkbookSheet notes;
  notes.name = "Mode d'emploi";
  notes.title = "Comment remplir";
  notes.header_rows = 0;
  notes.columns = {{60, SheetValue::text, {}}, {10, SheetValue::text, {}}};
  notes.rows = {{{"Une ligne par activité", SheetValue::text, true}}};
  return {"Registre", "2026-11-26", {sheet, notes}};
}

std::vector<std::vector<std::string>> cells_of(const SheetTexts& sheet) {
  std::vector<std::vector<std::string>> rows;
  for (const SheetRow& row : sheet.rows)
    rows.push_back(row.cells);
  return rows;
}

Workbook one_column(const std::vector<std::string>& texts) {
  WorkbookSheet sheet;
  sheet.name = "Textes";
  sheet.header_rows = 0;
  for (const std::string& text : texts)
    sheet.rows.push_back({{"|"}, {text}});
  return {"", "2026-11-26", {sheet}};
}

// The second column as read back.
std::vector<std::string> second_column(const std::vector<SheetTexts>& sheets) {
  std::vector<std::string> texts;
  for (const SheetRow& row : sheets.at(0).rows)
    texts.push_back(row.cells.size() > 1 ? row.cells[1] : "");
  return texts;
}

// Texts made of what breaks writers: spaces, quotes, markup, escapes, formulas, line ends, letters
// of one to four bytes.
std::string hostile_text(Draw& draw, bool with_controls) {
  static const std::vector<std::string> kPieces = {
      " ",          "  ",      "a",        "é",       "\n",
      "\t",         "\"",      ";",        ",",       "<b>",
      "&amp;",      "=1+1",    "@SUM(A1)", "-2",      "+3",
      "'",          "_x0041_", "_x",       "_x005F_", "\u20AC",
      "\U0001F600", "\u2028",  "\u00A0",   "0",       "http://exemple.fr",
      "2026-01-01", "TRUE",    "]]>",      "--",      "\u200B",
      "\uFEFF",     "e\u0301"};
  std::string text;
  const std::size_t count = draw.below(8);
  for (std::size_t i = 0; i < count; ++i) {
    if (with_controls && draw.below(6) == 0)
      text += static_cast<char>(1 + draw.below(31));
    else
      text += kPieces[draw.below(kPieces.size())];
  }
  return text;
}

bool has_carriage_return(const std::string& text) {
  return text.find('\r') != std::string::npos;
}

}  // namespace

TEST_CASE("a workbook is read back as it was written", "[workbook]") {
  for (const Format& format : kFormats) {
    INFO(format.name);
    const auto sheets =
        read_workbook_bytes(format.name, format.bytes(small_workbook(), format.name));
    REQUIRE(sheets.size() >= 2);
    CHECK(sheets[0].name == "Activités");
    CHECK(cells_of(sheets[0]) ==
          std::vector<std::vector<std::string>>{
              {"Réponse", "Date", "Nombre"}, {"oui", "2026-03-02", "12.5"}, {"=1+1", "", "007"}});
    CHECK(sheets[1].name == "Mode d'emploi");
    CHECK(cells_of(sheets[1]) ==
          std::vector<std::vector<std::string>>{{"Comment remplir"}, {"Une ligne par activité"}});
  }
}

TEST_CASE("the same workbook gives the same bytes", "[workbook]") {
  for (const Format& format : kFormats)
    CHECK(format.bytes(small_workbook(), "a") == format.bytes(small_workbook(), "a"));
  Workbook other = small_workbook();
  other.created = "2026-11-27";
  CHECK(xlsx_bytes(other, "a") != xlsx_bytes(small_workbook(), "a"));
}

TEST_CASE("an OpenDocument starts with its type, stored", "[workbook]") {
  const std::string bytes = ods_bytes(small_workbook(), "a");
  // OpenDocument 1.2 part 3, 3.3: a magic number at byte 30.
  CHECK(bytes.substr(0, 4) == "PK\x03\x04");
  CHECK(bytes.substr(30, 8) == "mimetype");
  CHECK(bytes.substr(38, 46) == "application/vnd.oasis.opendocument.spreadsheet");
}

TEST_CASE("random texts survive XLSX, control characters too", "[workbook]") {
  Draw draw(20261126);
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i)
    texts.push_back(hostile_text(draw, true));
  const auto read = read_workbook_bytes("a.xlsx", xlsx_bytes(one_column(texts), "a"));
  CHECK(second_column(read) == texts);
}

TEST_CASE("random texts survive ODS but for what XML cannot hold", "[workbook]") {
  Draw draw(20261127);
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i)
    texts.push_back(hostile_text(draw, false));
  CHECK(second_column(read_workbook_bytes("a.ods", ods_bytes(one_column(texts), "a"))) == texts);
  const std::vector<std::string> hard = {"a\x01z", "a\r\nb", "a\rb", "\xFF", "\xEF\xBF\xBE"};
  CHECK(second_column(read_workbook_bytes("a.ods", ods_bytes(one_column(hard), "a"))) ==
        std::vector<std::string>{"a\uFFFDz", "a\nb", "a\nb", "\uFFFD", "\uFFFD"});
}

TEST_CASE("random texts survive CSV, and none is left that a spreadsheet would compute",
          "[workbook]") {
  Draw draw(20261128);
  std::vector<std::string> texts;
  while (texts.size() < 3000)
    texts.push_back(hostile_text(draw, true));
  std::vector<std::vector<std::string>> rows;
  for (const std::string& text : texts) {
    rows.push_back({"|", text});
    const std::string guarded = guard_formula(text);
    CHECK(unguard_formula(guarded) == text);
    const bool is_number = guarded == "-2" || guarded == "+3" || guarded == "+30" ||
                           guarded.find_first_not_of("-+0123456789,.") == std::string::npos;
    if (!guarded.empty() && !is_number)
      CHECK(std::string("=+-@\t\r").find(guarded[0]) == std::string::npos);
  }
  CHECK(second_column(read_workbook_bytes("a.csv", csv_bytes(rows))) == texts);
  CHECK(std::any_of(texts.begin(), texts.end(), has_carriage_return));
}

TEST_CASE("the guard takes nothing from what others wrote", "[workbook]") {
  CHECK(unguard_formula("'s-Hertogenbosch") == "'s-Hertogenbosch");
  CHECK(guard_formula("'s-Hertogenbosch") == "'s-Hertogenbosch");
  CHECK(guard_formula("'=1") == "''=1");
  CHECK(guard_formula("-12,5") == "-12,5");
  CHECK(guard_formula(" =1") == "' =1");
  CHECK(guard_formula("\uFF1D1") == "'\uFF1D1");
}

TEST_CASE("sheet names are made to fit", "[workbook]") {
  std::vector<WorkbookSheet> sheets(5);
  sheets[0].name = "Données : [tout] / rien ?";
  sheets[1].name = "L'unité très longue de la collectivité territoriale";
  sheets[2].name = "l'unite tres longue de la collectivite";
  sheets[3].name = "''";
  sheets[4].name = "'Essai'";
  const auto names = fit_sheet_names(sheets);
  CHECK(names[0] == "Données tout rien");
  CHECK(names[1] == "L'unité très longue de la colle");
  CHECK(names[2] == "l'unite tres longue de la col 2");
  CHECK(names[3] == "Feuille");
  CHECK(names[4] == "Essai");
}

TEST_CASE("a cell that no spreadsheet takes is refused by its name", "[workbook]") {
  for (const Format& format : kFormats) {
    CHECK_NOTHROW(format.bytes(one_column({std::string(kMaxCellUnits, 'x')}), "a"));
    try {
      format.bytes(one_column({"", std::string(kMaxCellUnits + 1, 'x')}), "a");
      FAIL("not refused");
    } catch (const Error& error) {
      CHECK(error.message().fr.find("feuille « Textes », cellule B2") != std::string::npos);
    }
  }
}

TEST_CASE("numbers and dates that a spreadsheet would change are written as text", "[workbook]") {
  const auto kind = [](const char* value, SheetValue wanted) {
    return written_kind({value, wanted});
  };
  CHECK(kind("12", SheetValue::number) == SheetValue::number);
  CHECK(kind("0.1", SheetValue::number) == SheetValue::number);
  CHECK(kind("0.30000000000000004", SheetValue::number) == SheetValue::text);
  CHECK(kind("nan", SheetValue::number) == SheetValue::text);
  CHECK(kind("1900-02-28", SheetValue::date) == SheetValue::text);
  CHECK(kind("2026-02-30", SheetValue::date) == SheetValue::text);
  CHECK(kind("2024-02-29", SheetValue::date) == SheetValue::date);
  WorkbookSheet sheet;
  sheet.name = "Jours";
  sheet.header_rows = 0;
  std::vector<std::string> days;
  for (const char* year : {"1900", "1904", "1999", "2000", "2026", "9999"})
    for (const char* day : {"-03-01", "-12-31", "-06-15"})
      days.push_back(std::string(year) + day);
  for (const std::string& day : days)
    sheet.rows.push_back({{"|"}, {day, SheetValue::date}});
  for (const Format& format : kFormats)
    CHECK(second_column(read_workbook_bytes(format.name, format.bytes({"", "", {sheet}}, "a"))) ==
          days);
}

TEST_CASE("CSV of others is read: encoding, delimiter, quotes", "[workbook]") {
  const auto sheets = read_workbook_bytes("a.csv", "nom,\"a;b\"\r\ncaf\xE9,\"x \"\"y\"\"\nz\"\r\n");
  CHECK(cells_of(sheets.at(0)) ==
        std::vector<std::vector<std::string>>{{"nom", "a;b"}, {"café", "x \"y\"\nz"}});
  CHECK_THROWS_AS(read_workbook_bytes("a.csv", "a;\"b"), Error);
  CHECK_THROWS_AS(read_workbook_bytes("a.csv", ""), Error);
}
