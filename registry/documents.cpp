#include "registry/documents.h"

#include <nlohmann/json.hpp>

#include "audit/base/embedded.h"

namespace aval {

const EmbeddedFolder& embedded_registry();

std::string document_schema(const std::string& kind) {
  return std::string(embedded_content(embedded_registry(), kind + ".schema.json"));
}

std::string document_template(const std::string& kind) {
  return std::string(embedded_content(embedded_registry(), kind + ".template.json"));
}

std::vector<Problem> check_document(const std::string& kind, const Json& document,
                                    const std::string& place) {
  return check_json(document, parse_json(document_schema(kind), kind + ".schema.json"), place);
}

Json load_document(const std::string& kind, const std::string& path) {
  Json document = load_json(path);
  throw_if_any(ErrorKind::input, path, check_document(kind, document, path));
  return document;
}

}  // namespace aval
