// aval register reconcile: what the register declares against what the scans saw.
#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "audit/cli/register_commands.h"
#include "audit/cli/report_options.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/workspace.h"
#include "registry/reconcile.h"
#include "reports/document_words.h"
#include "reports/reconcile_paper.h"

namespace aval {
namespace {

struct ReconcileOptions : OutputOptions {
  std::vector<std::string> ids;
  bool fail = false;
};

// Who names what, and what was seen, read once however many sheets are compared.
struct SeenByUseCases {
  std::vector<Json> usecases;
  std::map<std::string, std::vector<std::size_t>> of_activity;  // indices into `usecases`
  std::map<std::string, ReconciledDataset> datasets;            // without use case and date
};

SeenByUseCases read_usecases(const RegisterStore& store) {
  SeenByUseCases seen;
  for (const StoredDocument& stored : store.list(kUseCaseKind)) {
    seen.usecases.push_back(content_of(stored));
    const auto named = list_at(seen.usecases.back(), "activities").get<std::set<std::string>>();
    for (const std::string& id : named)
      seen.of_activity[id].push_back(seen.usecases.size() - 1);
  }
  return seen;
}

ReconciledDataset read_dataset(const RegisterStore& store, const std::string& id,
                               const std::string& today) {
  ReconciledDataset dataset;
  dataset.id = id;
  const auto scan = store.find(kScanKind, id);
  if (!scan)
    return dataset;
  const Json stored = content_of(*scan);
  const Json& tables = stored.at("source").at("tables");
  const bool schema_only = std::any_of(tables.begin(), tables.end(), [](const Json& table) {
    return table.value("schema_only", false);
  });
  dataset.complete = stored.value("sampled_rows", 0) == 0 && !schema_only &&
                     stored.at("source").value("coverage", 0.0) >= 1.0;
  dataset.findings = canonical_json(reviewed_findings(store, dataset.id, today));
  return dataset;
}

ReconciledDataset dataset_of(const RegisterStore& store, const Json& source,
                             const std::string& today, SeenByUseCases& seen) {
  const std::string id = source.at("dataset").get<std::string>();
  auto known = seen.datasets.find(id);
  if (known == seen.datasets.end())
    known = seen.datasets.emplace(id, read_dataset(store, id, today)).first;
  ReconciledDataset dataset = known->second;
  dataset.oldest_on = word_at(source, "oldest_on");
  return dataset;
}

// A dataset named by two use cases is looked at once; the older of their dates counts.
std::vector<ReconciledDataset> datasets_of(const RegisterStore& store, const std::string& activity,
                                           const std::string& today, SeenByUseCases& seen) {
  std::map<std::string, ReconciledDataset> datasets;
  for (const std::size_t number : seen.of_activity[activity]) {
    const Json& usecase = seen.usecases[number];
    for (const Json& source : list_at(usecase, "sources")) {
      ReconciledDataset dataset = dataset_of(store, source, today, seen);
      dataset.usecase = word_at(usecase, "id");
      const auto [known, is_new] = datasets.emplace(dataset.id, dataset);
      std::string& oldest = known->second.oldest_on;
      if (!is_new && !dataset.oldest_on.empty() && (oldest.empty() || dataset.oldest_on < oldest))
        oldest = dataset.oldest_on;
    }
  }
  std::vector<ReconciledDataset> list;
  for (auto& [id, dataset] : datasets)
    list.push_back(std::move(dataset));
  return list;
}

std::vector<Reconciliation> reconcile_all(const RegisterStore& store,
                                          const ReconcileOptions& options,
                                          const std::string& today) {
  SeenByUseCases seen = read_usecases(store);
  const PolicyPack pack = load_embedded_policy_pack();
  std::vector<Reconciliation> results;
  for (const std::string& text : stored_register(store, options.ids).activities) {
    const Json activity = parse_trusted_json(text, "activity");
    if (activity.value("status", Json()) == "archived" && options.ids.empty())
      continue;
    results.push_back(reconcile_activity(
        activity, datasets_of(store, activity.at("id").get<std::string>(), today, seen),
        pack.category_of_type, today));
  }
  return results;
}

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
  const std::vector<Reconciliation> results = reconcile_all(store, options, context.today);
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
