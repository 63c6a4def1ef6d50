// aval decide: the computed verdict of a use case at a gate.
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/commands.h"
#include "audit/cli/exit_codes.h"
#include "audit/workspace/decision_records.h"
#include "audit/workspace/decision_text.h"
#include "policies/what_if.h"

namespace aval {
namespace {

struct DecideOptions {
  std::string usecase;
  std::string gate;
  std::string format = "text";
  std::string output;
  std::string policies_folder;
  bool record = false;
  bool what_if = false;
};

// Sets of changes whose verdict is computed, at most: a few seconds.
constexpr std::uint64_t kMostChangeSets = 5000;

void show_changes(const DecideOptions& options, const PolicyPack& pack, const FactInputs& inputs,
                  CommandContext& context) {
  const NoGoChanges what_if = find_changes(pack, inputs, kMostChangeSets);
  write_output(options.output, options.format == "json"
                                   ? render_what_if_json(what_if, inputs)
                                   : render_what_if_text(pack, what_if, context.language));
  context.exit_code = exit_code_of(what_if.verdict);
}

void run_decide(const DecideOptions& options, CommandContext& context) {
  const PolicyPack pack = load_requested_policies(options.policies_folder);
  RegisterStore store = open_workspace(context);
  const FactInputs inputs = gather_inputs(store, options.usecase, options.gate, context.today);
  if (options.what_if) {
    show_changes(options, pack, inputs, context);
    return;
  }
  const Decision decision = decide(pack, collect_facts(pack, inputs), options.gate);
  if (options.record)
    record_decision(store, pack, decision, options.policies_folder, context);
  const std::string title =
      parse_json(inputs.usecase, options.usecase).at("title").get<std::string>();
  write_output(options.output, options.format == "json"
                                   ? render_decision_json(pack, decision, context.language)
                                   : render_decision_text(pack, decision, title, context.language));
  context.exit_code = exit_code_of(decision.verdict);
}

void add_flags(CLI::App& command, const CommandContext& context, DecideOptions& options) {
  command.add_flag("--record", options.record,
                   help_text(context, {"enregistre l'avis dans l'espace de travail",
                                       "records the opinion in the workspace"}));
  command
      .add_flag(
          "--what-if", options.what_if,
          help_text(context, {"dit plutôt les plus petits changements qui lèveraient un NO-GO "
                              "(supprimer, généraliser ou pseudonymiser une colonne, informer "
                              "les personnes) ; rien n'est changé",
                              "says instead the smallest changes that would lift a NO-GO "
                              "(leave out, generalize or pseudonymize a column, inform the "
                              "persons); nothing is changed"}))
      ->excludes("--record");
}

}  // namespace

void add_decide_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "decide",
      help_text(context, {"calcule l'avis sur un cas d'usage à une étape\nCodes de sortie : 0 GO, "
                          "10 GO avec conditions, 20 NO-GO, 30 INCOMPLET, 2 impossible. "
                          "Exemple : aval decide gaspillage-cantine --gate G2",
                          "computes the opinion on a use case at a gate\nExit codes: 0 GO, 10 GO "
                          "with conditions, 20 NO-GO, 30 INCOMPLETE, 2 could not run. "
                          "Example: aval decide canteen-waste --gate G2"}));
  const auto options = std::make_shared<DecideOptions>();
  command
      ->add_option("USECASE", options->usecase,
                   help_text(context, {"identifiant du cas d'usage", "id of the use case"}))
      ->required();
  command
      ->add_option(
          "--gate", options->gate,
          help_text(
              context,
              {"étape : G1 cadrage, G2 mobilisation, G3 déploiement, G4 publication, GR revue",
               "gate: G1 framing, G2 mobilization, G3 deployment, G4 publication, GR review"}))
      ->required()
      ->check(CLI::IsMember({"G1", "G2", "G3", "G4", "GR"}));
  command
      ->add_option("--format", options->format,
                   help_text(context, {"forme de l'avis", "form of the opinion"}))
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("--output", options->output,
                      help_text(context, {"écrit dans ce fichier", "writes to this file"}));
  command->add_option(
      "--policies", options->policies_folder,
      help_text(context, {"dossier d'un paquet de politiques", "folder of a policy pack"}));
  add_flags(*command, context, *options);
  command->callback([options, &context] { run_decide(*options, context); });
}

}  // namespace aval
