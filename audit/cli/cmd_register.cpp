// aval register: the register of processing activities (GDPR art. 30).
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/document_commands.h"
#include "audit/cli/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

void run_organisation(const std::string& file, const CommandContext& context) {
  if (file.empty()) {
    std::cout << pretty_json(
        require_document(open_workspace(context), kOrganisationKind, "organisation").content);
    return;
  }
  const Json document = load_document(kOrganisationKind, file);
  RegisterStore store = open_workspace(context);
  const bool known = store.find(kOrganisationKind, "organisation").has_value();
  store.record(kOrganisationKind, "organisation", document, known ? "update" : "add",
               author_of(context));
  std::cout << Text{"Fiche de l'organisme enregistrée.\n", "Sheet of the organisation recorded.\n"}
                   .in(context.language);
}

}  // namespace

void add_register_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "register",
      help_text(
          context,
          {"registre des activités de traitement (RGPD art. 30)\nCodes de sortie : 0 fait, 2 "
           "impossible. "
           "Exemple : aval register template > fiche.json, puis aval register add fiche.json",
           "register of processing activities (GDPR art. 30)\nExit codes: 0 done, 2 could not run. "
           "Example: aval register template > sheet.json, then aval register add sheet.json"}));
  command->require_subcommand(1);
  add_document_commands(*command, context, {kActivityKind, "name", {"Activité", "Activity"}});
  const auto kind = std::make_shared<std::string>(kActivityKind);
  CLI::App* skeleton = command->add_subcommand(
      "template",
      help_text(context, {"imprime une fiche remplie à adapter (activity ou organisation)",
                          "prints a filled-in sheet to adapt (activity or organisation)"}));
  skeleton->add_option("KIND", *kind)->check(CLI::IsMember({"activity", "organisation"}));
  skeleton->callback([kind] { std::cout << document_template(*kind); });
  const auto file = std::make_shared<std::string>();
  CLI::App* organisation = command->add_subcommand(
      "organisation", help_text(context, {"montre ou enregistre la fiche de l'organisme",
                                          "shows or records the sheet of the organisation"}));
  organisation->add_option("FILE", *file);
  organisation->callback([file, &context] { run_organisation(*file, context); });
}

void add_usecase_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "usecase",
      help_text(
          context,
          {"cas d'usage : le dossier des cinq étapes\nCodes de sortie : 0 fait, 2 impossible. "
           "Exemple : aval usecase template > cas.json, puis aval usecase add cas.json",
           "use cases: the dossier of the five steps\nExit codes: 0 done, 2 could not run. "
           "Example: aval usecase template > case.json, then aval usecase add case.json"}));
  command->require_subcommand(1);
  add_document_commands(*command, context, {kUseCaseKind, "title", {"Cas d'usage", "Use case"}});
  CLI::App* skeleton = command->add_subcommand(
      "template", help_text(context, {"imprime un dossier rempli à adapter",
                                      "prints a filled-in dossier to adapt"}));
  skeleton->callback([] { std::cout << document_template(kUseCaseKind); });
}

}  // namespace aval
