#include "audit/workspace/decision_standing.h"

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

RecordedDecision recorded(const DecisionState& state) {
  RecordedDecision decision;
  decision.id = state.id;
  decision.inputs_sha256 = content_of(state.computed).at("inputs_sha256").get<std::string>();
  decision.current_sha256 = state.current_sha256;
  if (!state.valid_until.empty())
    decision.valid_until = state.valid_until;
  decision.waivers_expire_on = state.waivers_expire_on;
  return decision;
}

Text causes_in_words(const DecisionState& state, const DecisionStatus& status) {
  std::vector<Text> causes;
  if (status.inputs_changed)
    causes.push_back(
        format_text({"ce dont il dépend a changé : {0}", "what it rests on changed: {0}"},
                    {join(state.changed, ", ")}));
  if (status.validity_over)
    causes.push_back(Text{"validité passée le ", "validity over on "} +
                     date_in_words(state.valid_until));
  if (status.waiver_expired)
    causes.push_back(format_text({"dérogation expirée : {0}", "waiver expired: {0}"},
                                 {join(state.expired_waivers, ", ")}));
  Text words;
  for (const Text& cause : causes)
    words = words + (words.fr.empty() ? plain("") : Text{" ; ", "; "}) + cause;
  return words;
}

}  // namespace

DecisionStatus standing_of(const RegisterStore& store, const DecisionState& state,
                           const WorkContext& context, KeptPacks& packs) {
  const PolicyPack& judged = pack_of_record(store, content_of(state.computed), packs);
  if (find_policy(judged, "DC-01") != nullptr)
    return judge_recorded_decision(judged, recorded(state), context.today);
  return judge_recorded_decision(load_embedded_policy_pack(), recorded(state), context.today);
}

Text standing_in_words(const DecisionState& state, const DecisionStatus& status,
                       const std::string& today) {
  const Text day = Text{"Au ", "On "} + date_in_words(today);
  const Text rule = plain(" (" + status.outcome.policy + ")");
  if (status.outcome.result == PolicyResult::pass)
    return day + Text{", toujours valable", ", still standing"} + rule +
           (state.valid_until.empty()
                ? plain(".")
                : Text{", jusqu'au ", ", until "} + date_in_words(state.valid_until) + plain("."));
  return day + Text{", à réévaluer", ", to be evaluated again"} + rule + Text{" : ", ": "} +
         causes_in_words(state, status) + plain(".");
}

OrderedJson standing_json(const DecisionState& state, const DecisionStatus& status) {
  return {
      {"rule", status.outcome.policy},
      {"stands", status.outcome.result == PolicyResult::pass},
      {"state", name_of(state.state)},
      {"inputs_changed", status.inputs_changed},
      {"changed", state.changed},
      {"validity_over", status.validity_over},
      {"valid_until", state.valid_until.empty() ? OrderedJson() : OrderedJson(state.valid_until)},
      {"waiver_expired", status.waiver_expired},
      {"expired_waivers", state.expired_waivers}};
}

}  // namespace aval
