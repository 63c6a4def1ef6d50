#include "audit/cli/program.h"

#include <cstdlib>
#include <iostream>

#include <CLI/CLI.hpp>

#include "audit/base/file.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/cli/help.h"
#include "audit/cli/merge_command.h"
#include "audit/cli/protect_commands.h"
#include "audit/cli/serve_commands.h"
#include "audit/workspace/version.h"

namespace aval {
namespace {

const char* value_or_null(const std::optional<std::string>& value) {
  return value ? value->c_str() : nullptr;
}

// "--lang en" or "--lang=en" anywhere before "--".
std::optional<Language> language_argument(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--")
      break;
    std::string value;
    if (argument == "--lang" && i + 1 < argc)
      value = argv[i + 1];
    else if (argument.starts_with("--lang="))
      value = argument.substr(7);
    if (value == "en")
      return Language::en;
    if (value == "fr")
      return Language::fr;
  }
  return std::nullopt;
}

void add_common_options(CLI::App& app, CommandContext& context) {
  static const std::vector<std::string> kLanguages = {"fr", "en"};
  app.add_option(
         "--lang",
         [](const CLI::results_t& values) { return values[0] == "fr" || values[0] == "en"; },
         help_text(context, {"langue des messages et rapports : fr ou en",
                             "language of messages and reports: fr or en"}))
      ->type_name("fr|en");
  app.add_option(
         "--workspace", context.workspace,
         help_text(context, {"fichier de l'espace de travail (sinon AVAL_WORKSPACE, sinon aval.db)",
                             "workspace file (else AVAL_WORKSPACE, else aval.db)"}))
      ->type_name("FILE");
}

void add_commands(CLI::App& app, CommandContext& context) {
  add_scan_command(app, context);
  add_merge_command(app, context);
  add_publish_check_command(app, context);
  add_check_command(app, context);
  add_schema_command(app, context);
  add_table_command(app, context);
  add_explain_command(app, context);
  add_rules_command(app, context);
  add_init_command(app, context);
  add_dataset_command(app, context);
  add_findings_command(app, context);
  add_register_command(app, context);
  add_priority_command(app, context);
  add_usecase_command(app, context);
  add_portfolio_command(app, context);
  add_publication_command(app, context);
  add_policies_command(app, context);
  add_decide_command(app, context);
  add_decision_command(app, context);
  add_waiver_command(app, context);
  add_risk_command(app, context);
  add_keyring_command(app, context);
  add_pseudonymize_command(app, context);
  add_reidentify_command(app, context);
  add_anonymize_command(app, context);
  add_report_command(app, context);
  add_serve_command(app, context);
  add_site_command(app, context);
  add_backup_commands(app, context);
  add_hashes_command(app, context);
  add_journal_command(app, context);
}

int report_usage_error(const CommandContext& context, const CLI::ParseError& error) {
  std::cerr << (context.language == Language::fr ? "aval : commande mal formée : "
                                                 : "aval: bad command line: ")
            << escape_terminal(usage_complaint(error, context.language), true) << "\n"
            << (context.language == Language::fr
                    ? "Voir « aval --help » ou « aval COMMANDE --help ».\n"
                    : "See 'aval --help' or 'aval COMMAND --help'.\n");
  return kExitCouldNotRun;
}

}  // namespace

const std::string& help_text(const CommandContext& context, const Text& text) {
  return text.in(context.language);
}

CommandContext context_from_surroundings(int argc, char** argv) {
  CommandContext context;
  const auto lc_all = environment_variable("LC_ALL");
  const auto lc_messages = environment_variable("LC_MESSAGES");
  const auto lang = environment_variable("LANG");
  context.language =
      language_argument(argc, argv)
          .value_or(language_of_locale(value_or_null(lc_all), value_or_null(lc_messages),
                                       value_or_null(lang)));
  context.today = today_from_clock();
  context.now = now_from_clock();
  context.account = account_name();
  context.workspace = environment_variable("AVAL_WORKSPACE").value_or("aval.db");
  context.colour = is_terminal_output() && !environment_variable("NO_COLOR");
  return context;
}

int run_program(int argc, char** argv, CommandContext& context) {
  CLI::App app(
      help_text(context,
                {"aval dit si un jeu de données peut être utilisé ou publié, et pourquoi.\n"
                 "Codes de sortie : 0 fait (GO), 1 contrôle demandé en échec, 2 impossible, 3 fait "
                 "mais incomplet,\n"
                 "10 GO avec conditions, 20 NO-GO, 30 INCOMPLET.",
                 "aval says whether a dataset may be used or published, and why.\n"
                 "Exit codes: 0 done (GO), 1 a check asked for failed, 2 could not run, 3 done but "
                 "incomplete,\n"
                 "10 GO with conditions, 20 NO-GO, 30 INCOMPLETE."}),
      "aval");
  app.set_version_flag(
      "--version", [] { return version_text(); },
      help_text(context, {"version du programme et des paquets de règles",
                          "version of the program and of its packs"}));
  app.set_help_flag("-h,--help", help_text(context, {"cette aide", "this help"}));
  app.formatter_fn([&context](const CLI::App* command, const std::string&, CLI::AppFormatMode) {
    return help_page(*command, context.language);
  });
  app.fallthrough();
  app.require_subcommand(1);
  add_common_options(app, context);
  add_commands(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp& request) {
    return app.exit(request);
  } catch (const CLI::CallForAllHelp& request) {
    return app.exit(request);
  } catch (const CLI::CallForVersion& request) {
    return app.exit(request);
  } catch (const CLI::ParseError& error) {
    return report_usage_error(context, error);
  }
  return context.exit_code;
}

void print_error(const CommandContext& context, const Error& error) {
  std::cerr << "aval" << (context.language == Language::fr ? " : " : ": ")
            << escape_terminal(error.place(), false)
            << (context.language == Language::fr ? " : " : ": ")
            << escape_terminal(error.message().in(context.language), true) << "\n";
}

void print_warning(const CommandContext& context, const Text& warning) {
  std::cerr << (context.language == Language::fr ? "Attention : " : "Warning: ")
            << escape_terminal(warning.in(context.language), true) << "\n";
}

void write_output(const std::string& output, const std::string& content) {
  if (output.empty() || output == "-")
    std::cout << content << std::flush;
  else
    write_file_whole(output, content, false);
}

}  // namespace aval
