// aval keyring: the encrypted file of keys.
#include <algorithm>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/json.h"
#include "audit/cli/keyring_options.h"

namespace aval {
namespace {

struct Options {
  KeyringOptions keyring;
  std::string controller;
  std::string name;
  std::string output;
  std::string check_value;
  std::string format = "text";
};

void run_init(const Options& options, const CommandContext& context) {
  if (kind_of_file(options.keyring.file) != FileKind::absent)
    throw Error(ErrorKind::usage, options.keyring.file,
                {"un fichier porte déjà ce nom ; un trousseau n'est jamais remplacé",
                 "a file has this name already; a keyring is never replaced"});
  Keyring keyring;
  keyring.controller = options.controller;
  keyring.created_at = context.now;
  write_keyring(options.keyring.file, keyring, new_passphrase_for(options.keyring, context));
  std::cout << Text{"Trousseau créé. Gardez sa sauvegarde et sa phrase secrète à deux endroits "
                    "différents :\nperdue, elle ne se retrouve pas.\n",
                    "Keyring created. Keep its backup and its passphrase in two different "
                    "places:\nonce lost, it cannot be found again.\n"}
                   .in(context.language);
}

OrderedJson keyring_overview(const Keyring& keyring) {
  OrderedJson domains = OrderedJson::array();
  for (const KeyDomain& domain : keyring.domains) {
    OrderedJson epochs = OrderedJson::array();
    for (const KeyEpoch& epoch : domain.epochs)
      epochs.push_back(
          {{"epoch", epoch.epoch},
           {"state", name_of(epoch.state)},
           {"created_at", epoch.created_at},
           {"check_value", epoch.secret.empty() ? "" : key_check_value(epoch.secret.view())}});
    domains.push_back({{"id", domain.id},
                       {"purpose", domain.purpose},
                       {"legal_basis", domain.legal_basis},
                       {"epochs", epochs}});
  }
  OrderedJson keys = OrderedJson::array();
  for (const SigningKey& key : keyring.signing_keys)
    keys.push_back({{"name", key.name},
                    {"algorithm", "Ed25519"},
                    {"created_at", key.created_at},
                    {"public_key", hex_of(key.public_key)},
                    {"check_value", key_check_value(key.seed.view())}});
  return {{"schema", "aval.keyring_overview/1"},
          {"controller", keyring.controller},
          {"created_at", keyring.created_at},
          {"domains", domains},
          {"signing_keys", keys}};
}

std::string overview_text(const Keyring& keyring, Language language) {
  const bool french = language == Language::fr;
  std::string out =
      format_text({"Trousseau de {0}, créé le {1}\n", "Keyring of {0}, made on {1}\n"},
                  {keyring.controller, keyring.created_at.substr(0, 10)})
          .in(language);
  for (const KeyDomain& domain : keyring.domains)
    for (const KeyEpoch& epoch : domain.epochs)
      out += format_text({"Domaine {0}, époque {1} ({2}) : valeur de contrôle {3}\n",
                          "Domain {0}, epoch {1} ({2}): check value {3}\n"},
                         {domain.id, std::to_string(epoch.epoch), std::string(name_of(epoch.state)),
                          epoch.secret.empty() ? "-" : key_check_value(epoch.secret.view())})
                 .in(language);
  for (const SigningKey& key : keyring.signing_keys)
    out += format_text({"Clé de scellement {0} (Ed25519, {1}) : clé publique {2}\n",
                        "Signing key {0} (Ed25519, {1}): public key {2}\n"},
                       {key.name, key.created_at.substr(0, 10), hex_of(key.public_key)})
               .in(language);
  if (keyring.domains.empty() && keyring.signing_keys.empty())
    out += french ? "Aucune clé.\n" : "No key.\n";
  return out;
}

void run_show(const Options& options, const CommandContext& context) {
  const Keyring keyring =
      read_keyring(options.keyring.file, passphrase_for(options.keyring, context));
  std::cout << (options.format == "json" ? keyring_overview(keyring).dump(2) + "\n"
                                         : overview_text(keyring, context.language));
}

std::vector<std::string> check_values(const Keyring& keyring) {
  std::vector<std::string> values;
  for (const KeyDomain& domain : keyring.domains)
    for (const KeyEpoch& epoch : domain.epochs)
      if (!epoch.secret.empty())
        values.push_back(key_check_value(epoch.secret.view()));
  for (const SigningKey& key : keyring.signing_keys)
    values.push_back(key_check_value(key.seed.view()));
  return values;
}

void run_verify(const Options& options, CommandContext& context) {
  const Keyring keyring =
      read_keyring(options.keyring.file, passphrase_for(options.keyring, context));
  const std::vector<std::string> values = check_values(keyring);
  const bool found = options.check_value.empty() ||
                     std::find(values.begin(), values.end(), options.check_value) != values.end();
  const Text answer =
      found ? format_text({"Trousseau intègre : {0} clé(s).\n", "Keyring intact: {0} key(s).\n"},
                          {std::to_string(values.size())})
            : Text{"Aucune clé de ce trousseau n'a cette valeur de contrôle.\n",
                   "No key of this keyring has that check value.\n"};
  std::cout << answer.in(context.language);
  context.exit_code = found ? kExitDone : kExitGateFailed;
}

void run_signing_key(const Options& options, const CommandContext& context) {
  const SecretBytes passphrase = passphrase_for(options.keyring, context);
  Keyring keyring = read_keyring(options.keyring.file, passphrase);
  constexpr std::size_t kSeedBytes = 32;
  const SigningKey& key = add_signing_key(keyring, {options.name, context.now, context.account},
                                          random_secret(kSeedBytes));
  const std::string public_key = hex_of(key.public_key);
  write_keyring(options.keyring.file, keyring, passphrase);
  std::cout << format_text({"Clé de scellement « {0} » créée. Clé publique : {1}\n",
                            "Signing key '{0}' made. Public key: {1}\n"},
                           {options.name, public_key})
                   .in(context.language);
}

void run_public_key(const Options& options, const CommandContext& context) {
  const Keyring keyring =
      read_keyring(options.keyring.file, passphrase_for(options.keyring, context));
  write_output(options.output,
               ed25519_public_pem(require_signing_key(keyring, options.keyring.key).public_key));
}

CLI::App& add_one(CLI::App& parent, CommandContext& context, const std::string& name,
                  const Text& help) {
  CLI::App* command = parent.add_subcommand(
      name,
      help_text(context, {help.fr + " --keyring cles.aval", help.en + " --keyring keys.aval"}));
  return *command;
}

void add_init(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<Options>();
  CLI::App& init = add_one(parent, context, "init",
                           {"crée un trousseau vide\nExemple : aval keyring init --controller "
                            "\"Commune de Valombre\"",
                            "makes an empty keyring\nExample: aval keyring init --controller "
                            "\"Commune de Valombre\""});
  add_keyring_options(init, options->keyring, context);
  init.add_option("--controller", options->controller,
                  help_text(context, {"le responsable de traitement dont ce sont les clés",
                                      "the controller whose keys these are"}))
      ->required()
      ->type_name("NAME");
  init.callback([options, &context] { run_init(*options, context); });
}

void add_reading(CLI::App& parent, CommandContext& context) {
  const auto showing = std::make_shared<Options>();
  CLI::App& show = add_one(parent, context, "show",
                           {"montre les clés par leur valeur de contrôle, jamais elles-mêmes\n"
                            "Exemple : aval keyring show",
                            "shows the keys by their check value, never themselves\n"
                            "Example: aval keyring show"});
  add_keyring_options(show, showing->keyring, context);
  show.add_option("--format", showing->format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  show.callback([showing, &context] { run_show(*showing, context); });
  const auto verifying = std::make_shared<Options>();
  CLI::App& verify = add_one(parent, context, "verify",
                             {"vérifie que le trousseau s'ouvre et tient une clé\n"
                              "Exemple : aval keyring verify",
                              "checks that the keyring opens and holds a key\n"
                              "Example: aval keyring verify"});
  add_keyring_options(verify, verifying->keyring, context);
  verify
      .add_option("--check-value", verifying->check_value,
                  help_text(context, {"valeur de contrôle d'une clé attendue",
                                      "check value of a key that is expected"}))
      ->type_name("HEX");
  verify.callback([verifying, &context] { run_verify(*verifying, context); });
}

void add_keys(CLI::App& parent, CommandContext& context) {
  const auto making = std::make_shared<Options>();
  CLI::App& signing = add_one(
      parent, context, "signing-key",
      {"crée une clé de scellement Ed25519\nExemple : aval keyring signing-key --name sceau-2026",
       "makes an Ed25519 signing key\nExample: aval keyring signing-key --name seal-2026"});
  add_keyring_options(signing, making->keyring, context);
  signing
      .add_option("--name", making->name, help_text(context, {"nom de la clé", "name of the key"}))
      ->required()
      ->type_name("NAME");
  signing.callback([making, &context] { run_signing_key(*making, context); });
  const auto exporting = std::make_shared<Options>();
  CLI::App& exported = add_one(parent, context, "public-key",
                               {"écrit la clé publique (PEM), à donner à qui vérifie\n"
                                "Exemple : aval keyring public-key --output sceau.pem",
                                "writes the public key (PEM), for those who verify\n"
                                "Example: aval keyring public-key --output seal.pem"});
  add_keyring_options(exported, exporting->keyring, context);
  add_key_option(exported, exporting->keyring, context);
  exported
      .add_option("--output", exporting->output,
                  help_text(context, {"écrit dans ce fichier", "writes to this file"}))
      ->type_name("FILE");
  exported.callback([exporting, &context] { run_public_key(*exporting, context); });
}

}  // namespace

void add_keyring_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "keyring",
      help_text(context, {"trousseau chiffré : clés de scellement et de pseudonymisation\nCodes de "
                          "sortie : 0 fait, 1 clé absente, 2 impossible (phrase secrète fausse "
                          "comprise). Exemple : aval keyring show --keyring cles.aval",
                          "encrypted keyring: keys that seal and that pseudonymize\nExit codes: 0 "
                          "done, 1 key absent, 2 could not run (wrong passphrase included). "
                          "Example: aval keyring show --keyring keys.aval"}));
  command->require_subcommand(1);
  add_init(*command, context);
  add_reading(*command, context);
  add_keys(*command, context);
  add_keyring_domain_commands(*command, context);
}

}  // namespace aval
