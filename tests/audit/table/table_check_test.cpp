// A table against its Table Schema: codes as frictionless names them, types and constraints as the
// Table Schema standard states them.
#include "audit/table/table_check.h"

#include <nlohmann/json.hpp>

#include "audit/table/field_value.h"
#include "audit/table/opening_hours.h"
#include "audit/table/schema_infer.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

constexpr const char* kSchema = R"({"fields": [
  {"name": "id", "type": "integer", "constraints": {"required": true, "unique": true}},
  {"name": "date", "type": "date"},
  {"name": "code", "type": "string", "constraints": {"maxLength": 5, "enum": ["A1", "B2"]}},
  {"name": "part", "type": "number", "constraints": {"minimum": 0, "maximum": 1}}]})";

CheckReport check(const std::string& schema, const std::string& csv, bool lenient = false) {
  const TableRules rules = read_table_rules(OrderedJson::parse(schema), "schema.json", "");
  SourceOptions reading = test_options();
  reading.is_header_word = [&rules](std::string_view word) {
    return std::any_of(rules.fields.begin(), rules.fields.end(),
                       [&](const FieldRules& field) { return field.name == word; });
  };
  Source source = open_source_bytes("t.csv", csv, reading);
  CheckOptions options;
  options.lenient = lenient;
  options.is_valid_number = [](std::string_view kind, std::string_view value) {
    return kind == "siret" && value == "21640134400014";
  };
  options.compile_pattern = [](const std::string& pattern) {
    return [pattern](std::string_view text) { return text == pattern; };
  };
  return check_table(*source.tables.at(0), rules, options);
}

// "code row field" of each error.
std::vector<std::string> lines(const CheckReport& report) {
  std::vector<std::string> out;
  for (const CheckError& error : report.errors)
    out.push_back(error.code + " " + std::to_string(error.row) + " " + error.field);
  return out;
}

bool fits(const std::string& type, const std::string& format, const std::string& text) {
  FieldRules field;
  field.type = type;
  field.format = format;
  field.true_values = {"oui"};
  field.false_values = {"non"};
  return read_field_value(field, text).has_value();
}

TEST_CASE("a table that agrees has no error", "[check]") {
  const CheckReport report = check(kSchema, "id,date,code,part\n1,2026-01-31,A1,0.5\n2,,B2,1\n");
  CHECK(report.valid);
  CHECK(report.rows == 2);
  CHECK(report.errors.empty());
  CHECK(report.counts.empty());
}

TEST_CASE("each fault has its code, its row and its field", "[check]") {
  const CheckReport report = check(
      kSchema, "id,date,code,part\n1,2026-02-30,A1,0.5\n1,2026-01-31,C3,2\n,2026-01-31,A1,-1\n");
  CHECK_FALSE(report.valid);
  CHECK(lines(report) ==
        std::vector<std::string>{"type-error 2 date", "unique-error 3 id",
                                 "constraint-error 3 code", "constraint-error 3 part",
                                 "constraint-error 4 id", "constraint-error 4 part"});
  CHECK(count_errors(report) == 6);
}

TEST_CASE("labels: exact by default, free when lenient", "[check]") {
  const std::string csv = "date,id,autre\n2026-01-31,1,x\n";
  CHECK(lines(check(kSchema, csv)) == std::vector<std::string>{"missing-label 0 code",
                                                               "missing-label 0 part",
                                                               "extra-label 0 autre"});
  const CheckReport lenient = check(kSchema, csv, true);
  CHECK(lenient.valid);
  CHECK(lenient.warnings.size() == 3);
  CHECK(lines(check(kSchema, "date,code\n2026-01-31,A1\n", true)) ==
        std::vector<std::string>{"missing-label 0 id"});
  CHECK(lines(check(kSchema, "date,id,code,part\n2026-01-31,1,A1,1\n")) ==
        std::vector<std::string>{"incorrect-label 0 id", "incorrect-label 0 date"});
}

TEST_CASE("fieldsMatch says which columns may differ", "[check]") {
  const std::string fields = R"("fields": [{"name": "id", "type": "integer"}, {"name": "nom"}])";
  CHECK(check("{" + fields + R"(, "fieldsMatch": "equal"})", "nom,id\nx,1\n").valid);
  CHECK(check("{" + fields + R"(, "fieldsMatch": "subset"})", "id,nom,ville\n1,x,y\n").valid);
  CHECK_FALSE(check("{" + fields + R"(, "fieldsMatch": "subset"})", "id,ville\n1,y\n").valid);
  CHECK(check("{" + fields + R"(, "fieldsMatch": "superset"})", "id\n1\n").valid);
}

