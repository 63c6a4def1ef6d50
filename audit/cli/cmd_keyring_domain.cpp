// aval keyring domain, rotate and destroy: the life of the keys that pseudonymize.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/cli/keyring_options.h"
#include "audit/protect/key_domain.h"

namespace aval {
namespace {

constexpr std::size_t kSecretBytes = 32;

struct DomainOptions {
  KeyringOptions keyring;
  std::string domain;
  std::string purpose;
  std::string legal_basis;
  int epoch = 0;  // 0: all of them
  std::string confirm;
};

void require_words(const std::string& text, const std::string& option) {
  if (trim(text).empty())
    throw Error(ErrorKind::usage, option,
                {"ce champ est vide : il dit pourquoi cette clé existe",
                 "this field is empty: it says why this key exists"});
}

void run_domain(const DomainOptions& options, const CommandContext& context) {
  require_words(options.purpose, "--purpose");
  const SecretBytes passphrase = passphrase_for(options.keyring, context);
  Keyring keyring = read_keyring(options.keyring.file, passphrase);
  const KeyDomain& domain = add_domain(
      keyring, {options.domain, context.now, context.account, options.purpose, options.legal_basis},
      random_secret(kSecretBytes));
  const std::string value = key_check_value(domain.epochs.back().secret.view());
  write_keyring(options.keyring.file, keyring, passphrase);
  std::cout << format_text({"Domaine « {0} » créé, époque 1, valeur de contrôle {1}\n",
                            "Domain '{0}' made, epoch 1, check value {1}\n"},
                           {options.domain, value})
                   .in(context.language);
}

void run_rotate(const DomainOptions& options, const CommandContext& context) {
  const SecretBytes passphrase = passphrase_for(options.keyring, context);
  Keyring keyring = read_keyring(options.keyring.file, passphrase);
  const KeyEpoch& epoch = rotate_domain(require_domain(keyring, options.domain), context.now,
                                        random_secret(kSecretBytes));
  const std::string number = std::to_string(epoch.epoch);
  const std::string value = key_check_value(epoch.secret.view());
  write_keyring(options.keyring.file, keyring, passphrase);
  std::cout
      << format_text(
             {"Domaine « {0} » : époque {1}, valeur de contrôle {2}.\nLes jetons siv, ff1 et vault "
              "passent à cette époque sans repasser par les valeurs : aval pseudonymize FICHIER "
              "--plan PLAN --from-epoch {3} ...\nLes jetons hmac ne se relisent pas : refaites-les "
              "depuis la source. Des jetons d'époques différentes ne se joignent pas.\n",
              "Domain '{0}': epoch {1}, check value {2}.\nTokens of siv, ff1 and vault move to "
              "this "
              "epoch without passing by the values: aval pseudonymize FILE --plan PLAN "
              "--from-epoch {3} ...\nTokens of hmac cannot be read back: make them again from the "
              "source. Tokens of different epochs do not join.\n"},
             {options.domain, number, value, std::to_string(epoch.epoch - 1)})
             .in(context.language);
}

void run_destroy(const DomainOptions& options, const CommandContext& context) {
  if (options.confirm != options.domain)
    throw Error(ErrorKind::usage, "--confirm",
                {"la destruction est sans retour : répétez le nom du domaine dans --confirm",
                 "destruction cannot be undone: repeat the name of the domain in --confirm"});
  const SecretBytes passphrase = passphrase_for(options.keyring, context);
  Keyring keyring = read_keyring(options.keyring.file, passphrase);
  destroy_epochs(require_domain(keyring, options.domain), options.epoch);
  write_keyring(options.keyring.file, keyring, passphrase);
  std::cout << Text{"Clé détruite dans ce fichier. Ses jetons ne se relisent plus. Une sauvegarde "
                    "du trousseau la garde encore : détruisez-la aussi.\n",
                    "Key destroyed in this file. Its tokens cannot be read back. A backup of the "
                    "keyring still holds it: destroy it too.\n"}
                   .in(context.language);
}

CLI::App& add_one(CLI::App& parent, CommandContext& context, const std::string& name,
                  const Text& help) {
  return *parent.add_subcommand(name, help_text(context, help));
}

void add_domain_option(CLI::App& command, DomainOptions& options, const CommandContext& context) {
  add_keyring_options(command, options.keyring, context);
  command
      .add_option("--domain", options.domain,
                  help_text(context, {"nom du domaine", "name of the domain"}))
      ->required()
      ->type_name("NAME");
}

void add_making(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<DomainOptions>();
  CLI::App& command = add_one(
      parent, context, "domain",
      {"crée un domaine de pseudonymisation : une finalité, une clé à elle\nExemple : aval keyring "
       "domain --keyring cles.aval --domain cantine --purpose \"Prévoir les repas\" --legal-basis "
       "public_task",
       "makes a pseudonymization domain: one purpose, one key of its own\nExample: aval keyring "
       "domain --keyring keys.aval --domain canteen --purpose \"Plan the meals\" --legal-basis "
       "public_task"});
  add_domain_option(command, *options, context);
  command
      .add_option("--purpose", options->purpose,
                  help_text(context, {"finalité, en une phrase", "purpose, in one sentence"}))
      ->required()
      ->type_name("TEXT");
  add_legal_basis_option(command, options->legal_basis, context);
  command.callback([options, &context] { run_domain(*options, context); });
}

}  // namespace

void add_keyring_domain_commands(CLI::App& keyring, CommandContext& context) {
  add_making(keyring, context);
  const auto rotating = std::make_shared<DomainOptions>();
  CLI::App& rotate = add_one(
      keyring, context, "rotate",
      {"change la clé d'un domaine : une époque de plus, l'ancienne ne fait plus que relire\n"
       "Exemple : aval keyring rotate --keyring cles.aval --domain cantine",
       "changes the key of a domain: one more epoch, the former one only reads back\n"
       "Example: aval keyring rotate --keyring keys.aval --domain canteen"});
  add_domain_option(rotate, *rotating, context);
  rotate.callback([rotating, &context] { run_rotate(*rotating, context); });
  const auto destroying = std::make_shared<DomainOptions>();
  CLI::App& destroy = add_one(
      keyring, context, "destroy",
      {"détruit la clé d'un domaine : ses jetons ne se relisent plus\nExemple : aval keyring "
       "destroy --keyring cles.aval --domain cantine --epoch 1 --confirm cantine",
       "destroys the key of a domain: its tokens cannot be read back\nExample: aval keyring "
       "destroy --keyring keys.aval --domain canteen --epoch 1 --confirm canteen"});
  add_domain_option(destroy, *destroying, context);
  destroy
      .add_option("--epoch", destroying->epoch,
                  help_text(context, {"seulement cette époque (par défaut : toutes)",
                                      "only this epoch (default: all)"}))
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  destroy
      .add_option("--confirm", destroying->confirm,
                  help_text(context, {"le nom du domaine, une seconde fois",
                                      "the name of the domain, a second time"}))
      ->required()
      ->type_name("NAME");
  destroy.callback([destroying, &context] { run_destroy(*destroying, context); });
}

}  // namespace aval
