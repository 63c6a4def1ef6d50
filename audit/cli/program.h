// The program around its commands: options common to all, help, version.
#pragma once

#include "audit/base/error.h"
#include "audit/cli/commands.h"

namespace aval {

// Language, date and colour as the environment says; --lang is looked for in the arguments so that
// help and errors of the parser itself come in the right language.
CommandContext context_from_surroundings(int argc, char** argv);

// Parses and runs one command; returns the exit code.
int run_program(int argc, char** argv, CommandContext& context);

void print_error(const CommandContext& context, const Error& error);

}  // namespace aval