TEST_CASE("a blank row is one error, not one a field", "[check]") {
  CHECK(lines(check(kSchema, "id,date,code,part\n1,,A1,1\n,,,\n2,,A1,1\n")) ==
        std::vector<std::string>{"blank-row 3 "});
}

TEST_CASE("missing values and the primary key", "[check]") {
  const std::string schema =
      R"({"fields": [{"name": "id", "type": "integer"}, {"name": "code"}],
          "missingValues": ["", "n/a"], "primaryKey": ["id", "code"]})";
  CHECK(lines(check(schema, "id,code\nn/a,A\n1,A\n1,B\n1,A\n")) ==
        std::vector<std::string>{"constraint-error 2 id", "primary-key 5 id, code"});
}

TEST_CASE("a pattern takes the whole value", "[check]") {
  const std::string schema = R"({"fields": [{"name": "code", "constraints": {"pattern": "AB"}}]})";
  CHECK(check(schema, "code\nAB\n").valid);
  CHECK(lines(check(schema, "code\nABC\n")) == std::vector<std::string>{"constraint-error 2 code"});
}

TEST_CASE("no message holds a cell value", "[check]") {
  const CheckReport report = check(kSchema, "id,date,code,part\nzorglub,zorglub,zorglub,zorglub\n");
  CHECK(report.errors.size() == 5);  // the code fails two constraints
  for (const CheckError& error : report.errors) {
    CHECK(error.message.fr.find("zorglub") == std::string::npos);
    CHECK(error.message.en.find("zorglub") == std::string::npos);
  }
}

TEST_CASE("types of Table Schema", "[check]") {
  CHECK(fits("integer", "", "-12"));
  CHECK_FALSE(fits("integer", "", "1.0"));
  CHECK(fits("number", "", "1.5e3"));
  CHECK(fits("number", "", "NaN"));
  CHECK_FALSE(fits("number", "", "1,5"));
  CHECK(fits("boolean", "", "oui"));
  CHECK_FALSE(fits("boolean", "", "true"));
  CHECK(fits("date", "", "2024-02-29"));
  CHECK_FALSE(fits("date", "", "2023-02-29"));
  CHECK_FALSE(fits("date", "", "29/02/2024"));
  CHECK(fits("date", "%d/%m/%Y", "29/02/2024"));
  CHECK(fits("date", "any", "29/02/2024"));
  CHECK(fits("datetime", "", "2024-02-29T10:00:00Z"));
  CHECK(fits("datetime", "", "2024-02-29T10:00:00.5+02:00"));
  CHECK_FALSE(fits("datetime", "", "2024-02-29T25:00:00Z"));
  CHECK(fits("time", "", "23:59:59"));
  CHECK(fits("year", "", "2024"));
  CHECK_FALSE(fits("year", "", "24"));
  CHECK(fits("yearmonth", "", "2024-12"));
  CHECK_FALSE(fits("yearmonth", "", "2024-13"));
  CHECK(fits("duration", "", "P1DT2H"));
  CHECK(fits("geopoint", "", "4.85, 45.75"));
  CHECK(fits("geopoint", "array", "[4.85, 45.75]"));
  CHECK_FALSE(fits("geopoint", "", "45.75, 190"));
  CHECK(fits("string", "email", "contact@exemple.fr"));
  CHECK_FALSE(fits("string", "email", "contact.exemple.fr"));
  CHECK(fits("string", "uri", "https://exemple.fr/a"));
  CHECK_FALSE(fits("string", "uri", "exemple"));
  CHECK(fits("string", "uuid", "123e4567-e89b-12d3-a456-426614174000"));
  CHECK(fits("array", "", "[1, 2]"));
  CHECK_FALSE(fits("object", "", "[1, 2]"));
}

TEST_CASE("numbers written in another way", "[check]") {
  FieldRules field;
  field.type = "number";
  field.decimal_char = ",";
  field.group_char = " ";
  CHECK(read_field_value(field, "12 345,5")->number == 12345.5);
  CHECK_FALSE(read_field_value(field, "12.5"));
  field = {};
  field.type = "number";
  field.bare_number = false;
  CHECK(read_field_value(field, "€ 95")->number == 95);
}

