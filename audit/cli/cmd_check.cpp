// aval check: a table against its Table Schema.
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/reading_options.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/schema_check.h"

namespace aval {
namespace {

struct CheckCommand {
  ScanRequest request;
  std::string source;
  std::string format = "text";
  std::string output;
  std::string errors;
  std::string policies_folder;
  std::size_t limit = 1000;
  bool lenient = false;
};

// `row;column;code;message`, a line an error, for who has to correct the file; no cell value.
class ErrorList {
 public:
  ErrorList(const std::string& path, Language language) : language_(language) {
    if (path.empty())
      return;
    file_.emplace(path, false);
    file_->write(language == Language::fr ? "ligne;colonne;code;message\r\n"
                                          : "row;column;code;message\r\n");
  }

  void add(const CheckError& error) {
    if (!file_)
      return;
    file_->write(join({error.row == 0 ? std::string() : std::to_string(error.row),
                       quoted(error.field), error.code, quoted(error.message.in(language_))},
                      ";")
                     .append("\r\n"));
  }

  void finish() {
    if (file_)
      file_->finish();
  }

 private:
  // escape_csv quotes for commas; here the delimiter is a semicolon.
  static std::string quoted(const std::string& text) {
    std::string field = escape_csv(text);
    if (field.find(';') != std::string::npos && !field.starts_with('"'))
      return "\"" + field + "\"";
    return field;
  }

  Language language_;
  std::optional<WholeFile> file_;
};

void run_check(const CheckCommand& command, CommandContext& context) {
  ScanRequest request = command.request;
  request.sources = {command.source};
  request.today = context.today;
  const PolicyPack pack = load_requested_policies(command.policies_folder);
  const CheckSchema schema = load_check_schema(request.schema, pack.schemas, command.source);
  ErrorList list(command.errors, context.language);
  CheckOptions options;
  options.lenient = command.lenient;
  options.limit = command.limit;
  options.on_error = [&list](const CheckError& error) { list.add(error); };
  const SourceCheck check = check_source(request, schema, options);
  list.finish();
  write_output(command.output, command.format == "json"
                                   ? render_check_json(check, true, context.language)
                                   : render_check_text(check, context.language));
  context.exit_code = !check.report.valid              ? kExitGateFailed
                      : check.report.unchecked.empty() ? kExitDone
                                                       : kExitIncomplete;
}

void add_options(CLI::App& check, CheckCommand& command, const CommandContext& context) {
  check
      .add_option("SOURCE", command.source,
                  help_text(context, {"fichier à vérifier", "file to check"}))
      ->required();
  check
      .add_option("--schema", command.request.schema,
                  help_text(context, {"fichier Table Schema, ou identifiant d'un schéma reconnu "
                                      "(aval publication schemas)",
                                      "Table Schema file, or id of a recognised schema "
                                      "(aval publication schemas)"}))
      ->required();
  check.add_flag("--lenient", command.lenient,
                 help_text(context, {"comme Validata : ordre libre, colonnes facultatives ou en "
                                     "plus signalées sans invalider",
                                     "as Validata: free order, optional or additional columns told "
                                     "without making it invalid"}));
  check
      .add_option("--format", command.format,
                  help_text(context, {"forme de la réponse", "form of the answer"}))
      ->check(CLI::IsMember({"text", "json"}));
  check
      .add_option("--limit", command.limit,
                  help_text(context, {"nombre d'erreurs listées (toutes sont comptées)",
                                      "number of errors listed (all are counted)"}))
      ->check(CLI::PositiveNumber);
  check.add_option(
      "--errors", command.errors,
      help_text(context, {"écrit toutes les erreurs dans ce CSV (ligne;colonne;code;message), sans "
                          "aucune valeur",
                          "writes every error to this CSV (row;column;code;message), without any "
                          "value"}));
  check.add_option("--output", command.output,
                   help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  check.add_option(
      "--policies", command.policies_folder,
      help_text(context, {"dossier d'un paquet de politiques", "folder of a policy pack"}));
  add_one_table_options(check, context, command.request);
}

}  // namespace

void add_check_command(CLI::App& app, CommandContext& context) {
  CLI::App* check = app.add_subcommand(
      "check",
      help_text(context,
                {"vérifie un fichier selon un schéma (Table Schema)\n"
                 "Codes de sortie : 0 conforme, 1 écarts, 2 impossible, 3 aucun écart mais "
                 "une règle n'a pu être vérifiée.\n"
                 "Exemple : aval check subventions.csv --schema scdl-subventions",
                 "checks a file against a schema (Table Schema)\n"
                 "Exit codes: 0 it agrees, 1 it does not, 2 could not run, 3 no error but "
                 "a rule could not be checked.\n"
                 "Example: aval check grants.csv --schema scdl-subventions"}));
  const auto command = std::make_shared<CheckCommand>();
  add_options(*check, *command, context);
  check->callback([command, &context] { run_check(*command, context); });
}

}  // namespace aval
