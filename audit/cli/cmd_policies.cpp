// aval policies: reads, explains and tests policy packs.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/policies_law.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/text_table.h"

namespace aval {
namespace {

struct PoliciesOptions {
  std::string folder;
  std::string id;
  std::string format = "text";
};

void run_list(const PoliciesOptions& options, const CommandContext& context) {
  const PolicyPack pack = load_requested_policies(options.folder);
  OrderedJson list = OrderedJson::array();
  std::vector<std::vector<std::string>> rows;
  rows.push_back(context.language == Language::fr
                     ? std::vector<std::string>{"Règle", "Nature", "Étapes", "Titre"}
                     : std::vector<std::string>{"Rule", "Nature", "Gates", "Title"});
  for (const Policy& policy : pack.policies) {
    list.push_back({{"id", policy.id},
                    {"scope", name_of(policy.scope)},
                    {"nature", name_of(policy.nature)},
                    {"gates", policy.gates},
                    {"title", policy.title.in(context.language)},
                    {"status", policy.to_confirm ? "to_confirm" : "confirmed"}});
    rows.push_back({policy.id, label_of(policy.nature).in(context.language),
                    join(policy.gates, " "), policy.title.in(context.language)});
  }
  std::cout << (options.format == "json" ? list.dump(2) + "\n" : render_text_table(rows));
}

void run_show(const PoliciesOptions& options, const CommandContext& context) {
  const PolicyPack pack = load_requested_policies(options.folder);
  const Policy* policy = find_policy(pack, options.id);
  if (policy == nullptr)
    throw Error(ErrorKind::usage, options.id,
                {"règle inconnue ; voyez « aval policies list »",
                 "unknown rule; see 'aval policies list'"});
  const bool french = context.language == Language::fr;
  std::cout << policy->id << " — " << policy->title.in(context.language) << "\n  "
            << policy->why.in(context.language) << "\n"
            << (french ? "  à faire : " : "  to do: ") << policy->remedy.in(context.language)
            << "\n"
            << (french ? "  nature : " : "  nature: ")
            << label_of(policy->nature).in(context.language)
            << (french ? " ; étapes : " : "; gates: ") << join(policy->gates, " ") << "\n"
            << (french ? "  sources : " : "  sources: ") << join(policy->sources, " ; ")
            << (policy->to_confirm ? (french ? " (à confirmer)" : " (to confirm)") : "") << "\n";
  for (const std::string& source : policy->unconfirmed_sources)
    std::cout << (french ? "  à confirmer : " : "  to confirm: ") << source << "\n";
  std::cout << (french ? "  pièce : " : "  evidence: ") << policy->evidence << "\n"
            << (french ? "  s'applique quand : " : "  applies when: ")
            << canonical_json(*policy->applies) << "\n"
            << (french ? "  issues : " : "  outcomes: ") << canonical_json(*policy->outcomes)
            << "\n"
            << quotations_in_text(pack, *policy, context.language);
}

void run_check(const std::string& folder, CommandContext& context) {
  const std::vector<Problem> problems =
      folder.empty() ? check_embedded_policy_pack() : check_policy_pack(folder);
  for (const Problem& problem : problems)
    std::cout << escape_terminal(problem.place + (context.language == Language::fr ? " : " : ": ") +
                                     problem.message.in(context.language),
                                 false)
              << "\n";
  if (problems.empty()) {
    const PolicyPack pack = load_requested_policies(folder);
    std::cout << format_text({"Paquet « {0} » {1} : {2} règles, tous les cas passent.\n",
                              "Pack '{0}' {1}: {2} rules, every case passes.\n"},
                             {pack.id, pack.version, std::to_string(pack.policies.size())})
                     .in(context.language);
  }
  context.exit_code = problems.empty() ? kExitDone : kExitGateFailed;
}

}  // namespace

void add_policies_command(CLI::App& app, CommandContext& context) {
  CLI::App* policies = app.add_subcommand(
      "policies",
      help_text(context,
                {"règles de décision : lire, expliquer, éprouver\nCodes de sortie : 0 fait, 1 "
                 "paquet en défaut (check), 2 impossible. Exemple : aval policies show SP-01",
                 "decision rules: read, explain, test\nExit codes: 0 done, 1 faulty pack (check), "
                 "2 could not run. Example: aval policies show SP-01"}));
  policies->require_subcommand(1);
  const auto options = std::make_shared<PoliciesOptions>();
  const std::shared_ptr<std::string> folder(options, &options->folder);
  policies->add_option(
      "--policies", options->folder,
      help_text(context, {"dossier d'un paquet de politiques", "folder of a policy pack"}));
  CLI::App* list = policies->add_subcommand(
      "list", help_text(context, {"liste les règles\nExemple : aval policies list --format json",
                                  "lists the rules\nExample: aval policies list --format json"}));
  list->add_option("--format", options->format,
                   help_text(context, {"forme de la liste", "form of the list"}))
      ->check(CLI::IsMember({"text", "json"}));
  list->callback([options, &context] { run_list(*options, context); });
  CLI::App* show = policies->add_subcommand(
      "show", help_text(context, {"explique une règle\nExemple : aval policies show SP-01",
                                  "explains a rule\nExample: aval policies show SP-01"}));
  show->add_option("ID", options->id,
                   help_text(context, {"identifiant d'une règle", "identifier of a rule"}))
      ->required();
  show->callback([options, &context] { run_show(*options, context); });
  CLI::App* check = policies->add_subcommand(
      "check",
      help_text(
          context,
          {"éprouve un paquet, cas compris, celui du programme par défaut\nCodes de sortie : 0 "
           "paquet sain, 1 paquet en défaut, 2 dossier illisible.\nExemple : aval policies check "
           "mon-paquet",
           "tests a pack and its cases, the program's own by default\nExit codes: 0 sound pack, 1 "
           "faulty pack, 2 unreadable folder.\nExample: aval policies check my-pack"}));
  check->add_option("DIR", options->folder,
                    help_text(context, {"dossier du paquet (par défaut : celui du programme)",
                                        "folder of the pack (default: the program's own)"}));
  check->callback([options, &context] { run_check(options->folder, context); });
  add_policies_law(*policies, folder, context);
  add_policies_coverage(*policies, folder, context);
}

}  // namespace aval
