#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("a list of names without header keeps its first person as data", "[table][header]") {
  const TestTable one = read_csv("durand\npetit\nblanc\nnoir\nroux\n");
  CHECK(one.info.dialect.header_row == 0);
  CHECK(one.rows.size() == 5);
  CHECK(names_of(one) == "");
  const TestTable three = read_csv(
      "Durand;Marie;12/03/1980\nPetit;Jean;01/02/1975\nBlanc;Paul;30/11/1990\nNoir;Eve;04/05/"
      "2001\n");
  CHECK(three.info.dialect.header_row == 0);
  CHECK(three.rows.size() == 4);
  CHECK(has_note(three, "no_header"));
}

TEST_CASE("a first record with missing values is not a header", "[table][header]") {
  const TestTable table = read_csv(
      "Durand;Marie;inconnu;non renseigné\nPetit;Jean;45;12/03/1980\nBlanc;Paul;33;30/11/1990\n"
      "Noir;Eve;27;04/05/2001\n");
  CHECK((table.info.dialect.header_row == 0 || table.info.dialect.header_doubtful));
}

TEST_CASE("known words make a header of a table of texts", "[table][header]") {
  const TestTable table = read_csv("Nom;Prénom;Ville\nDurand;Marie;Lyon\nPetit;Jean;Nice\n");
  CHECK(table.info.dialect.header_row == 1);
  CHECK_FALSE(table.info.dialect.header_doubtful);
  CHECK(names_of(table) == "Nom|Prénom|Ville");
}

TEST_CASE("types alone make a header without known words", "[table][header]") {
  const auto tables = read_tables("a.csv",
                                  "label;amount;moment;link\na b;12,5;01/02/2020;http://x.fr\nc "
                                  "d;13;03/02/2020;http://y.fr\ne f;14;05/02/2020;http://z.fr\n",
                                  SourceOptions{});
  CHECK(tables.at(0).info.dialect.header_row == 1);
  CHECK_FALSE(tables.at(0).info.dialect.header_doubtful);
}

TEST_CASE("years name columns", "[table][header]") {
  const TestTable table =
      read_csv("Commune;2010;2011;2012\nLyon;12;14;15\nNice;22;24;25\nBrest;32;34;35\n");
  CHECK(table.info.dialect.header_row == 1);
}

TEST_CASE("title lines above the header are kept as extra text", "[table][header]") {
  const TestTable table = read_csv(
      "Liste des agents;;;\nService de la paie, Mme Durand;;;\n;;;\nNom;Prénom;Age;Ville\n"
      "Durand;Marie;40;Lyon\nPetit;Jean;50;Nice\nBlanc;Paul;33;Brest\n");
  CHECK(table.info.dialect.header_row == 4);
  CHECK(table.info.dialect.preamble_rows == 3);
  REQUIRE(table.info.extra_text.size() == 2);
  CHECK(table.info.extra_text[1] == "Service de la paie, Mme Durand");
  CHECK(names_of(table) == "Nom|Prénom|Age|Ville");
  CHECK(table.records.front() == 5);
  CHECK(table.rows.size() == 3);
}

TEST_CASE("a title line of one cell is told by the jump in width", "[table][header]") {
  const TestTable table = read_csv(
      "Export du 12 mars\n\nNom;Prénom;Age\nDurand;Marie;40\nPetit;Jean;50\nBlanc;Paul;33\n");
  CHECK(table.info.dialect.header_row == 3);
  CHECK(table.rows.size() == 3);
  CHECK(table.info.extra_text.size() == 1);
}

TEST_CASE("two header lines are joined, merged tops filled to the right", "[table][header]") {
  const TestTable table = read_csv(
      "Enfant;;Parent;\nNom;Age;Nom;Age\nDurand;4;Durand;40\nPetit;5;Petit;50\nBlanc;3;Noir;33\n");
  CHECK(table.info.dialect.header_rows == 2);
  CHECK(names_of(table) == "Enfant / Nom|Enfant / Age|Parent / Nom|Parent / Age");
  CHECK(table.rows.size() == 3);
  CHECK(has_note(table, "header_joined"));
}

TEST_CASE("dBase headers give names and types", "[table][header]") {
  const TestTable table =
      read_csv("NOM,C,254;AGE,N,5,0;DATE_NAIS,D\nDurand;40;12/03/80\nPetit;50;01/02/75\n");
  CHECK(names_of(table) == "NOM|AGE|DATE_NAIS");
  CHECK(table.info.columns[0].declared_type == "C");
  CHECK(table.info.columns[2].declared_type == "D");
  CHECK_FALSE(table.info.dialect.header_doubtful);
}

TEST_CASE("a header without rows is a valid empty table", "[table][header]") {
  const TestTable table = read_csv("nom;prenom;email\n");
  CHECK(table.info.dialect.header_row == 1);
  CHECK(table.info.columns.size() == 3);
  CHECK(table.rows.empty());
  CHECK(table.stats.coverage == 1.0);
  const TestTable data = read_csv("Durand;Marie;12/03/1980\n");
  CHECK(data.rows.size() == 1);
}

TEST_CASE("a lone record of unknown words is a doubtful header", "[table][header]") {
  const TestTable table = read_csv("Durand;Marie;Lyon\n");
  CHECK((table.info.dialect.header_row == 0 || table.info.dialect.header_doubtful));
}

TEST_CASE("names of columns are trimmed and stand at their index", "[table][header]") {
  const TestTable table = read_csv(" id ;; nom \n1;x;Durand\n2;y;Petit\n3;z;Blanc\n");
  CHECK(names_of(table) == "id||nom");
}
