// aval register: the register of processing activities (GDPR art. 30).
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/document_commands.h"
#include "audit/cli/record_organisation.h"
#include "audit/cli/register_commands.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

struct OrganisationOptions {
  std::string file;
  std::string format = "text";
};

void run_organisation(const OrganisationOptions& options, const CommandContext& context) {
  if (!options.file.empty()) {
    record_organisation(load_document(kOrganisationKind, options.file), context);
    return;
  }
  const auto stored = open_workspace(context).find(kOrganisationKind, "organisation");
  if (!stored)
    throw Error(ErrorKind::store, context.workspace,
                {"pas encore de fiche de l'organisme : « aval register template organisation > "
                 "organisme.json », puis « aval register organisation organisme.json »",
                 "no sheet of the organisation yet: 'aval register template organisation > "
                 "organisation.json', then 'aval register organisation organisation.json'"});
  std::cout << (options.format == "json" ? pretty_json(stored->content)
                                         : document_as_text(*stored, context));
}

void add_organisation(CLI::App& command, CommandContext& context) {
  const auto options = std::make_shared<OrganisationOptions>();
  CLI::App* organisation = command.add_subcommand(
      "organisation",
      help_text(context, {"montre ou enregistre la fiche de l'organisme\nExemple : aval register "
                          "organisation organisation.json",
                          "shows or records the sheet of the organisation\nExample: aval register "
                          "organisation organisation.json"}));
  organisation->add_option(
      "FILE", options->file,
      help_text(context, {"fiche à enregistrer (sinon : montre celle enregistrée)",
                          "sheet to record (else: shows the recorded one)"}));
  organisation
      ->add_option("--format", options->format,
                   help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  organisation->callback([options, &context] { run_organisation(*options, context); });
}

}  // namespace

void add_register_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "register",
      help_text(
          context,
          {"registre des activités de traitement (RGPD art. 30)\nCodes de sortie : 0 fait, 1 "
           "contrôle demandé en échec (check, reconcile --fail), 2 impossible. Exemple : aval "
           "register template > fiche.json, puis aval register add fiche.json",
           "register of processing activities (GDPR art. 30)\nExit codes: 0 done, 1 a check asked "
           "for failed (check, reconcile --fail), 2 could not run. Example: aval register template "
           "> sheet.json, then aval register add sheet.json"}));
  command->require_subcommand(1);
  DocumentCommands commands{
      kActivityKind, "name", {"Activité", "Activity"}, "restauration-scolaire", "fiche.json"};
  commands.with_list = false;
  add_document_commands(*command, context, commands);
  add_register_list(*command, context);
  add_register_templates(*command, context);
  add_organisation(*command, context);
  add_register_check(*command, context);
  add_register_states(*command, context);
  add_register_history(*command, context);
  add_register_reconcile(*command, context);
  add_register_exchange(*command, context);
  add_register_dpia(*command, context);
  add_register_apply(*command, context);
}

}  // namespace aval
