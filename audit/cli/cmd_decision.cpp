// aval decision: what was computed and what was decided, and whether it still stands.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/decision_commands.h"
#include "audit/cli/document_commands.h"
#include "audit/workspace/decision_records.h"
#include "audit/workspace/decision_standing.h"
#include "audit/workspace/text_table.h"
#include "reports/decision_results.h"
#include "reports/document_words.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

struct Options {
  std::string id;
  std::string usecase;
  int version = 0;
  bool adopted = false;
  std::string format = "text";
};

OrderedJson state_json(const DecisionState& state) {
  const Json computed = content_of(state.computed);
  OrderedJson json{{"id", state.id},
                   {"version", state.computed.version},
                   {"date", computed.at("date")},
                   {"verdict", computed.at("verdict")},
                   {"state", name_of(state.state)}};
  if (state.adopted) {
    const Json adopted = content_of(*state.adopted);
    json["adopted"] = {{"version", state.adopted->version},
                       {"verdict", adopted.at("verdict")},
                       {"date", adopted.at("date")},
                       {"valid_until", state.valid_until}};
  }
  json["changed"] = state.changed;
  json["expired_waivers"] = state.expired_waivers;
  return json;
}

std::vector<std::string> state_row(const DecisionState& state, Language language) {
  const Json computed = content_of(state.computed);
  const std::string decided =
      state.adopted
          ? verdict_label(content_of(*state.adopted).at("verdict").get<std::string>()).in(language)
          : "-";
  std::string why = label_of(state.state).in(language);
  std::vector<std::string> causes = state.changed;
  causes.insert(causes.end(), state.expired_waivers.begin(), state.expired_waivers.end());
  if (!causes.empty())
    why += " (" + join(causes, ", ") + ")";
  return {state.id,
          computed.at("date").get<std::string>(),
          verdict_label(computed.at("verdict").get<std::string>()).in(language),
          decided,
          state.valid_until.empty() ? "-" : state.valid_until,
          why};
}

void run_list(const Options& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Cas/étape", "Calculé le", "Avis calculé",
                                                "Décision", "Jusqu'au", "État"}
                     : std::vector<std::string>{"Case/gate", "Computed on", "Computed verdict",
                                                "Decision", "Until", "State"});
  KeptPacks packs;
  const std::string below = options.usecase.empty() ? "" : options.usecase + "/";
  for (const StoredDocument& document : store.list_below(kDecisionKind, below)) {
    const DecisionState state = state_of_decision(store, document, context, packs);
    list.push_back(state_json(state));
    rows.push_back(state_row(state, context.language));
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

Text show_title(const StoredDocument& stored, const Options& options) {
  const Text pattern =
      options.adopted
          ? Text{"Décision « {0} », version {1}\n", "Decision '{0}', version {1}\n"}
          : Text{"Avis calculé « {0} », version {1}\n", "Computed verdict '{0}', version {1}\n"};
  return format_text(pattern, {stored.id, std::to_string(stored.version)});
}

// The verdict, then every rule that asks for something.
std::string verdict_as_text(const StoredDocument& stored, const CommandContext& context) {
  const Json computed = content_of(stored);
  const PolicyPack policies = load_embedded_policy_pack();
  Text out = verdict_label(computed.at("verdict").get<std::string>()) +
             Text{", calculé le ", ", computed on "} +
             date_in_words(computed.at("date").get<std::string>()) + plain("\n");
  for (const Json& result : results_by_gravity(computed, policies))
    if (rank_of(result) <= kLastReason)
      out = out + plain("  ") + title_of(result, policies) + plain(", ") +
            subject_in_words(result.at("subject").get<std::string>()) + Text{" : ", ": "} +
            result_label(result.at("result").get<std::string>()) + plain("\n");
  return escape_terminal(out.in(context.language), true);
}

struct Shown {
  Text words;
  OrderedJson json;
};

// A verdict recorded before facts were kept cannot be compared with those of today: that is said.
Shown standing_now(const RegisterStore& store, const StoredDocument& stored, const Options& options,
                   const CommandContext& context) {
  try {
    KeptPacks packs;
    const DecisionState state =
        options.adopted || !store.find(kAdoptionKind, options.id)
            ? state_of_decision(store, require_document(store, kDecisionKind, options.id), context,
                                packs)
            : state_of_inputs(store, stored, context, packs);
    const DecisionStatus status = standing_of(store, state, context, packs);
    return {standing_in_words(state, status, context.today), standing_json(state, status)};
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::store)
      throw;
    return {error.message(), OrderedJson()};
  }
}

