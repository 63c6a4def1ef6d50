// Geometries of databases: cells that ogr2ogr (GDAL 3.6.2) wrote as GeoPackage and SpatiaLite from
// WKT, in hexadecimal.
#include "audit/base/file.h"
#include "audit/base/sqlite.h"
#include "audit/table/geo_parquet.h"
#include "audit/table/geometry_blob.h"
#include "audit/table/geometry_type.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t place = 0; place + 1 < hex.size(); place += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(place, 2)), nullptr, 16));
  return bytes;
}

std::string geometry_of(std::string_view hex) {
  const auto shape = shape_of_blob(bytes_of(hex));
  return shape ? shape->type + " " + shape->coordinates : "none";
}

constexpr std::string_view kPoint = "475000016A08000001010000001C0A9FAD83030F408F34B8AD2DCE4540";
constexpr std::string_view kCollection =
    "475000036A080000000000000000F03F0000000000001C400000000000000040000000000000204001070000000200"
    "0"
    "0000101000000000000000000F03F0000000000000040010500000002000000010200000002000000000000000000F"
    "0"
    "3F00000000000000400000000000000840000000000000104001020000000200000000000000000014400000000000"
    "0"
    "018400000000000001C400000000000002040";
constexpr std::string_view kSpatialitePoint =
    "00016A0800001C0A9FAD83030F408F34B8AD2DCE45401C0A9FAD83030F408F34B8AD2DCE45407C010000001C0A9FAD"
    "83030F408F34B8AD2DCE4540FE";
constexpr std::string_view kSpatialitePolygon =
    "00016A08000000000000000000000000000000000000000000000000F03F000000000000F03F7C0300000002000000"
    "0"
    "4000000000000000000000000000000000000000000000000000000000000000000F03F000000000000F03F0000000"
    "0"
    "0000F03F00000000000000000000000000000000040000009A9999999999B93F9A9999999999B93F9A9999999999C9"
    "3"
    "F9A9999999999B93F9A9999999999C93F9A9999999999C93F9A9999999999B93F9A9999999999B93FFE";
constexpr std::string_view kSpatialiteMulti =
    "00016A080000000000000000F03F0000000000000040000000000000084000000000000012407C0400000002000000"
    "6901000000000000000000F03F0000000000000040690100000000000000000008400000000000001240FE";

}  // namespace

TEST_CASE("geometries of a GeoPackage are positions", "[table][geometry]") {
  CHECK(geometry_of(kPoint) == "Point 3.876716,43.610769");
  CHECK(geometry_of("475000016A08000001E9030000333333B3D9852741D7A3702D4CF457410000000000002840") ==
        "Point 770796.85,6279472.71");
  CHECK(
      geometry_of("475000036A080000000000000000F03F000000000000084000000000000000400000000000001"
                  "2400104000000020000000101000000000000000000F03F00000000000000400101000000000000"
                  "00000008400000000000001240") == "MultiPoint 1,2 3,4.5");
  CHECK(geometry_of(kCollection) == "GeometryCollection 1,2 1,2 3,4 5,6 7,8");
}

TEST_CASE("geometries of SpatiaLite are positions", "[table][geometry]") {
  CHECK(geometry_of(kSpatialitePoint) == "Point 3.876716,43.610769");
  CHECK(geometry_of(kSpatialitePolygon) ==
        "Polygon 0,0 0,1 1,1 0,0 0.1,0.1 0.2,0.1 0.2,0.2 0.1,0.1");
  CHECK(geometry_of(kSpatialiteMulti) == "MultiPoint 1,2 3,4.5");
}

TEST_CASE("well-known binary in both orders, with the marks of PostGIS", "[table][geometry]") {
  // OGC 06-103r4, 8.2.8: a point of (1, 2), big-endian; PostGIS documentation, ST_AsEWKB.
  CHECK(shape_of_wkb(bytes_of("00000000013FF00000000000004000000000000000"))->coordinates == "1,2");
  CHECK(shape_of_wkb(bytes_of("0101000020E6100000000000000000F03F0000000000000040"))->coordinates ==
        "1,2");
  CHECK_FALSE(shape_of_wkb(bytes_of("00000000013FF000000000000040000000000000")).has_value());
}

