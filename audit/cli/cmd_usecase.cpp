// aval usecase and aval priority: dossiers of use cases and the priority policies they serve.
#include <iostream>

#include <CLI/CLI.hpp>

#include "audit/cli/document_commands.h"
#include "audit/cli/usecase_commands.h"
#include "audit/cli/usecase_exchange.h"
#include "audit/cli/usecase_screening.h"
#include "registry/documents.h"

namespace aval {

void add_usecase_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "usecase",
      help_text(context,
                {"cas d'usage : le dossier des cinq étapes\nCodes de sortie : 0 fait, 2 "
                 "impossible. Exemple : aval usecase status gaspillage-cantine",
                 "use cases: the dossier of the five steps\nExit codes: 0 done, 2 could not run. "
                 "Example: aval usecase status canteen-waste"}));
  command->require_subcommand(1);
  add_usecase_new(*command, context);
  add_usecase_ask(*command, context);
  add_usecase_set(*command, context);
  add_usecase_status(*command, context);
  add_usecase_evaluate(*command, context);
  add_usecase_reminders(*command, context);
  add_usecase_screening(*command, context);
  add_document_commands(
      *command, context,
      {kUseCaseKind, "title", {"Cas d'usage", "Use case"}, "gaspillage-cantine", "cas.json"});
  CLI::App* skeleton = command->add_subcommand(
      "template",
      help_text(
          context,
          {"imprime un dossier rempli à adapter\nExemple : aval usecase template > cas.json",
           "prints a filled-in dossier to adapt\nExample: aval usecase template > case.json"}));
  skeleton->callback([] { std::cout << document_template(kUseCaseKind); });
  add_usecase_exchange(*command, context);
}

void add_priority_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "priority",
      help_text(
          context,
          {"politiques publiques prioritaires : levier, délai du premier résultat, élu "
           "référent\nCodes de sortie : 0 fait, 2 impossible. Exemple : aval priority template > "
           "politique.json",
           "priority public policies: lever, time to first result, elected sponsor\nExit codes: 0 "
           "done, 2 could not run. Example: aval priority template > policy.json"}));
  command->require_subcommand(1);
  add_document_commands(*command, context,
                        {kPriorityKind,
                         "title",
                         {"Politique prioritaire", "Priority policy"},
                         "restauration-durable",
                         "politique.json"});
  CLI::App* skeleton = command->add_subcommand(
      "template",
      help_text(
          context,
          {"imprime une fiche remplie à adapter\nExemple : aval priority template > politique.json",
           "prints a filled-in sheet to adapt\nExample: aval priority template > policy.json"}));
  skeleton->callback([] { std::cout << document_template(kPriorityKind); });
}

}  // namespace aval
