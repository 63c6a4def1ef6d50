#include "registry/documents.h"

#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/embedded.h"

namespace aval {

const EmbeddedFolder& embedded_registry();

namespace {

// Places of the entries of `list` that have the same `key` as an earlier one: a schema cannot
// forbid it.
std::vector<std::string> repeated_entries(const Json& document, const std::string& list,
                                          const std::string& key) {
  std::vector<std::string> places;
  const auto found = document.find(list);
  if (found == document.end() || !found->is_array())
    return places;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < found->size(); ++i) {
    const Json& item = (*found)[i];
    const Json name = item.is_object() ? item.value(key, Json()) : Json();
    if (name.is_string() && !seen.insert(name.get<std::string>()).second)
      places.push_back("#/" + list + "/" + std::to_string(i) + "/" + key);
  }
  return places;
}

}  // namespace

std::string document_schema(const std::string& kind) {
  return std::string(embedded_content(embedded_registry(), kind + ".schema.json"));
}

std::string document_template(const std::string& kind) {
  return std::string(embedded_content(embedded_registry(), kind + ".template.json"));
}

std::vector<Problem> check_document(const std::string& kind, const Json& document,
                                    const std::string& place) {
  std::vector<Problem> problems =
      check_json(document, parse_json(document_schema(kind), kind + ".schema.json"), place);
  if (!document.is_object())
    return problems;
  for (const auto& [list, key] : {std::pair{"purposes", "id"}, std::pair{"sources", "dataset"}})
    for (const std::string& repeated : repeated_entries(document, list, key))
      problems.push_back({place + repeated,
                          {"ce nom figure déjà plus haut dans la liste ; changez l'un des deux",
                           "this name is already higher in the list; change one of the two"}});
  return problems;
}

Json load_document(const std::string& kind, const std::string& path) {
  Json document = load_json(path);
  throw_if_any(ErrorKind::input, path, check_document(kind, document, path));
  return document;
}

}  // namespace aval