TEST_CASE("damaged geometries are bytes like others, whatever is cut or changed",
          "[table][geometry]") {
  for (const std::string_view hex : {kPoint, kCollection, kSpatialitePolygon, kSpatialiteMulti}) {
    const std::string whole = bytes_of(hex);
    for (std::size_t size = 0; size < whole.size(); ++size)
      CHECK_FALSE(shape_of_blob(whole.substr(0, size)).has_value());
    for (std::size_t place = 0; place < whole.size(); ++place) {
      std::string changed = whole;
      changed[place] = static_cast<char>(~changed[place]);
      shape_of_blob(changed);  // ends, within the bytes
    }
  }
  // A geometry in a geometry in a geometry...
  std::string deep = bytes_of("4750000100000000");
  for (int depth = 0; depth < 100; ++depth)
    deep += bytes_of("010700000001000000");
  CHECK_FALSE(shape_of_blob(deep).has_value());
}

TEST_CASE("positions of a database are cells; other bytes are counted", "[table][geometry]") {
  const TemporaryFile file("geometries");
  {
    Database database(file.path(), OpenMode::create);
    database.execute("CREATE TABLE arbres (id INTEGER PRIMARY KEY, geom POINT)");
    database.execute("INSERT INTO arbres VALUES (1, x'" + std::string(kPoint) + "'), (2, x'" +
                     std::string(kSpatialitePoint) + "'), (3, x'47500001')");
  }
  const auto tables = read_tables("a.gpkg", read_file(file.path()), test_options());
  REQUIRE(tables.size() == 1);
  CHECK(line_of(tables[0].rows.at(0)) == "1|3.876716,43.610769");
  CHECK(line_of(tables[0].rows.at(1)) == "2|3.876716,43.610769");
  CHECK(line_of(tables[0].rows.at(2)) == "3|<null>");
  CHECK(repairs_of(tables[0], "binary_value") == 1);
}

TEST_CASE("the declared type of a geometry says its reference system", "[table][geometry]") {
  const TemporaryFile file("systems");
  {
    Database database(file.path(), OpenMode::create);
    for (const char* sql :
         {"CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, "
          "geometry_type_name TEXT, srs_id INTEGER)",
          "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, "
          "organization_coordsys_id INTEGER)",
          "CREATE TABLE arbres (id INTEGER PRIMARY KEY, Geom BLOB)",
          "CREATE TABLE bancs (id INTEGER PRIMARY KEY, geom BLOB)",
          "INSERT INTO gpkg_geometry_columns VALUES ('arbres', 'geom', 'POINT', 7), ('bancs', "
          "'geom', 'POINT', 8)",
          "INSERT INTO gpkg_spatial_ref_sys VALUES (7, 'epsg', 2154), (8, 'NONE', 8)"})
      database.execute(sql);
  }
  const auto tables = read_tables("a.gpkg", read_file(file.path()), test_options());
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].info.columns.at(1).declared_type == "geometry(POINT,2154)");
  CHECK(tables[1].info.columns.at(1).declared_type == "BLOB");
}

// PostGIS 3.3.2: SELECT 'SRID=2154;POINT(652381.12 6862305.27)'::geometry, and without its system.
TEST_CASE("well-known binary in hexadecimal digits is a geometry", "[table][geometry]") {
  constexpr std::string_view kExtended = "01010000206A080000D7A3703DBAE8234114AE4751782D5A41";
  constexpr std::string_view kPlain = "0101000000D7A3703DBAE8234114AE4751782D5A41";
  REQUIRE(shape_of_hex(kExtended).has_value());
  CHECK(shape_of_hex(kExtended)->coordinates == "652381.12,6862305.27");
  CHECK(shape_of_hex(kPlain)->coordinates == "652381.12,6862305.27");
  CHECK(geometry_of(kPlain) == "Point 652381.12,6862305.27");
  CHECK(shape_of_hex("0101000000d7a3703dbae8234114ae4751782d5a41")->coordinates ==
        "652381.12,6862305.27");
  CHECK(system_of_hex(kExtended) == 2154);
  CHECK(system_of_hex(kExtended.substr(0, 18)) == 2154);
  CHECK(system_of_hex(kPlain) == 0);
  for (const std::string_view none : {"", "0", "b", "zz", "01", "010100", "0201000000000000000000",
                                      "0101000000D7A3703DBAE8234114AE4751782D5A4"}) {
    CHECK_FALSE(shape_of_hex(none).has_value());
    CHECK(system_of_hex(none) == 0);
  }
  // Bytes that are no geometry: too short for a position, or of another order than 0 and 1.
  CHECK(geometry_of("010200000000000000") == "none");
  CHECK(geometry_of("0201000000D7A3703DBAE8234114AE4751782D5A41") == "none");
}

