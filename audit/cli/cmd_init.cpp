// aval init: creates a workspace.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/cli/record_organisation.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

void run_init(const std::string& organisation, const CommandContext& context) {
  Json document;
  if (!organisation.empty())
    document = load_document(kOrganisationKind, organisation);
  if (!organisation.empty() && RegisterStore::exists(context.workspace)) {
    record_organisation(document, context);
    return;
  }
  const Author author = author_of(context);
  RegisterStore store = RegisterStore::create(context.workspace, author);
  if (!organisation.empty())
    store.record(kOrganisationKind, "organisation", document, "add", author);
  const Text done{
      "Espace de travail créé : {0}\nEnsuite : « aval dataset add FICHIER », « aval register add "
      "FICHE.json », « aval usecase add DOSSIER.json ».\n",
      "Workspace created: {0}\nNext: 'aval dataset add FILE', 'aval register add SHEET.json', "
      "'aval usecase add DOSSIER.json'.\n"};
  std::cout << format_text(done, {context.workspace}).in(context.language);
}

}  // namespace

void add_init_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "init",
      help_text(
          context,
          {"crée l'espace de travail (un fichier : --workspace, sinon AVAL_WORKSPACE, sinon "
           "aval.db) ; avec --organisation, met à jour la fiche d'un espace qui existe\n"
           "Codes de sortie : 0 fait, 2 impossible. Exemple : aval init --organisation "
           "organisation.json",
           "creates the workspace (one file: --workspace, else AVAL_WORKSPACE, else aval.db); with "
           "--organisation, updates the sheet of one that exists\n"
           "Exit codes: 0 done, 2 could not run. Example: aval init --organisation "
           "organisation.json"}));
  const auto organisation = std::make_shared<std::string>();
  command->add_option(
      "--organisation", *organisation,
      help_text(
          context,
          {"fiche de l'organisme (JSON ; modèle : aval register template organisation)",
           "sheet of the organisation (JSON; skeleton: aval register template organisation)"}));
  command->callback([organisation, &context] { run_init(*organisation, context); });
}

}  // namespace aval
