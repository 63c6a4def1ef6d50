// --keyring, --passphrase-fd and --key: how a command gets at keys. Never a passphrase in an
// argument.
#pragma once

#include <string>

#include "audit/cli/commands.h"
#include "audit/protect/keyring.h"

namespace aval {

struct KeyringOptions {
  std::string file;
  int passphrase_fd = -1;  // -1: asked on the terminal
  std::string key;         // name of the signing key; empty: the only one
};

// --keyring FILE (required) and --passphrase-fd N.
void add_keyring_options(CLI::App& command, KeyringOptions& options, const CommandContext& context);
void add_key_option(CLI::App& command, KeyringOptions& options, const CommandContext& context);

// --legal-basis BASIS (required), of the GDPR's article 6.
void add_legal_basis_option(CLI::App& command, std::string& legal_basis,
                            const CommandContext& context);

// The passphrase of the options, asked once (twice for a new keyring). Error(usage) when a new one
// is too short or was not typed twice alike.
SecretBytes passphrase_for(const KeyringOptions& options, const CommandContext& context);
SecretBytes new_passphrase_for(const KeyringOptions& options, const CommandContext& context);

// keyring domain, rotate and destroy, under `keyring`.
void add_keyring_domain_commands(CLI::App& keyring, CommandContext& context);

}  // namespace aval
