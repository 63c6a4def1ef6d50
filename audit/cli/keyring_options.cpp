#include "audit/cli/keyring_options.h"

#include <CLI/CLI.hpp>

#include "audit/base/error.h"
#include "audit/base/passphrase.h"

namespace aval {
namespace {

constexpr std::size_t kShortest = 12;  // bytes; length is what resists a stolen file

}  // namespace

void add_keyring_options(CLI::App& command, KeyringOptions& options,
                         const CommandContext& context) {
  command
      .add_option("--keyring", options.file,
                  help_text(context, {"fichier du trousseau", "file of the keyring"}))
      ->required()
      ->type_name("FILE");
  command
      .add_option("--passphrase-fd", options.passphrase_fd,
                  help_text(context, {"lit la phrase secrète sur ce descripteur de fichier (sinon "
                                      "elle est demandée au terminal)",
                                      "reads the passphrase from this file descriptor (else it is "
                                      "asked on the terminal)"}))
      ->check(CLI::NonNegativeNumber)
      ->type_name("N");
}

void add_key_option(CLI::App& command, KeyringOptions& options, const CommandContext& context) {
  command
      .add_option("--key", options.key,
                  help_text(context, {"nom de la clé de scellement, s'il y en a plusieurs",
                                      "name of the signing key, where there are several"}))
      ->type_name("NAME");
}

void add_legal_basis_option(CLI::App& command, std::string& legal_basis,
                            const CommandContext& context) {
  command
      .add_option(
          "--legal-basis", legal_basis,
          help_text(context, {"base légale (RGPD art. 6) : consent, contract, legal_obligation, "
                              "vital_interests, public_task ou legitimate_interests",
                              "legal basis (GDPR art. 6): consent, contract, "
                              "legal_obligation, vital_interests, public_task or "
                              "legitimate_interests"}))
      ->required()
      ->check(CLI::IsMember({"consent", "contract", "legal_obligation", "vital_interests",
                             "public_task", "legitimate_interests"})
                  .description(""))
      ->type_name("BASIS");
}

SecretBytes passphrase_for(const KeyringOptions& options, const CommandContext& context) {
  if (options.passphrase_fd >= 0)
    return read_passphrase(options.passphrase_fd);
  return ask_passphrase(
      help_text(context, {"Phrase secrète du trousseau : ", "Passphrase of the keyring: "}));
}

SecretBytes new_passphrase_for(const KeyringOptions& options, const CommandContext& context) {
  SecretBytes passphrase = passphrase_for(options, context);
  if (passphrase.size() < kShortest)
    throw Error(
        ErrorKind::usage, "passphrase",
        {"phrase secrète trop courte : au moins 12 caractères, plusieurs mots de préférence",
         "passphrase too short: at least 12 characters, several words for preference"});
  if (options.passphrase_fd < 0) {
    const SecretBytes again = ask_passphrase(
        help_text(context, {"La même, encore une fois : ", "The same, once more: "}));
    if (again.view() != passphrase.view())
      throw Error(ErrorKind::usage, "passphrase",
                  {"les deux saisies diffèrent ; recommencez", "the two differ; start again"});
  }
  return passphrase;
}

}  // namespace aval
