// aval backup and aval restore: copies of the workspace.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/serve_commands.h"
#include "audit/workspace/workspace.h"
#include "registry/backup.h"

namespace aval {
namespace {

void run_backup(const std::string& copy, const CommandContext& context) {
  backup_workspace(context.workspace, copy);
  std::cout << format_text({"Copie entière de l'espace de travail : {0}\n",
                            "Whole copy of the workspace: {0}\n"},
                           {copy})
                   .in(context.language);
}

void run_restore(const std::string& copy, const CommandContext& context) {
  const RestoredWorkspace restored = restore_workspace(context.workspace, copy, author_of(context));
  std::cout << format_text({"Copie remise en place : son journal, vérifié, compte {0} évènements.\n"
                            "Ce qui était là avant est gardé : {1}\n",
                            "Copy put back: its journal, verified, has {0} events.\nWhat was there "
                            "before is kept: {1}\n"},
                           {std::to_string(restored.events), restored.kept})
                   .in(context.language);
}

}  // namespace

void add_backup_commands(CLI::App& app, CommandContext& context) {
  const auto written = std::make_shared<std::string>();
  CLI::App* backup = app.add_subcommand(
      "backup",
      help_text(context, {"écrit une copie entière de l'espace de travail, même ouvert ailleurs\n"
                          "Codes de sortie : 0 fait, 2 impossible. Exemple : aval backup --output "
                          "aval-2026-11-24.db",
                          "writes a whole copy of the workspace, even while it is open elsewhere\n"
                          "Exit codes: 0 done, 2 could not run. Example: aval backup --output "
                          "aval-2026-11-24.db"}));
  backup
      ->add_option("--output", *written,
                   help_text(context, {"fichier à écrire ; il ne doit pas exister",
                                       "file to write; it must not exist"}))
      ->required();
  backup->callback([written, &context] { run_backup(*written, context); });
  const auto read = std::make_shared<std::string>();
  CLI::App* restore = app.add_subcommand(
      "restore",
      help_text(context, {"remet une copie en place de l'espace de travail, après l'avoir vérifiée "
                          "et avoir gardé ce qui était là\nCodes de sortie : 0 fait, 2 impossible. "
                          "Exemple : aval restore aval-2026-11-24.db",
                          "puts a copy back in place of the workspace, after verifying it and "
                          "keeping what was there\nExit codes: 0 done, 2 could not run. Example: "
                          "aval restore aval-2026-11-24.db"}));
  restore
      ->add_option(
          "copy", *read,
          help_text(context, {"copie écrite par « aval backup »", "copy written by 'aval backup'"}))
      ->required();
  restore->callback([read, &context] { run_restore(*read, context); });
}

}  // namespace aval
