// aval waiver: dated exceptions to rules of doctrine or practice.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/document_commands.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/text_table.h"
#include "policies/waivers.h"
#include "registry/documents.h"

namespace aval {
namespace {

struct Options {
  std::string file;
  std::string id;
  std::string usecase;
  std::string policies_folder;
  std::string format = "text";
};

Json organisation_of(const RegisterStore& store) {
  const auto stored = store.find(kOrganisationKind, "organisation");
  return stored ? content_of(*stored) : Json();
}

// Every problem at once; nothing is recorded unless there is none.
void run_add(const Options& options, const CommandContext& context) {
  const Json waiver = load_document(kWaiverKind, options.file);
  RegisterStore store = open_workspace(context);
  throw_if_any(ErrorKind::input, options.file,
               check_waiver(load_requested_policies(options.policies_folder), waiver,
                            organisation_of(store), options.file));
  require_document(store, kUseCaseKind, waiver.at("usecase").get<std::string>());
  const std::string id = waiver.at("id").get<std::string>();
  const bool known = store.find(kWaiverKind, id).has_value();
  const StoredDocument stored =
      store.record(kWaiverKind, id, waiver, known ? "update" : "add", author_of(context));
  std::cout << format_text(
                   {"Dérogation « {0} » à la règle {1} : version {2} enregistrée, jusqu'au {3}.\n",
                    "Waiver '{0}' of rule {1}: version {2} recorded, until {3}.\n"},
                   {id, waiver.at("policy").get<std::string>(), std::to_string(stored.version),
                    waiver.at("expires_on").get<std::string>()})
                   .in(context.language);
}

bool is_in_force(const Json& waiver, const std::string& today) {
  return waiver.at("granted_on").get<std::string>() <= today &&
         today <= waiver.at("expires_on").get<std::string>();
}

// Its state on the day, apart from any decision.
Text state_of(const Json& waiver, const std::string& today) {
  if (waiver.at("expires_on").get<std::string>() < today)
    return {"expirée", "expired"};
  if (today < waiver.at("granted_on").get<std::string>())
    return {"à venir", "to come"};
  const Json review = waiver.value("review_on", Json());
  if (review.is_string() && review.get<std::string>() < today)
    return {"en vigueur, revue en retard", "in force, review overdue"};
  return {"en vigueur", "in force"};
}

void run_list(const Options& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(
      context.language == Language::fr
          ? std::vector<std::string>{"Identifiant", "Règle", "Cas d'usage", "Jusqu'au", "État"}
          : std::vector<std::string>{"Identifier", "Rule", "Use case", "Until", "State"});
  for (const StoredDocument& stored : store.list(kWaiverKind)) {
    const Json waiver = content_of(stored);
    if (!options.usecase.empty() && waiver.at("usecase") != options.usecase)
      continue;
    list.push_back({{"id", stored.id},
                    {"version", stored.version},
                    {"policy", waiver.at("policy")},
                    {"usecase", waiver.at("usecase")},
                    {"granted_on", waiver.at("granted_on")},
                    {"expires_on", waiver.at("expires_on")},
                    {"in_force", is_in_force(waiver, context.today)}});
    rows.push_back({stored.id, waiver.at("policy").get<std::string>(),
                    waiver.at("usecase").get<std::string>(),
                    waiver.at("expires_on").get<std::string>(),
                    state_of(waiver, context.today).in(context.language)});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

void run_show(const Options& options, const CommandContext& context) {
  const StoredDocument stored = require_document(open_workspace(context), kWaiverKind, options.id);
  if (options.format == "json") {
    std::cout << pretty_json(stored.content);
    return;
  }
  std::cout << format_text({"Dérogation « {0} », version {1} : {2}\n\n",
                            "Waiver '{0}', version {1}: {2}\n\n"},
                           {stored.id, std::to_string(stored.version),
                            state_of(content_of(stored), context.today).in(context.language)})
                   .in(context.language)
            << document_as_text(stored, context);
}

void add_format_option(CLI::App& command, Options& options, const CommandContext& context) {
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

void add_add_command(CLI::App& waiver, CommandContext& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* add = waiver.add_subcommand(
      "add", help_text(context, {"enregistre une dérogation, refusée pour une règle de loi\n"
                                 "Exemple : aval waiver add derogation.json",
                                 "records a waiver, refused for a rule of law\n"
                                 "Example: aval waiver add waiver.json"}));
  add->add_option(
         "FILE", options->file,
         help_text(context, {"fichier JSON (modèle : template)", "JSON file (skeleton: template)"}))
      ->required();
  add->add_option(
      "--policies", options->policies_folder,
      help_text(context, {"dossier d'un paquet de politiques", "folder of a policy pack"}));
  add->callback([options, &context] { run_add(*options, context); });
}

void add_reading_commands(CLI::App& waiver, CommandContext& context) {
  const auto listing = std::make_shared<Options>();
  CLI::App* list = waiver.add_subcommand(
      "list", help_text(context, {"liste les dérogations et leur état\nExemple : aval waiver list",
                                  "lists the waivers and their state\nExample: aval waiver list"}));
  list->add_option("--usecase", listing->usecase,
                   help_text(context, {"celles d'un cas d'usage", "those of one use case"}))
      ->type_name("ID");
  add_format_option(*list, *listing, context);
  list->callback([listing, &context] { run_list(*listing, context); });
  const auto showing = std::make_shared<Options>();
  CLI::App* show = waiver.add_subcommand(
      "show", help_text(context, {"montre une dérogation\nExemple : aval waiver show "
                                  "cantine-sensibilisation",
                                  "shows a waiver\nExample: aval waiver show canteen-awareness"}));
  show->add_option("ID", showing->id, help_text(context, {"identifiant", "identifier"}))
      ->required();
  add_format_option(*show, *showing, context);
  show->callback([showing, &context] { run_show(*showing, context); });
}

}  // namespace

void add_waiver_command(CLI::App& app, CommandContext& context) {
  CLI::App* waiver = app.add_subcommand(
      "waiver",
      help_text(
          context,
          {"dérogations datées aux règles de doctrine ou de pratique\nCodes de sortie : 0 fait, 2 "
           "impossible. Exemple : aval waiver template > derogation.json",
           "dated waivers of rules of doctrine or practice\nExit codes: 0 done, 2 could not run. "
           "Example: aval waiver template > waiver.json"}));
  waiver->require_subcommand(1);
  add_add_command(*waiver, context);
  add_reading_commands(*waiver, context);
  waiver
      ->add_subcommand("template",
                       help_text(context, {"imprime une dérogation remplie à adapter\n"
                                           "Exemple : aval waiver template > derogation.json",
                                           "prints a filled-in waiver to adapt\n"
                                           "Example: aval waiver template > waiver.json"}))
      ->callback([] { std::cout << document_template(kWaiverKind); });
  waiver
      ->add_subcommand("schema", help_text(context, {"imprime le schéma JSON\n"
                                                     "Exemple : aval waiver schema > schema.json",
                                                     "prints the JSON Schema\n"
                                                     "Example: aval waiver schema > schema.json"}))
      ->callback([] { std::cout << document_schema(kWaiverKind); });
}

}  // namespace aval
