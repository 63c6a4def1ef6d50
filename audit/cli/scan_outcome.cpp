#include "audit/cli/scan_outcome.h"

#include <algorithm>
#include <iostream>
#include <optional>

#include <CLI/CLI.hpp>

#include "audit/base/file.h"
#include "audit/base/text.h"
#include "audit/cli/exit_codes.h"
#include "audit/workspace/record_scans.h"
#include "reports/baseline.h"

namespace aval {
namespace {

bool reaches(const AuditReport& report, const std::string& level) {
  if (level.empty())
    return false;
  const Publication limit = *find_publication(level);
  for (const SourceAudit& source : report.sources)
    if (source.publication >= limit)
      return true;
  return false;
}

bool fails(const AuditReport& report, const OutcomeOptions& options) {
  return reaches(report, options.fail_on) ||
         (!options.fail_on_new.empty() &&
          publication_of_changes(report) >= *find_publication(options.fail_on_new));
}

// Suppressions that did not apply, on standard error: they are in the report too.
void warn_of_suppressions(const AuditReport& report, const CommandContext& context) {
  if (!report.suppressions)
    return;
  const auto without_effect = std::count_if(
      report.suppressions->begin(), report.suppressions->end(),
      [](const SuppressionUse& use) { return use.state != SuppressionState::applied; });
  if (without_effect > 0)
    print_warning(
        context, format_text({"{0} exclusion(s) sans effet (expirées, sans objet ou à relire) ; le "
                              "rapport les nomme",
                              "{0} suppression(s) without effect (expired, unused or to be "
                              "reviewed); the report names them"},
                             {std::to_string(without_effect)}));
}

// What was recorded is told on standard error: standard output is the report.
void record(RegisterStore& store, const AuditReport& report, const OutcomeOptions& options,
            const CommandContext& context) {
  require_whole(report, "--record");
  std::string words;
  for (const RecordedScan& recorded : record_scans(store, report, {options.dataset, {}}, context))
    words += recorded_in_words(recorded, context.language);
  std::cerr << escape_terminal(words, true);
}

}  // namespace

void add_outcome_options(CLI::App& command, const CommandContext& context,
                         OutcomeOptions& options) {
  options.format = "text";
  add_output_options(command, context, options,
                     {"text", "json", "html", "pdf", "sarif", "csv", "md"});
  command
      .add_option("--fail-on", options.fail_on,
                  help_text(context, {"code de sortie 1 si une source atteint ce niveau",
                                      "exit code 1 when a source reaches this level"}))
      ->check(CLI::IsMember({"quasi-risk", "personal", "special"}));
}

void add_judging_options(CLI::App& command, const CommandContext& context, ScanRequest& request) {
  command.add_option(
      "--profile", request.quality_profile,
      help_text(context,
                {"usage pour lequel juger la qualité : registre, publication, pilotage, ia, ou un "
                 "fichier de limites (docs/quality.md)",
                 "use that quality is judged for: registre, publication, pilotage, ia, or a file "
                 "of limits (docs/quality.md)"}));
  command.add_option(
      "--suppressions", request.suppressions_file,
      help_text(context, {"fichier des constats écartés par une personne (aval findings export)",
                          "file of the findings that a person set aside (aval findings export)"}));
}

void add_baseline_options(CLI::App& command, const CommandContext& context,
                          OutcomeOptions& options) {
  command.add_option(
      "--baseline", options.baseline,
      help_text(context, {"rapport JSON précédent : dit ce qui est nouveau, modifié, "
                          "disparu",
                          "earlier JSON report: tells what is new, updated, gone"}));
  command
      .add_option("--fail-on-new", options.fail_on_new,
                  help_text(context, {"code de sortie 1 si un constat nouveau ou modifié depuis "
                                      "--baseline atteint ce niveau",
                                      "exit code 1 when a finding that is new or updated since "
                                      "--baseline reaches this level"}))
      ->check(CLI::IsMember({"quasi-risk", "personal", "special"}));
}

void add_record_options(CLI::App& command, const CommandContext& context, OutcomeOptions& options) {
  CLI::Option* record = command.add_flag(
      "--record", options.record,
      help_text(context,
                {"enregistre aussi le résultat dans l'espace de travail (comme aval dataset add) ; "
                 "aucune valeur n'est gardée",
                 "records the result in the workspace too (as aval dataset add does); no value is "
                 "kept"}));
  command
      .add_option(
          "--id", options.dataset,
          help_text(context, {"identifiant du jeu enregistré (sinon tiré du nom du fichier)",
                              "id of the recorded dataset (else from the file's name)"}))
      ->needs(record);
}

void tell_outcome(const OutcomeOptions& options, CommandContext& context,
                  const std::function<AuditReport()>& make) {
  if (!options.fail_on_new.empty() && options.baseline.empty())
    throw Error(ErrorKind::usage, "--fail-on-new",
                {"donnez aussi le rapport précédent : --baseline RAPPORT.json",
                 "give the earlier report too: --baseline REPORT.json"});
  std::optional<AuditReport> earlier;
  if (!options.baseline.empty())
    earlier = parse_report(read_file(options.baseline), options.baseline);
  std::optional<RegisterStore> store;
  if (options.record)
    store.emplace(open_workspace(context));
  AuditReport report = make();
  if (store && report.interrupted)
    print_warning(context, {"examen interrompu : rien n'est enregistré",
                            "scan interrupted: nothing is recorded"});
  else if (store)
    record(*store, report, options, context);
  if (earlier)
    compare_with_baseline(report, *earlier);
  const bool terminal = options.format == "text" && options.output.empty();
  write_report(terminal ? render_terminal(report, context.language, context.colour)
                        : render_report(report, report_format_of(options.format), context.language),
               options, context);
  for (const SourceFailure& failure : report.failures)
    print_warning(
        context, {failure.uri + " : " + failure.reason.fr, failure.uri + ": " + failure.reason.en});
  warn_of_suppressions(report, context);
  context.exit_code = fails(report, options) ? kExitGateFailed : exit_code_of(report);
}

}  // namespace aval
