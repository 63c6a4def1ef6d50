// Text documents, made by make_documents.py with python-docx and odfpy. Expected values are those
// given to these libraries.
#include <algorithm>

#include "audit/base/file.h"
#include "tests/audit/table/read_table.h"
#include "tests/fuzz/stored_zip.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::vector<TestTable> document(const std::string& name) {
  return read_tables(name, read_file(std::string(AVAL_SOURCE_DIR) + "/tests/data/table/" + name),
                     test_options());
}

bool says(const TestTable& table, const std::string& line) {
  const auto& texts = table.info.extra_text;
  return std::find(texts.begin(), texts.end(), line) != texts.end();
}

}  // namespace

TEST_CASE("a DOCX has its paragraphs, its tables and what stands beside", "[table][document]") {
  const auto tables = document("deliberation.docx");
  REQUIRE(tables.size() == 2);
  const TestTable& text = tables[0];
  CHECK(text.info.name == "texte");
  CHECK(names_of(text) == "texte");
  REQUIRE(text.rows.size() == 4);
  CHECK(line_of(text.rows[0]) == "Délibération du conseil");
  CHECK(line_of(text.rows[1]) == "Le maire expose\tla demande.");
  CHECK(line_of(text.rows[2]) == "Première ligne\n");
  CHECK(text.records == std::vector<std::uint64_t>{1, 2, 4, 5});
  for (const char* line :
       {"Auteur Inventé", "Relectrice Inventée", "En-tête de page", "Commentatrice Inventée",
        "À vérifier", "Correctrice Inventée", "texte effacé", "mailto:lien@exemple.test"})
    CHECK(says(text, line));
  CHECK(names_of(tables[1]) == "nom|prenom|ville");
  REQUIRE(tables[1].rows.size() == 3);
  CHECK(line_of(tables[1].rows[0]) == "Durand|Élise|Lyon");
  CHECK(line_of(tables[1].rows[1]) == "Petit|<null>|Metz");
  CHECK(line_of(tables[1].rows[2]) == "Total|<null>|2");
}

TEST_CASE("an ODT has its paragraphs, its tables and its comments", "[table][document]") {
  const auto tables = document("deliberation.odt");
  REQUIRE(tables.size() == 2);
  REQUIRE(tables[0].rows.size() == 3);
  CHECK(line_of(tables[0].rows[0]) == "Délibération du conseil");
  CHECK(line_of(tables[0].rows[1]) == "Le maire  expose la demande.");
  CHECK(line_of(tables[0].rows[2]) == "Fait à Lyon.");
  for (const char* line : {"Auteur Inventé", "Commentatrice Inventée", "À vérifier"})
    CHECK(says(tables[0], line));
  CHECK(line_of(tables[1].rows.at(0)) == "Durand|Élise|Lyon");
}

TEST_CASE("flat OpenDocument files are told apart by what they hold", "[table][document]") {
  const auto sheets = document("plat.fods");
  REQUIRE(sheets.size() == 2);
  CHECK(sheets[0].info.name == "Inscrits");
  CHECK(names_of(sheets[0]) == "nom|prenom|ville");
  CHECK(line_of(sheets[0].rows.at(0)) == "Durand|Élise|Lyon");
  CHECK(names_of(sheets[1]) == "id|nom");
  const auto text = document("plat.fodt");
  CHECK(line_of(text.at(0).rows.at(1)) == "Fait à Lyon.");
}

TEST_CASE("a document cut short says so", "[table][document]") {
  std::string bytes = read_file(std::string(AVAL_SOURCE_DIR) + "/tests/data/table/plat.fodt");
  bytes.resize(bytes.size() - 45);
  const auto tables = read_tables("coupe.fodt", bytes, test_options());
  CHECK(tables.at(0).rows.size() == 2);
  CHECK(skipped_of(tables.at(0), "truncated") == 1);
}

TEST_CASE("XML with repeated elements is a table", "[table][xml]") {
  const auto tables = read_tables("annuaire.xml", R"(<?xml version="1.0" encoding="ISO-8859-1"?>
<annuaire version="3"><titre>Annuaire</titre><personnes>
<personne id="1"><nom>Durand</nom><adresse><ville>Lyon</ville></adresse><tel>1</tel><tel>2</tel></personne>
<personne id="2"><nom>Petit</nom><note/></personne></personnes></annuaire>)",
                                  test_options());
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].info.name == "annuaire");
  CHECK(names_of(tables[0]) == "id|nom|adresse.ville|tel|note");
  CHECK(line_of(tables[0].rows.at(0)) == "1|Durand|Lyon|1, 2|<null>");
  CHECK(line_of(tables[0].rows.at(1)) == "2|Petit|<null>|<null>|<null>");
  CHECK(tables[0].info.extra_text == std::vector<std::string>{"3", "Annuaire"});
}

