// aval register reconcile: what the register declares against what the scans saw.
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/reconcile_register.h"
#include "audit/workspace/workspace.h"
#include "policies/policy.h"
#include "reports/reconcile_paper.h"

namespace aval {
namespace {

struct ReconcileOptions : OutputOptions {
  std::vector<std::string> ids;
  bool fail = false;
};

std::string results_as_json(const std::vector<Reconciliation>& results) {
  OrderedJson list = OrderedJson::array();
  for (const Reconciliation& result : results) {
    OrderedJson discrepancies = OrderedJson::array();
    for (const Discrepancy& discrepancy : result.discrepancies) {
      const Text message = discrepancy_message(discrepancy);
      discrepancies.push_back(
          {{"kind", discrepancy_name(discrepancy.kind)},
           {"disagreement", is_disagreement(discrepancy.kind)},
           {"dataset", discrepancy.dataset.empty() ? Json() : Json(discrepancy.dataset)},
           {"category", discrepancy.category.empty() ? Json() : Json(discrepancy.category)},
           {"columns", discrepancy.columns},
           {"fr", message.fr},
           {"en", message.en}});
    }
    list.push_back({{"activity", result.activity},
                    {"datasets", result.datasets},
                    {"discrepancies", std::move(discrepancies)}});
  }
  const OrderedJson document{{"schema", "aval.reconciliation/1"}, {"activities", std::move(list)}};
  return document.dump(2) + "\n";
}

std::string results_as_text(const std::vector<Reconciliation>& results, Language language) {
  std::string text;
  for (const Reconciliation& result : results) {
    Text standing = {"concorde avec les données auditées", "agrees with the audited data"};
    if (result.datasets.empty())
      standing = {"aucun cas d'usage ne relie de jeu à cette activité",
                  "no use case links a dataset to this activity"};
    else if (!result.discrepancies.empty())
      standing = {"à rapprocher", "to reconcile"};
    text += result.activity + Text{" : ", ": "}.in(language) + standing.in(language) + "\n";
    for (const Discrepancy& discrepancy : result.discrepancies)
      text += "    " + (discrepancy.dataset.empty() ? std::string() : discrepancy.dataset + ", ") +
              discrepancy_message(discrepancy).in(language) + "\n";
  }
  return escape_terminal(text, true);
}

void run_reconcile(const ReconcileOptions& options, CommandContext& context) {
  const RegisterStore store = open_workspace(context);
  const std::vector<Reconciliation> results = reconcile_register(
      store, options.ids, load_embedded_policy_pack().category_of_type, context.today);
  if (options.format == "json")
    write_output(options.output, results_as_json(results));
  else if (options.format == "text")
    write_output(options.output, results_as_text(results, context.language));
  else
    write_paper(reconcile_paper(results, context.today), options, context);
  const bool disagree =
      std::any_of(results.begin(), results.end(), [](const Reconciliation& result) {
        return std::any_of(result.discrepancies.begin(), result.discrepancies.end(),
                           [](const Discrepancy& found) { return is_disagreement(found.kind); });
      });
  if (options.fail && disagree)
    context.exit_code = kExitGateFailed;
}

}  // namespace

void add_register_reconcile(CLI::App& parent, CommandContext& context) {
  const auto options = std::make_shared<ReconcileOptions>();
  CLI::App* reconcile = parent.add_subcommand(
      "reconcile",
      help_text(context,
                register_help({"rapproche les fiches des audits des jeux de données que leurs cas "
                               "d'usage nomment : catégorie vue et non déclarée, déclarée et "
                               "jamais vue, données trop anciennes, NIR sans fondement",
                               "compares the sheets with the audits of the datasets that their "
                               "use cases name: category seen and not declared, declared and never "
                               "seen, data too old, NIR without a ground"},
                              "reconcile restauration-scolaire --fail")));
  reconcile->add_option("ID", options->ids,
                        help_text(context, {"fiches (par défaut : toutes, hors archivées)",
                                            "sheets (default: all but the archived)"}));
  options->format = "text";
  add_output_options(*reconcile, context, *options, {"text", "json", "html", "pdf", "md"});
  reconcile->add_flag("--fail", options->fail,
                      help_text(context, {"code de sortie 1 s'il y a un écart",
                                          "exit code 1 when there is a discrepancy"}));
  reconcile->callback([options, &context] { run_reconcile(*options, context); });
}

}  // namespace aval
