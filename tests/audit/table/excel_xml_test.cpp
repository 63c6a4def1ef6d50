// Workbooks in the XML of Excel 2003, as its reference schemas (Microsoft, 2003) spell them; and
// the other exchanges between spreadsheets, which are refused.
#include "tests/audit/table/read_table.h"
#include "tests/fuzz/stored_zip.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

constexpr std::string_view kStart =
    R"(<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<o:DocumentProperties><o:Author>Martin</o:Author><o:Created>2010-01-01</o:Created></o:DocumentProperties>
<Styles><Style ss:ID="Default"/><Style ss:ID="s1"><NumberFormat ss:Format="00000"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="Short Date"/></Style></Styles>)";
constexpr std::string_view kSheet =
    R"(<Worksheet ss:Name="Inscrits"><Table><Column ss:Hidden="1"/>
<Row><Cell><Data ss:Type="String">id</Data></Cell><Cell><Data ss:Type="String">nom</Data></Cell><Cell><Data ss:Type="String">code</Data></Cell>
<Cell><Data ss:Type="String">date</Data></Cell><Cell><Data ss:Type="String">age</Data></Cell></Row>
<Row><Cell><Data ss:Type="Number">1</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Du</B><Font>rand</Font></ss:Data>
<Comment ss:Author="Anne"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>à voir</B></ss:Data></Comment></Cell>
<Cell ss:StyleID="s1"><Data ss:Type="Number">1000</Data></Cell><Cell ss:StyleID="s2"><Data ss:Type="DateTime">2020-01-31T00:00:00.000</Data></Cell>
<Cell ss:Formula="=1+1"><Data ss:Type="Number">41</Data></Cell></Row>
<Row ss:Index="5" ss:Hidden="1"><Cell><Data ss:Type="Number">1.50E+3</Data></Cell><Cell ss:MergeAcross="1"><Data ss:Type="String">Petit</Data></Cell>
<Cell><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Boolean">1</Data></Cell><Cell ss:Index="4"><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=X"/></Row>
</Table><x:WorksheetOptions><x:PageSetup><x:Header x:Data="&amp;CDirection"/></x:PageSetup></x:WorksheetOptions></Worksheet>)";
constexpr std::string_view kHidden =
    R"(<Worksheet ss:Name="Secret"><Table><Row><Cell><Data ss:Type="String">email</Data></Cell></Row><Row><Cell><Data ss:Type="String">a@exemple.fr</Data></Cell></Row>
</Table><x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>)";

std::vector<TestTable> read(const std::string& text) {
  return read_tables("export.xls", text, test_options());
}

std::string whole() {
  return std::string(kStart) + std::string(kSheet) + std::string(kHidden);
}

std::string refusal_of(std::string_view text) {
  try {
    read_tables("a.slk", text, test_options());
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.message().en;
  }
  return "";
}

}  // namespace

TEST_CASE("excel xml: sheets, places, formats, dates, merged cells", "[table][sheet][excel_xml]") {
  const auto tables = read(whole());
  REQUIRE(tables.size() == 2);
  const TestTable& sheet = tables[0];
  CHECK(sheet.info.name == "Inscrits");
  CHECK(names_of(sheet) == "id|nom|code|date|age");
  REQUIRE(sheet.rows.size() == 3);
  CHECK(line_of(sheet.rows[0]) == "1|Durand|01000|2020-01-31|41");
  CHECK(line_of(sheet.rows[1]) == "1500|Petit|<null>|08:30:00|<null>");
  CHECK(line_of(sheet.rows[2]) == "<null>|TRUE|<null>|#N/A|<null>");
  CHECK(sheet.records == std::vector<std::uint64_t>{2, 5, 6});
  CHECK(repairs_of(sheet, "formula_without_value") == 1);
  CHECK(has_note(sheet, "rows_hidden"));
  CHECK(has_note(sheet, "columns_hidden"));
}

TEST_CASE("excel xml: hidden sheets are told; comments and properties are read beside the cells",
          "[table][sheet][excel_xml]") {
  const auto tables = read(whole());
  CHECK(has_note(tables.at(1), "sheet_very_hidden"));
  CHECK(line_of(tables.at(1).rows.at(0)) == "a@exemple.fr");
  CHECK(tables.at(0).info.extra_text ==
        std::vector<std::string>{"Martin", "Anne", "à voir", "Direction"});
}

TEST_CASE("excel xml: cut anywhere, it is told, never clean",
          "[table][sheet][excel_xml][hostile]") {
  const std::string text = whole();
  for (std::size_t length = kStart.size(); length < text.size(); length += 13) {
    try {
      const auto tables = read(text.substr(0, length));
      bool is_told = false;
      for (const TestTable& table : tables)
        is_told = is_told || !table.stats.skipped.empty();
      CHECK(is_told);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
    }
  }
}

TEST_CASE("excel xml: an endless cell and a far one are refused",
          "[table][sheet][excel_xml][hostile]") {
  const auto sheet_of = [](const std::string& cell) {
    return std::string(kStart) + "<Worksheet ss:Name=\"F\"><Table><Row>" + cell +
           "</Row></Table></Worksheet></Workbook>";
  };
  CHECK_THROWS_AS(read(sheet_of("<Cell><Data ss:Type=\"String\">" + std::string(1100000, 'x') +
                                "</Data></Cell>")),
                  Error);
  CHECK_THROWS_AS(
      read(sheet_of("<Cell ss:Index=\"20000\"><Data ss:Type=\"String\">x</Data></Cell>")), Error);
  CHECK(read(sheet_of(
                 "<Cell ss:MergeAcross=\"99999999999\"><Data ss:Type=\"String\">x</Data></Cell>"))
            .size() == 1);
}

TEST_CASE("exchanges between spreadsheets are refused with the way out", "[table][excel_xml]") {
  CHECK(refusal_of("ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"Durand\"\r\nE\r\n").find(".xlsx") !=
        std::string::npos);
  CHECK(refusal_of("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,1\r\n\"\"\r\n").find(".xlsx") !=
        std::string::npos);
  // A table whose first columns are ID and Prenom is none.
  CHECK(refusal_of("ID;Prenom;Ville\r\nC;Yann;Nice\r\nC;Xavier;Lyon\r\n").empty());
}

TEST_CASE("xlsx: an extension named as the settings of the workbook does not change its dates",
          "[table][sheet]") {
  const auto tables = read_tables(
      "a.xlsx",
      stored_zip(
          {{"_rels/.rels",
            R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
           {"xl/workbook.xml",
            R"(<workbook xmlns:r="relationships"><workbookPr date1904="1"/><sheets><sheet name="F" r:id="a"/></sheets>)"
            R"(<extLst><ext xmlns:x15="x15"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>)"},
           {"xl/_rels/workbook.xml.rels",
            R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/><Relationship Id="c" Type="x/styles" Target="f.xml"/></Relationships>)"},
           {"xl/f.xml", R"(<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>)"},
           {"xl/s.xml",
            R"(<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>date</t></is></c></row><row r="2"><c r="A2" s="0"><v>1</v></c></row></sheetData></worksheet>)"}}),
      test_options());
  CHECK(line_of(tables.at(0).rows.at(0)) == "1904-01-02");
}
