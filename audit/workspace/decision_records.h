// Recorded decisions of the workspace: a computed verdict keeps its canonical facts and its pack as
// documents of their own, named by their digest, so that it can be replayed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/workspace/decide_usecase.h"

namespace aval {

// What is recorded of a verdict: the document as printed in French, with the version of the program
// and the moment.
Json computed_record(const PolicyPack& pack, const Decision& decision, const WorkContext& context);

// Records a computed verdict with its facts and pack, in one transaction. `folder` as of
// --policies: empty for the pack of the program.
StoredDocument record_decision(RegisterStore& store, const PolicyPack& pack,
                               const Decision& decision, const std::string& folder,
                               const WorkContext& context);

// The facts that a recorded verdict was computed from, and the pack that judged them. Error(store)
// when they were not kept (a verdict recorded by aval before 0.2).
Json facts_of_record(const RegisterStore& store, const Json& computed);
// Packs already read, by digest: one command may look at a thousand verdicts of one pack.
struct KeptPacks {
  std::map<std::string, PolicyPack> by_digest;
  InputCache inputs;  // what several decisions rest on, read once
};
const PolicyPack& pack_of_record(const RegisterStore& store, const Json& computed,
                                 KeptPacks& packs);

// The version of a document; 0: the latest. Error(usage) when there is none such.
StoredDocument require_version(const RegisterStore& store, const std::string& kind,
                               const std::string& id, int version);

enum class RecordState { computed_only, in_force, stale, expired, waiver_expired };
std::string_view name_of(RecordState state);
Text label_of(RecordState state);

// What is recorded of a use case at a gate.
struct DecisionState {
  std::string id;  // use case/gate
  StoredDocument computed;
  std::optional<StoredDocument> adopted;
  RecordState state = RecordState::computed_only;
  std::vector<std::string> changed;  // inputs that are no longer what they were
  std::vector<std::string> expired_waivers;
  std::string valid_until;                     // empty while no one decided
  std::string current_sha256;                  // of the facts collected again now
  std::vector<std::string> waivers_expire_on;  // of each waiver it rests on
};

// The verdict alone, without what a person decided on it.
DecisionState state_of_inputs(const RegisterStore& store, const StoredDocument& computed,
                              const WorkContext& context, KeptPacks& packs);
// DC-01: asked of what is stored, as of the day of the context.
DecisionState state_of_decision(const RegisterStore& store, const StoredDocument& computed,
                                const WorkContext& context, KeptPacks& packs);

}  // namespace aval
