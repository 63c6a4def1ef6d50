// aval register export-pia | import-pia | export-dpv: impact assessments of the CNIL's tool, and
// the register in the words of the W3C's vocabulary.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/register_commands.h"
#include "audit/workspace/workspace.h"
#include "registry/documents.h"
#include "registry/pia_import.h"
#include "reports/document_words.h"
#include "reports/dpv_export.h"
#include "reports/pia_export.h"

namespace aval {
namespace {

struct DpiaOptions {
  std::string id;
  std::string file;
  std::string usecase;
  std::string output;
  std::string losses;
};

void add_datasets(const RegisterStore& store, const Json& usecase, PiaInput& input) {
  for (const Json& source : list_at(usecase, "sources"))
    if (const auto scan = store.find(kScanKind, word_at(source, "dataset")))
      input.datasets.push_back({scan->id, scan->content});
}

// The use cases that name the activity bring what scans saw.
void add_datasets_of_activity(const RegisterStore& store, const std::string& id, PiaInput& input) {
  for (const StoredDocument& stored : store.list(kUseCaseKind)) {
    const Json usecase = content_of(stored);
    for (const Json& named : list_at(usecase, "activities"))
      if (named == id)
        add_datasets(store, usecase, input);
  }
}

PiaInput pia_input(const RegisterStore& store, const std::string& id,
                   const CommandContext& context) {
  PiaInput input;
  input.options = {context.language, context.today};
  const auto usecase = store.find(kUseCaseKind, id);
  if (!usecase) {
    const RegisterContent content = stored_register(store, {id});
    input.organisation = content.organisation;
    input.activities = content.activities;
    add_datasets_of_activity(store, id, input);
    return input;
  }
  const Json dossier = content_of(*usecase);
  std::vector<std::string> ids;
  for (const Json& activity : list_at(dossier, "activities"))
    ids.push_back(activity.get<std::string>());
  if (ids.empty())
    throw Error(ErrorKind::usage, id,
                {"ce cas d'usage ne nomme aucune activité du registre (clé activities)",
                 "this use case names no activity of the register (key activities)"});
  const RegisterContent content = stored_register(store, ids);
  input.organisation = content.organisation;
  input.activities = content.activities;
  input.title = word_at(dossier, "title");
  add_datasets(store, dossier, input);
  return input;
}

void run_export(const DpiaOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const ExportedRegister out = write_pia(pia_input(store, options.id, context));
  write_output(options.output, out.bytes);
  report_losses(out.losses, options.losses, context);
}

// The draft and, when a use case is named, the facts of the assessment in its dossier: both or
// none.
void run_import(const DpiaOptions& options, const CommandContext& context) {
  const ImportedPia imported = read_pia(options.file);
  throw_if_any(ErrorKind::input, options.file,
               check_register(imported.entry.content, options.file));
  RegisterStore store = open_workspace(context);
  const std::string& text = imported.entry.content.activities.front();
  const std::string id = parse_json(text, "activity").at("id").get<std::string>();
  if (store.find(kActivityKind, id))
    throw Error(
        ErrorKind::usage, id,
        {"une fiche porte déjà cet identifiant : changez le nom de l'analyse (pia/name), ou "
         "reprenez la fiche à la main",
         "a sheet has this identifier already: change the name of the assessment "
         "(pia/name), or amend the sheet by hand"});
  std::vector<Draft> drafts = {{kActivityKind, id, text, "import"}};
  if (!options.usecase.empty()) {
    Json dossier = content_of(require_document(store, kUseCaseKind, options.usecase));
    Json dpia = dossier.value("dpia", Json());
    if (!dpia.is_object())
      dpia = Json::object();
    dpia.update(parse_json(imported.dpia, "dpia"));
    dossier["dpia"] = std::move(dpia);
    throw_problems(check_document(kUseCaseKind, dossier, options.usecase), options.usecase);
    drafts.push_back({kUseCaseKind, options.usecase, canonical_json(dossier), "import"});
  }
  for (const StoredDocument& stored : store.record_all(drafts, author_of(context)))
    std::cout << format_text(
                     {"« {0} » : version {1} enregistrée.\n", "'{0}': version {1} recorded.\n"},
                     {stored.id, std::to_string(stored.version)})
                     .in(context.language);
  report_losses(imported.entry.losses, options.losses, context);
}

void run_dpv(const DpiaOptions& options, const CommandContext& context) {
  const std::vector<std::string> ids =
      options.id.empty() ? std::vector<std::string>{} : std::vector<std::string>{options.id};
  const ExportedRegister out = write_register_dpv(stored_register(open_workspace(context), ids),
                                                  {context.language, context.today});
  write_output(options.output, out.bytes);
  report_losses(out.losses, options.losses, context);
}

void add_losses_option(CLI::App& command, const CommandContext& context, DpiaOptions& options) {
  command.add_option("--losses", options.losses,
                     help_text(context, {"écrit aussi dans ce fichier, en JSON, ce qui s'est perdu",
                                         "also writes to this file, as JSON, what was lost"}));
}

void add_output(CLI::App& command, const CommandContext& context, DpiaOptions& options) {
  command.add_option("--output", options.output,
                     help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  add_losses_option(command, context, options);
}

void add_import(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<DpiaOptions>();
  CLI::App* command = parent.add_subcommand(
      "import-pia",
      help_text(context,
                register_help({"lit une AIPD du logiciel PIA de la CNIL dans une fiche brouillon, "
                               "et son état dans un dossier",
                               "reads a DPIA of the CNIL's PIA tool into a draft sheet, and its "
                               "status into a dossier"},
                              "import-pia aipd.json --usecase gaspillage-cantine")));
  command
      ->add_option("FILE", options->file,
                   help_text(context, {"export JSON du logiciel PIA", "JSON export of the tool"}))
      ->required();
  command->add_option("--usecase", options->usecase,
                      help_text(context, {"cas d'usage qui reçoit l'état et l'avis du délégué",
                                          "use case that takes the status and the opinion"}));
  add_losses_option(*command, context, *options);
  command->callback([options, &context] { run_import(*options, context); });
}

}  // namespace

void add_register_dpia(CLI::App& parent, CommandContext& context) {
  const auto pia = std::make_shared<DpiaOptions>();
  CLI::App* exporting = parent.add_subcommand(
      "export-pia",
      help_text(context,
                register_help({"écrit une AIPD pour le logiciel PIA de la CNIL, remplie depuis le "
                               "registre et les audits",
                               "writes a DPIA for the CNIL's PIA tool, filled in from the register "
                               "and the audits"},
                              "export-pia gaspillage-cantine --output aipd.json")));
  exporting
      ->add_option("ID", pia->id,
                   help_text(context, {"fiche, ou cas d'usage", "sheet, or use case"}))
      ->required();
  add_output(*exporting, context, *pia);
  exporting->callback([pia, &context] { run_export(*pia, context); });
  add_import(parent, context);
  const auto dpv = std::make_shared<DpiaOptions>();
  CLI::App* vocabulary = parent.add_subcommand(
      "export-dpv",
      help_text(context,
                register_help({"écrit le registre en JSON-LD, dans les mots de DPV (W3C)",
                               "writes the register as JSON-LD, in the words of DPV (W3C)"},
                              "export-dpv --output registre.jsonld")));
  vocabulary->add_option(
      "ID", dpv->id, help_text(context, {"fiche (par défaut : toutes)", "sheet (default: all)"}));
  add_output(*vocabulary, context, *dpv);
  vocabulary->callback([dpv, &context] { run_dpv(*dpv, context); });
}

}  // namespace aval
