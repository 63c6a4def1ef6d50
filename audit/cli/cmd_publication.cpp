// aval publication: publication sheets, and the schemas that aval recognises.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/document_commands.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

void run_history(const std::string& id, const std::string& format, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  (void)require_document(store, kPublicationKind, id);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Version", "Enregistrée le", "Empreinte"}
                     : std::vector<std::string>{"Version", "Recorded on", "Digest"});
  for (const StoredDocument& version : store.versions(kPublicationKind, id)) {
    list.push_back({{"version", version.version},
                    {"recorded_at", version.recorded_at},
                    {"sha256", version.sha256}});
    rows.push_back({std::to_string(version.version), version.recorded_at.substr(0, 10),
                    version.sha256.substr(0, 16)});
  }
  std::cout << (format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

void run_schemas(const std::string& format, const CommandContext& context) {
  const PolicyPack pack = load_embedded_policy_pack();
  const bool french = context.language == Language::fr;
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(french ? std::vector<std::string>{"Identifiant", "Version", "Titre", "Source"}
                        : std::vector<std::string>{"Identifier", "Version", "Title", "Source"});
  for (const RecognisedSchema& schema : pack.schemas) {
    list.push_back({{"id", schema.id},
                    {"version", schema.version},
                    {"title", schema.title.in(context.language)},
                    {"source", schema.source},
                    {"licence", schema.licence},
                    {"columns", schema.fields.size()},
                    {"status", schema.to_confirm ? "to_confirm" : "confirmed"}});
    rows.push_back(
        {schema.id, schema.version, schema.title.in(context.language),
         schema.source + (schema.to_confirm ? (french ? " (à confirmer)" : " (to confirm)") : "")});
  }
  std::cout << (format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

void add_format(CLI::App& command, std::string& format, const CommandContext& context) {
  command
      .add_option("--format", format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

void add_history(CLI::App& parent, CommandContext& context) {
  const auto id = std::make_shared<std::string>();
  const auto format = std::make_shared<std::string>("text");
  CLI::App* history = parent.add_subcommand(
      "history", help_text(context, {"versions d'une fiche\nExemple : aval publication history "
                                     "subventions-2026",
                                     "versions of a sheet\nExample: aval publication history "
                                     "subventions-2026"}));
  history->add_option("ID", *id, help_text(context, {"identifiant", "identifier"}))->required();
  add_format(*history, *format, context);
  history->callback([id, format, &context] { run_history(*id, *format, context); });
}

}  // namespace

void add_publication_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "publication",
      help_text(
          context,
          {"fiches de publication : sur quoi repose l'ouverture d'un jeu ou d'une série\n"
           "Codes de sortie : 0 fait, 2 impossible.\n"
           "Exemple : aval publication template > fiche.json, puis aval publication add fiche.json",
           "publication sheets: what the opening of a dataset or series rests on\n"
           "Exit codes: 0 done, 2 could not run.\n"
           "Example: aval publication template > sheet.json, then aval publication add "
           "sheet.json"}));
  command->require_subcommand(1);
  add_document_commands(*command, context,
                        {kPublicationKind,
                         "title",
                         {"Fiche de publication", "Publication sheet"},
                         "subventions-2026",
                         "fiche.json"});
  CLI::App* skeleton = command->add_subcommand(
      "template",
      help_text(context, {"imprime une fiche remplie à adapter\nExemple : aval publication "
                          "template > fiche.json",
                          "prints a filled-in sheet to adapt\nExample: aval publication template "
                          "> sheet.json"}));
  skeleton->callback([] { std::cout << document_template(kPublicationKind); });
  add_history(*command, context);
  const auto format = std::make_shared<std::string>("text");
  CLI::App* schemas = command->add_subcommand(
      "schemas", help_text(context, {"liste les schémas reconnus\nExemple : aval publication "
                                     "schemas",
                                     "lists the recognised schemas\nExample: aval publication "
                                     "schemas"}));
  add_format(*schemas, *format, context);
  schemas->callback([format, &context] { run_schemas(*format, context); });
}

}  // namespace aval
