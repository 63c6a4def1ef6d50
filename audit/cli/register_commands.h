// The subcommands of `aval register`, one function a file, and what they share.
#pragma once

#include <string>
#include <vector>

#include "audit/cli/commands.h"
#include "registry/document_changes.h"
#include "registry/exchange.h"
#include "registry/store.h"

namespace aval {

// Warns of each loss on standard error, and writes them as JSON to `file` when it is not empty.
void report_losses(const std::vector<Loss>& losses, const std::string& file,
                   const CommandContext& context);

// The text with the example "aval register ARGUMENTS" below it; the same for both languages.
Text register_help(const Text& text, const std::string& arguments);

// One line a change, indented; nothing when there is none. Safe for a terminal.
std::string changes_as_text(const std::vector<FieldChange>& changes, Language language);

// --format text|json.
void add_text_or_json(CLI::App& command, std::string& format, const CommandContext& context);

void add_register_list(CLI::App& parent, CommandContext& context);     // list, search
void add_register_check(CLI::App& parent, CommandContext& context);    // check
void add_register_states(CLI::App& parent, CommandContext& context);   // validate, archive, review
void add_register_history(CLI::App& parent, CommandContext& context);  // history
void add_register_templates(CLI::App& parent, CommandContext& context);  // template, templates
void add_register_reconcile(CLI::App& parent, CommandContext& context);  // reconcile
void add_register_exchange(CLI::App& parent, CommandContext& context);   // export, import
void add_register_dpia(CLI::App& parent,
                       CommandContext& context);  // export-pia, import-pia, export-dpv
void add_register_apply(CLI::App& parent, CommandContext& context);  // apply

// Of `aval report`: register, activity, notice, rights, annex.
void add_register_reports(CLI::App& report, CommandContext& context);

}  // namespace aval
