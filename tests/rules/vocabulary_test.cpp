#include "rules/vocabulary.h"

#include <set>
#include <string>

#include "tests/support/catch.h"

using namespace aval;

TEST_CASE("every name of the closed lists is found back", "[rules][vocabulary]") {
  std::set<std::string_view> names;
  for (const ColumnType type : all_column_types()) {
    CHECK(find_column_type(name_of(type)) == type);
    CHECK(names.insert(name_of(type)).second);
    CHECK_FALSE(label_of(type).fr.empty());
    CHECK_FALSE(label_of(type).en.empty());
  }
  CHECK(names.size() == 50);  // design.md section 3
  for (const Gdpr gdpr : {Gdpr::none, Gdpr::org, Gdpr::quasi, Gdpr::professional, Gdpr::direct,
                          Gdpr::criminal, Gdpr::special})
    CHECK(find_gdpr(name_of(gdpr)) == gdpr);
  for (const Grain grain : {Grain::unknown, Grain::person, Grain::event_of_person, Grain::count,
                            Grain::thing, Grain::organisation})
    CHECK(find_grain(name_of(grain)) == grain);
  for (const Severity severity :
       {Severity::info, Severity::low, Severity::medium, Severity::high, Severity::critical})
    CHECK(find_severity(name_of(severity)) == severity);
}

TEST_CASE("names are those of the files", "[rules][vocabulary]") {
  CHECK(name_of(ColumnType::union_membership) == "union");
  CHECK(find_column_type("union") == ColumnType::union_membership);
  CHECK_FALSE(find_column_type("union_membership").has_value());
  CHECK(name_of(Publication::quasi_risk) == "quasi-risk");
  CHECK(find_publication("quasi-risk") == Publication::quasi_risk);
  CHECK_FALSE(find_column_type("NIR").has_value());
  CHECK_FALSE(find_gdpr("").has_value());
}

TEST_CASE("five natures are personal", "[rules][vocabulary]") {
  for (const Gdpr gdpr :
       {Gdpr::direct, Gdpr::quasi, Gdpr::special, Gdpr::criminal, Gdpr::professional})
    CHECK(is_personal(gdpr));
  CHECK_FALSE(is_personal(Gdpr::org));
  CHECK_FALSE(is_personal(Gdpr::none));
}
