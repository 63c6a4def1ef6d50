#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("an array of objects is a table with dotted names", "[table][json]") {
  const TestTable table = read_json(
      R"([{"id":1,"nom":"Zo\u00e9","adr":{"ville":"Lyon","cp":"01000"}},{"id":2,"tel":["01","02"],"nom":null}])");
  CHECK(names_of(table) == "id|nom|adr.ville|adr.cp|tel");
  REQUIRE(table.rows.size() == 2);
  CHECK(line_of(table.rows[0]) == "1|Zoé|Lyon|01000|<null>");
  CHECK(line_of(table.rows[1]) == "2|<null>|<null>|<null>|01; 02");
}

TEST_CASE("numbers keep the digits of the text", "[table][json]") {
  const TestTable table =
      read_json(R"([{"a":12345678901234567890123,"b":1.0,"c":1e5,"d":-0,"e":0.10,"f":01000}])");
  CHECK(line_of(table.rows[0]) == "12345678901234567890123|1.0|1e5|-0|0.10|01000");
  CHECK(repairs_of(table, "json_repaired") == 1);
}

TEST_CASE("empty strings and nulls are told apart", "[table][json]") {
  const TestTable table = read_json(R"([{"a":"","b":null,"c":[],"d":{}},{"a":"x"}])");
  CHECK(names_of(table) == "a|b|c|d");
  CHECK(line_of(table.rows[0]) == "|<null>|<null>|<null>");
}

TEST_CASE("arrays of objects are joined without index", "[table][json]") {
  const TestTable table = read_json(
      R"([{"id":1,"enfants":[{"nom":"Paul","age":4},{"nom":"Eve"}]},{"id":2,"enfants":[]}])");
  CHECK(names_of(table) == "id|enfants.nom|enfants.age|enfants");
  CHECK(line_of(table.rows[0]).substr(0, 13) == "1|Paul; Eve|4");
}

TEST_CASE("the main array of an object is the table and the rest is extra text", "[table][json]") {
  const auto tables = read_tables(
      "a.json", R"({"contact":"Mme Durand","meta":{"n":2},"data":{"rows":[{"a":1},{"a":2}]}})",
      test_options());
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows.size() == 2);
  CHECK(tables[0].info.extra_text == std::vector<std::string>{"contact: Mme Durand", "meta.n: 2"});
}

TEST_CASE("several arrays of objects are several tables, the clearly largest first",
          "[table][json]") {
  std::string large = "[";
  for (int row = 0; row < 30; ++row)
    large += std::string(row == 0 ? "" : ",") + "{\"x\":" + std::to_string(row) + "}";
  const auto tables = read_tables(
      "a.json", R"({"petit":[{"a":1}],"autre":[{"b":1},{"b":2}],"grand":)" + large + "]}",
      test_options());
  REQUIRE(tables.size() == 3);
  CHECK(tables[0].info.name == "grand");
  CHECK(tables[1].info.name == "petit");
  CHECK(tables[2].info.name == "autre");
  CHECK(tables[0].rows.size() == 30);
  CHECK(tables[2].rows.size() == 2);
}

TEST_CASE("a single object is a table of one row", "[table][json]") {
  const TestTable table = read_json(R"({"nom":"Durand","langues":["fr","en"],"a":{"b":true}})");
  REQUIRE(table.rows.size() == 1);
  CHECK(line_of(table.rows[0]) == "Durand|fr; en|true");
}

TEST_CASE("JSON Lines are read by line and a broken line costs only itself", "[table][json]") {
  const auto tables = read_tables(
      "a.jsonl", "{\"a\":1}\n\n{\"a\":2,\"b\":\"x\"}\n{\"a\":3,\n{\"a\":4}\n", test_options());
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows.size() == 3);
  CHECK(skipped_of(tables[0], "broken_record") == 1);
  CHECK(tables[0].stats.coverage == 0.75);
  const auto plain = read_tables("a.json", "{\"a\":1}\n{\"a\":2}\n", test_options());
  CHECK(plain.at(0).rows.size() == 2);
  const auto pretty = read_tables("a.json", "{\n\"a\":1\n}\n{\n\"a\":2\n}\n", test_options());
  CHECK(pretty.at(0).rows.size() == 2);
}

