#include "audit/cli/document_commands.h"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/text_table.h"
#include "audit/cli/workspace.h"
#include "registry/documents.h"

namespace aval {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string id;
  std::string format = "text";
};

void run_add(const Options& options, const DocumentCommands& commands,
             const CommandContext& context) {
  std::vector<Json> documents;
  for (const std::string& file : options.files)
    documents.push_back(load_document(commands.kind, file));
  RegisterStore store = open_workspace(context);
  for (const Json& document : documents) {
    const std::string id = document.at("id").get<std::string>();
    const bool known = store.find(commands.kind, id).has_value();
    const StoredDocument stored =
        store.record(commands.kind, id, document, known ? "update" : "add", author_of(context));
    std::cout << format_text(
                     {"{0} « {1} » : version {2} enregistrée.\n",
                      "{0} '{1}': version {2} recorded.\n"},
                     {commands.singular.in(context.language), id, std::to_string(stored.version)})
                     .in(context.language);
  }
}

void run_list(const Options& options, const DocumentCommands& commands,
              const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Identifiant", "Version", "Intitulé", "État"}
                     : std::vector<std::string>{"Identifier", "Version", "Title", "Status"});
  for (const StoredDocument& stored : store.list(commands.kind)) {
    const Json document = content_of(stored);
    const std::string name = document.at(commands.name_key).get<std::string>();
    const Json status = document.value("status", Json());
    list.push_back({{"id", stored.id},
                    {"version", stored.version},
                    {commands.name_key, name},
                    {"status", status}});
    rows.push_back({stored.id, std::to_string(stored.version), name,
                    status.is_string() ? status.get<std::string>() : "-"});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

}  // namespace

void add_document_commands(CLI::App& parent, CommandContext& context,
                           const DocumentCommands& commands) {
  const auto options = std::make_shared<Options>();
  CLI::App* add =
      parent.add_subcommand("add", help_text(context, {"enregistre un ou plusieurs fichiers JSON",
                                                       "records one or more JSON files"}));
  add->add_option("FILE", options->files)->required();
  add->callback([options, commands, &context] { run_add(*options, commands, context); });
  CLI::App* show = parent.add_subcommand(
      "show", help_text(context, {"montre la dernière version", "shows the latest version"}));
  show->add_option("ID", options->id)->required();
  show->callback([options, commands, &context] {
    std::cout << pretty_json(
        require_document(open_workspace(context), commands.kind, options->id).content);
  });
  CLI::App* list = parent.add_subcommand(
      "list", help_text(context, {"liste ce qui est enregistré", "lists what is recorded"}));
  list->add_option("--format", options->format)->check(CLI::IsMember({"text", "json"}));
  list->callback([options, commands, &context] { run_list(*options, commands, context); });
  CLI::App* schema = parent.add_subcommand(
      "schema", help_text(context, {"imprime le schéma JSON", "prints the JSON Schema"}));
  schema->callback([commands] { std::cout << document_schema(commands.kind); });
}

}  // namespace aval
