#include "policies/what_if.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace aval {
namespace {

constexpr std::size_t kShownSets = 3;

// The documents, parsed once.
struct Documents {
  const PolicyPack* pack = nullptr;
  const FactInputs* inputs = nullptr;
  std::vector<Json> scans;       // by dataset; null when it was never scanned
  std::vector<Json> activities;  // as the inputs hold them
};

bool is_personal_spelling(const std::string& gdpr) {
  return gdpr != "none" && gdpr != "org";
}

std::string dataset_subject(const DatasetInput& input) {
  return "dataset:" + parse_trusted_json(input.source, "source").at("dataset").get<std::string>();
}

std::string label_of_column(const Json& column) {
  return column.value("label", column.at("name").get<std::string>());
}

// The strongest nature of the findings about a column, and its own.
std::vector<std::string> natures_of(const Json& table, const Json& column) {
  std::vector<std::string> natures = {column.value("gdpr", std::string("none"))};
  for (const Json& finding : table.at("findings"))
    for (const Json& index : finding.at("columns"))
      if (index == column.at("index"))
        natures.push_back(finding.at("gdpr").get<std::string>());
  return natures;
}

void add_column_changes(const Json& table, const Json& column, const std::string& subject,
                        std::vector<PossibleChange>& changes) {
  const std::vector<std::string> natures = natures_of(table, column);
  const auto has = [&natures](const char* gdpr) {
    return std::find(natures.begin(), natures.end(), gdpr) != natures.end();
  };
  if (std::none_of(natures.begin(), natures.end(), is_personal_spelling))
    return;
  const auto add = [&](ChangeKind kind) {
    changes.push_back({kind, subject, table.at("name").get<std::string>(), label_of_column(column),
                       column.at("index").get<std::size_t>()});
  };
  const bool sensitive = has("special") || has("criminal");
  if (has("direct") && !sensitive)
    add(ChangeKind::pseudonymize);
  if (has("quasi") && !has("direct") && !sensitive)
    add(ChangeKind::generalize);
  add(ChangeKind::drop);
}

std::vector<PossibleChange> possible_changes(const Documents& documents) {
  std::vector<PossibleChange> changes;
  for (const Json& activity : documents.activities) {
    const Json information = activity.value("information", Json());
    if (!information.is_object() || information.value("given", Json()) != true)
      changes.push_back(
          {ChangeKind::notice, "activity:" + activity.at("id").get<std::string>(), {}, {}, 0});
  }
  for (std::size_t d = 0; d < documents.scans.size(); ++d)
    if (documents.scans[d].is_object())
      for (const Json& table : documents.scans[d].at("source").at("tables"))
        for (const Json& column : table.at("columns"))
          add_column_changes(table, column, dataset_subject(documents.inputs->datasets[d]),
                             changes);
  std::stable_sort(changes.begin(), changes.end(),
                   [](const auto& left, const auto& right) { return left.kind < right.kind; });
  return changes;
}

// A column that is no quasi-identifier any more. k can only grow, so the old one stays.
void forget_quasi(const Json& column, Json& table) {
  if (!table.contains("risk") || !table.at("risk").is_object() ||
      !table.at("risk").contains("quasi_identifiers"))
    return;
  Json left = Json::array();
  for (const Json& name : table.at("risk").at("quasi_identifiers"))
    if (name != column.at("name") && name != column.at("index"))
      left.push_back(name);
  table["risk"]["quasi_identifiers"] = left;
}

void change_findings(const PossibleChange& change, Json& table) {
  Json findings = Json::array();
  for (Json finding : table.at("findings")) {
    Json& columns = finding["columns"];
    const auto at = std::find(columns.begin(), columns.end(), Json(change.index));
    if (at == columns.end()) {
      findings.push_back(finding);
      continue;
    }
    if (change.kind == ChangeKind::pseudonymize) {
      finding["type"] = "other_person_id";
      finding["rule"] = "token";
      findings.push_back(finding);
      continue;
    }
    columns.erase(at);
    if (!columns.empty())
      findings.push_back(finding);
  }
  table["findings"] = findings;
}

void change_column(const PossibleChange& change, Json& table) {
  Json columns = Json::array();
  for (Json column : table.at("columns")) {
    if (column.at("index") == change.index) {
      if (change.kind != ChangeKind::pseudonymize)
        forget_quasi(column, table);
      if (change.kind == ChangeKind::drop)
        continue;
      column["type"] = change.kind == ChangeKind::pseudonymize ? "other_person_id" : "other";
      if (change.kind == ChangeKind::generalize)
        column["gdpr"] = "none";
    }
    columns.push_back(column);
  }
  table["columns"] = columns;
  change_findings(change, table);
}

// What open publication would be, from the natures that are left (publication_of in audit/scan);
// never more than before.
std::string publication_left(const Json& source) {
  constexpr std::array<const char*, 4> kLevels = {"ok", "quasi-risk", "personal", "special"};
  std::size_t before = 0;
  while (before + 1 < kLevels.size() && source.at("publication") != kLevels[before])
    ++before;
  std::size_t level = 0;
  const auto raise = [&level](const std::string& gdpr) {
    if (gdpr == "special" || gdpr == "criminal")
      level = 3;
    else if (gdpr == "direct" || gdpr == "professional")
      level = std::max<std::size_t>(level, 2);
    else if (gdpr == "quasi")
      level = std::max<std::size_t>(level, 1);
  };
  for (const Json& table : source.at("tables")) {
    for (const Json& column : table.at("columns"))
      raise(column.value("gdpr", std::string("none")));
    for (const Json& finding : table.at("findings"))
      raise(finding.at("gdpr").get<std::string>());
  }
  return kLevels[std::min(level, before)];
}

void apply(const PossibleChange& change, const Documents& documents, FactInputs& inputs,
           std::vector<Json>& scans) {
  if (change.kind == ChangeKind::notice) {
    for (std::size_t a = 0; a < documents.activities.size(); ++a)
      if ("activity:" + documents.activities[a].at("id").get<std::string>() == change.subject) {
        Json activity = documents.activities[a];
        activity["information"] = {{"given", true}, {"on", inputs.today}, {"exception", nullptr}};
        inputs.activities[a] = canonical_json(activity);
      }
    return;
  }
  for (std::size_t d = 0; d < scans.size(); ++d)
    if (scans[d].is_object() && dataset_subject(inputs.datasets[d]) == change.subject)
      for (Json& table : scans[d]["source"]["tables"])
        if (table.at("name") == change.table)
          change_column(change, table);
}

Decision decide_after(const Documents& documents, const std::vector<PossibleChange>& changes) {
  FactInputs inputs = *documents.inputs;
  std::vector<Json> scans = documents.scans;
  for (const PossibleChange& change : changes)
    apply(change, documents, inputs, scans);
  for (std::size_t d = 0; d < scans.size(); ++d)
    if (scans[d].is_object()) {
      scans[d]["source"]["publication"] = publication_left(scans[d].at("source"));
      inputs.datasets[d].scan = canonical_json(scans[d]);
    }
  return decide(*documents.pack, collect_facts(*documents.pack, inputs), inputs.gate);
}

bool same_place(const PossibleChange& left, const PossibleChange& right) {
  return left.subject == right.subject && left.table == right.table && left.index == right.index;
}

std::size_t weight(const ChangeSet& set) {
  std::size_t sum = 0;
  for (const PossibleChange& change : set.changes)
    sum += static_cast<std::size_t>(change.kind);
  return sum;
}

struct Trial {
  const Documents* documents = nullptr;
  const std::vector<PossibleChange>* possible = nullptr;
  std::uint64_t most_tried = 0;
  NoGoChanges* result = nullptr;
};

Verdict verdict_after(const Trial& trial, const std::vector<PossibleChange>& changes) {
  ++trial.result->tried;
  return decide_after(*trial.documents, changes).verdict;
}

// Every set of `size` changes that go on from `chosen`; false when there were too many to try.
bool try_sets(const Trial& trial, std::size_t size, std::size_t from,
              std::vector<PossibleChange>& chosen) {
  if (chosen.size() == size) {
    if (trial.result->tried >= trial.most_tried)
      return false;
    const Verdict verdict = verdict_after(trial, chosen);
    if (verdict != Verdict::no_go)
      trial.result->sets.push_back({chosen, verdict});
    return true;
  }
  for (std::size_t i = from; i < trial.possible->size(); ++i) {
    const PossibleChange& change = (*trial.possible)[i];
    if (std::any_of(chosen.begin(), chosen.end(),
                    [&change](const auto& other) { return same_place(change, other); }))
      continue;
    chosen.push_back(change);
    const bool goes_on = try_sets(trial, size, i + 1, chosen);
    chosen.pop_back();
    if (!goes_on)
      return false;
  }
  return true;
}

// Every column that can be dropped, and every notice.
std::vector<PossibleChange> strongest_changes(const std::vector<PossibleChange>& possible) {
  std::vector<PossibleChange> strongest;
  for (const PossibleChange& change : possible)
    if (change.kind == ChangeKind::drop || change.kind == ChangeKind::notice)
      strongest.push_back(change);
  return strongest;
}

// From changes that are enough, takes away what is not needed.
std::vector<PossibleChange> thin_out(const Trial& trial, std::vector<PossibleChange> changes) {
  for (std::size_t i = changes.size(); i-- > 0;) {
    std::vector<PossibleChange> fewer = changes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (verdict_after(trial, fewer) != Verdict::no_go)
      changes = fewer;
  }
  return changes;
}

void search_sets(const Trial& trial, const std::vector<PossibleChange>& enough) {
  NoGoChanges& result = *trial.result;
  for (std::size_t size = 1; size <= enough.size(); ++size) {
    std::vector<PossibleChange> chosen;
    result.smallest = try_sets(trial, size, 0, chosen);
    if (!result.smallest)
      break;
    if (!result.sets.empty())
      break;
  }
  if (result.sets.empty()) {
    result.sets.push_back({enough, verdict_after(trial, enough)});
    result.smallest = false;
  }
  std::stable_sort(
      result.sets.begin(), result.sets.end(),
      [](const ChangeSet& left, const ChangeSet& right) { return weight(left) < weight(right); });
  if (result.sets.size() > kShownSets)
    result.sets.resize(kShownSets);
}

}  // namespace

