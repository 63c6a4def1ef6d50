// Standards recognised by the names of their columns.
#include "policies/recognised_schema.h"

#include <set>

#include <nlohmann/json.hpp>

#include "policies/policy.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const PolicyPack& pack() {
  static const PolicyPack kPack = load_embedded_policy_pack();
  return kPack;
}

std::vector<std::string> all_columns(const RecognisedSchema& schema) {
  std::vector<std::string> names;
  for (const RecognisedField& field : schema.fields)
    names.push_back(field.name);
  return names;
}

TEST_CASE("a file with every column of a standard is that standard", "[publication]") {
  REQUIRE(pack().schemas.size() >= 15);
  for (const RecognisedSchema& schema : pack().schemas) {
    INFO(schema.id);
    const auto guess = recognise_schema(pack().schemas, all_columns(schema));
    REQUIRE(guess);
    CHECK(guess->schema->id == schema.id);
    CHECK(guess->missing.empty());
    CHECK(guess->extra.empty());
    CHECK(guess->score == 1.0);
  }
}

TEST_CASE("names are compared whatever their case, accents and punctuation", "[publication]") {
  const RecognisedSchema* schema = find_recognised(pack().schemas, "elus-municipaux");
  REQUIRE(schema != nullptr);
  REQUIRE(find_field(*schema, "NOM_DE_L_ELU") != nullptr);
  CHECK(find_field(*schema, "nom de l’élu")->person);
  CHECK(find_field(*schema, "adresse") == nullptr);
}

TEST_CASE("what lacks the required columns is no standard", "[publication]") {
  CHECK_FALSE(recognise_schema(pack().schemas, {"nom", "prenom", "adresse"}));
  CHECK_FALSE(recognise_schema(pack().schemas, {}));
  CHECK_FALSE(recognise_schema(pack().schemas, {"COLL_NOM", "COLL_SIRET", "DELIB_ID"}));
}

TEST_CASE("missing and additional columns are named", "[publication]") {
  const RecognisedSchema* schema = find_recognised(pack().schemas, "scdl-deliberations");
  REQUIRE(schema != nullptr);
  std::vector<std::string> columns = all_columns(*schema);
  columns.erase(columns.begin());
  columns.emplace_back("RAPPORTEUR");
  const auto guess = recognise_schema(pack().schemas, columns);
  REQUIRE(guess);
  CHECK(guess->missing == std::vector<std::string>{"COLL_NOM"});
  CHECK(guess->extra == std::vector<std::string>{"RAPPORTEUR"});
  CHECK(guess->score < 1.0);
}

TEST_CASE("every expected person has a text, every unread text a status", "[publication]") {
  for (const RecognisedSchema& schema : pack().schemas)
    for (const RecognisedField& field : schema.fields) {
      INFO(schema.id << " " << field.name);
      if (field.person)
        CHECK_FALSE(field.person->text.empty());
      CHECK((field.required_by.empty() || field.free_text));
    }
}

}  // namespace
}  // namespace aval