TEST_CASE("a field's own missing values replace those of the schema", "[check]") {
  const std::string schema =
      R"({"fields": [{"name": "id", "type": "integer", "missingValues": ["x"]},
                     {"name": "code", "type": "integer"}], "missingValues": ["-"]})";
  CHECK(lines(check(schema, "id,code\nx,-\n-,x\n")) ==
        std::vector<std::string>{"type-error 3 id", "type-error 3 code"});
}

TEST_CASE("exclusive limits, categories and JSON schemas of Data Package 2.0", "[check]") {
  CHECK(lines(check(R"({"fields": [{"name": "v", "type": "integer",
          "constraints": {"exclusiveMinimum": 0, "exclusiveMaximum": 3}}]})",
                    "v\n0\n1\n2\n3\n")) ==
        std::vector<std::string>{"constraint-error 2 v", "constraint-error 5 v"});
  CHECK(lines(check(R"({"fields": [{"name": "v", "categories": ["a", {"value": "b"}]}]})",
                    "v\na\nb\nc\n")) == std::vector<std::string>{"constraint-error 4 v"});
  CHECK(lines(check(R"({"fields": [{"name": "n"}, {"name": "v", "type": "object",
          "constraints": {"jsonSchema": {"type": "object", "required": ["a"]}}}]})",
                    "n,v\n1,\"{\"\"a\"\": 1}\"\n2,{}\n")) ==
        std::vector<std::string>{"constraint-error 3 v"});
}

TEST_CASE("a limit or a JSON schema that cannot be read is told as not checked", "[check]") {
  const CheckReport limit =
      check(R"({"fields": [{"name": "v", "type": "date", "constraints": {"minimum": "hier"}}]})",
            "v\n2024-01-01\n");
  CHECK(limit.valid);
  CHECK(limit.unchecked == std::vector<std::string>{"v"});
  const CheckReport json = check(
      R"({"fields": [{"name": "n"}, {"name": "v", "type": "object",
          "constraints": {"jsonSchema": {"dependentRequired": {}}}}]})",
      "n,v\n1,{}\n");
  CHECK(json.unchecked == std::vector<std::string>{"v"});
}

TEST_CASE("unique keys leave rows with a hole aside; numbers are compared by value", "[check]") {
  const std::string schema = R"({"fields": [{"name": "a", "type": "number"}, {"name": "b"}],
      "uniqueKeys": [["a", "b"]]})";
  CHECK(lines(check(schema, "a,b\n1,x\n1.0,x\n1,\n1,\n1,y\n")) ==
        std::vector<std::string>{"unique-error 3 a, b"});
}

TEST_CASE("a foreign key to a table that is not there is not checked, never passed", "[check]") {
  const CheckReport report = check(
      R"({"fields": [{"name": "a"}], "foreignKeys": [
          {"fields": "a", "reference": {"resource": "communes", "fields": "code"}}]})",
      "a\nx\n");
  CHECK(report.unchecked == std::vector<std::string>{"foreignKeys a"});
}

TEST_CASE("a key that names no field of the schema is refused with its name", "[check]") {
  try {
    check(R"({"fields": [{"name": "a"}], "primaryKey": "b"})", "a\nx\n");
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.message().en.find("'b'") != std::string::npos);
  }
}

TEST_CASE("lists and GeoJSON", "[check]") {
  FieldRules list;
  list.type = "list";
  list.item_type = "integer";
  list.delimiter = "|";
  CHECK(read_field_value(list, "1|2|3"));
  CHECK_FALSE(read_field_value(list, "1|x"));
  CHECK(fits("geojson", "", R"({"type": "Point", "coordinates": [4.8, 45.7]})"));
  CHECK_FALSE(fits("geojson", "", "{}"));
  CHECK(fits("geojson", "topojson", R"({"type": "Topology"})"));
  CHECK(fits("string", "binary", "YWJj"));
  CHECK_FALSE(fits("string", "binary", "a"));
}

std::string schema_with(
    const std::string& name, const std::string& params,
    const std::string& fields = R"([{"name": "a"}, {"name": "b"}, {"name": "c"}])") {
  return R"({"fields": )" + fields + R"(, "custom_checks": [{"name": ")" + name +
         R"(", "params": )" + params + "}]}";
}

