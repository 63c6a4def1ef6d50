// The commands that protect data: pseudonymize, reidentify and anonymize (see commands.h).
#pragma once

#include "audit/cli/commands.h"

namespace aval {

void add_pseudonymize_command(CLI::App& app, CommandContext& context);
void add_anonymize_command(CLI::App& app, CommandContext& context);
void add_reidentify_command(CLI::App& app, CommandContext& context);

}  // namespace aval
