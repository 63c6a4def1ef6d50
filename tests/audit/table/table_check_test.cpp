// A table against its Table Schema: codes as frictionless names them, types and constraints as the
// Table Schema standard states them.
#include "audit/table/table_check.h"

#include <nlohmann/json.hpp>

#include "audit/table/field_value.h"
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
  const TableRules rules = read_table_rules(OrderedJson::parse(schema), "schema.json");
  Source source = open_source_bytes("t.csv", csv, test_options());
  CheckOptions options;
  options.lenient = lenient;
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
        std::vector<std::string>{"primary-key 5 "});
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

TEST_CASE("a file that is no Table Schema is refused", "[check]") {
  CHECK_THROWS_AS(read_table_rules(OrderedJson::parse(R"({"fields": 3})"), "s"), Error);
  CHECK_THROWS_AS(read_table_rules(OrderedJson::parse(R"([1])"), "s"), Error);
}

}  // namespace
}  // namespace aval
