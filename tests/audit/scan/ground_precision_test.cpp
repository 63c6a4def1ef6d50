// Positions and their precision. Metres a decimal: identifiers of the field say 4 decimals are 11
// m, 5 are 1.1 m, 6 are 11 cm.
#include "audit/scan/ground_precision.h"

#include "audit/scan/column_profile.h"
#include "audit/table/geometry_type.h"
#include "tests/audit/scan/scan_rows.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::optional<CellOrdinates> read(std::string_view cell) {
  return ordinates_of(cell);
}

}  // namespace

TEST_CASE("positions are read in the forms that files have", "[scan][position]") {
  for (const char* cell : {"3.876716,43.610769", "3.876716, 43.610769", "(3.876716 43.610769)",
                           "[3.876716;43.610769]", "POINT (3.876716 43.610769)"}) {
    const auto found = read(cell);
    REQUIRE(found.has_value());
    CHECK(found->is_position);
    CHECK(found->decimals == 6);
    CHECK(found->first == 3.876716);
    CHECK(found->second == 43.610769);
  }
  CHECK(read("652381,6862047")->is_position);
  CHECK(read("3.9,43.6 3.91,43.61 3.912,43.6")->decimals == 3);
  CHECK_FALSE(read("43,61")->is_position);
  CHECK_FALSE(read("Montpellier").has_value());
  CHECK_FALSE(read("12 rue des Lilas").has_value());
  CHECK_FALSE(read("").has_value());
}

TEST_CASE("decimals are those in use, without padding or binary noise", "[scan][position]") {
  CHECK(decimals_used("43.6100000", 43.61) == 2);
  CHECK(decimals_used("43", 43) == 0);
  CHECK(decimals_used("-1.50", -1.5) == 1);
  CHECK(decimals_used("652400", 652400) == -2);
  // A double that stands for 3.876716, and the number of 32 bits nearest to 43.61077 as a double.
  CHECK(decimals_used("3.8767160000000001", 3.8767160000000001) == 6);
  CHECK(decimals_used("43.61077117919922", 43.61077117919922) == 5);
}

TEST_CASE("the decimals of a column are those of nineteen cells in twenty", "[scan][position]") {
  DecimalCounts counts;
  CHECK_FALSE(counts.used().has_value());
  for (int cell = 0; cell < 95; ++cell)
    counts.add(2, 1);
  for (int cell = 0; cell < 5; ++cell)
    counts.add(6, 1);
  CHECK(counts.used() == 2);
  counts.add(6, 1);
  CHECK(counts.used() == 6);
  counts.add(200, 1);  // past the range: the nearest
}

TEST_CASE("bounds merge to the same whatever the order", "[scan][position]") {
  OrdinateBounds left;
  left.cells = 2;
  left.widen(3, 43);
  left.widen(-1, 45);
  OrdinateBounds right;
  right.merge(left);
  right.merge(OrdinateBounds());
  CHECK(right.cells == 2);
  CHECK(right.min_first == -1);
  CHECK(right.max_second == 45);
}

TEST_CASE("precision is in metres, in degrees and in projected metres", "[scan][position]") {
  const auto of = [](const std::vector<std::string>& cells, const std::string& type) {
    ColumnProfile profile;
    for (const std::string& cell : cells) {
      const auto ordinates = ordinates_of(cell);
      ++profile.filled;
      profile.decimals.add(ordinates->decimals, 1);
      ++profile.positions.cells;
      profile.positions.widen(ordinates->first, ordinates->second);
    }
    return ground_precision(profile, TableColumn{"geom", type, ""});
  };
  const auto degrees = of({"3.8767,43.6107", "3.9,43.6"}, "");
  CHECK(degrees->metres == Approx(11.1132));
  CHECK(degrees->reference_system == "EPSG:4326 (WGS 84)");
  CHECK(degrees->origin == Origin::guessed);
  CHECK(precision_in_words(*degrees).fr ==
        "précision réelle 11 m (4 décimales de degré), système supposé EPSG:4326 (WGS 84)");
  const auto metres = of({"770796.85,6279472.71", "772690.63,6278297.07"}, "");
  CHECK(metres->metres == Approx(0.01));
  CHECK(metres->reference_system == "EPSG:2154 (RGF93 / Lambert-93)");
  const auto said = of({"1770796.8,1279472.7", "1770796,1279472"}, "geometry(Point,3944)");
  CHECK(said->metres == Approx(0.1));
  CHECK(said->reference_system == "EPSG:3944");
  CHECK(said->origin == Origin::given);
  CHECK(of({"652400,6862000", "652600,6862200"}, "")->metres == Approx(100));
  CHECK(precision_in_words(*of({"3.88,43.61"}, "")).en ==
        "real precision 1.1 km (2 decimals of a degree), system presumed EPSG:4326 (WGS 84)");
}

