// aval site: the folder that `aval serve --site` serves to several accounts.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/base/error.h"
#include "audit/base/passphrase.h"
#include "audit/cli/serve_commands.h"
#include "audit/workspace/site.h"

namespace aval {
namespace {

struct Options {
  std::string folder;
  std::string account;
  int password_fd = -1;  // -1: asked on the terminal
};

SecretBytes new_password(const Options& options, const CommandContext& context) {
  if (options.password_fd >= 0)
    return read_passphrase(options.password_fd);
  SecretBytes password = ask_passphrase(
      help_text(context, {"Mot de passe de l'administrateur (12 caractères au moins) : ",
                          "Password of the administrator (12 characters at least): "}));
  const SecretBytes again =
      ask_passphrase(help_text(context, {"Le même, encore une fois : ", "The same, once more: "}));
  if (again.view() != password.view())
    throw Error(ErrorKind::usage, "",
                {"les deux saisies diffèrent ; recommencez", "the two differ; start again"});
  return password;
}

void run_init(const Options& options, const CommandContext& context) {
  create_site(options.folder, options.account, new_password(options, context).view(), context);
  std::cout << format_text({"Site créé : {0}\nEnsuite : « aval serve --site {0} », puis ajoutez "
                            "collectivités et comptes dans la page Administration.\n",
                            "Site made: {0}\nNext: 'aval serve --site {0}', then add authorities "
                            "and accounts on the Administration page.\n"},
                           {options.folder})
                   .in(context.language);
}

void run_password(const Options& options, const CommandContext& context) {
  const std::string password = give_password(options.folder, options.account, context);
  std::cout << format_text({"Nouveau mot de passe de {0}, à changer à la prochaine session : {1}\n",
                            "New password of {0}, to be changed at the next session: {1}\n"},
                           {options.account, password})
                   .in(context.language);
}

void add_folder(CLI::App& command, Options& options, const CommandContext& context) {
  command
      .add_option("folder", options.folder,
                  help_text(context, {"dossier du site", "folder of the site"}))
      ->required();
}

}  // namespace

void add_site_command(CLI::App& app, CommandContext& context) {
  CLI::App* site = app.add_subcommand(
      "site",
      help_text(context, {"le site servi à plusieurs comptes (aval serve --site)\nExemple : aval "
                          "site init /srv/aval --administrator marie",
                          "the site served to several accounts (aval serve --site)\nExample: aval "
                          "site init /srv/aval --administrator jane"}));
  site->require_subcommand(1);
  const auto options = std::make_shared<Options>();
  CLI::App* init = site->add_subcommand(
      "init",
      help_text(context, {"crée un site et son premier administrateur\nCodes de sortie : 0 fait, 2 "
                          "impossible. Exemple : aval site init /srv/aval --administrator marie",
                          "makes a site and its first administrator\nExit codes: 0 done, 2 could "
                          "not run. Example: aval site init /srv/aval --administrator jane"}));
  add_folder(*init, *options, context);
  init->add_option("--administrator", options->account,
                   help_text(context, {"nom de son compte", "name of that account"}))
      ->required();
  init->add_option("--password-fd", options->password_fd,
                   help_text(context, {"descripteur où lire le mot de passe (par défaut : demandé "
                                       "au terminal)",
                                       "descriptor to read the password from (default: asked on "
                                       "the terminal)"}));
  init->callback([options, &context] { run_init(*options, context); });
  CLI::App* password = site->add_subcommand(
      "password",
      help_text(context, {"donne un nouveau mot de passe à un compte\nCodes de sortie : 0 fait, 2 "
                          "impossible. Exemple : aval site password /srv/aval marie",
                          "gives an account a new password\nExit codes: 0 done, 2 could not run. "
                          "Example: aval site password /srv/aval jane"}));
  add_folder(*password, *options, context);
  password
      ->add_option("account", options->account,
                   help_text(context, {"nom du compte", "name of the account"}))
      ->required();
  password->callback([options, &context] { run_password(*options, context); });
}

}  // namespace aval
