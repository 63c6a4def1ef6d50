#include "audit/cli/document_commands.h"

#include <iostream>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/document_text.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string id;
  int version = 0;  // 0: the latest
  std::string format = "text";
};

void add_format_option(CLI::App& command, Options& options, const CommandContext& context) {
  command
      .add_option("--format", options.format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
}

// Every file is read and checked before anything is recorded; all of them are, or none.
std::vector<Json> load_files(const Options& options, const std::string& kind) {
  std::vector<Json> documents;
  std::vector<Problem> problems;
  std::set<std::string> ids;
  for (const std::string& file : options.files) {
    try {
      Json document = load_json(file);
      const std::vector<Problem> found = check_document(kind, document, file);
      problems.insert(problems.end(), found.begin(), found.end());
      if (found.empty() && !ids.insert(document.at("id").get<std::string>()).second)
        problems.push_back({file + "#/id",
                            {"un autre fichier de cette commande porte le même identifiant",
                             "another file of this command has the same id"}});
      documents.push_back(std::move(document));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input)
        throw;
      problems.push_back({error.place(), error.message()});
    }
  }
  throw_problems(problems, join(options.files, ", "));
  return documents;
}

// A dossier may name a dataset or an activity before it is registered: told, not refused.
void warn_of_unknown_links(const RegisterStore& store, const Json& usecase,
                           const CommandContext& context) {
  const Json sources = usecase.value("sources", Json());
  for (std::size_t i = 0; sources.is_array() && i < sources.size(); ++i) {
    const std::string dataset = sources[i].value("dataset", std::string());
    if (!store.find(kScanKind, dataset))
      print_warning(
          context,
          format_text({"le jeu « {0} » n'est pas encore enregistré : aval dataset add "
                       "FICHIER --id {0}",
                       "dataset '{0}' is not recorded yet: aval dataset add FILE --id {0}"},
                      {dataset}));
  }
  const Json activities = usecase.value("activities", Json());
  for (std::size_t i = 0; activities.is_array() && i < activities.size(); ++i) {
    const std::string activity = activities[i].get<std::string>();
    if (!store.find(kActivityKind, activity))
      print_warning(
          context,
          format_text({"l'activité « {0} » n'est pas encore au registre : aval register add FICHE",
                       "activity '{0}' is not in the register yet: aval register add SHEET"},
                      {activity}));
  }
}

void print_recorded(const std::vector<StoredDocument>& recorded, const Options& options,
                    const DocumentCommands& commands, const CommandContext& context) {
  OrderedJson list = OrderedJson::array();
  std::string text;
  for (const StoredDocument& stored : recorded) {
    list.push_back({{"id", stored.id}, {"version", stored.version}, {"sha256", stored.sha256}});
    text += format_text(
                {"{0} « {1} » : version {2} enregistrée.\n", "{0} '{1}': version {2} recorded.\n"},
                {commands.singular.in(context.language), stored.id, std::to_string(stored.version)})
                .in(context.language);
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : text);
}

void run_add(const Options& options, const DocumentCommands& commands,
             const CommandContext& context) {
  const std::vector<Json> documents = load_files(options, commands.kind);
  RegisterStore store = open_workspace(context);
  std::vector<Draft> drafts;
  for (const Json& document : documents) {
    const std::string id = document.at("id").get<std::string>();
    const bool known = store.find(commands.kind, id).has_value();
    drafts.push_back({commands.kind, id, canonical_json(document), known ? "update" : "add"});
  }
  print_recorded(store.record_all(drafts, author_of(context)), options, commands, context);
  if (commands.kind == kUseCaseKind)
    for (const Json& document : documents)
      warn_of_unknown_links(store, document, context);
}

StoredDocument wanted_version(const RegisterStore& store, const Options& options,
                              const std::string& kind) {
  const StoredDocument latest = require_document(store, kind, options.id);
  if (options.version == 0)
    return latest;
  for (const StoredDocument& stored : store.versions(kind, options.id))
    if (stored.version == options.version)
      return stored;
  throw Error(ErrorKind::usage, "--version",
              format_text({"cette version n'existe pas ; la dernière est la {0}",
                           "there is no such version; the latest is {0}"},
                          {std::to_string(latest.version)}));
}

