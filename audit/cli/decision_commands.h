// The subcommands of "aval decision", one file a family.
#pragma once

#include "audit/cli/commands.h"

namespace aval {

void add_decision_reading(CLI::App& decision, CommandContext& context);   // list, show
void add_decision_adopting(CLI::App& decision, CommandContext& context);  // adopt, template, schema
void add_decision_next(CLI::App& decision, CommandContext& context);
void add_decision_replay(CLI::App& decision, CommandContext& context);
void add_decision_sealing(CLI::App& decision, CommandContext& context);  // seal, verify-seal

}  // namespace aval
