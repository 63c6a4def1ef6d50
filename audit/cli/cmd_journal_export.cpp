// aval journal export, verifier and operators: the journal for an auditor, and the table of
// operators apart.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/journal_commands.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/workspace.h"
#include "policies/logic_dates.h"
#include "reports/journal_paper.h"

namespace aval {
namespace {

// House practice, to be confirmed: CNIL's recommendation on logging (délibération 2021-122) speaks
// of six months to one year.
constexpr long kRetentionMonths = 12;

struct ExportOptions : OutputOptions {
  bool operators = false;
};

std::string organisation_name(const RegisterStore& store) {
  const auto sheet = store.find(kOrganisationKind, "organisation");
  return sheet ? content_of(*sheet).value("name", std::string()) : std::string();
}

void run_export(const ExportOptions& options, CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const std::vector<JournalEvent> events = store.journal();
  const auto fault = store.verify();
  if (options.format == "jsonl") {
    write_output(options.output,
                 journal_as_lines(events, options.operators ? store.operators()
                                                            : std::vector<JournalOperator>()));
  } else {
    write_paper(journal_paper({organisation_name(store), events, fault, context.today}), options,
                context);
  }
  if (!fault)
    return;
  print_warning(context,
                {"journal altéré : " + fault->message.fr, "journal altered: " + fault->message.en});
  context.exit_code = kExitGateFailed;
}

void run_operators_export(const std::string& output, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  std::string lines;
  for (const JournalOperator& one : store.operators())
    lines +=
        canonical_json(Json{{"operator", one.id}, {"account", one.account}, {"salt", one.salt}}) +
        "\n";
  write_output(output, lines);
}

void run_operators_remove(const std::string& given, const CommandContext& context) {
  std::string before = given;
  if (before.empty())
    before = add_months(context.today, -kRetentionMonths).value_or(context.today);
  if (!days_between(before, context.today) || before > context.today)
    throw Error(
        ErrorKind::usage, "--before",
        {"une date passée est attendue : AAAA-MM-JJ", "a past date is expected: YYYY-MM-DD"});
  RegisterStore store = open_workspace(context);
  const std::int64_t removed = store.remove_operators(before, author_of(context));
  std::cout
      << format_text(
             {"{0} compte(s) retiré(s) : plus aucun événement depuis le {1}. Le journal reste "
              "vérifiable ; leurs pseudonymes ne disent plus rien.\n",
              "{0} account(s) removed: no event since {1}. The journal still verifies; their "
              "pseudonyms tell nothing any more.\n"},
             {std::to_string(removed), before})
             .in(context.language);
}

}  // namespace

void add_journal_export(CLI::App& journal, CommandContext& context) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* exported = journal.add_subcommand(
      "export",
      help_text(context, {"écrit le journal pour un auditeur, ou à imprimer et signer\nExemple : "
                          "aval journal export --output journal.jsonl",
                          "writes the journal for an auditor, or to print and sign\nExample: aval "
                          "journal export --output journal.jsonl"}));
  options->format = "jsonl";  // verified without aval
  add_output_options(*exported, context, *options, {"jsonl", "html", "pdf", "md"});
  exported->add_flag("--operators", options->operators,
                     help_text(context, {"avec la table des opérateurs (données personnelles)",
                                         "with the table of operators (personal data)"}));
  exported->callback([options, &context] { run_export(*options, context); });
  journal
      .add_subcommand(
          "verifier",
          help_text(context, {"imprime le programme d'une page (Python 3) qui vérifie un journal "
                              "exporté\nExemple : aval journal verifier > verifier.py",
                              "prints the one-page program (Python 3) that verifies an exported "
                              "journal\nExample: aval journal verifier > verifier.py"}))
      ->callback([] { std::cout << journal_verifier(); });
}

void add_journal_operators(CLI::App& journal, CommandContext& context) {
  CLI::App* operators = journal.add_subcommand(
      "operators",
      help_text(
          context,
          {"table qui relie les pseudonymes aux comptes, séparable du journal\nExemple : aval "
           "journal operators remove --before 2025-11-24",
           "table that links pseudonyms to accounts, separable from the journal\nExample: "
           "aval journal operators remove --before 2025-11-24"}));
  operators->require_subcommand(1);
  const auto output = std::make_shared<std::string>();
  CLI::App* exported = operators->add_subcommand(
      "export", help_text(context, {"écrit la table (données personnelles)\nExemple : aval journal "
                                    "operators export --output operateurs.jsonl",
                                    "writes the table (personal data)\nExample: aval journal "
                                    "operators export --output operators.jsonl"}));
  exported
      ->add_option("--output", *output,
                   help_text(context, {"écrit dans ce fichier", "writes to this file"}))
      ->type_name("FILE");
  exported->callback([output, &context] { run_operators_export(*output, context); });
  const auto before = std::make_shared<std::string>();
  CLI::App* remove = operators->add_subcommand(
      "remove",
      help_text(context,
                {"retire les comptes sans événement depuis une date (par défaut : douze "
                 "mois, durée à confirmer par votre DPO)\nExemple : aval journal operators "
                 "remove",
                 "removes the accounts without event since a date (by default: twelve "
                 "months, to be confirmed by your DPO)\nExample: aval journal operators "
                 "remove"}));
  remove
      ->add_option("--before", *before,
                   help_text(context, {"sans événement depuis cette date (AAAA-MM-JJ)",
                                       "without event since this date (YYYY-MM-DD)"}))
      ->type_name("DATE");
  remove->callback([before, &context] { run_operators_remove(*before, context); });
}

}  // namespace aval
