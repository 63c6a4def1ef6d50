// aval publish-check: may this file be published?
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/base/file.h"
#include "audit/base/terminal.h"
#include "audit/cli/exit_codes.h"
#include "audit/cli/reading_options.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/publish_check.h"

namespace aval {
namespace {

struct PublishCommand : OutputOptions {
  PublishRequest request;
  std::string policies_folder;
  bool ci = false;
};

bool needs_workspace(const PublishCommand& command) {
  return command.request.record || !command.request.series.empty() ||
         (!command.request.sheet.empty() &&
          kind_of_file(command.request.sheet) != FileKind::regular);
}

// A log of continuous integration is read by many: a row number names a person there.
bool may_show_rows(const PublishCommand& command) {
  const bool machine = command.format == "md" || command.format == "json";
  return !command.ci && !(machine && !is_terminal_output());
}

void forget_rows(std::vector<PublicationReport>& reports) {
  for (PublicationReport& report : reports)
    for (SourceAudit& source : report.audit.sources)
      for (TableAudit& table : source.tables)
        for (Finding& finding : table.scan.findings)
          finding.first_rows.clear();
}

// The findings of every publication as one SARIF log.
std::string render_sarif(const std::vector<PublicationReport>& reports, Language language) {
  AuditReport all = reports.front().audit;
  all.sources.clear();
  for (const PublicationReport& report : reports)
    all.sources.insert(all.sources.end(), report.audit.sources.begin(), report.audit.sources.end());
  return render_report(all, ReportFormat::sarif, language);
}

std::string render(const PublishCommand& command, const PolicyPack& pack,
                   const std::vector<PublicationReport>& reports, Language language) {
  if (command.format == "json")
    return render_publications_json(pack, reports, language);
  if (command.format == "sarif")
    return render_sarif(reports, language);
  std::string out;
  for (const PublicationReport& report : reports) {
    if (command.format == "text")
      out += (out.empty() ? "" : "\n") +
             render_publication_text(pack, report, may_show_rows(command), language);
    else
      out += render_publication_paper(pack, report, report_format_of(command.format), language);
  }
  return out;
}

// 20 before 30 before 10; a source that could not be read whole shows when all is GO.
int exit_code_of(const std::vector<PublicationReport>& reports) {
  Verdict worst = Verdict::go;
  for (const PublicationReport& report : reports)
    worst = std::max(worst, report.decision.verdict);
  const int code = exit_code_of(worst);
  return code == kExitDone ? exit_code_of(reports.front().audit) : code;
}

void run_publish_check(PublishCommand& command, CommandContext& context) {
  command.request.scan.today = context.today;
  const PolicyPack pack = load_requested_policies(command.policies_folder);
  std::optional<RegisterStore> store;
  if (needs_workspace(command))
    store = open_workspace(context);
  std::vector<PublicationReport> reports =
      check_publications(command.request, pack, store ? &*store : nullptr);
  if (report_format_of(command.format) == ReportFormat::html && reports.size() > 1)
    throw Error(ErrorKind::usage, "--format",
                {"une page par publication : donnez un seul fichier",
                 "one page a publication: give one file only"});
  if (command.request.record)
    for (const PublicationReport& report : reports)
      record_publication(*store, pack, report, context);
  if (!may_show_rows(command) || command.format == "sarif")
    forget_rows(reports);
  write_report(render(command, pack, reports, context.language), command, context);
  for (const SourceFailure& failure : reports.front().audit.failures)
    print_warning(
        context, {failure.uri + " : " + failure.reason.fr, failure.uri + ": " + failure.reason.en});
  context.exit_code = exit_code_of(reports);
}

void add_sheet_options(CLI::App& command, PublishCommand& options, const CommandContext& context) {
  PublishRequest& request = options.request;
  command.add_option(
      "--sheet", request.sheet,
      help_text(context, {"fiche de publication : fichier, ou identifiant enregistré (sinon "
                          "préremplie d'après le schéma reconnu)",
                          "publication sheet: a file, or a recorded id (else prefilled from the "
                          "recognised schema)"}));
  command.add_option("--schema", request.scan.schema,
                     help_text(context, {"identifiant d'un schéma reconnu (aval publication "
                                         "schemas), au lieu de le deviner",
                                         "id of a recognised schema (aval publication schemas), "
                                         "instead of guessing"}));
  command.add_option(
      "--metadata", request.scan.metadata,
      help_text(context,
                {"fiche du jeu de données (JSON de data.gouv.fr, DCAT en JSON-LD) : répond "
                 "aux neuf critères de description",
                 "record of the dataset (JSON of data.gouv.fr, DCAT as JSON-LD): answers "
                 "the nine criteria of description"}));
  command.add_option(
      "--series", request.series,
      help_text(context, {"livraison de cette série : seule la différence est demandée",
                          "delivery of this series: only the difference is asked"}));
  command.add_option(
      "--id", request.id,
      help_text(context, {"identifiant de la fiche préremplie", "id of the prefilled sheet"}));
  command.add_flag("--record", request.record,
                   help_text(context, {"enregistre la fiche, l'audit et l'avis dans l'espace de "
                                       "travail",
                                       "records the sheet, the audit and the opinion in the "
                                       "workspace"}));
}

void add_ground_options(CLI::App& command, SheetAnswers& answers, const CommandContext& context) {
  command
      .add_option("--ground", answers.ground,
                  help_text(context, {"fondement de la publication (CRPA L312-1-2)",
                                      "ground of the publication (CRPA L312-1-2)"}))
      ->check(CLI::IsMember({"no_personal_data", "law", "consent", "d312_1_3", "anonymized"}));
  command.add_option("--text", answers.text,
                     help_text(context, {"article de loi qui impose les noms",
                                         "article of the statute that requires the names"}));
  command
      .add_option("--form", answers.form,
                  help_text(context, {"forme publiée", "form that is published"}))
      ->check(CLI::IsMember({"raw", "pseudonymized", "aggregated", "anonymized"}));
  command
      .add_option("--count-columns", answers.count_columns,
                  help_text(context, {"colonnes qui comptent des personnes, séparées par des "
                                      "virgules",
                                      "columns that count people, separated by commas"}))
      ->delimiter(',');
}

void add_risk_options(CLI::App& command, SheetAnswers& answers, const CommandContext& context) {
  command
      .add_option("--dominance", answers.dominance,
                  help_text(context, {"part la plus grande qu'une seule unité prend dans un "
                                      "montant publié, de 0 à 1",
                                      "largest share of a published amount that one single unit "
                                      "makes, 0 to 1"}))
      ->check(CLI::Range(0.0, 1.0).description(""))
      ->type_name("0..1");
  command
      .add_option("--diversity", answers.diversity,
                  help_text(context, {"valeurs différentes de la donnée sensible dans le groupe "
                                      "qui en a le moins (l-diversité)",
                                      "different values of the sensitive data in the group with "
                                      "fewest (l-diversity)"}))
      ->check(CLI::Range(0, 1000000).description(""))
      ->type_name("N");
}

void add_answer_options(CLI::App& command, SheetAnswers& answers, const CommandContext& context) {
  command.add_option("--licence", answers.licence,
                     help_text(context, {"licence : lov2 (proposée), odbl...",
                                         "licence: lov2 (proposed), odbl..."}));
  command.add_option(
      "--secrets-read-by", answers.secrets_read_by,
      help_text(context, {"qui a relu les secrets (CRPA L311-5, L311-6) sans en trouver",
                          "who read for secrets (CRPA L311-5, L311-6) and found none"}));
  command.add_option("--producer", answers.producer,
                     help_text(context, {"producteur des données (la source à citer)",
                                         "producer of the data (the source to cite)"}));
  command.add_flag("--own-data", answers.own_data,
                   help_text(context, {"données de vos services : aucun tiers n'y a de droits",
                                       "data of your departments: no third party has rights"}));
  command.add_option("--objection", answers.objection,
                     help_text(context, {"à qui une personne s'adresse pour s'opposer",
                                         "whom a person turns to in order to object"}));
  command.add_option("--information", answers.information,
                     help_text(context, {"où les personnes sont informées (adresse, mention)",
                                         "where people are informed (address, notice)"}));
  add_ground_options(command, answers, context);
  add_risk_options(command, answers, context);
}

void add_answer_form(CLI::App& command, PublishCommand& options, const CommandContext& context) {
  options.format = "text";
  add_output_options(command, context, options, {"text", "json", "md", "html", "pdf", "sarif"});
  command.add_flag("--ci", options.ci,
                   help_text(context, {"pour un journal d'intégration continue : colonnes et "
                                       "raisons, aucun numéro de ligne",
                                       "for a log of continuous integration: columns and reasons, "
                                       "no row number"}));
  command.add_option(
      "--policies", options.policies_folder,
      help_text(context, {"dossier d'un paquet de politiques", "folder of a policy pack"}));
  command.add_option(
      "--suppressions", options.request.scan.suppressions_file,
      help_text(context, {"constats écartés par une personne (aval findings export)",
                          "findings that a person set aside (aval findings export)"}));
}

}  // namespace

void add_publish_check_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "publish-check",
      help_text(
          context,
          {"dit si un fichier peut être publié : audit, schéma, risque, qualité et règles de "
           "l'étape G4\n"
           "Codes de sortie : 0 GO, 10 GO avec conditions, 20 NO-GO, 30 INCOMPLET, 2 impossible, "
           "3 GO mais lecture incomplète.\n"
           "Exemple : aval publish-check subventions.csv",
           "says whether a file may be published: audit, schema, risk, quality and the rules of "
           "gate G4\n"
           "Exit codes: 0 GO, 10 GO with conditions, 20 NO-GO, 30 INCOMPLETE, 2 could not run, 3 "
           "GO but not read whole.\n"
           "Example: aval publish-check grants.csv"}));
  const auto options = std::make_shared<PublishCommand>();
  command
      ->add_option("SOURCE", options->request.scan.sources,
                   help_text(context, {"fichiers ou dossiers", "files or folders"}))
      ->required();
  add_sheet_options(*command, *options, context);
  add_answer_options(*command, options->request.answers, context);
  add_answer_form(*command, *options, context);
  add_reading_options(*command, context, options->request.scan);
  command->callback([options, &context] { run_publish_check(*options, context); });
}

}  // namespace aval