TEST_CASE("custom checks of one column skip empty cells", "[check]") {
  CHECK(lines(check(schema_with("french-siret-value", R"({"column": "a"})"),
                    "a,b,c\n21640134400014,x,x\n,x,x\n12345678901234,x,x\n")) ==
        std::vector<std::string>{"french-siret-value 4 a"});
  CHECK(lines(check(schema_with("french-gps-coordinates", R"({"column": "a"})"),
                    "a,b,c\n\"[4.85,45.75]\",x,x\n\"[45.75,4.85]\",x,x\n\"[0,0]\",x,x\n")) ==
        std::vector<std::string>{"french-gps-coordinates 3 a", "french-gps-coordinates 4 a"});
  CHECK(lines(check(schema_with("nomenclature-actes-value", R"({"column": "a"})"),
                    "a,b,c\nFonction publique/Agents,x,x\nLibertes publiques et pouvoirs de "
                    "police/Police,x,x\nAutre/x,x,x\nUrbanisme,x,x\n")) ==
        std::vector<std::string>{"nomenclature-actes-value 4 a", "nomenclature-actes-value 5 a"});
  CHECK(lines(check(schema_with("year-interval-value", R"({"column": "a"})"),
                    "a,b,c\n2020/2021,x,x\n2021/2020,x,x\n2020,x,x\n")) ==
        std::vector<std::string>{"year-interval-value 3 a", "year-interval-value 4 a"});
  CHECK(check(schema_with("year-interval-value", R"({"column": "a", "allow-year-only": true})"),
              "a,b,c\n2020,x,x\n")
            .valid);
}

TEST_CASE("custom checks of several columns", "[check]") {
  CHECK(lines(check(
            schema_with("cohesive-columns-value", R"({"column": "a", "othercolumns": ["b", "c"]})"),
            "a,b,c\n1,2,3\n1,,3\n")) == std::vector<std::string>{"cohesive-columns-value 3 a"});
  CHECK(lines(check(
            schema_with("compare-columns-value", R"({"column": "a", "op": "<=", "column2": "b"})"),
            "a,b,c\n9,10,x\n10,9,x\n,9,x\n")) ==
        std::vector<std::string>{"compare-columns-value 3 a"});
  CHECK(lines(check(schema_with("sum-columns-value", R"({"column": "a", "columns": ["b", "c"]})"),
                    "a,b,c\n3,1,2\n0.3,0.1,0.2\n4,1,2\n")) ==
        std::vector<std::string>{"sum-columns-value 4 a"});
  CHECK(lines(check(schema_with("one-of-required", R"({"column1": "a", "column2": "b"})"),
                    "a,b,c\n1,,x\n,,x\n")) == std::vector<std::string>{"one-of-required 3 a"});
}

TEST_CASE(
    "an absent column of a custom check is one of empty cells, but among columns that go together",
    "[check]") {
  const std::string fields = R"([{"name": "a"}])";
  CHECK(lines(check(schema_with("cohesive-columns-value",
                                R"({"column": "a", "othercolumns": ["z"]})", fields),
                    "a\n1\n")) == std::vector<std::string>{"cohesive-columns-value 0 a"});
  // An optional date that the file leaves out is compared with nothing.
  CHECK(check(schema_with("compare-columns-value", R"({"column": "a", "op": "<", "column2": "z"})",
                          fields),
              "a\n1\n")
            .valid);
  CHECK(
      check(schema_with("one-of-required", R"({"column1": "a", "column2": "z"})", fields), "a\n1\n")
          .valid);
  CHECK(check(schema_with("french-siret-value", R"({"column": "z"})", fields), "a\n1\n").valid);
  CHECK(check(schema_with("controle-inconnu", R"({"column": "a"})", fields), "a\n1\n").unchecked ==
        std::vector<std::string>{"custom_checks controle-inconnu"});
}

// Examples of the specification on the wiki of OpenStreetMap, and forms that it excludes.
TEST_CASE("opening hours of OpenStreetMap", "[check]") {
  for (const char* hours : {"24/7",
                            "Mo-Fr 08:00-17:30",
                            "Mo-Fr 08:00-12:00,13:00-17:30",
                            "Sa-Su,PH 09:00-12:00",
                            "Mo-Fr 08:00-12:00; We 14:00-18:00",
                            "Su-Tu 11:00-01:00",
                            "sunrise-sunset",
                            "Mo-Su,PH 08:00-18:00; PH off",
                            "Sep-Mar: 10:00-16:00",
                            "Jan 01-Mar 15 10:00-16:00",
                            "week 01-53/2 Fr 09:00-12:00",
                            "Th[1,2-3] 08:00-10:00",
                            "Mo 10:00+",
                            "(sunrise+01:00)-(sunset-01:30)",
                            "Apr-Oct Mo-Fr 09:00-12:00 \"sur rendez-vous\"",
                            "Mo-Fr 09:00-12:00 || \"par telephone\"",
                            "PH off",
                            "Dec 25 off",
                            "2024 Jan-Jun Mo 10:00-12:00",
                            "Mo-Fr closed",
                            "easter -2 days off"})
    CHECK((is_opening_hours(hours) ? "" : hours) == std::string());
  for (const char* hours : {"", "lundi 9h-12h", "Mo-Fr 9h00", "Mo-Fr 25:61", "Mo-Fr 08:00-",
                            "Lu-Ve", "Mo--Fr", "08:00 à 12:00", "; ;", "Mo-Fr 08:00-12:00;;"})
    CHECK((is_opening_hours(hours) ? hours : "") == std::string());
}

