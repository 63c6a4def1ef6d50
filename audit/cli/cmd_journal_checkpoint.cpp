// aval journal checkpoint: where the journal stands, sealed, to be kept elsewhere.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/journal_commands.h"
#include "audit/cli/keyring_options.h"
#include "audit/cli/sealed_checkpoint.h"
#include "audit/workspace/workspace.h"

namespace aval {
namespace {

struct Options {
  KeyringOptions keyring;
  std::string output;
};

void run_checkpoint(const Options& options, CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const std::vector<JournalEvent> events = store.journal();
  const Checkpoint now{events.back().sequence, events.back().hash};
  if (const auto fault = store.verify_against(now))
    throw Error(ErrorKind::store, store.path(),
                {"le journal est altéré, il n'est pas scellé : " + fault->message.fr,
                 "the journal is altered, it is not sealed: " + fault->message.en});
  const Keyring keyring =
      read_keyring(options.keyring.file, passphrase_for(options.keyring, context));
  const SigningKey& key = require_signing_key(keyring, options.keyring.key);
  write_output(options.output, sealed_checkpoint(now, context.now, key).dump(2) + "\n");
}

}  // namespace

void add_journal_checkpoint(CLI::App& journal, CommandContext& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* checkpoint = journal.add_subcommand(
      "checkpoint",
      help_text(context, {"scelle l'état du journal, à garder ailleurs : il révèle une fin coupée\n"
                          "Exemple : aval journal checkpoint --keyring cles.aval --output "
                          "point.json",
                          "seals where the journal stands, to be kept elsewhere: it shows a cut "
                          "end\nExample: aval journal checkpoint --keyring keys.aval --output "
                          "point.json"}));
  add_keyring_options(*checkpoint, options->keyring, context);
  add_key_option(*checkpoint, options->keyring, context);
  checkpoint
      ->add_option("--output", options->output,
                   help_text(context, {"écrit dans ce fichier", "writes to this file"}))
      ->type_name("FILE");
  checkpoint->callback([options, &context] { run_checkpoint(*options, context); });
}

}  // namespace aval
