// aval serve: the workspace in a browser.
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/cli/commands.h"
#include "audit/workspace/web/server.h"

namespace aval {
namespace {

void add_site_options(CLI::App& command, ServeOptions& options, const CommandContext& context) {
  command.add_option("--site", options.site,
                     help_text(context, {"dossier d'un site (aval site init) : comptes, rôles, un "
                                         "espace de travail par collectivité",
                                         "folder of a site (aval site init): accounts, roles, one "
                                         "workspace an authority"}));
  command.add_option("--listen", options.listen,
                     help_text(context, {"adresse à écouter (par défaut 127.0.0.1) ; une autre "
                                         "demande --site, --certificate et --key",
                                         "address to listen on (default 127.0.0.1); another one "
                                         "takes --site, --certificate and --key"}));
  command.add_option("--name", options.name,
                     help_text(context, {"nom sous lequel les navigateurs appellent ce serveur",
                                         "name by which browsers call this server"}));
  command.add_option("--certificate", options.certificate,
                     help_text(context, {"certificat TLS et sa chaîne (PEM)",
                                         "TLS certificate and its chain (PEM)"}));
  command.add_option("--key", options.key,
                     help_text(context, {"clé privée du certificat (PEM, mode 0600)",
                                         "private key of the certificate (PEM, mode 0600)"}));
}

}  // namespace

void add_serve_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "serve",
      help_text(context,
                {"ouvre l'espace de travail dans un navigateur, sur cette machine seulement, "
                 "jusqu'à Ctrl-C ; avec --site, les espaces de plusieurs collectivités à ceux qui "
                 "ont un compte\nCodes de sortie : 0 arrêté, 2 impossible. Exemple : aval serve",
                 "opens the workspace in a browser, on this machine only, until Ctrl-C; with "
                 "--site, the workspaces of several authorities to those who have an account\nExit "
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
  add_site_options(*command, *options, context);
  command->callback([options, &context] { serve_workspace(context, *options); });
}

}  // namespace aval
