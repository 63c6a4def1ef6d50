// aval usecase screening: is a DPIA needed?
#pragma once

#include "audit/cli/commands.h"

namespace aval {

void add_usecase_screening(CLI::App& usecase, CommandContext& context);

}  // namespace aval
