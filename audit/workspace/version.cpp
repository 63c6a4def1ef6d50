#include "audit/workspace/version.h"

#include "policies/policy.h"
#include "rules/rule_pack.h"

namespace aval {

std::string program_version() {
  return AVAL_VERSION;
}

std::string version_text() {
  const RulePack rules = load_embedded_rule_pack();
  const PolicyPack policies = load_embedded_policy_pack();
  return "aval " + program_version() + "\nrules " + rules.id + " " + rules.version + " sha256 " +
         rules.sha256 + "\npolicies " + policies.id + " " + policies.version + " sha256 " +
         policies.sha256;
}

}  // namespace aval
