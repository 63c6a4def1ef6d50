// The command that joins what `aval scan --partial` leaves.
#pragma once

#include "audit/cli/commands.h"

namespace aval {

void add_merge_command(CLI::App& app, CommandContext& context);

}  // namespace aval
