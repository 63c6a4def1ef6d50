#include "audit/workspace/web/known_documents.h"

#include <nlohmann/json.hpp>

#include "audit/workspace/workspace.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

std::vector<Choice> choices_of(const std::vector<StoredDocument>& documents) {
  std::vector<Choice> choices;
  for (const StoredDocument& stored : documents) {
    const std::string name = one_line(content_of(stored).value("name", stored.id));
    choices.push_back(
        {stored.id, name == stored.id ? plain(name) : plain(name + " (" + stored.id + ")")});
  }
  return choices;
}

}  // namespace

KnownDocuments known_documents(const RegisterStore& store) {
  return {choices_of(store.list(kScanKind)), choices_of(store.list(kActivityKind))};
}

}  // namespace aval
