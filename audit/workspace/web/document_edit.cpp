#include "audit/workspace/web/document_edit.h"

#include <charconv>

#include <nlohmann/json.hpp>

#include "audit/workspace/decision_records.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

// What the form was made from: the version it names, or what a new document begins with.
Json base_of(const RegisterStore& store, const EditedDocument& edited) {
  if (edited.version == 0)
    return Json{{"schema", "aval." + edited.kind + "/1"}};
  return content_of(require_version(store, edited.kind, edited.id, edited.version));
}

}  // namespace

int sent_version(const Visit& visit) {
  const std::string text = visit.field("version");
  int version = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), version);
  return end.ec == std::errc() && version > 0 ? version : 0;
}

SaveOutcome save_form(RegisterStore& store, const EditedDocument& edited, const Visit& visit) {
  const Json base = base_of(store, edited);
  const auto latest = store.find(edited.kind, edited.id);
  const Json now = latest ? content_of(*latest) : base;
  std::vector<std::string> conflicts;
  const Json sent = filled_in(base, edited.kind, visit.request.form);
  const Json merged = merge_changes(base, sent, now, conflicts);
  SaveOutcome outcome{canonical_json(merged), latest ? latest->version : 0, {}};
  for (const std::string& key : conflicts)
    outcome.problems.push_back(
        {"#/" + key,
         {"quelqu'un a changé ce champ entre-temps ; voici sa version, reprenez la vôtre au besoin",
          "someone changed this field meanwhile; here is that version, enter yours again if need "
          "be"}});
  if (conflicts.empty())
    outcome.problems = check_document(edited.kind, merged, edited.id);
  if (!outcome.problems.empty() || (latest && merged == now))
    return outcome;
  outcome.version =
      store.record(edited.kind, edited.id, merged, latest ? "update" : "add", author_of(visit.work))
          .version;
  return outcome;
}

std::string free_identifier(const RegisterStore& store, const std::string& kind,
                            const std::string& name) {
  const std::string id = identifier_of(name);
  std::string free = id;
  for (int number = 2; store.find(kind, free); ++number)
    free = id + "-" + std::to_string(number);
  return free;
}

}  // namespace aval
