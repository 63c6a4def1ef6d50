// aval report usecase, and the letters, notes and yearly report made from use cases.
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "audit/base/file.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/gather_dossier.h"
#include "audit/workspace/usecase_standing.h"
#include "reports/communicable.h"
#include "reports/letters.h"
#include "reports/yearly.h"

namespace aval {
namespace {

// What may not be communicated is masked in the documents, so that no form of the extract holds it.
void mask_dossier(const RegisterStore& store, const ReportOptions& options,
                  const CommandContext& context, UseCaseDossier& dossier) {
  std::vector<Masking> log;
  const auto mask = [&](std::string& text, const auto& masked_by) {
    if (text.empty())
      return;
    MaskedDocument masked = masked_by(text, context.language);
    log.insert(log.end(), masked.maskings.begin(), masked.maskings.end());
    text = std::move(masked.text);
  };
  mask(dossier.organisation, mask_organisation);
  mask(dossier.usecase, mask_usecase);
  mask(dossier.decision, mask_decision);
  dossier.communicable = true;
  dossier.preparatory =
      dossier.decision.empty() || !store.find(kAdoptionKind, dossier.decision_ref.id);
  if (!options.log.empty())
    write_file_whole(options.log, maskings_as_json(log, context.today), false);
}

void run_usecase(const ReportOptions& options, const CommandContext& context) {
  check_masking_options(options.communicable, options.log);
  const RegisterStore store = open_workspace(context);
  const PolicyPack policies = load_embedded_policy_pack();
  UseCaseDossier dossier = gather_dossier(store, options.id, context.today);
  add_opinion(store, policies, options.gate, dossier);
  if (options.annex && dossier.decision.empty())
    throw Error(ErrorKind::usage, "--annex",
                {"aucun avis n'est enregistré pour ce cas d'usage ; dites l'étape : --gate G2",
                 "no verdict is recorded for this use case; give the stage: --gate G2"});
  if (options.communicable)
    mask_dossier(store, options, context, dossier);
  write_paper(options.annex ? usecase_annex(dossier, policies) : usecase_paper(dossier, policies),
              options, context);
}

void add_usecase_argument(CLI::App& command, const CommandContext& context,
                          ReportOptions& options) {
  command
      .add_option("USECASE", options.id,
                  help_text(context, {"identifiant du cas d'usage", "id of the use case"}))
      ->required();
}

void add_usecase_report(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* command = report.add_subcommand(
      "usecase", help_text(context, {"le dossier des cinq étapes, l'avis en premier\nExemple : "
                                     "aval report usecase gaspillage-cantine --output dossier.html",
                                     "the dossier of the five steps, verdict first\nExample: aval "
                                     "report usecase canteen-waste --output dossier.html"}));
  add_usecase_argument(*command, context, *options);
  command
      ->add_option(
          "--gate", options->gate,
          help_text(context, {"calcule l'avis à cette étape (sinon : le dernier enregistré)",
                              "computes the verdict at this stage (else: the last recorded)"}))
      ->check(CLI::IsMember({"G1", "G2", "G3", "G4", "GR"}));
  command->add_flag("--annex", options->annex,
                    help_text(context, {"l'annexe du dossier : chaque règle examinée avec ses "
                                        "textes, et les textes officiels entiers",
                                        "the annex of the dossier: every rule examined with its "
                                        "law, and the official texts whole"}));
  add_masking_options(*command, context, options->communicable, options->log);
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] { run_usecase(*options, context); });
}

void run_letter(const ReportOptions& options, const CommandContext& context) {
  const UseCaseDossier dossier = gather_dossier(open_workspace(context), options.id, context.today);
  write_paper(extract_letter(dossier, options.dataset, load_embedded_policy_pack()), options,
              context);
}

void run_council_note(const ReportOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  UseCaseDossier dossier = gather_dossier(store, options.id, context.today);
  add_opinion(store, load_embedded_policy_pack(), "", dossier);
  write_paper(council_note(dossier), options, context);
}

// The recorded opinion at that gate; without one it is computed now.
void run_decision_letter(const ReportOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const PolicyPack policies = load_embedded_policy_pack();
  UseCaseDossier dossier = gather_dossier(store, options.id, context.today);
  if (const auto stored = store.find(kDecisionKind, options.id + "/" + options.gate)) {
    dossier.decision = stored->content;
    dossier.decision_ref = ref_of(*stored);
  } else {
    add_opinion(store, policies, options.gate, dossier);
  }
  write_paper(decision_letter(dossier, policies), options, context);
}

