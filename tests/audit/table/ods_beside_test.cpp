// What OpenDocument workbooks hold beside their cells (OASIS OpenDocument 1.3 part 3: 5.5 change
// tracking, 9.4.5 validations, 14.1 annotations, 16.12 page headers; part 2: metadata).
#include <algorithm>

#include "tests/audit/table/read_table.h"
#include "tests/fuzz/stored_zip.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

constexpr std::string_view kContent =
    R"(<office:document-content xmlns:office="office" xmlns:table="table" xmlns:text="text" xmlns:dc="dc" xmlns:draw="draw">)"
    R"(<office:body><office:spreadsheet><table:tracked-changes><table:cell-content-change><office:change-info><dc:creator>Yann Abgrallou</dc:creator>)"
    R"(<dc:date>2026-01-02</dc:date></office:change-info><table:previous><table:change-track-table-cell><text:p>ancien nom</text:p>)"
    R"(</table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes><table:content-validations>)"
    R"x(<table:content-validation table:condition="of:cell-content-is-in-list(&quot;Oui&quot;;&quot;Non&quot;)"><table:help-message><text:p>voir le chef</text:p>)x"
    R"(</table:help-message></table:content-validation></table:content-validations><table:table table:name="F"><table:table-row><table:table-cell>)"
    R"(<office:annotation><dc:creator>Zoé Kerbrazou</dc:creator><dc:date>2026-01-02</dc:date><text:p>vu avec <text:span>Mme</text:span><text:s/>Lannuzel</text:p>)"
    R"(</office:annotation><text:p>nom</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Durand</text:p>)"
    R"(<draw:frame><draw:text-box><text:p>à masquer</text:p></draw:text-box></draw:frame></table:table-cell></table:table-row></table:table>)"
    R"(</office:spreadsheet></office:body></office:document-content>)";
constexpr std::string_view kMeta =
    R"(<office:document-meta xmlns:office="office" xmlns:meta="meta" xmlns:dc="dc"><office:meta><meta:generator>Tableur 1</meta:generator>)"
    R"(<meta:initial-creator>Yves Lannuzel</meta:initial-creator><dc:creator>Zoé Kerbrazou</dc:creator><dc:date>2026-01-02T00:00:00</dc:date><dc:title>Liste</dc:title>)"
    R"(<meta:user-defined meta:name="Service">État civil</meta:user-defined></office:meta></office:document-meta>)";
constexpr std::string_view kStyles =
    R"(<office:document-styles xmlns:office="office" xmlns:style="style" xmlns:text="text"><style:master-page><style:header><text:p>Service des élections</text:p>)"
    R"(</style:header></style:master-page></office:document-styles>)";

const std::vector<std::string> kOfContent = {
    "Yann Abgrallou", "2026-01-02",    "ancien nom", "of:cell-content-is-in-list(\"Oui\";\"Non\")",
    "voir le chef",   "Zoé Kerbrazou", "2026-01-02", "vu avec Mme Lannuzel",
    "à masquer"};

}  // namespace

TEST_CASE("fods: cut between two sheets, it is told", "[table][sheet][hostile]") {
  const std::string start =
      R"(<office:document xmlns:office="o:office:1.0" xmlns:table="o:table:1.0" xmlns:text="o:text:1.0" )"
      R"(office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="A">)"
      R"(<table:table-row><table:table-cell office:value-type="string"><text:p>nom</text:p></table:table-cell></table:table-row>)"
      R"(<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>)";
  const auto cut = read_tables("a.fods", start + "<table:table table:na", test_options());
  REQUIRE(cut.size() == 1);
  CHECK(skipped_of(cut[0], "truncated") == 1);
  const auto whole = read_tables(
      "a.fods", start + "</office:spreadsheet></office:body></office:document>", test_options());
  CHECK(whole.at(0).stats.skipped.empty());
}

TEST_CASE("comments, tracked changes, lists and text boxes of ODS are read beside the cells",
          "[table][ods]") {
  const auto tables =
      read_tables("a.ods",
                  stored_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                              {"content.xml", kContent},
                              {"meta.xml", kMeta},
                              {"styles.xml", kStyles}}),
                  test_options());
  REQUIRE(tables.size() == 1);
  CHECK(line_of(tables[0].rows.at(0)) == "Durand");
  auto expected = kOfContent;
  for (const char* text :
       {"Yves Lannuzel", "Zoé Kerbrazou", "Liste", "État civil", "Service des élections"})
    expected.emplace_back(text);
  CHECK(tables[0].info.extra_text == expected);
}

TEST_CASE("a flat OpenDocument workbook says the same beside its cells", "[table][ods]") {
  std::string flat =
      R"(<?xml version="1.0"?><office:document xmlns:office="office" office:mimetype="application/vnd.oasis.opendocument.spreadsheet" )"
      R"(xmlns:meta="meta" xmlns:dc="dc"><office:meta><dc:creator>Yves Lannuzel</dc:creator></office:meta>)";
  flat += kContent;
  const auto tables = read_tables("a.fods", flat + "</office:document>", test_options());
  REQUIRE(tables.size() == 1);
  auto expected = kOfContent;
  expected.insert(expected.begin(), "Yves Lannuzel");
  CHECK(tables[0].info.extra_text == expected);
}
