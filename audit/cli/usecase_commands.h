// The subcommands of `aval usecase` beside those that every kind of document has.
#pragma once

#include "audit/cli/commands.h"

namespace aval {

void add_usecase_new(CLI::App& parent, CommandContext& context);
void add_usecase_ask(CLI::App& parent, CommandContext& context);
void add_usecase_set(CLI::App& parent, CommandContext& context);
void add_usecase_status(CLI::App& parent, CommandContext& context);
void add_usecase_evaluate(CLI::App& parent, CommandContext& context);
void add_usecase_reminders(CLI::App& parent, CommandContext& context);

}  // namespace aval
