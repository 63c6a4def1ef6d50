#include "audit/workspace/adopt_decision.h"

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/workspace/decision_records.h"
#include "policies/decision_record.h"

namespace aval {
namespace {

// A decision rests on the facts as they are: a verdict whose inputs moved is computed again first.
void refuse_moved_inputs(const RegisterStore& store, const StoredDocument& computed,
                         const WorkContext& context) {
  KeptPacks packs;
  DecisionState state = state_of_inputs(store, computed, context, packs);
  if (state.changed.empty() && state.expired_waivers.empty())
    return;
  state.changed.insert(state.changed.end(), state.expired_waivers.begin(),
                       state.expired_waivers.end());
  throw Error(ErrorKind::usage, computed.id,
              format_text({"l'avis calculé n'est plus à jour ({0}) ; recalculez-le : aval decide "
                           "--record",
                           "the computed verdict is out of date ({0}); compute it again: aval "
                           "decide --record"},
                          {join(state.changed, ", ")}));
}

// What aval fills in: the verdict it is about, the waivers behind it, the last day.
Json completed(Json document, const StoredDocument& computed) {
  const Json record = content_of(computed);
  document["computed"] = Json{{"verdict", record.at("verdict")},
                              {"version", computed.version},
                              {"sha256", computed.sha256},
                              {"inputs_sha256", record.at("inputs_sha256")}};
  if (document.value("waivers", Json()).is_null())
    document["waivers"] = waivers_behind(record);
  document["valid_until"] = last_day_of_decision(document);
  return document;
}

}  // namespace

StoredDocument adopt_decision(RegisterStore& store, const Json& document, const std::string& place,
                              const WorkContext& context) {
  const auto usecase = document.at("usecase").get<std::string>();
  const std::string id = usecase + "/" + document.at("gate").get<std::string>();
  require_document(store, kUseCaseKind, usecase);
  const auto computed = store.find(kDecisionKind, id);
  if (!computed)
    throw Error(ErrorKind::usage, id,
                {"aucun avis calculé n'est enregistré à cette étape : aval decide --record",
                 "no computed verdict is recorded at this gate: aval decide --record"});
  throw_if_any(ErrorKind::usage, place,
               check_adoption(content_of(*computed), document, context.today, place));
  refuse_moved_inputs(store, *computed, context);
  return store.record(kAdoptionKind, id, completed(document, *computed), "adopt",
                      author_of(context));
}

}  // namespace aval
