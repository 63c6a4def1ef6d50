// The commands of the program: one file each, one function each, listed in main.cpp.
// A command adds its subcommand to the parser; its callback does the work and leaves the exit code
// in the context. An Error thrown by a callback ends the program with exit code 2 and its message;
// only main prints errors and exits.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "audit/cli/commands.h"
#include "audit/workspace/work_context.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the name of the library
class App;
}

namespace aval {

// Exit codes of design.md section 4.
inline constexpr int kExitDone = 0;
inline constexpr int kExitGateFailed = 1;
inline constexpr int kExitCouldNotRun = 2;
inline constexpr int kExitIncomplete = 3;
inline constexpr int kExitGoWithConditions = 10;
inline constexpr int kExitNoGo = 20;
inline constexpr int kExitDecisionIncomplete = 30;

// The workspace is --workspace, else AVAL_WORKSPACE, else "aval.db".
struct CommandContext : WorkContext {
  bool colour = false;  // standard output is a terminal and NO_COLOR is not set
  int exit_code = kExitDone;
};

// Writes to FILE, whole or not at all, or to standard output when `output` is empty or "-".
void write_output(const std::string& output, const std::string& content);
// A warning on standard error, in the user's language, control characters escaped.
void print_warning(const CommandContext& context, const Text& warning);

// Texts of --help: French or English. Every command's description ends with its exit codes and an
// example.
const std::string& help_text(const CommandContext& context, const Text& text);

void add_scan_command(CLI::App& app, CommandContext& context);
void add_table_command(CLI::App& app, CommandContext& context);
void add_explain_command(CLI::App& app, CommandContext& context);
void add_rules_command(CLI::App& app, CommandContext& context);
void add_init_command(CLI::App& app, CommandContext& context);
void add_dataset_command(CLI::App& app, CommandContext& context);
void add_findings_command(CLI::App& app, CommandContext& context);
void add_register_command(CLI::App& app, CommandContext& context);
void add_usecase_command(CLI::App& app, CommandContext& context);
void add_priority_command(CLI::App& app, CommandContext& context);
void add_portfolio_command(CLI::App& app, CommandContext& context);
void add_publication_command(CLI::App& app, CommandContext& context);
void add_publish_check_command(CLI::App& app, CommandContext& context);
void add_check_command(CLI::App& app, CommandContext& context);
void add_schema_command(CLI::App& app, CommandContext& context);
void add_journal_command(CLI::App& app, CommandContext& context);
void add_policies_command(CLI::App& app, CommandContext& context);
void add_decide_command(CLI::App& app, CommandContext& context);
void add_decision_command(CLI::App& app, CommandContext& context);
void add_waiver_command(CLI::App& app, CommandContext& context);
void add_keyring_command(CLI::App& app, CommandContext& context);
void add_risk_command(CLI::App& app, CommandContext& context);
void add_report_command(CLI::App& app, CommandContext& context);
void add_serve_command(CLI::App& app, CommandContext& context);
void add_hashes_command(CLI::App& app, CommandContext& context);

}  // namespace aval
