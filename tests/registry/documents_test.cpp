#include "registry/documents.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "tests/support/catch.h"

namespace aval {
namespace {

const std::vector<std::string> kKinds = {"organisation", "activity", "usecase", "priority",
                                         "publication"};

std::string example(const std::string& name) {
  return std::string(AVAL_SOURCE_DIR) + "/docs/examples/" + name;
}

Json skeleton(const std::string& kind) {
  return parse_json(document_template(kind), kind);
}

std::vector<std::string> places(const std::vector<Problem>& problems) {
  std::vector<std::string> out;
  for (const Problem& problem : problems)
    out.push_back(problem.place);
  return out;
}

// Every property of a schema, with its pointer.
void collect_properties(const Json& schema, const std::string& place,
                        std::vector<std::pair<std::string, Json>>& out) {
  if (!schema.is_object())
    return;
  if (schema.contains("properties"))
    for (const auto& [key, inner] : schema.at("properties").items()) {
      out.emplace_back(place + "/" + key, inner);
      collect_properties(inner, place + "/" + key, out);
    }
  if (schema.contains("items"))
    collect_properties(schema.at("items"), place + "/-", out);
  if (schema.contains("$defs"))
    for (const auto& [key, inner] : schema.at("$defs").items())
      collect_properties(inner, place + "/$defs/" + key, out);
}

TEST_CASE("every skeleton passes its own schema", "[documents]") {
  for (const std::string& kind : kKinds) {
    INFO(kind);
    CHECK(places(check_document(kind, skeleton(kind), kind)).empty());
  }
}

TEST_CASE("the example files pass their schemas", "[documents]") {
  CHECK_NOTHROW(load_document("organisation", example("organisation.json")));
  for (const char* name : {"activite-cantine", "activite-mobilite", "activite-subventions"})
    CHECK_NOTHROW(load_document("activity", example(std::string(name) + ".json")));
  for (const char* name : {"cas-cantine", "cas-mobilite", "cas-subventions"})
    CHECK_NOTHROW(load_document("usecase", example(std::string(name) + ".json")));
  CHECK_NOTHROW(load_document("priority", example("politique-restauration.json")));
}

TEST_CASE("every key of every schema has a title in French and English", "[documents]") {
  for (const std::string& kind : kKinds) {
    std::vector<std::pair<std::string, Json>> properties;
    collect_properties(parse_json(document_schema(kind), kind), kind, properties);
    CHECK(properties.size() >= 9);
    for (const auto& [place, property] : properties) {
      INFO(place);
      CHECK((property.value("title", std::string()).find(" / ") != std::string::npos ||
             property.contains("$ref")));
    }
  }
}

TEST_CASE("every field of an activity says whether article 30 asks it", "[documents]") {
  const Json schema = parse_json(document_schema("activity"), "activity");
  for (const auto& [key, property] : schema.at("properties").items()) {
    INFO(key);
    const std::string description = property.value("description", std::string());
    CHECK((description.starts_with("Obligatoire") || description.starts_with("Recommandé") ||
           description.starts_with("Tenue du registre")));
    CHECK(description.find(" / ") != std::string::npos);
  }
}

TEST_CASE("a wrong key is named with the nearest right one", "[documents]") {
  Json document = skeleton("activity");
  document["purpose"] = document["purposes"];
  const auto problems = check_document("activity", document, "fiche.json");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place == "fiche.json#/purpose");
  CHECK(problems[0].message.en.find("'purposes'") != std::string::npos);
}

TEST_CASE("every problem of a document is told at once, with its place", "[documents]") {
  Json document = skeleton("activity");
  document.erase("name");
  document["role"] = "boss";
  document["reviewed_on"] = "15/09/2026";
  document["data_categories"][0]["category"] = "names";
  const auto found = places(check_document("activity", document, "f.json"));
  CHECK(found.size() == 4);
  for (const char* place :
       {"f.json#", "f.json#/role", "f.json#/reviewed_on", "f.json#/data_categories/0/category"})
    CHECK(std::count(found.begin(), found.end(), place) == 1);
}

TEST_CASE("an id with capitals, spaces or slashes is refused", "[documents]") {
  for (const char* id : {"", "Cantine", "ma cantine", "a/b", "é", "-a"}) {
    Json document = skeleton("activity");
    document["id"] = id;
    INFO(id);
    CHECK(check_document("activity", document, "f").size() == 1);
  }
}

TEST_CASE("null is an answer wherever an answer is optional", "[documents]") {
  for (const std::string& kind : kKinds) {
    const Json schema = parse_json(document_schema(kind), kind);
    const Json required = schema.at("required");
    for (const auto& [key, unused] : schema.at("properties").items()) {
      if (std::find(required.begin(), required.end(), key) != required.end())
        continue;
      Json document = skeleton(kind);
      document[key] = nullptr;
      INFO(kind << " " << key);
      CHECK(check_document(kind, document, kind).empty());
    }
  }
}

TEST_CASE("two purposes or two sources of one name are refused", "[documents]") {
  Json activity = skeleton("activity");
  activity["purposes"].push_back(activity["purposes"][0]);
  CHECK(check_document("activity", activity, "f").size() == 1);
  Json usecase = skeleton("usecase");
  usecase["sources"].push_back(usecase["sources"][0]);
  CHECK(check_document("usecase", usecase, "f").size() == 1);
}

TEST_CASE("the refused content is never quoted", "[documents]") {
  Json document = skeleton("organisation");
  document["population"] = "Jeanne Exemple";
  document["type"] = "Jeanne Exemple";
  document["dpo"]["appointed"] = "Jeanne Exemple";
  const auto problems = check_document("organisation", document, "f");
  CHECK(problems.size() == 3);
  for (const Problem& problem : problems)
    CHECK((problem.message.fr + problem.message.en).find("Jeanne") == std::string::npos);
}

}  // namespace
}  // namespace aval
