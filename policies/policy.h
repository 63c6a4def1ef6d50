// Policies: what the law, the doctrine or good practice asks of a use case, as data. Rules are
// JsonLogic over a closed list of named facts; each is evaluated once per linked object and carries
// cases that prove it.
//
// Folder form (policies/packs/fr, or --policies DIR): pack.json, facts.json, policies/*.json,
// cases/*.json, schemas/*.json (recognised standards).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/base/error.h"
#include "audit/base/json.h"
#include "audit/base/language.h"
#include "policies/law.h"
#include "policies/recognised_schema.h"

namespace aval {

enum class PolicyScope { usecase, dataset, activity, recipient, publication, decision };
enum class PolicyNature { law, doctrine, practice };
enum class PolicyResult { pass, not_applicable, info, condition, missing, block };
// Suspensive: the GO takes effect once evaluated again without it. Follow-up: owned and dated.
enum class ConditionKind { suspensive, follow_up };
enum class Verdict { go, go_with_conditions, incomplete, no_go };

std::string_view name_of(PolicyScope scope);
std::string_view name_of(PolicyNature nature);
std::string_view name_of(PolicyResult result);
std::string_view name_of(ConditionKind kind);
std::string_view name_of(Verdict verdict);
const Text& label_of(Verdict verdict);  // "avis favorable (GO)"
const Text& label_of(PolicyResult result);
const Text& label_of(PolicyNature nature);
const Text& label_of(ConditionKind kind);  // "suspensive", "de suivi"

struct Policy {
  std::string id;  // "SP-01"
  PolicyScope scope = PolicyScope::usecase;
  PolicyNature nature = PolicyNature::practice;
  std::vector<std::string> gates;  // "G1", "G2", "G3", "G4", "GR"
  std::string valid_from;          // "YYYY-MM-DD" or empty
  std::string valid_to;
  bool to_confirm = false;
  std::vector<std::string> sources;
  // Those of the sources that could not be read: a block that rests on them alone counts as
  // missing.
  std::vector<std::string> unconfirmed_sources;
  Text title;
  Text why;
  Text remedy;
  std::string evidence;  // what shows that it holds, in French
  // JsonLogic, parsed once and shared by copies of the pack.
  std::shared_ptr<const Json> applies;
  // [{"when", "result", "kind", "status"}]. kind: of a condition, suspensive where absent. status:
  // to_confirm where this outcome alone rests on unconfirmed sources.
  std::shared_ptr<const Json> outcomes;
};

// A fact that policies may read: "dataset.scan.special", "activities[].purposes".
struct FactDefinition {
  std::string name;
  std::string type;
  Text who;       // who can answer
  Text question;  // what to ask
};

struct PolicyPack {
  std::string id;
  std::string version;
  std::string sha256;
  Text title;
  std::vector<Policy> policies;                 // by id
  std::map<std::string, FactDefinition> facts;  // by name
  std::map<std::string, std::string>
      category_of_type;  // column type -> data category of the register
  std::map<std::string, Text> category_labels;
  std::string screening;                  // screening.json, canonical; empty when the pack has none
  std::vector<LawText> law;               // wording of the articles that rules cite
  std::vector<std::string> amount_words;  // in a folded header: its column holds amounts
  std::set<std::string> open_formats;     // of a scan's source, as CRPA L300-4 asks
  std::map<std::string, std::vector<std::string>>
      rules_of_gate;  // every rule id of a gate, built or not
  // Those of gate G4 that judge a publication sheet instead of a use case; empty: all of G4.
  std::vector<std::string> rules_of_publication;
  std::vector<RecognisedSchema> schemas;  // by id
};

PolicyPack load_embedded_policy_pack();
// Everything is checked and every case is run; throws one Error(pack) that lists every problem.
PolicyPack load_policy_pack(const std::string& folder);
[[nodiscard]] std::vector<Problem> check_policy_pack(const std::string& folder);
[[nodiscard]] std::vector<Problem> check_embedded_policy_pack();

// A pack as its files, by path: what a recorded decision keeps so that it can be replayed.
using KeptPolicyFiles = std::map<std::string, std::string>;
KeptPolicyFiles embedded_policy_files();
KeptPolicyFiles policy_files(const std::string& folder);
// From kept files. Error(pack) when they are no sound pack; its cases are not run again, since they
// were when it judged.
PolicyPack load_kept_policy_pack(const KeptPolicyFiles& kept);

const Policy* find_policy(const PolicyPack& pack, std::string_view id);
// The rules that this gate ("G1" to "GR") asks of a use case, or of a publication sheet when
// `scope` is "publication", in the order of the method: what others rest on comes first. Throws
// std::out_of_range on another gate.
const std::vector<std::string>& rules_asked(const PolicyPack& pack, const std::string& gate,
                                            std::string_view scope);
// Place of a rule among rules_asked, from 0; their number when it is not one of them, 0 when the
// gate is unknown.
std::size_t place_in_method(const PolicyPack& pack, const std::string& gate, std::string_view scope,
                            std::string_view policy);

}  // namespace aval
