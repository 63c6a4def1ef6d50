// The subcommands of "aval journal" beside list and verify.
#pragma once

#include "audit/cli/commands.h"

namespace aval {

void add_journal_export(CLI::App& journal, CommandContext& context);  // export, verifier
void add_journal_operators(CLI::App& journal, CommandContext& context);
void add_journal_checkpoint(CLI::App& journal, CommandContext& context);

}  // namespace aval
