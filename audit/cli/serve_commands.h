// Commands around the served workspace.
#pragma once

#include "audit/cli/commands.h"

namespace aval {

void add_site_command(CLI::App& app, CommandContext& context);
void add_backup_commands(CLI::App& app, CommandContext& context);

}  // namespace aval
