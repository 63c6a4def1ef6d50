// The subcommands of `aval policies` about the law behind the rules.
#pragma once

#include <memory>
#include <string>

#include "audit/cli/commands.h"
#include "policies/policy.h"

namespace aval {

// `folder`: the pack that --policies names; empty for the program's own.
void add_policies_law(CLI::App& policies, const std::shared_ptr<std::string>& folder,
                      CommandContext& context);
void add_policies_coverage(CLI::App& policies, const std::shared_ptr<std::string>& folder,
                           CommandContext& context);

// The official wording behind the sources of a rule, in French, each marked as a quotation with its
// source and date.
std::string quotations_in_text(const PolicyPack& pack, const Policy& policy, Language language);

}  // namespace aval
