// aval register export | import: the register to and from other tools, with what was lost.
#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/workspace/workspace.h"
#include "reports/exchange.h"

namespace aval {
namespace {

struct ExchangeCommand {
  std::vector<std::string> ids;
  std::string file;
  std::string format = "json";
  std::string output;
  std::string losses;  // where to write the report of losses; empty: standard error only
  bool dry_run = false;
};

const ExchangeFormat& format_of(const std::string& name) {
  const auto formats = exchange_formats();
  return *std::find_if(formats.begin(), formats.end(),
                       [&](const ExchangeFormat& format) { return format.name == name; });
}

// The format that the ending of the file names; json when it names none.
std::string format_of_file(const std::string& file) {
  for (const char* ending : {"ods", "xlsx", "csv"})
    if (to_lower_ascii(file).ends_with(std::string(".") + ending))
      return ending;
  return "json";
}

std::set<std::string> format_names(bool reading) {
  std::set<std::string> names;
  for (const ExchangeFormat& format : exchange_formats())
    if (reading ? format.read != nullptr : format.write != nullptr)
      names.insert(std::string(format.name));
  return names;
}

// Every document is checked before anything is recorded; all of them are, or none.
std::vector<Draft> drafts_of(const RegisterStore& store, const RegisterContent& content) {
  std::vector<Draft> drafts;
  const auto add = [&](const char* kind, const std::string& id, const std::string& text) {
    const auto known = store.find(kind, id);
    if (!known || known->content != text)
      drafts.push_back({kind, id, text, "import"});
  };
  if (!content.organisation.empty())
    add(kOrganisationKind, "organisation", content.organisation);
  for (const std::string& text : content.activities)
    add(kActivityKind, parse_json(text, "activity").at("id").get<std::string>(), text);
  return drafts;
}

void run_export(const ExchangeCommand& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const ExportedRegister out =
      format_of(options.format)
          .write(stored_register(store, options.ids), {context.language, context.today});
  write_output(options.output, out.bytes);
  report_losses(out.losses, options.losses, context);
}

void run_import(const ExchangeCommand& options, const CommandContext& context) {
  const ImportedRegister in =
      format_of(options.format.empty() ? format_of_file(options.file) : options.format)
          .read(options.file, {context.language, context.today});
  throw_if_any(ErrorKind::input, options.file, check_register(in.content, options.file));
  RegisterStore store = open_workspace(context);
  const std::vector<Draft> drafts = drafts_of(store, in.content);
  const std::size_t present =
      in.content.activities.size() + (in.content.organisation.empty() ? 0U : 1U);
  std::string text;
  for (const Draft& draft : drafts)
    text +=
        format_text({"{0} : {1}\n", "{0}: {1}\n"},
                    {draft.id, (options.dry_run ? Text{"serait enregistrée", "would be recorded"}
                                                : Text{"enregistrée", "recorded"})
                                   .in(context.language)})
            .in(context.language);
  if (!options.dry_run && !drafts.empty())
    store.record_all(drafts, author_of(context));
  std::cout << text
            << format_text({"{0} fiche(s) lue(s), {1} nouvelle(s) ou modifiée(s).\n",
                            "{0} sheet(s) read, {1} new or changed.\n"},
                           {std::to_string(present), std::to_string(drafts.size())})
                   .in(context.language);
  report_losses(in.losses, options.losses, context);
}

void add_shared_options(CLI::App& command, const CommandContext& context, ExchangeCommand& options,
                        bool reading) {
  command
      .add_option("--format", options.format,
                  help_text(context,
                            reading ? Text{"format (par défaut : selon l'extension)",
                                           "format (default: by the ending)"}
                                    : Text{"format (par défaut : json)", "format (default: json)"}))
      ->check(CLI::IsMember(format_names(reading)));
  command.add_option("--losses", options.losses,
                     help_text(context, {"écrit aussi dans ce fichier, en JSON, ce qui s'est perdu",
                                         "also writes to this file, as JSON, what was lost"}));
}

}  // namespace

void report_losses(const std::vector<Loss>& losses, const std::string& file,
                   const CommandContext& context) {
  if (!file.empty())
    write_file_whole(file, losses_as_json(losses), false);
  for (const Loss& loss : losses)
    print_warning(context,
                  Text{loss.place + " : " + loss.reason.fr, loss.place + ": " + loss.reason.en});
}

void add_register_exchange(CLI::App& parent, CommandContext& context) {
  const auto exporting = std::make_shared<ExchangeCommand>();
  CLI::App* out = parent.add_subcommand(
      "export",
      help_text(context, {"écrit le registre, ou les fiches nommées, pour un autre outil, "
                          "et dit ce qui se perd\nExemple : aval register export "
                          "--format json --output registre.json",
                          "writes the register, or the sheets named, for another tool, "
                          "and tells what is lost\nExample: aval register export "
                          "--format json --output register.json"}));
  out->add_option("ID", exporting->ids,
                  help_text(context, {"fiches (par défaut : toutes)", "sheets (default: all)"}));
  add_shared_options(*out, context, *exporting, false);
  out->add_option("--output", exporting->output,
                  help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  out->callback([exporting, &context] { run_export(*exporting, context); });
  const auto importing = std::make_shared<ExchangeCommand>();
  importing->format.clear();
  CLI::App* in = parent.add_subcommand(
      "import",
      help_text(context, {"lit un registre venu d'un autre outil (tout ou rien), et dit "
                          "ce qui se perd\nExemple : aval register import registre.json "
                          "--format json",
                          "reads a register from another tool (all or nothing), and tells "
                          "what is lost\nExample: aval register import register.json "
                          "--format json"}));
  in->add_option("FILE", importing->file, help_text(context, {"fichier à lire", "file to read"}))
      ->required();
  add_shared_options(*in, context, *importing, true);
  in->add_flag("--dry-run", importing->dry_run,
               help_text(context, {"dit ce qui serait enregistré, sans rien enregistrer",
                                   "tells what would be recorded, and records nothing"}));
  in->callback([importing, &context] { run_import(*importing, context); });
}

}  // namespace aval
