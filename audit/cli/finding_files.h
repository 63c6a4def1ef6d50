// aval findings export and import: rejected reviews as a suppression file, and back.
#pragma once

#include <string>

#include "audit/cli/commands.h"
#include "registry/store.h"

namespace aval {

void add_finding_file_commands(CLI::App& findings, CommandContext& context);

// The findings of one dataset, or of all when `dataset` is empty, with their reviews as of `today`.
Json findings_of_workspace(const RegisterStore& store, const std::string& dataset,
                           const std::string& today);

}  // namespace aval