TEST_CASE("GeoJSON features give properties and coordinates", "[table][json]") {
  const auto tables = read_tables(
      "a.geojson",
      R"({"type":"FeatureCollection","name":"x","features":[{"type":"Feature","properties":{"nom":"A"},"geometry":{"type":"Point","coordinates":[3.87751,43.610219]}},{"type":"Feature","properties":{"nom":"B"},"geometry":{"type":"LineString","coordinates":[[1,2],[3.50,4]]}},{"type":"Feature","properties":{"nom":"C"},"geometry":null}]})",
      test_options());
  REQUIRE(tables.size() == 1);
  CHECK(names_of(tables[0]) == "type|properties.nom|geometry.type|geometry.coordinates|geometry");
  CHECK(tables[0].rows[0][3] == "3.87751,43.610219");
  CHECK(tables[0].rows[1][3] == "1,2 3.50,4");
  CHECK_FALSE(tables[0].rows[2][3].has_value());
}

TEST_CASE("a broken record in an array is counted and the others are read", "[table][json]") {
  const TestTable table = read_json("[{\"a\":1},{\"a\" 2},{\"a\":3},{\"a\":}]");
  CHECK(table.rows.size() == 2);
  CHECK(skipped_of(table, "broken_record") == 2);
  CHECK(table.stats.skipped.at("broken_record").first_records == std::vector<std::uint64_t>{2, 4});
}

TEST_CASE("a record that never ends does not hide the following ones", "[table][json]") {
  const TestTable table =
      read_json("[\n {\"a\":1},\n {\"a\":2, \"b\":{,\n {\"a\":3},\n {\"a\":4}\n]\n");
  CHECK(table.rows.size() == 3);
  CHECK(table.stats.skipped_rows == 1);
  const TestTable quote = read_json("[\n {\"a\":\"1},\n {\"a\":\"2\"},\n {\"a\":\"3\"}\n]\n");
  CHECK(quote.rows.size() >= 1);
  CHECK(quote.stats.skipped_rows >= 1);
}

TEST_CASE("a truncated array is read to its last whole record and told", "[table][json]") {
  const TestTable table = read_json("[{\"a\":1},{\"a\":2},{\"a\":");
  CHECK(table.rows.size() == 2);
  CHECK(table.stats.skipped_rows >= 1);
  CHECK(table.stats.coverage < 1);
}

TEST_CASE("what common writers get wrong is read all the same", "[table][json]") {
  const TestTable table =
      read_json("[{\"a\":NaN,\"b\":-Infinity,\"c\":\"x\ty\",\"d\":\"\\ud800\",\"e\":[1,2,],},]");
  REQUIRE(table.rows.size() == 1);
  CHECK(line_of(table.rows[0]) == "<null>|<null>|x\ty|\xEF\xBF\xBD|1; 2");
  CHECK(repairs_of(table, "json_repaired") == 1);
}

TEST_CASE("the same key twice loses nothing", "[table][json]") {
  const TestTable table = read_json(R"([{"a":1,"a":2,"b.c":3,"b":{"c":4}}])");
  CHECK(names_of(table) == "a|b.c");
  CHECK(line_of(table.rows[0]) == "1; 2|3; 4");
}

TEST_CASE("nesting past the limit is skipped and told", "[table][json]") {
  std::string deep;
  for (int level = 0; level < 100000; ++level)
    deep += "{\"a\":[";
  const TestTable table = read_json("[{\"b\":1}," + deep + "]");
  CHECK(table.rows.size() == 1);
  std::string closed(300, '[');
  closed += std::string(300, ']');
  const TestTable whole = read_json("[{\"b\":1},{\"a\":" + closed + "},{\"b\":2}]");
  CHECK(whole.rows.size() == 2);
  CHECK(skipped_of(whole, "too_deep") == 1);
}

TEST_CASE("arrays of scalars and of arrays are tables too", "[table][json]") {
  CHECK(line_of(read_json("[1,\"deux\",null]").rows[1]) == "deux");
  const TestTable grid = read_json(R"({"data":[["a","b"],["c","d"]]})");
  CHECK(names_of(grid) == "0|1");
  CHECK(line_of(grid.rows[1]) == "c|d");
  CHECK(read_json("[]").rows.empty());
}

TEST_CASE("more columns than the limit share the last one", "[table][json]") {
  std::string text = "[";
  for (int row = 0; row < 5000; ++row)
    text += (row == 0 ? "{\"k" : ",{\"k") + std::to_string(row) + "\":1,\"z" + std::to_string(row) +
            "\":2}";
  const TestTable table = read_json(text + "]");
  CHECK(table.rows.size() == 5000);
  CHECK(table.info.columns.size() == 4097);
  CHECK(has_note(table, "too_many_columns"));
  CHECK(table.rows.back().back() == "1; 2");
}

TEST_CASE("text that is no JSON is refused in words", "[table][json]") {
  CHECK_THROWS_AS(read_json("nom;prenom\n"), Error);
}