TEST_CASE("XML in an encoding that expat does not know", "[table][xml]") {
  const auto tables = read_tables("a.xml",
                                  "<?xml version=\"1.0\" encoding=\"windows-1252\"?><r><a>\xC9lise "
                                  "\x80</a><a>b</a></r>",
                                  test_options());
  CHECK(line_of(tables.at(0).rows.at(0)) == "Élise €");
}

TEST_CASE("XML with several kinds of rows, or none, or hostile", "[table][xml]") {
  const auto two =
      read_tables("a.xml", "<r><a><x>1</x></a><a><x>2</x></a><b>u</b><b>v</b></r>", test_options());
  REQUIRE(two.size() == 2);
  CHECK(two[0].info.name == "a");
  CHECK(names_of(two[1]) == "b");
  CHECK(line_of(two[1].rows.at(1)) == "v");
  const auto one = read_tables("a.xml", "<r><nom>Durand</nom></r>", test_options());
  CHECK(line_of(one.at(0).rows.at(0)) == "Durand");
  CHECK_THROWS_AS(
      read_tables("a.xml", "<!DOCTYPE r [<!ENTITY e SYSTEM \"/etc/passwd\">]><r>&e;</r>",
                  test_options()),
      Error);
  const auto cut = read_tables("a.xml", "<r><a>1</a><a>2</a><a>3", test_options());
  CHECK(cut.at(0).rows.size() == 2);
  CHECK(skipped_of(cut.at(0), "truncated") == 1);
  CHECK_THROWS_WITH(
      read_tables("a.xls", "<html><table><tr><td>a</td></tr></table></html>", test_options()),
      Catch::Contains("HTML"));
}

namespace {

std::vector<TestTable> docx_of(const std::string& body) {
  return read_tables(
      "a.docx",
      stored_zip(
          {{"_rels/.rels",
            R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>)"},
           {"word/document.xml", body}}),
      test_options());
}

std::vector<TestTable> flat_of(const std::string& styles, const std::string& body) {
  return read_tables(
      "a.fodt",
      R"(<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
      R"(xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" )"
      R"(office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>)" +
          styles + "</office:automatic-styles><office:body>" + body +
          "</office:body></office:document>",
      test_options());
}

}  // namespace

TEST_CASE("DOCX paragraphs have the page that the last layout marked", "[table][document]") {
  const auto tables = docx_of(
      "<document><body><p><r><t>un</t></r></p><p><r><t>deux</t><lastRenderedPageBreak/><t>fin</t></"
      "r></p>"
      "<p><r><br "
      "type=\"page\"/></r></p><p><r><lastRenderedPageBreak/><t>trois</t></r></p></body></"
      "document>");
  CHECK(names_of(tables.at(0)) == "page|texte");
  REQUIRE(tables[0].rows.size() >= 3);
  CHECK(line_of(tables[0].rows[0]) == "1|un");
  CHECK(line_of(tables[0].rows[1]) == "1|deuxfin");
  CHECK(line_of(tables[0].rows.back()) == "3|trois");
  CHECK_FALSE(has_note(tables[0], "pages_at_least"));
}

TEST_CASE("pages known by an author's breaks only are told as a minimum", "[table][document]") {
  const auto tables = docx_of(
      "<document><body><p><r><t>un</t></r></p><p><pPr><pageBreakBefore/></pPr><r><t>deux</t></r></"
      "p>"
      "<p><pPr><pageBreakBefore val=\"0\"/></pPr><r><t>trois</t></r></p></body></document>");
  CHECK(line_of(tables.at(0).rows.at(1)) == "2|deux");
  CHECK(line_of(tables[0].rows.at(2)) == "2|trois");
  CHECK(has_note(tables[0], "pages_at_least"));
}

TEST_CASE("OpenDocument texts count soft breaks and breaking styles together",
          "[table][document]") {
  const std::string style =
      R"(<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>)";
  const std::string body =
      R"(<text:p text:style-name="P2">un</text:p><text:soft-page-break/><text:p text:style-name="P2">deux</text:p>)"
      R"(<text:p text:style-name="P1">trois</text:p>)";
  const auto laid_out =
      flat_of(style, R"(<office:text text:use-soft-page-breaks="true">)" + body + "</office:text>");
  CHECK(line_of(laid_out.at(0).rows.at(0)) == "1|un");
  CHECK(line_of(laid_out[0].rows.at(1)) == "2|deux");
  CHECK(line_of(laid_out[0].rows.at(2)) == "3|trois");
  CHECK_FALSE(has_note(laid_out[0], "pages_at_least"));
  const auto unknown = flat_of(style, "<office:text>" + body + "</office:text>");
  CHECK(line_of(unknown.at(0).rows.at(2)) == "2|trois");
  CHECK(has_note(unknown[0], "pages_at_least"));
}

TEST_CASE("a document without any break has no page", "[table][document]") {
  CHECK(names_of(docx_of("<document><body><p><r><t>un</t></r></p></body></document>").at(0)) ==
        "texte");
}