YearlyRecord yearly_record(const StoredDocument& stored) {
  return {ref_of(stored), stored.content};
}

void run_yearly(const ReportOptions& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  YearlyInputs inputs;
  inputs.year = options.year == 0 ? context.today.substr(0, 4) : std::to_string(options.year);
  inputs.date = context.today;
  if (const auto organisation = store.find(kOrganisationKind, "organisation"))
    inputs.organisation = organisation->content;
  for (const StoredDocument& stored : store.list(kActivityKind))
    inputs.activities.push_back(yearly_record(stored));
  for (const StoredDocument& stored : store.list(kUseCaseKind))
    inputs.usecases.push_back(yearly_record(stored));
  for (const StoredDocument& stored : store.list(kDecisionKind))
    for (const StoredDocument& version : store.versions(kDecisionKind, stored.id))
      inputs.decisions.push_back(yearly_record(version));
  for (const StoredDocument& stored : store.list(kPriorityKind))
    inputs.priorities.push_back(yearly_record(stored));
  for (const StoredDocument& stored : store.list(kAdoptionKind))
    inputs.adoptions.push_back(yearly_record(stored));
  std::stable_sort(
      inputs.decisions.begin(), inputs.decisions.end(),
      [](const YearlyRecord& a, const YearlyRecord& b) { return a.ref.date < b.ref.date; });
  constexpr long kAhead = 365;  // days of the action plan
  inputs.reminders = reminders_in(store, context.today, kAhead);
  write_paper(yearly_paper(inputs, load_embedded_policy_pack()), options, context);
}

void add_letter_report(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* command = report.add_subcommand(
      "letter",
      help_text(context,
                {"la lettre qui demande au détenteur les seuls champs nécessaires\nExemple : aval "
                 "report letter gaspillage-cantine --dataset cantine --output lettre.html",
                 "the letter asking the holder for the fields needed and no other\nExample: aval "
                 "report letter canteen-waste --dataset canteen --output letter.html"}));
  add_usecase_argument(*command, context, *options);
  command
      ->add_option("--dataset", options->dataset,
                   help_text(context, {"source à demander", "source to ask for"}))
      ->required();
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] { run_letter(*options, context); });
}

void add_council_report(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* command = report.add_subcommand(
      "council-note",
      help_text(context,
                {"la note de deux pages pour le conseil : résultats, ce qui a été appris, moyens "
                 "demandés\nExemple : aval report council-note gaspillage-cantine --output "
                 "note.html",
                 "the two-page note for the council: results, what was learnt, means "
                 "requested\nExample: aval report council-note canteen-waste --output note.html"}));
  add_usecase_argument(*command, context, *options);
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] { run_council_note(*options, context); });
}

void add_decision_letter_report(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* command = report.add_subcommand(
      "decision-letter",
      help_text(context, {"la lettre qui fait connaître l'avis à une étape\nExemple : aval report "
                          "decision-letter gaspillage-cantine --gate G2 --output avis.html",
                          "the letter that tells the opinion at a gate\nExample: aval report "
                          "decision-letter canteen-waste --gate G2 --output opinion.html"}));
  add_usecase_argument(*command, context, *options);
  command
      ->add_option("--gate", options->gate,
                   help_text(context, {"étape ; sans avis enregistré, il est calculé",
                                       "gate; without a recorded opinion it is computed"}))
      ->required()
      ->check(CLI::IsMember({"G1", "G2", "G3", "G4", "GR"}));
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] { run_decision_letter(*options, context); });
}

void add_yearly_report(CLI::App& report, CommandContext& context) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* command = report.add_subcommand(
      "yearly",
      help_text(context,
                {"le rapport annuel et le plan d'action de la collectivité\nExemple : aval report "
                 "yearly --year 2026 --output annuel.html",
                 "the yearly report and action plan of the authority\nExample: aval report yearly "
                 "--year 2026 --output yearly.html"}));
  command
      ->add_option("--year", options->year,
                   help_text(context, {"année (par défaut : celle du jour)",
                                       "year (default: the current one)"}))
      ->check(CLI::Range(1900, 9999));
  add_output_options(*command, context, *options, {"html", "pdf", "md"});
  command->callback([options, &context] { run_yearly(*options, context); });
}

}  // namespace

void add_usecase_reports(CLI::App& report, CommandContext& context) {
  add_usecase_report(report, context);
  add_letter_report(report, context);
  add_council_report(report, context);
  add_decision_letter_report(report, context);
  add_yearly_report(report, context);
}

}  // namespace aval