TEST_CASE("numbers of districts and of buildings are no positions", "[scan][position]") {
  const auto of_numbers = [](double smallest, double largest, int decimals) {
    ColumnProfile profile;
    profile.filled = profile.numbers = 2;
    profile.min_number = smallest;
    profile.max_number = largest;
    profile.decimals.add(decimals, 1);
    return ground_precision(profile, TableColumn{"lieu", "", ""}).has_value();
  };
  CHECK(of_numbers(43.6, 43.7, 4));
  CHECK(of_numbers(652381, 772690, 0));
  CHECK_FALSE(of_numbers(1, 12, 0));
  CHECK_FALSE(of_numbers(34172000101, 34172000999, 0));
}

TEST_CASE("a declared type says the reference system", "[scan][position]") {
  CHECK(geometry_type("Point", "2154") == "geometry(Point,2154)");
  CHECK(epsg_of_type("geometry(Point,2154)") == "2154");
  CHECK(epsg_of_type("geography(PointZ,4326)") == "4326");
  CHECK(epsg_of_type("geometry(Geometry)").empty());
  CHECK(epsg_of_type("geometry(Point,0)").empty());
  CHECK(epsg_of_type("numeric(10,2)").empty());
  CHECK(epsg_of_esri_name("RGF93_Lambert_93") == "2154");
  CHECK(epsg_of_esri_name("RGF_1993_CC44") == "3944");
  CHECK(epsg_of_esri_name("RGF93_CC51").empty());
}

TEST_CASE("the home of a person is told by how near it is", "[scan][position]") {
  const auto scan_of = [](const std::string& longitude, const std::string& latitude) {
    std::vector<std::string> lines = {"nom;prenom;date_naissance;latitude;longitude"};
    const std::vector<std::string> last = {"Martin", "Bernard", "Dubois", "Petit", "Robert"};
    const std::vector<std::string> first = {"Marie", "Jean", "Sophie", "Luc", "Claire"};
    for (int row = 0; row < 40; ++row) {
      std::string line = last[static_cast<std::size_t>(row % 5)];
      line += ";" + first[static_cast<std::size_t>(row / 5 % 5)] + ";" +
              std::to_string(10 + row % 19) + "/03/19" + std::to_string(50 + row) + ";";
      line += latitude + std::to_string(1 + row % 9) + ";";
      line += longitude + std::to_string(1 + row % 9);
      lines.push_back(line);
    }
    return scan_rows(lines);
  };
  const TableScan near = scan_of("3.8767", "43.6107");
  REQUIRE(near.columns.at(3).position.has_value());
  CHECK(near.columns.at(3).type == ColumnType::geo_precise);
  CHECK(near.columns.at(3).position->decimals == 5);
  bool is_told = false;
  for (const Finding& finding : near.findings)
    is_told =
        is_told || (finding.type == ColumnType::geo_precise && finding.severity >= Severity::high &&
                    finding.message.fr.find("1,1 m") != std::string::npos);
  CHECK(is_told);
  const TableScan far = scan_of("3.", "43.");
  CHECK(far.columns.at(3).type == ColumnType::geo_place);
  CHECK(far.columns.at(3).gdpr == Gdpr::quasi);
  CHECK(far.columns.at(3).position->metres > 10000);
}
