// aval decide and aval decision: computed verdicts, and the stored ones.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/cli/decide_usecase.h"
#include "audit/cli/decision_text.h"
#include "audit/cli/text_table.h"
#include "audit/cli/version.h"

namespace aval {
namespace {

struct DecideOptions {
  std::string usecase;
  std::string gate;
  std::string format = "text";
  std::string output;
  std::string policies_folder;
  bool record = false;
};

// What is kept: the document as printed, its facts, so that it can be computed again.
Json stored_decision(const PolicyPack& pack, const Decision& decision,
                     const CommandContext& context) {
  Json stored = parse_json(render_decision_json(pack, decision, Language::fr), "decision");
  stored["engine"] = program_version();
  stored["recorded_by"] = "computed";
  stored["facts_document"] = parse_json(decision.facts, "facts");
  stored["evaluated_at"] = context.now;
  return stored;
}

void run_decide(const DecideOptions& options, CommandContext& context) {
  const PolicyPack pack = load_requested_policies(options.policies_folder);
  RegisterStore store = open_workspace(context);
  const FactInputs inputs = gather_inputs(store, options.usecase, options.gate, context.today);
  const Decision decision = decide(pack, collect_facts(pack, inputs), options.gate);
  if (options.record)
    store.record(kDecisionKind, options.usecase + "/" + options.gate,
                 stored_decision(pack, decision, context), "record", author_of(context));
  const std::string title =
      parse_json(inputs.usecase, options.usecase).at("title").get<std::string>();
  write_output(options.output, options.format == "json"
                                   ? render_decision_json(pack, decision, context.language)
                                   : render_decision_text(pack, decision, title, context.language));
  context.exit_code = exit_code_of(decision.verdict);
}

void run_list(const std::string& format, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Décision", "Version", "Date", "Verdict"}
                     : std::vector<std::string>{"Decision", "Version", "Date", "Verdict"});
  for (const StoredDocument& document : store.list(kDecisionKind)) {
    const Json decision = content_of(document);
    list.push_back({{"id", document.id},
                    {"version", document.version},
                    {"date", decision.at("date")},
                    {"verdict", decision.at("verdict")}});
    rows.push_back({document.id, std::to_string(document.version),
                    decision.at("date").get<std::string>(),
                    decision.at("verdict").get<std::string>()});
  }
  std::cout << (format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

// Computes a stored decision again from its own facts with the present packs.
void run_replay(const std::string& id, CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const Json stored = content_of(require_document(store, kDecisionKind, id));
  const PolicyPack pack = load_embedded_policy_pack();
  const Decision again =
      decide(pack, stored.at("facts_document"), stored.at("gate").get<std::string>());
  const Json now = parse_json(render_decision_json(pack, again, Language::fr), "decision");
  const bool same_pack = stored.at("policies") == now.at("policies");
  const bool same = stored.at("verdict") == now.at("verdict") &&
                    stored.at("results") == now.at("results") &&
                    stored.at("inputs_sha256") == now.at("inputs_sha256");
  const Text answer =
      same        ? Text{"Rejouée : même verdict, mêmes résultats.\n",
                  "Replayed: same verdict, same results.\n"}
      : same_pack ? Text{"Rejouée : le résultat diffère alors que les politiques sont les mêmes.\n",
                         "Replayed: the result differs though the policies are the same.\n"}
                  : Text{"Rejouée avec d'autres politiques : le résultat diffère.\n",
                         "Replayed with other policies: the result differs.\n"};
  std::cout << answer.in(context.language);
  context.exit_code = same ? kExitDone : kExitGateFailed;
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
  command->add_flag("--record", options->record,
                    help_text(context, {"enregistre l'avis dans l'espace de travail",
                                        "records the opinion in the workspace"}));
  command->callback([options, &context] { run_decide(*options, context); });
}

void add_decision_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "decision", help_text(context, {"avis enregistrés\nCodes de sortie : 0 fait, 1 rejeu "
                                      "différent, 2 impossible. Exemple : aval decision list",
                                      "recorded opinions\nExit codes: 0 done, 1 replay differs, 2 "
                                      "could not run. Example: aval decision list"}));
  command->require_subcommand(1);
  const auto format = std::make_shared<std::string>("text");
  const auto id = std::make_shared<std::string>();
  CLI::App* list = command->add_subcommand(
      "list", help_text(context, {"liste les avis\nExemple : aval decision list",
                                  "lists the opinions\nExample: aval decision list"}));
  list->add_option("--format", *format,
                   help_text(context, {"forme de la liste", "form of the list"}))
      ->check(CLI::IsMember({"text", "json"}));
  list->callback([format, &context] { run_list(*format, context); });
  CLI::App* show = command->add_subcommand(
      "show",
      help_text(
          context,
          {"montre un avis (cas-d-usage/étape)\nExemple : aval decision show gaspillage-cantine/G2",
           "shows an opinion (use-case/gate)\nExample: aval decision show canteen-waste/G2"}));
  show->add_option("ID", *id,
                   help_text(context, {"avis : cas-d-usage/étape", "opinion: use-case/gate"}))
      ->required();
  show->callback([id, &context] {
    std::cout << pretty_json(require_document(open_workspace(context), kDecisionKind, *id).content);
  });
  CLI::App* replay = command->add_subcommand(
      "replay", help_text(context, {"recalcule un avis depuis ses propres faits\nExemple : aval "
                                    "decision replay gaspillage-cantine/G2",
                                    "computes an opinion again from its own facts\nExample: aval "
                                    "decision replay canteen-waste/G2"}));
  replay
      ->add_option("ID", *id,
                   help_text(context, {"avis : cas-d-usage/étape", "opinion: use-case/gate"}))
      ->required();
  replay->callback([id, &context] { run_replay(*id, context); });
}

}  // namespace aval
