// aval serve: the workspace in a browser.
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/commands.h"
#include "audit/workspace/web/server.h"

namespace aval {

void add_serve_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "serve",
      help_text(context,
                {"ouvre l'espace de travail dans un navigateur, sur cette machine seulement, "
                 "jusqu'à Ctrl-C\nCodes de sortie : 0 arrêté, 2 impossible. Exemple : aval serve",
                 "opens the workspace in a browser, on this machine only, until Ctrl-C\nExit "
                 "codes: 0 stopped, 2 could not run. Example: aval serve"}));
  const auto options = std::make_shared<ServeOptions>();
  command
      ->add_option("--port", options->port,
                   help_text(context, {"port à écouter (par défaut : un port libre)",
                                       "port to listen on (default: a free one)"}))
      ->check(CLI::Range(1, 65535));
  command->add_flag_callback(
      "--no-browser", [options] { options->opens_browser = false; },
      help_text(context, {"n'ouvre pas de navigateur, dit seulement le lien",
                          "opens no browser, only tells the link"}));
  command->callback([options, &context] { serve_workspace(context, *options); });
}

}  // namespace aval