TEST_CASE("a fault says what the value may be instead, and groups count every error", "[check]") {
  const CheckReport report = check(
      R"({"fields": [{"name": "d", "type": "date"}, {"name": "n", "type": "number"},
                     {"name": "b", "type": "boolean"}]})",
      "d;n;b\n31/01/2024;1,5;oui\n30/01/2024;2,5;non\n2024-01-29;12 €;true\n");
  REQUIRE(report.groups.size() == 4);
  CHECK(report.groups[0].count == 2);
  CHECK(report.groups[0].message.fr.find("acceptés : true") != std::string::npos);
  CHECK(report.groups[1].message.fr.find("AAAA-MM-JJ") != std::string::npos);
  CHECK(report.groups[1].first_rows == std::vector<std::uint64_t>{2, 3});
  CHECK(report.groups[2].message.fr.find("virgule") != std::string::npos);
  CHECK(report.groups[3].message.fr.find("unité") != std::string::npos);
  CHECK(report.bad_rows == 3);
}

TEST_CASE("a misspelt column is named beside the one that is missing", "[check]") {
  const CheckReport report = check(
      R"({"fields": [{"name": "id"}, {"name": "nomAttribuant", "constraints": {"required": true}}]})",
      "id;nom_atribuant\n1;x\n2;y\n");
  REQUIRE(report.errors.size() == 2);
  CHECK(report.errors[0].message.en.find("'nom_atribuant'") != std::string::npos);
}

TEST_CASE("a schema drawn from data holds no value and agrees with them", "[check]") {
  const std::string csv =
      "id;jour;montant;actif;siret;code_postal;note;horaire\n"
      "1;31/01/2024;12,50;oui;21640134400014;01000;bien;09:30\n"
      "2;01/02/2024;-3;non;21690123100011;69001;NC;10:00\n"
      "3;02/02/2024;1000;oui;21750001600019;75011;zorglub;11:15\n";
  Source source = open_source_bytes("t.csv", csv, test_options());
  const OrderedJson schema = infer_table_schema(*source.tables.at(0));
  std::vector<std::string> types;
  for (const OrderedJson& field : schema.at("fields"))
    types.push_back(field.at("type").get<std::string>() +
                    (field.contains("format") ? "/" + field.at("format").get<std::string>() : ""));
  CHECK(types == std::vector<std::string>{"integer", "date/%d/%m/%Y", "number", "boolean", "string",
                                          "string", "string", "time/%H:%M"});
  CHECK(schema.at("fields")[2].at("decimalChar") == ",");
  CHECK(schema.at("fields")[4].at("constraints").at("pattern") == "\\d{14}");
  CHECK(schema.at("primaryKey") == std::vector<std::string>{"id"});
  CHECK(schema.at("missingValues") == std::vector<std::string>{"", "NC"});
  CHECK(schema.dump().find("zorglub") == std::string::npos);
  Source again = open_source_bytes("t.csv", csv, test_options());
  CheckOptions options;
  options.compile_pattern = [](const std::string&) {
    return [](std::string_view text) { return text.size() == 14 || text.size() == 5; };
  };
  CHECK(check_table(*again.tables.at(0), read_table_rules(schema, "s", ""), options).valid);
}

TEST_CASE("a file that is no Table Schema is refused", "[check]") {
  CHECK_THROWS_AS(read_table_rules(OrderedJson::parse(R"({"fields": 3})"), "s", ""), Error);
  CHECK_THROWS_AS(read_table_rules(OrderedJson::parse(R"([1])"), "s", ""), Error);
}

}  // namespace
}  // namespace aval
