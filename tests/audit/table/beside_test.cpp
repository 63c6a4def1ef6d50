// What XLSX workbooks hold beside their cells (ECMA-376 part 1: 18.7 comments, 18.10 pivot tables,
// 18.3.1.46 headers; part 2: core properties), written part by part.
#include "tests/audit/table/read_table.h"
#include "tests/fuzz/stored_zip.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

using Parts = std::vector<std::pair<std::string_view, std::string_view>>;

constexpr std::string_view kSheet =
    R"(<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>2</v></c></row></sheetData>)"
    R"(<dataValidations><dataValidation><formula1>"Oui,Non"</formula1></dataValidation><dataValidation><formula1>$A$1</formula1>)"
    R"(</dataValidation></dataValidations><headerFooter><oddHeader>&amp;L&amp;"Arial,Gras"&amp;12Direction &amp;&amp; moi&amp;P</oddHeader>)"
    R"(</headerFooter></worksheet>)";

std::vector<TestTable> workbook_with(const Parts& more) {
  Parts parts = {
      {"_rels/.rels",
       R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
      {"xl/workbook.xml",
       R"(<workbook xmlns:r="relationships"><sheets><sheet name="F" r:id="a"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/><Relationship Id="b" Type="x/sharedStrings" Target="t.xml"/>)"
       R"(<Relationship Id="c" Type="x/pivotCacheDefinition" Target="pivotCache/d.xml"/></Relationships>)"},
      {"xl/s.xml", kSheet},
      {"xl/t.xml", R"(<sst><si><t>nom</t></si><si><t>Effacé</t></si><si><t>Durand</t></si></sst>)"},
  };
  parts.insert(parts.end(), more.begin(), more.end());
  return read_tables("a.xlsx", stored_zip(parts), test_options());
}

constexpr std::string_view kDefinition =
    R"(<pivotCacheDefinition><cacheFields><cacheField name="nom"><sharedItems><s v="Durand"/><s v="Petit"/></sharedItems></cacheField>)"
    R"(<cacheField name="age"><sharedItems/></cacheField><cacheField name="groupe" databaseField="0"><fieldGroup/></cacheField>)"
    R"(<cacheField name="date"><sharedItems/></cacheField></cacheFields></pivotCacheDefinition>)";

}  // namespace

TEST_CASE("xlsx: headers, lists and strings that no cell shows are read beside the cells",
          "[table][sheet]") {
  const auto tables = workbook_with({});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].info.extra_text ==
        std::vector<std::string>{"\"Oui,Non\"", "Direction & moi", "Effacé"});
  CHECK(has_note(tables[0], "orphan_strings"));
}

TEST_CASE("xlsx: comments, authors, properties, text boxes, values of other workbooks",
          "[table][sheet]") {
  const auto tables = workbook_with(
      {{"xl/comments1.xml",
        R"(<comments><authors><author>Paul</author></authors><commentList><comment><text><r><t>à </t></r><r><t>voir</t></r></text></comment>)"
        R"(</commentList></comments>)"},
       {"xl/threadedComments/t1.xml",
        R"(<ThreadedComments><threadedComment><text>fil</text></threadedComment></ThreadedComments>)"},
       {"xl/persons/person.xml", R"(<personList><person displayName="Anne"/></personList>)"},
       {"docProps/core.xml",
        R"(<p><creator>Luc</creator><lastModifiedBy>Marie</lastModifiedBy><created>2026</created></p>)"},
       {"docProps/app.xml", R"(<p><Company>Mairie</Company><TitlesOfParts>F</TitlesOfParts></p>)"},
       {"xl/drawings/drawing1.xml", R"(<d><p><r><t>encadré</t></r></p></d>)"},
       {"xl/externalLinks/externalLink1.xml", R"(<e><cell><v>ailleurs</v></cell></e>)"}});
  CHECK(tables.at(0).info.extra_text ==
        std::vector<std::string>{"Paul", "à voir", "fil", "Anne", "Luc", "Marie", "Mairie",
                                 "encadré", "ailleurs", "\"Oui,Non\"", "Direction & moi",
                                 "Effacé"});
}

TEST_CASE("xlsx: the rows that a pivot table keeps are a table", "[table][sheet]") {
  const auto tables = workbook_with(
      {{"xl/pivotCache/d.xml", kDefinition},
       {"xl/pivotCache/_rels/d.xml.rels",
        R"(<Relationships><Relationship Id="a" Type="x/pivotCacheRecords" Target="r.xml"/></Relationships>)"},
       {"xl/pivotCache/r.xml",
        R"(<pivotCacheRecords><r><x v="1"/><n v="41.0"/><d v="2020-01-31T00:00:00"/></r><r><x v="0"/><m/><s v="z"/></r><r><x v="9"/>)"
        R"(<n v="2"/><b v="1"/></r></pivotCacheRecords>)"}});
  REQUIRE(tables.size() == 2);
  CHECK(tables[1].info.name == "tableau croisé 1");
  CHECK(names_of(tables[1]) == "nom|age|date");
  REQUIRE(tables[1].rows.size() == 3);
  CHECK(line_of(tables[1].rows[0]) == "Petit|41|2020-01-31");
  CHECK(line_of(tables[1].rows[1]) == "Durand|<null>|z");
  CHECK(line_of(tables[1].rows[2]) == "<null>|2|TRUE");
  CHECK(has_note(tables[1], "pivot_cache_table"));
}

TEST_CASE("xlsx: a pivot cache without records still gives the values of its fields",
          "[table][sheet]") {
  const auto tables = workbook_with({{"xl/pivotCache/d.xml", kDefinition}});
  REQUIRE(tables.size() == 2);
  REQUIRE(tables[1].rows.size() == 2);
  CHECK(tables[1].rows[0].at(0) == "Durand");
  CHECK(tables[1].rows[1].at(0) == "Petit");
}

TEST_CASE("xlsx: a pivot cache that stops early is told", "[table][sheet][hostile]") {
  const auto tables = workbook_with(
      {{"xl/pivotCache/d.xml", kDefinition},
       {"xl/pivotCache/_rels/d.xml.rels",
        R"(<Relationships><Relationship Id="a" Type="x/pivotCacheRecords" Target="r.xml"/></Relationships>)"},
       {"xl/pivotCache/r.xml", R"(<pivotCacheRecords><r><x v="1"/><n v="41"/></r><r><x v)"}});
  CHECK(skipped_of(tables.at(1), "truncated") == 1);
}