// MariaDB 10.11: SELECT hex(ST_GeomFromText('POINT(652381.12 6862305.27)', 2154)).
TEST_CASE("a geometry of MySQL has its system in front", "[table][geometry]") {
  CHECK(shape_of_mysql_hex("6A0800000101000000D7A3703DBAE8234114AE4751782D5A41")->coordinates ==
        "652381.12,6862305.27");
  CHECK_FALSE(shape_of_mysql_hex("6A080000").has_value());
  CHECK_FALSE(shape_of_mysql_hex("b").has_value());
}

TEST_CASE("names of reference systems give their code", "[table][geometry]") {
  CHECK(epsg_of_crs_name("urn:ogc:def:crs:EPSG::2154") == "2154");
  CHECK(epsg_of_crs_name("urn:ogc:def:crs:EPSG:6.9:2154") == "2154");
  CHECK(epsg_of_crs_name("http://www.opengis.net/def/crs/EPSG/0/3857") == "3857");
  CHECK(epsg_of_crs_name("EPSG:4326") == "4326");
  CHECK(epsg_of_crs_name("urn:ogc:def:crs:OGC:1.3:CRS84") == "4326");
  for (const char* other : {"", "2154", "EPSG", "EPSG:", "EPSG:x", "urn:ogc:def:crs:IGNF::LAMB93",
                            "ma commune, EPSG:2154 ou autre"})
    CHECK(epsg_of_crs_name(other).empty());
}

TEST_CASE("the metadata of a GeoParquet name its geometries and their system",
          "[table][geometry]") {
  const auto types = geo_parquet_columns(
      R"({"version": "1.1.0", "primary_column": "geom", "columns": {)"
      R"("geom": {"encoding": "WKB", "geometry_types": ["Point"], "crs": {"type": "ProjectedCRS",)"
      R"( "base_crs": {"id": {"authority": "EPSG", "code": 4171}}, "id": {"authority": "EPSG", "code": 2154}}},)"
      R"("aire": {"encoding": "WKB", "geometry_types": ["Polygon", "MultiPolygon"]},)"
      R"("autre": {"encoding": "WKB", "geometry_types": [7], "crs": null}, "faux": 3}})");
  CHECK(types == std::map<std::string, std::string>{{"geom", "geometry(Point,2154)"},
                                                    {"aire", "geometry(Geometry,4326)"},
                                                    {"autre", "geometry(Geometry)"}});
  for (const char* other :
       {"", "{", "[]", R"({"columns": []})", R"({"columns": {"a": {"crs": {"id": 3}}}})"})
    CHECK(geo_parquet_columns(other).size() < 2);
  CHECK(type_of_duck_geometry("GEOMETRY") == "geometry(Geometry)");
  CHECK(type_of_duck_geometry("GEOMETRY('OGC:CRS84')") == "geometry(Geometry,4326)");
  CHECK(type_of_duck_geometry(R"(GEOMETRY('{"id":{"authority":"EPSG","code":"2154"}}'))") ==
        "geometry(Geometry,2154)");
}

TEST_CASE("geojson: the reference system of 2008 is that of the positions", "[table][geometry]") {
  const auto type_of = [](const std::string& member) {
    const auto tables = read_tables(
        "a.geojson",
        R"({"type":"FeatureCollection",)" + member +
            R"("features":[{"type":"Feature","properties":{"id":1},"geometry":{"type":"Point","coordinates":[652381.12,6862305.27]}}]})",
        test_options());
    for (const TableColumn& column : tables.at(0).info.columns)
      if (column.name == "geometry.coordinates")
        return column.declared_type;
    return std::string("none");
  };
  CHECK(type_of("") == "");
  CHECK(type_of(R"("crs":null,)") == "");
  CHECK(type_of(R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},)") ==
        "geometry(Geometry,2154)");
  CHECK(type_of(R"("crs":{"type":"EPSG","properties":{"code":2154}},)") ==
        "geometry(Geometry,2154)");
  CHECK(
      type_of(
          R"("crs":{"type":"link","properties":{"href":"http://spatialreference.org/ref/epsg/2154/proj4/","type":"proj4"}},)") ==
      "geometry(Geometry,2154)");
  CHECK(type_of(R"("crs":{"type":"name","properties":{"name":"maison"}},)") == "");
}
