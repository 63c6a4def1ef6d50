// aval usecase export | import: dossiers to and from spreadsheets.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/usecase_exchange.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "reports/sheet_formats.h"

namespace aval {
namespace {

struct Options {
  std::vector<std::string> ids;
  std::string file;
  std::string format;
  std::string output;
  bool dry_run = false;
};

std::string in_format(const Options& options, const std::vector<std::string>& documents,
                      const CommandContext& context) {
  return documents_as_sheets(kUseCaseKind, options.format, documents, context.today);
}

void run_export(const Options& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  std::vector<std::string> documents;
  if (options.ids.empty())
    for (const StoredDocument& stored : store.list(kUseCaseKind))
      documents.push_back(stored.content);
  for (const std::string& id : options.ids)
    documents.push_back(require_document(store, kUseCaseKind, id).content);
  write_output(options.output, in_format(options, documents, context));
}

void run_template(const Options& options, const CommandContext& context) {
  const std::string skeleton = document_template(kUseCaseKind);
  write_output(options.output,
               options.format == "json" ? skeleton : in_format(options, {skeleton}, context));
}

void run_import(const Options& options, const CommandContext& context) {
  const SheetDocuments read = documents_from_sheets(kUseCaseKind, options.file);
  RegisterStore store = open_workspace(context);
  std::vector<Draft> drafts;
  std::string text;
  for (const std::string& content : read.documents) {
    const std::string id = parse_json(content, options.file).at("id").get<std::string>();
    const auto known = store.find(kUseCaseKind, id);
    if (known && known->content == content)
      continue;
    drafts.push_back({kUseCaseKind, id, content, "import"});
    text += format_text(options.dry_run
                            ? Text{"« {0} » : serait enregistré\n", "'{0}': would be recorded\n"}
                            : Text{"« {0} » : enregistré\n", "'{0}': recorded\n"},
                        {id})
                .in(context.language);
  }
  if (!options.dry_run && !drafts.empty())
    store.record_all(drafts, author_of(context));
  std::cout << text
            << format_text({"{0} dossier(s) lu(s), {1} nouveau(x) ou modifié(s).\n",
                            "{0} dossier(s) read, {1} new or changed.\n"},
                           {std::to_string(read.documents.size()), std::to_string(drafts.size())})
                   .in(context.language);
  for (const UnknownPart& part : read.unknown)
    print_warning(context,
                  {part.place + " : " + part.reason.fr, part.place + ": " + part.reason.en});
}

void add_output(CLI::App& command, Options& options, const CommandContext& context,
                const std::vector<std::string>& formats) {
  options.format = formats.front();
  command
      .add_option("--format", options.format,
                  help_text(context, {"format (par défaut : " + formats.front() + ")",
                                      "format (default: " + formats.front() + ")"}))
      ->check(CLI::IsMember(formats));
  command.add_option("--output", options.output,
                     help_text(context, {"écrit dans ce fichier", "writes to this file"}));
}

void add_import(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = parent.add_subcommand(
      "import",
      help_text(context, {"enregistre les dossiers d'un tableur (tous ou aucun) : ODS, XLSX ou "
                          "CSV, titres de colonnes en français\nExemple : aval usecase import "
                          "cas.ods",
                          "records the dossiers of a spreadsheet (all or none): ODS, XLSX or CSV, "
                          "French column headings\nExample: aval usecase import cases.ods"}));
  command->add_option("FILE", options->file, help_text(context, {"fichier à lire", "file to read"}))
      ->required();
  command->add_flag("--dry-run", options->dry_run,
                    help_text(context, {"dit ce qui serait enregistré, sans rien enregistrer",
                                        "tells what would be recorded, and records nothing"}));
  command->callback([options, &context] { run_import(*options, context); });
}

}  // namespace

void add_usecase_exchange(CLI::App& parent, CommandContext& context) {
  const auto exporting = std::make_shared<Options>();
  CLI::App* out = parent.add_subcommand(
      "export", help_text(context, {"écrit les dossiers dans un tableur, une feuille par liste ; "
                                    "import les relit sans perte\nExemple : aval usecase export "
                                    "--format ods --output cas.ods",
                                    "writes the dossiers to a spreadsheet, a sheet a list; import "
                                    "reads them back without loss\nExample: aval usecase export "
                                    "--format ods --output cases.ods"}));
  out->add_option("ID", exporting->ids,
                  help_text(context, {"dossiers (par défaut : tous)", "dossiers (default: all)"}));
  add_output(*out, *exporting, context, {"ods", "xlsx", "csv"});
  out->callback([exporting, &context] { run_export(*exporting, context); });
  add_import(parent, context);
  const auto skeleton = std::make_shared<Options>();
  CLI::App* command = parent.get_subcommand("template");
  add_output(*command, *skeleton, context, {"json", "ods", "xlsx", "csv"});
  command->callback([skeleton, &context] { run_template(*skeleton, context); });
}

}  // namespace aval
