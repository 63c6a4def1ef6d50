// aval reidentify: the value behind a token, with a reason, and a trace in the journal before it is
// shown.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/cli/keyring_options.h"
#include "audit/cli/protect_commands.h"
#include "audit/protect/token.h"
#include "audit/protect/tokenizer.h"
#include "audit/workspace/workspace.h"
#include "registry/reidentification.h"

namespace aval {
namespace {

constexpr std::size_t kMostTokens = 100;  // a run: a file is not to be turned back this way

struct ReidentifyOptions {
  KeyringOptions keyring;
  std::vector<std::string> tokens;
  std::string domain;
  std::string field_class;
  std::string form;   // ff1 only
  std::string vault;  // vault only: its file
  int epoch = 1;      // ff1 only
  std::string reason;
  std::string legal_basis;
  std::string author;
};

void require_words(const std::string& text, const std::string& option, const Text& message) {
  if (trim(text).empty())
    throw Error(ErrorKind::usage, option, message);
}

void check_request(const ReidentifyOptions& options) {
  require_words(options.reason, "--reason",
                {"le motif manque : dites en une phrase pourquoi cette personne doit être connue",
                 "the reason is missing: say in one sentence why this person must be known"});
  require_words(options.author, "--author",
                {"l'auteur manque : donnez la fonction ou le service de qui le demande",
                 "the author is missing: give the function or department of who asks"});
  if (options.tokens.size() > kMostTokens)
    throw Error(
        ErrorKind::usage, "TOKEN",
        {"plus de 100 jetons d'un coup : une ré-identification vise une personne, pas un "
         "fichier",
         "more than 100 tokens at once: a re-identification is about a person, not a file"});
}

PlannedColumn column_of(const ReidentifyOptions& options) {
  PlannedColumn column;
  column.column = "TOKEN";
  column.field_class = options.field_class;
  const auto token = parse_token(options.tokens.front());
  column.operation = !token                            ? Operation::ff1
                     : token->kind == TokenKind::siv   ? Operation::siv
                     : token->kind == TokenKind::vault ? Operation::vault
                                                       : Operation::hmac;
  column.form = find_field_form(options.form.empty() ? options.field_class : options.form)
                    .value_or(FieldForm::text);
  if (column.operation == Operation::vault && options.vault.empty())
    throw Error(
        ErrorKind::usage, "--vault",
        {"donnez le fichier de la table de jetons", "give the file of the table of tokens"});
  return column;
}

// What the journal keeps: who, why, how many, and digests of the tokens under the key of the
// domain, so that the same token is recognised and none can be read.
Json journal_entry(const ReidentifyOptions& options, const KeyDomain& domain,
                   const std::string& operation, const std::string& date) {
  const KeyEpoch& epoch = require_active_epoch(domain);
  const SecretBytes key =
      field_key(epoch, {domain.id, options.field_class, "journal", epoch.epoch, "digest"}, 32);
  Json digests = Json::array();
  constexpr std::size_t kDigestBytes = 16;
  for (const std::string& token : options.tokens)
    digests.push_back(hex_of(hmac_sha256(key.view(), token).substr(0, kDigestBytes)));
  return {{"schema", "aval.reidentification/1"},
          {"domain", domain.id},
          {"class", options.field_class},
          {"operation", operation},
          {"count", options.tokens.size()},
          {"token_digests", digests},
          {"epoch", epoch.epoch},
          {"reason", options.reason},
          {"legal_basis", options.legal_basis},
          {"author", options.author},
          {"date", date}};
}

void run_reidentify(const ReidentifyOptions& options, CommandContext& context) {
  check_request(options);
  RegisterStore store = open_workspace(context);
  const Keyring keyring =
      read_keyring(options.keyring.file, passphrase_for(options.keyring, context));
  const KeyDomain& domain = require_domain(keyring, options.domain);
  const PlannedColumn column = column_of(options);
  std::unique_ptr<Vault> vault;
  if (column.operation == Operation::vault) {
    const int epoch = parse_token(options.tokens.front())->epoch;
    vault = std::make_unique<Vault>(options.vault, VaultOwner{domain.id, options.field_class},
                                    require_epoch(domain, epoch));
  }
  const TokenReaderBack reader = make_token_reader(column, domain, options.epoch, vault.get());
  // First the trace, then the value: an attempt that fails leaves one too.
  store.record(
      kReidentificationKind, domain.id + "/" + options.field_class,
      journal_entry(options, domain, std::string(name_of(column.operation)), context.today),
      "reidentify", author_of(context));
  bool all = true;
  for (const std::string& token : options.tokens) {
    const auto value = reader(token);
    all = all && value.has_value();
    if (value && value->size() > 1)
      std::cout << escape_terminal(value->view().substr(1), false) << "\n";
    else
      std::cout << Text{value ? "(vide)\n"
                              : "(ce n'est pas un jeton de ce domaine et de cette classe)\n",
                        value ? "(empty)\n" : "(no token of this domain and class)\n"}
                       .in(context.language);
  }
  context.exit_code = all ? kExitDone : kExitIncomplete;
}

void add_token_options(CLI::App& command, const CommandContext& context,
                       ReidentifyOptions& options) {
  command
      .add_option("TOKEN", options.tokens,
                  help_text(context, {"le ou les jetons, d'une même colonne",
                                      "the token or tokens, of one column"}))
      ->required();
  add_keyring_options(command, options.keyring, context);
  command
      .add_option("--domain", options.domain,
                  help_text(context, {"domaine du trousseau", "domain of the keyring"}))
      ->required()
      ->type_name("NAME");
  command
      .add_option("--class", options.field_class,
                  help_text(context, {"classe du champ, comme dans le plan",
                                      "class of the field, as in the plan"}))
      ->required()
      ->type_name("NAME");
  command
      .add_option("--form", options.form,
                  help_text(context, {"ff1 : forme de la classe, si elle n'en porte pas le nom",
                                      "ff1: form of the class, where it does not bear its name"}))
      ->type_name("NAME");
  command
      .add_option("--epoch", options.epoch,
                  help_text(context, {"ff1 : époque de la clé (1 par défaut)",
                                      "ff1: epoch of the key (1 by default)"}))
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command
      .add_option("--vault", options.vault,
                  help_text(context, {"vault : fichier de la table de jetons",
                                      "vault: file of the table of tokens"}))
      ->type_name("FILE");
}

void add_reasons(CLI::App& command, const CommandContext& context, ReidentifyOptions& options) {
  command
      .add_option("--reason", options.reason,
                  help_text(context, {"pourquoi, en une phrase : inscrit au journal avant que la "
                                      "valeur soit montrée",
                                      "why, in one sentence: recorded in the journal before the "
                                      "value is shown"}))
      ->required()
      ->type_name("TEXT");
  add_legal_basis_option(command, options.legal_basis, context);
  command
      .add_option("--author", options.author,
                  help_text(context, {"qui le demande (fonction ou service)",
                                      "who asks (function or department)"}))
      ->required()
      ->type_name("TEXT");
}

}  // namespace

void add_reidentify_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "reidentify",
      help_text(
          context,
          {"relit la valeur d'un jeton, avec un motif et une base légale\nLe journal de "
           "l'espace de travail en garde la trace avant que la valeur soit montrée ; il faut "
           "donc un espace de travail (aval init).\nCodes de sortie : 0 fait, 2 impossible, 3 "
           "un jeton n'est pas de cette classe.\nExemple : aval reidentify av1s.1.5JZ0 --keyring "
           "cles.aval --domain cantine --class nir --reason \"rappel sanitaire\" --legal-basis "
           "vital_interests --author DPO",
           "reads the value of a token back, with a reason and a legal basis\nThe journal of "
           "the workspace keeps its trace before the value is shown; a workspace is needed "
           "(aval init).\nExit codes: 0 done, 2 could not run, 3 a token is not of this "
           "class.\nExample: aval reidentify av1s.1.5JZ0 --keyring keys.aval --domain canteen "
           "--class nir --reason \"food recall\" --legal-basis vital_interests --author DPO"}));
  const auto options = std::make_shared<ReidentifyOptions>();
  add_token_options(*command, context, *options);
  add_reasons(*command, context, *options);
  command->callback([options, &context] { run_reidentify(*options, context); });
}

}  // namespace aval
