#include "audit/workspace/decision_records.h"

#include <array>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/workspace/version.h"
#include "policies/decision_record.h"

namespace aval {
namespace {

Json pack_document(const PolicyPack& pack, const KeptPolicyFiles& files) {
  return Json{{"schema", "aval.pack/1"},
              {"kind", "policies"},
              {"id", pack.id},
              {"version", pack.version},
              {"files", files}};
}

[[noreturn]] void refuse_not_kept(const std::string& id) {
  throw Error(ErrorKind::store, id,
              {"cet avis a été enregistré sans ses faits ni ses politiques ; recalculez-le : aval "
               "decide --record",
               "this verdict was recorded without its facts and policies; compute it again: aval "
               "decide --record"});
}

std::string id_of(const Json& computed) {
  return computed.at("usecase").get<std::string>() + "/" + computed.at("gate").get<std::string>();
}

std::string first_word(const Json& facts, const Json& waiver, const char* key) {
  for (const Json& one : facts.value("waivers", Json::array()))
    if (one.at("id") == waiver.at("id"))
      return one.at(key).get<std::string>();
  return {};
}

void add_waivers(const Json& computed, const Json& facts, const std::string& today,
                 DecisionState& state) {
  for (const Json& waiver : computed.value("waivers", Json::array())) {
    if (waiver.at("standing") != "used")
      continue;
    state.waivers_expire_on.push_back(first_word(facts, waiver, "expires_on"));
    if (state.waivers_expire_on.back() < today)
      state.expired_waivers.push_back(waiver.at("id").get<std::string>());
  }
}

PolicyPack read_kept_pack(const RegisterStore& store, const std::string& digest,
                          const std::string& id) {
  const auto kept = store.find(kPackKind, digest);
  if (kept)
    return load_kept_policy_pack(content_of(*kept).at("files").get<KeptPolicyFiles>());
  PolicyPack embedded = load_embedded_policy_pack();
  if (embedded.sha256 != digest)
    refuse_not_kept(id);
  return embedded;
}

}  // namespace

Json computed_record(const PolicyPack& pack, const Decision& decision, const WorkContext& context) {
  Json stored = parse_json(render_decision_json(pack, decision, Language::fr), "decision");
  stored["engine"] = program_version();
  stored["recorded_by"] = "computed";
  stored["evaluated_at"] = context.now;
  return stored;
}

StoredDocument record_decision(RegisterStore& store, const PolicyPack& pack,
                               const Decision& decision, const std::string& folder,
                               const WorkContext& context) {
  std::vector<Draft> drafts;
  if (!store.find(kFactsKind, decision.inputs_sha256))
    drafts.push_back({kFactsKind, decision.inputs_sha256, decision.facts, "keep"});
  if (!store.find(kPackKind, pack.sha256)) {
    const KeptPolicyFiles files = folder.empty() ? embedded_policy_files() : policy_files(folder);
    drafts.push_back({kPackKind, pack.sha256, canonical_json(pack_document(pack, files)), "keep"});
  }
  drafts.push_back({kDecisionKind, decision.usecase + "/" + decision.gate,
                    canonical_json(computed_record(pack, decision, context)), "record"});
  return store.record_all(drafts, author_of(context)).back();
}

Json facts_of_record(const RegisterStore& store, const Json& computed) {
  const std::string digest = computed.at("inputs_sha256").get<std::string>();
  if (const auto kept = store.find(kFactsKind, digest); kept && sha256_hex(kept->content) == digest)
    return content_of(*kept);
  if (computed.contains("facts_document"))  // as recorded before facts had a document of their own
    return computed.at("facts_document");
  refuse_not_kept(id_of(computed));
}

const PolicyPack& pack_of_record(const RegisterStore& store, const Json& computed,
                                 KeptPacks& packs) {
  const std::string digest = computed.at("policies").at("sha256").get<std::string>();
  const auto known = packs.by_digest.find(digest);
  if (known != packs.by_digest.end())
    return known->second;
  PolicyPack pack = read_kept_pack(store, digest, id_of(computed));
  if (pack.sha256 != digest)
    throw Error(ErrorKind::store, digest,
                {"le paquet de politiques gardé n'a plus son empreinte",
                 "the kept policy pack no longer has its digest"});
  return packs.by_digest.emplace(digest, std::move(pack)).first->second;
}

StoredDocument require_version(const RegisterStore& store, const std::string& kind,
                               const std::string& id, int version) {
  StoredDocument latest = require_document(store, kind, id);
  if (version == 0 || version == latest.version)
    return latest;
  for (StoredDocument& stored : store.versions(kind, id))
    if (stored.version == version)
      return std::move(stored);
  throw Error(ErrorKind::usage, "--version",
              format_text({"cette version n'existe pas ; la dernière est la {0}",
                           "there is no such version; the latest is {0}"},
                          {std::to_string(latest.version)}));
}

std::string_view name_of(RecordState state) {
  static constexpr std::array<std::string_view, 5> kNames = {"computed_only", "in_force", "stale",
                                                             "expired", "waiver_expired"};
  return kNames[static_cast<std::size_t>(state)];
}

Text label_of(RecordState state) {
  static const std::array<Text, 5> kLabels = {
      {{"avis calculé, pas de décision", "computed, not decided"},
       {"en vigueur", "in force"},
       {"à réévaluer : les données ont changé", "to be evaluated again: inputs changed"},
       {"expirée", "expired"},
       {"à réévaluer : dérogation expirée", "to be evaluated again: a waiver expired"}}};
  return kLabels[static_cast<std::size_t>(state)];
}

DecisionState state_of_inputs(const RegisterStore& store, const StoredDocument& computed,
                              const WorkContext& context, KeptPacks& packs) {
  DecisionState state;
  state.id = computed.id;
  state.computed = computed;
  const Json record = content_of(computed);
  const Json facts = facts_of_record(store, record);
  FactInputs inputs = gather_inputs(
      store, require_document(store, kUseCaseKind, record.at("usecase").get<std::string>()),
      context.today, packs.inputs);
  inputs.gate = record.at("gate").get<std::string>();
  inputs.today = record.at("date").get<std::string>();
  // The present facts as the pack of that day reads them: a new pack alone makes nothing stale.
  const Json now = collect_facts(pack_of_record(store, record, packs), inputs);
  state.current_sha256 = sha256_hex(canonical_json(now));
  if (now != facts)
    state.changed = changed_inputs(facts, now);
  add_waivers(record, facts, context.today, state);
  return state;
}

DecisionState state_of_decision(const RegisterStore& store, const StoredDocument& computed,
                                const WorkContext& context, KeptPacks& packs) {
  const auto adopted = store.find(kAdoptionKind, computed.id);
  if (!adopted)
    return state_of_inputs(store, computed, context, packs);
  const Json decision = content_of(*adopted);
  DecisionState state =
      state_of_inputs(store,
                      require_version(store, kDecisionKind, computed.id,
                                      decision.at("computed").at("version").get<int>()),
                      context, packs);
  state.adopted = adopted;
  state.valid_until = last_day_of_decision(decision);
  state.state = RecordState::in_force;
  if (state.valid_until < context.today)
    state.state = RecordState::expired;
  else if (!state.expired_waivers.empty())
    state.state = RecordState::waiver_expired;
  else if (!state.changed.empty())
    state.state = RecordState::stale;
  return state;
}

}  // namespace aval