NoGoChanges find_changes(const PolicyPack& pack, const FactInputs& inputs,
                         std::uint64_t most_tried) {
  Documents documents{&pack, &inputs, {}, {}};
  for (const DatasetInput& dataset : inputs.datasets)
    documents.scans.push_back(dataset.scan.empty() ? Json()
                                                   : parse_trusted_json(dataset.scan, "scan"));
  for (const std::string& activity : inputs.activities)
    documents.activities.push_back(parse_trusted_json(activity, "activity"));
  NoGoChanges result;
  result.verdict = decide(pack, collect_facts(pack, inputs), inputs.gate).verdict;
  if (result.verdict != Verdict::no_go)
    return result;
  const std::vector<PossibleChange> possible = possible_changes(documents);
  const std::vector<PossibleChange> strongest = strongest_changes(possible);
  const Decision at_most = decide_after(documents, strongest);
  if (at_most.verdict == Verdict::no_go) {
    for (const PolicyOutcome& outcome : at_most.outcomes)
      if (outcome.result == PolicyResult::block &&
          std::find(result.still_blocking.begin(), result.still_blocking.end(), outcome.policy) ==
              result.still_blocking.end())
        result.still_blocking.push_back(outcome.policy);
    result.smallest = true;
    return result;
  }
  const Trial trial{&documents, &possible, most_tried, &result};
  search_sets(trial, thin_out(trial, strongest));
  return result;
}

}  // namespace aval