void run_show(const Options& options, const DocumentCommands& commands,
              const CommandContext& context) {
  const StoredDocument stored = wanted_version(open_workspace(context), options, commands.kind);
  if (options.format == "json") {
    std::cout << pretty_json(stored.content);
    return;
  }
  std::cout << format_text({"{0} « {1} », version {2}, enregistrée le {3}\n\n",
                            "{0} '{1}', version {2}, recorded on {3}\n\n"},
                           {commands.singular.in(context.language), stored.id,
                            std::to_string(stored.version), stored.recorded_at.substr(0, 10)})
                   .in(context.language)
            << document_as_text(stored, context);
}

void run_list(const Options& options, const DocumentCommands& commands,
              const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Identifiant", "Version", "Enregistré", "Intitulé"}
                     : std::vector<std::string>{"Identifier", "Version", "Recorded", "Title"});
  for (const StoredDocument& stored : store.list(commands.kind)) {
    const Json document = content_of(stored);
    const std::string name = document.at(commands.name_key).get<std::string>();
    list.push_back({{"id", stored.id},
                    {"version", stored.version},
                    {"recorded_at", stored.recorded_at},
                    {commands.name_key, name}});
    rows.push_back(
        {stored.id, std::to_string(stored.version), stored.recorded_at.substr(0, 10), name});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

// The text with the example "aval PARENT ARGUMENTS" below it.
Text with_example(const Text& text, const CLI::App& parent, const std::string& arguments) {
  const std::string command = "aval " + parent.get_name() + " " + arguments;
  return {text.fr + "\nExemple : " + command, text.en + "\nExample: " + command};
}

void add_show_command(CLI::App& parent, CommandContext& context, const DocumentCommands& commands) {
  const auto options = std::make_shared<Options>();
  CLI::App* show = parent.add_subcommand(
      "show",
      help_text(context, with_example({"montre la dernière version, ou celle que dit --version",
                                       "shows the latest version, or the one of --version"},
                                      parent, "show " + commands.example_id)));
  show->add_option("ID", options->id, help_text(context, {"identifiant", "identifier"}))
      ->required();
  show->add_option("--version", options->version,
                   help_text(context, {"numéro de version (l'historique est gardé)",
                                       "number of the version (the history is kept)"}))
      ->check(CLI::PositiveNumber);
  add_format_option(*show, *options, context);
  show->callback([options, commands, &context] { run_show(*options, commands, context); });
}

void add_list_command(CLI::App& parent, CommandContext& context, const DocumentCommands& commands) {
  const auto listing = std::make_shared<Options>();
  CLI::App* list = parent.add_subcommand(
      "list",
      help_text(context, with_example({"liste ce qui est enregistré", "lists what is recorded"},
                                      parent, "list")));
  add_format_option(*list, *listing, context);
  list->callback([listing, commands, &context] { run_list(*listing, commands, context); });
}

}  // namespace

std::string document_as_text(const StoredDocument& stored, const CommandContext& context) {
  return render_document_text(content_of(stored), OrderedJson::parse(document_schema(stored.kind)),
                              context.language);
}

void add_document_commands(CLI::App& parent, CommandContext& context,
                           const DocumentCommands& commands) {
  const auto adding = std::make_shared<Options>();
  CLI::App* add = parent.add_subcommand(
      "add",
      help_text(context, with_example({"enregistre un ou plusieurs fichiers JSON (tous ou aucun)",
                                       "records one or more JSON files (all of them or none)"},
                                      parent, "add " + commands.example_file)));
  add->add_option("FILE", adding->files,
                  help_text(context, {"fichiers JSON (modèle : template)",
                                      "JSON files (skeleton: template)"}))
      ->required();
  add_format_option(*add, *adding, context);
  add->callback([adding, commands, &context] { run_add(*adding, commands, context); });
  add_show_command(parent, context, commands);
  if (commands.with_list)
    add_list_command(parent, context, commands);
  CLI::App* schema = parent.add_subcommand(
      "schema",
      help_text(context, with_example({"imprime le schéma JSON", "prints the JSON Schema"}, parent,
                                      "schema > schema.json")));
  schema->callback([commands] { std::cout << document_schema(commands.kind); });
}

}  // namespace aval
