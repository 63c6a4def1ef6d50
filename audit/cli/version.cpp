#include "audit/cli/version.h"

#include "rules/rule_pack.h"

namespace aval {

std::string program_version() {
  return AVAL_VERSION;
}

std::string version_text() {
  const RulePack rules = load_embedded_rule_pack();
  return "aval " + program_version() + "\nrules " + rules.id + " " + rules.version + " sha256 " +
         rules.sha256;
}

}  // namespace aval
