#include "reports/portfolio.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "reports/document_words.h"

namespace aval {
namespace {

bool is_measurable(const Json& impact) {
  return !word_at(impact, "indicator").empty() && !word_at(impact, "target").empty();
}

void read_impact(const Json& usecase, PortfolioEntry& entry) {
  for (const Json& impact : list_at(usecase, "impacts")) {
    const Json importance = impact.value("importance", Json());
    if (!is_measurable(impact) || !importance.is_number())
      continue;
    if (!entry.impact || importance.get<int>() > *entry.impact) {
      entry.impact = importance.get<int>();
      entry.impact_indicator = word_at(impact, "indicator");
    }
  }
}

// One rule once, whatever the number of objects it was asked of: it holds when it holds for all.
void count_rules(const Decision& deployment, PortfolioEntry& entry) {
  std::map<std::string, bool> holds;
  for (const PolicyOutcome& outcome : deployment.outcomes) {
    if (outcome.not_built || outcome.result == PolicyResult::not_applicable)
      continue;
    const bool met = outcome.result == PolicyResult::pass || outcome.result == PolicyResult::info;
    const auto [rule, fresh] = holds.emplace(outcome.policy, met);
    if (!fresh)
      rule->second = rule->second && met;
  }
  entry.rules_applying = holds.size();
  entry.rules_met = static_cast<std::size_t>(
      std::count_if(holds.begin(), holds.end(), [](const auto& rule) { return rule.second; }));
}

std::vector<std::string> rules_with(const Decision& decision, PolicyResult result) {
  std::vector<std::string> rules;
  for (const PolicyOutcome& outcome : decision.outcomes)
    if (outcome.result == result && !outcome.not_built &&
        (rules.empty() || rules.back() != outcome.policy))
      rules.push_back(outcome.policy);
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return rules;
}

void collect_blockers(const PortfolioEntry& entry,
                      std::map<std::pair<bool, std::string>, CommonBlocker>& blockers) {
  for (const bool missing : {false, true})
    for (const std::string& rule : missing ? entry.lacking : entry.blocking) {
      CommonBlocker& blocker = blockers[{missing, rule}];
      blocker.policy = rule;
      blocker.result = missing ? PolicyResult::missing : PolicyResult::block;
      blocker.usecases.push_back(entry.ref.id);
    }
}

std::vector<CommonBlocker> common_blockers(const std::vector<PortfolioEntry>& entries) {
  std::map<std::pair<bool, std::string>, CommonBlocker> found;
  for (const PortfolioEntry& entry : entries)
    collect_blockers(entry, found);
  std::vector<CommonBlocker> common;
  for (auto& [key, blocker] : found)
    if (blocker.usecases.size() > 1)
      common.push_back(std::move(blocker));
  std::stable_sort(common.begin(), common.end(),
                   [](const CommonBlocker& a, const CommonBlocker& b) {
                     if (a.result != b.result)
                       return a.result > b.result;
                     return a.usecases.size() > b.usecases.size();
                   });
  return common;
}

bool ranks_before(const PortfolioEntry& a, const PortfolioEntry& b) {
  const int left = score_of(a).value_or(0), right = score_of(b).value_or(0);
  if (left != right)
    return left > right;
  if (a.months != b.months)
    return a.months < b.months;
  return a.ref.id < b.ref.id;
}

}  // namespace

std::optional<int> feasibility_of(const PortfolioEntry& entry) {
  if (entry.rules_applying == 0)
    return std::nullopt;
  const std::size_t fifth = entry.rules_met * 5 / entry.rules_applying;
  return static_cast<int>(std::min<std::size_t>(fifth, 4)) + 1;
}

std::optional<int> delay_of(const PortfolioEntry& entry) {
  if (!entry.months)
    return std::nullopt;
  constexpr int kStep = 3;  // months
  const int steps = *entry.months <= kStep ? 0 : (*entry.months - 1) / kStep;
  return 5 - std::min(steps, 4);
}

std::optional<int> score_of(const PortfolioEntry& entry) {
  const auto feasibility = feasibility_of(entry), delay = delay_of(entry);
  if (!entry.impact || !feasibility || !delay)
    return std::nullopt;
  return *entry.impact + *feasibility + *delay;
}

PortfolioEntry portfolio_entry(const Json& usecase, const Decision& current,
                               const Decision& deployment) {
  PortfolioEntry entry;
  entry.ref.kind = "usecase";
  entry.ref.id = word_at(usecase, "id");
  entry.title = word_at(usecase, "title");
  entry.priority = word_at(usecase, "public_policy");
  entry.gate = current.gate;
  entry.verdict = current.verdict;
  read_impact(usecase, entry);
  count_rules(deployment, entry);
  if (const Json months = usecase.value("time_to_first_result_months", Json()); months.is_number())
    entry.months = months.get<int>();
  entry.blocking = rules_with(current, PolicyResult::block);
  entry.lacking = rules_with(current, PolicyResult::missing);
  return entry;
}

Portfolio rank_portfolio(std::vector<PortfolioEntry> entries) {
  Portfolio portfolio;
  std::sort(entries.begin(), entries.end(),
            [](const PortfolioEntry& a, const PortfolioEntry& b) { return a.ref.id < b.ref.id; });
  portfolio.blockers = common_blockers(entries);
  for (PortfolioEntry& entry : entries) {
    if (entry.verdict == Verdict::no_go)
      portfolio.unfavourable.push_back(std::move(entry));
    else if (score_of(entry))
      portfolio.ranked.push_back(std::move(entry));
    else
      portfolio.unranked.push_back(std::move(entry));
  }
  std::sort(portfolio.ranked.begin(), portfolio.ranked.end(), ranks_before);
  return portfolio;
}

}  // namespace aval
