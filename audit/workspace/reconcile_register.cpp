#include "audit/workspace/reconcile_register.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "reports/document_words.h"

namespace aval {
namespace {

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
  list.reserve(datasets.size());
  for (auto& [id, dataset] : datasets)
    list.push_back(std::move(dataset));
  return list;
}

}  // namespace

std::vector<Reconciliation> reconcile_register(
    const RegisterStore& store, const std::vector<std::string>& ids,
    const std::map<std::string, std::string>& category_of_type, const std::string& today) {
  SeenByUseCases seen = read_usecases(store);
  std::vector<Reconciliation> results;
  for (const std::string& text : stored_register(store, ids).activities) {
    const Json activity = parse_trusted_json(text, "activity");
    if (activity.value("status", Json()) == "archived" && ids.empty())
      continue;
    results.push_back(reconcile_activity(
        activity, datasets_of(store, activity.at("id").get<std::string>(), today, seen),
        category_of_type, today));
  }
  return results;
}

}  // namespace aval
