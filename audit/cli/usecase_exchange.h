// aval usecase export, import, and template as a spreadsheet.
#pragma once

#include "audit/cli/commands.h"

namespace aval {

// `parent` is the command "usecase" with its subcommand "template", which gets --format.
void add_usecase_exchange(CLI::App& parent, CommandContext& context);

}  // namespace aval
