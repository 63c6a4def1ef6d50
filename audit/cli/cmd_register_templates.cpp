// aval register template | templates: sheets to start from.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/register_commands.h"
#include "audit/workspace/text_table.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "registry/templates.h"
#include "reports/sheet_formats.h"

namespace aval {
namespace {

struct TemplateOptions {
  std::string kind = kActivityKind;
  std::string from;
  std::string format = "text";
  std::string form = "json";  // of a skeleton
  std::string output;
};

void run_template(const TemplateOptions& options, const CommandContext& context) {
  std::string text = options.from.empty() ? document_template(options.kind)
                                          : activity_template(options.from).activity + "\n";
  if (options.form != "json" && options.kind != kActivityKind)
    throw Error(ErrorKind::usage, "--format",
                {"la fiche de l'organisme n'existe qu'en JSON",
                 "the sheet of the organisation comes as JSON only"});
  if (options.form != "json")
    text = documents_as_sheets(kActivityKind, options.form, {text}, context.today);
  write_output(options.output, text);
}

void run_templates(const TemplateOptions& options, const CommandContext& context) {
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows = {
      context.language == Language::fr ? std::vector<std::string>{"N°", "Modèle", "Activité"}
                                       : std::vector<std::string>{"No.", "Template", "Activity"}};
  for (const ActivityTemplate& entry : activity_templates()) {
    list.push_back({{"number", entry.number},
                    {"name", entry.name},
                    {"fr", entry.title.fr},
                    {"en", entry.title.en}});
    rows.push_back({std::to_string(entry.number), entry.name, entry.title.in(context.language)});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

}  // namespace

void add_register_templates(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<TemplateOptions>();
  CLI::App* skeleton = parent.add_subcommand(
      "template",
      help_text(context, {"imprime une fiche remplie à adapter (activity ou organisation), ou avec "
                          "--from une activité type\nExemple : aval register template --from "
                          "restauration-scolaire > fiche.json",
                          "prints a filled-in sheet to adapt (activity or organisation), or with "
                          "--from a typical activity\nExample: aval register template --from "
                          "restauration-scolaire > sheet.json"}));
  skeleton
      ->add_option("KIND", options->kind,
                   help_text(context, {"fiche d'activité (par défaut) ou de l'organisme",
                                       "sheet of an activity (default) or of the organisation"}))
      ->check(CLI::IsMember({"activity", "organisation"}));
  skeleton->add_option(
      "--from", options->from,
      help_text(context, {"activité type (aval register templates les liste)",
                          "typical activity (aval register templates lists them)"}));
  skeleton
      ->add_option("--format", options->form,
                   help_text(context, {"format (par défaut : json) ; un tableur est relu par "
                                       "register import",
                                       "format (default: json); register import reads a "
                                       "spreadsheet back"}))
      ->check(CLI::IsMember({"json", "ods", "xlsx", "csv"}));
  skeleton->add_option("--output", options->output,
                       help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  skeleton->callback([options, &context] { run_template(*options, context); });
  CLI::App* all = parent.add_subcommand(
      "templates",
      help_text(context, register_help({"liste les activités types d'une collectivité",
                                        "lists the typical activities of an authority"},
                                       "templates")));
  add_text_or_json(*all, options->format, context);
  all->callback([options, &context] { run_templates(*options, context); });
}

}  // namespace aval
