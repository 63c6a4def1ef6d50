// KML (OGC 07-147r2) and KMZ, by hand-written files.
#include <algorithm>

#include "audit/base/file.h"
#include "tests/audit/table/read_table.h"
#include "tests/fuzz/stored_zip.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

const std::string kMaps = std::string(AVAL_SOURCE_DIR) + "/tests/data/table/maps/";

TestTable kml_of(const std::string& name, std::string_view bytes) {
  return read_tables(name, bytes, test_options()).at(0);
}

std::string cell_of(const TestTable& table, std::size_t row, const std::string& column) {
  for (std::size_t c = 0; c < table.info.columns.size(); ++c)
    if (table.info.columns[c].name == column)
      return c < table.rows.at(row).size() ? table.rows[row][c].value_or("<null>") : "<null>";
  return "<no column>";
}

bool says(const TestTable& table, const std::string& text) {
  const auto& texts = table.info.extra_text;
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

TEST_CASE("a placemark keeps all that it holds, as written", "[table][kml]") {
  const TestTable table = kml_of("portage.kml", read_file(kMaps + "portage.kml"));
  REQUIRE(table.rows.size() == 3);
  CHECK(table.info.name == "portage");
  CHECK(cell_of(table, 0, "id") == "p1");
  CHECK(cell_of(table, 0, "folder") == "Tournées / Nord");
  CHECK(cell_of(table, 0, "address") == "1 rue des Lilas");
  CHECK(cell_of(table, 0, "phoneNumber") == "0639980101");
  CHECK(cell_of(table, 0, "Snippet") == "clé chez le voisin");
  CHECK(cell_of(table, 0, "description") == "voit <b>sa fille</b>, le dimanche");
  CHECK(cell_of(table, 0, "ExtendedData.tel") == "0639980103");
  CHECK(cell_of(table, 0, "ExtendedData.tel.displayName") == "Téléphone");
  CHECK(cell_of(table, 0, "ExtendedData.code") == "007");
  CHECK(cell_of(table, 0, "TimeStamp.when") == "2026-01-02");
  CHECK(cell_of(table, 1, "folder") == "<null>");
}

TEST_CASE("geometries of KML are positions of longitude and latitude", "[table][kml]") {
  const TestTable table = kml_of("portage.kml", read_file(kMaps + "portage.kml"));
  CHECK(cell_of(table, 0, "geometry.type") == "Point");
  CHECK(cell_of(table, 0, "geometry.coordinates") == "3.876716,43.610769");
  CHECK(cell_of(table, 1, "geometry.type") == "GeometryCollection");
  CHECK(cell_of(table, 1, "geometry.coordinates") == "3.9,43.6 3.90,43.60 3.91,43.61");
  CHECK(cell_of(table, 2, "geometry.type") == "Track");
  CHECK(cell_of(table, 2, "geometry.coordinates") == "3.9,43.6 3.91,43.61");
}

TEST_CASE("what KML says outside placemarks is scanned, and links are told", "[table][kml]") {
  const TestTable table = kml_of("portage.kml", read_file(kMaps + "portage.kml"));
  CHECK(says(table, "Yann Abgrallou"));
  CHECK(says(table, "auteur de la carte"));
  CHECK(says(table, "ailleurs"));
  CHECK(repairs_of(table, "value_elsewhere") == 1);
}

TEST_CASE("each KML file of a KMZ is a table", "[table][kml]") {
  const std::string one = read_file(kMaps + "portage.kml");
  const auto alone =
      read_tables("carte.kmz", stored_zip({{"doc.kml", one}, {"photo.png", "x"}}), test_options());
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].info.name == "carte");
  CHECK(alone[0].rows.size() == 3);
  const auto both =
      read_tables("carte.kmz", stored_zip({{"a.kml", one}, {"sous/b.KML", one}}), test_options());
  REQUIRE(both.size() == 2);
  CHECK(both[1].info.name == "sous/b.KML");
  CHECK(both[1].rows.size() == 3);
}

TEST_CASE("a KML cut short keeps its rows and tells; one with entities is refused",
          "[table][kml]") {
  const std::string whole = read_file(kMaps + "portage.kml");
  const std::size_t second = whole.find("<Placemark><name>Kerbrazou");
  const TestTable cut = kml_of("coupe.kml", whole.substr(0, second + 40));
  CHECK(cut.rows.size() == 1);
  CHECK(skipped_of(cut, "truncated") == 1);
  CHECK_THROWS_WITH(kml_of("coupe.kml", whole.substr(0, 400)), Catch::Contains("cut short"));
  CHECK_THROWS_AS(kml_of("entite.kml",
                         "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a \"b\">]>"
                         "<kml><Placemark><name>&a;</name></Placemark></kml>"),
                  Error);
}

TEST_CASE("a placemark of very many positions keeps the first ones and tells", "[table][kml]") {
  std::string text = "<kml><Placemark><LineString><coordinates>";
  for (int point = 0; point < 20001; ++point)
    text += "1,2 ";
  const TestTable table =
      kml_of("long.kml", text + "</coordinates></LineString></Placemark></kml>");
  CHECK(cell_of(table, 0, "geometry.coordinates").size() == 20000 * 4 - 1);
  CHECK(repairs_of(table, "shape_cut") == 1);
}

TEST_CASE("a text named as a map is read as what it is", "[table][kml]") {
  CHECK(names_of(kml_of("liste.tab", "nom\tage\nMartin\t3\nPetit\t4\n")) == "nom|age");
  CHECK(names_of(kml_of("liste.kml", "nom,age\nMartin,3\nPetit,4\n")) == "nom|age");
}
