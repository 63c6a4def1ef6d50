// aval decision seal and verify-seal: an Ed25519 mark over a recorded decision.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/decision_commands.h"
#include "audit/cli/keyring_options.h"
#include "audit/cli/public_key_file.h"
#include "audit/workspace/decision_records.h"
#include "registry/seal.h"

namespace aval {
namespace {

struct Options {
  std::string id;
  int version = 0;
  bool computed = false;
  KeyringOptions keyring;
  std::string public_key;
};

// The person's decision; with --computed the computed verdict.
StoredDocument record_of(const RegisterStore& store, const Options& options) {
  return require_version(store, options.computed ? kDecisionKind : kAdoptionKind, options.id,
                         options.version);
}

void run_seal(const Options& options, const CommandContext& context) {
  RegisterStore store = open_workspace(context);
  const StoredDocument record = record_of(store, options);
  const Keyring keyring =
      read_keyring(options.keyring.file, passphrase_for(options.keyring, context));
  const SigningKey& key = require_signing_key(keyring, options.keyring.key);
  const Json seal{{"schema", "aval.seal/1"},
                  {"of",
                   {{"kind", record.kind},
                    {"id", record.id},
                    {"version", record.version},
                    {"sha256", record.sha256}}},
                  {"algorithm", "Ed25519"},
                  {"key", key.name},
                  {"public_key", hex_of(key.public_key)},
                  {"signature", hex_of(ed25519_sign(key.seed.view(), sealed_message(record)))},
                  {"sealed_at", context.now}};
  store.record(kSealKind, seal_id(record), seal, "seal", author_of(context));
  std::cout
      << format_text(
             {"Décision {0}, version {1}, scellée par la clé « {2} ».\n"
              "Ce sceau montre l'intégrité et l'origine dans aval ; il ne signe pas l'acte.\n",
              "Decision {0}, version {1}, sealed with key '{2}'.\n"
              "This seal shows integrity and origin in aval; it does not sign the act.\n"},
             {record.id, std::to_string(record.version), key.name})
             .in(context.language);
}

bool holds(const Json& seal, const StoredDocument& record, const std::string& public_key) {
  const auto signature = bytes_of_hex(seal.at("signature").get_ref<const std::string&>());
  return signature && ed25519_verify(public_key, sealed_message(record), signature->view());
}

void run_verify(const Options& options, CommandContext& context) {
  const std::string public_key = load_public_key(options.public_key);
  const RegisterStore store = open_workspace(context);
  const StoredDocument record = record_of(store, options);
  bool valid = false;
  const auto seals = store.versions(kSealKind, seal_id(record));
  for (const StoredDocument& seal : seals)
    valid = valid || holds(content_of(seal), record, public_key);
  const Text answer =
      valid ? Text{"Sceau valable : la décision n'a pas changé depuis et porte cette clé.\n",
                   "Seal valid: the decision has not changed since and bears this key.\n"}
      : seals.empty()
          ? Text{"Cette décision n'est pas scellée.\n", "This decision is not sealed.\n"}
          : Text{"SCEAU FAUX : ni cette clé, ni ce contenu.\n",
                 "FALSE SEAL: not this key, or not this content.\n"};
  std::cout << answer.in(context.language);
  context.exit_code = valid ? kExitDone : kExitGateFailed;
}

void add_record_options(CLI::App& command, Options& options, const CommandContext& context) {
  command.add_option("ID", options.id, help_text(context, {"cas-d-usage/étape", "use-case/gate"}))
      ->required();
  command.add_flag("--computed", options.computed,
                   help_text(context, {"l'avis calculé, non la décision de la personne",
                                       "the computed verdict, not the person's decision"}));
  command
      .add_option("--version", options.version,
                  help_text(context, {"numéro de version", "number of the version"}))
      ->check(CLI::PositiveNumber);
}

}  // namespace

void add_decision_sealing(CLI::App& decision, CommandContext& context) {
  const auto sealing = std::make_shared<Options>();
  CLI::App* seal = decision.add_subcommand(
      "seal", help_text(context, {"scelle une décision (Ed25519) avec une clé du trousseau\n"
                                  "Exemple : aval decision seal gaspillage-cantine/G2 --keyring "
                                  "cles.aval",
                                  "seals a decision (Ed25519) with a key of the keyring\n"
                                  "Example: aval decision seal canteen-waste/G2 --keyring "
                                  "keys.aval"}));
  add_record_options(*seal, *sealing, context);
  add_keyring_options(*seal, sealing->keyring, context);
  add_key_option(*seal, sealing->keyring, context);
  seal->callback([sealing, &context] { run_seal(*sealing, context); });
  const auto verifying = std::make_shared<Options>();
  CLI::App* verify = decision.add_subcommand(
      "verify-seal",
      help_text(context, {"vérifie le sceau avec la seule clé publique\nExemple : aval decision "
                          "verify-seal gaspillage-cantine/G2 --public-key sceau.pem",
                          "checks the seal with the public key alone\nExample: aval decision "
                          "verify-seal canteen-waste/G2 --public-key seal.pem"}));
  add_record_options(*verify, *verifying, context);
  verify
      ->add_option("--public-key", verifying->public_key,
                   help_text(context, {"clé publique (aval keyring public-key)",
                                       "public key (aval keyring public-key)"}))
      ->required()
      ->type_name("FILE");
  verify->callback([verifying, &context] { run_verify(*verifying, context); });
}

}  // namespace aval