void run_show(const Options& options, const CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const std::string kind = options.adopted ? kAdoptionKind : kDecisionKind;
  const StoredDocument stored = require_version(store, kind, options.id, options.version);
  const Shown standing = standing_now(store, stored, options, context);
  if (options.format == "json") {
    OrderedJson shown = OrderedJson::parse(stored.content);
    shown["standing"] = standing.json;
    std::cout << shown.dump(2) << "\n";
    return;
  }
  std::cout << show_title(stored, options).in(context.language)
            << escape_terminal(standing.words.in(context.language), false) << "\n\n"
            << (options.adopted ? document_as_text(stored, context)
                                : verdict_as_text(stored, context));
}

}  // namespace

void add_decision_reading(CLI::App& decision, CommandContext& context) {
  const Text format{"forme de la réponse", "form of the answer"};
  const auto listing = std::make_shared<Options>();
  CLI::App* list = decision.add_subcommand(
      "list", help_text(context, {"liste les avis et les décisions, avec ce qui reste valable\n"
                                  "Exemple : aval decision list",
                                  "lists verdicts and decisions, with what still stands\n"
                                  "Example: aval decision list"}));
  list->add_option("--usecase", listing->usecase,
                   help_text(context, {"ceux d'un cas d'usage", "those of one use case"}))
      ->type_name("ID");
  list->add_option("--format", listing->format, help_text(context, format))
      ->check(CLI::IsMember({"text", "json"}));
  list->callback([listing, &context] { run_list(*listing, context); });
  const auto showing = std::make_shared<Options>();
  CLI::App* show = decision.add_subcommand(
      "show",
      help_text(context, {"montre un avis (cas-d-usage/étape) et dit s'il vaut encore (règle "
                          "DC-01)\nExemple : aval decision show gaspillage-cantine/G2",
                          "shows a verdict (use-case/gate) and says whether it still stands (rule "
                          "DC-01)\nExample: aval decision show canteen-waste/G2"}));
  show->add_option("ID", showing->id, help_text(context, {"cas-d-usage/étape", "use-case/gate"}))
      ->required();
  show->add_flag("--adopted", showing->adopted,
                 help_text(context, {"la décision de la personne, non l'avis calculé",
                                     "the person's decision, not the computed verdict"}));
  show->add_option("--version", showing->version,
                   help_text(context, {"numéro de version", "number of the version"}))
      ->check(CLI::PositiveNumber);
  show->add_option("--format", showing->format, help_text(context, format))
      ->check(CLI::IsMember({"text", "json"}));
  show->callback([showing, &context] { run_show(*showing, context); });
}

void add_decision_command(CLI::App& app, CommandContext& context) {
  CLI::App* command = app.add_subcommand(
      "decision",
      help_text(context,
                {"avis enregistrés et décisions des personnes\nCodes de sortie : 0 fait, "
                 "1 rejeu différent ou sceau faux, 2 impossible. Exemple : aval decision "
                 "list",
                 "recorded verdicts and decisions of persons\nExit codes: 0 done, 1 replay "
                 "differs or false seal, 2 could not run. Example: aval decision list"}));
  command->require_subcommand(1);
  add_decision_reading(*command, context);
  add_decision_adopting(*command, context);
  add_decision_next(*command, context);
  add_decision_replay(*command, context);
  add_decision_sealing(*command, context);
}

}  // namespace aval
