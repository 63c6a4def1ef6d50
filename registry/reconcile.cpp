#include "registry/reconcile.h"

#include <algorithm>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "registry/register_dates.h"

namespace aval {
namespace {

bool is_personal_nature(const std::string& gdpr) {
  return gdpr != "none" && gdpr != "org";
}

// Category of the register -> columns where it was seen.
using SeenCategories = std::map<std::string, std::set<std::string>>;

SeenCategories seen_categories(const Json& findings,
                               const std::map<std::string, std::string>& category_of_type) {
  SeenCategories seen;
  for (const Json& reviewed : findings) {
    const Json& finding = reviewed.at("finding");
    const Json& review = reviewed.at("review");
    const bool rejected = review.is_object() && review.value("result", Json()) == "rejected";
    const auto category = category_of_type.find(finding.at("type").get<std::string>());
    if (rejected || category == category_of_type.end() ||
        !is_personal_nature(finding.at("gdpr").get<std::string>()))
      continue;
    std::set<std::string>& columns = seen[category->second];
    for (const Json& column : reviewed.at("columns"))
      columns.insert(column.get<std::string>());
  }
  return seen;
}

const Json& categories_of(const Json& activity) {
  static const Json kNone = Json::array();
  const auto found = activity.find("data_categories");
  return found == activity.end() || !found->is_array() ? kNone : *found;
}

std::set<std::string> declared_categories(const Json& activity) {
  std::set<std::string> declared;
  for (const Json& category : categories_of(activity))
    declared.insert(category.at("category").get<std::string>());
  return declared;
}

// The longest declared period in months, active and intermediate; nothing while a category gives no
// number, or keeps the data for good.
std::optional<std::int64_t> longest_period(const Json& activity) {
  std::optional<std::int64_t> longest;
  for (const Json& category : categories_of(activity)) {
    const Json retention = category.value("retention", Json());
    if (!retention.is_object() || !retention.value("active_months", Json()).is_number_integer())
      return std::nullopt;
    const Json later = retention.value("intermediate_months", Json());
    const std::int64_t months =
        retention.at("active_months").get<std::int64_t>() +
        (later.is_number_integer() ? later.get<std::int64_t>() : std::int64_t{0});
    longest = std::max(longest.value_or(months), months);
  }
  return longest;
}

std::vector<std::string> sorted(const std::set<std::string>& names) {
  return {names.begin(), names.end()};
}

void judge_categories(const ReconciledDataset& dataset, const SeenCategories& seen,
                      const std::set<std::string>& declared, Reconciliation& result) {
  for (const auto& [category, columns] : seen)
    if (!declared.contains(category))
      result.discrepancies.push_back(
          {DiscrepancyKind::undeclared_category, dataset.id, category, sorted(columns)});
}

void judge_nir(const Json& activity, const ReconciledDataset& dataset, const SeenCategories& seen,
               Reconciliation& result) {
  const auto nir = seen.find("national_id");
  if (nir == seen.end())
    return;
  // LIL art. 30 and GDPR art. 87 do not judge police and justice (title III).
  const Json regime = activity.value("regime", Json());
  if (regime == "led" || regime == "outside")
    return;
  const Json ground = activity.value("nir_ground", Json());
  const bool named = ground.is_object() && ground.value("type", Json()).is_string() &&
                     ground.value("reference", Json()).is_string();
  if (!named || ground.value("status", Json()) != "confirmed")
    result.discrepancies.push_back(
        {named ? DiscrepancyKind::nir_to_confirm : DiscrepancyKind::nir_without_ground, dataset.id,
         "national_id", sorted(nir->second)});
}

void judge_age(const ReconciledDataset& dataset, const std::optional<std::int64_t>& months,
               const std::string& today, Reconciliation& result) {
  if (dataset.oldest_on.empty())
    return;
  if (!months) {
    result.discrepancies.push_back({DiscrepancyKind::period_unknown, dataset.id, "", {}});
    return;
  }
  const std::string last_day = months_after(dataset.oldest_on, *months);
  if (!last_day.empty() && last_day < today)
    result.discrepancies.push_back({DiscrepancyKind::older_than_declared, dataset.id, "", {}});
}

}  // namespace

std::string_view discrepancy_name(DiscrepancyKind kind) {
  switch (kind) {
    case DiscrepancyKind::undeclared_category:
      return "undeclared_category";
    case DiscrepancyKind::never_seen:
      return "never_seen";
    case DiscrepancyKind::older_than_declared:
      return "older_than_declared";
    case DiscrepancyKind::nir_without_ground:
      return "nir_without_ground";
    case DiscrepancyKind::nir_to_confirm:
      return "nir_to_confirm";
    case DiscrepancyKind::not_scanned:
      return "not_scanned";
    case DiscrepancyKind::period_unknown:
      return "period_unknown";
  }
  return "not_scanned";
}

bool is_disagreement(DiscrepancyKind kind) {
  return kind != DiscrepancyKind::not_scanned && kind != DiscrepancyKind::period_unknown &&
         kind != DiscrepancyKind::nir_to_confirm;
}

Reconciliation reconcile_activity(const Json& activity,
                                  const std::vector<ReconciledDataset>& datasets,
                                  const std::map<std::string, std::string>& category_of_type,
                                  const std::string& today) {
  Reconciliation result;
  result.activity = activity.at("id").get<std::string>();
  result.name = activity.at("name").get<std::string>();
  const std::set<std::string> declared = declared_categories(activity);
  const auto months = longest_period(activity);
  std::set<std::string> seen_anywhere;
  bool silence_speaks = !datasets.empty();
  for (const ReconciledDataset& dataset : datasets) {
    result.datasets.push_back(dataset.id);
    judge_age(dataset, months, today, result);
    if (dataset.findings.empty()) {
      silence_speaks = false;
      result.discrepancies.push_back({DiscrepancyKind::not_scanned, dataset.id, "", {}});
      continue;
    }
    silence_speaks = silence_speaks && dataset.complete;
    const SeenCategories seen =
        seen_categories(parse_json(dataset.findings, dataset.id), category_of_type);
    for (const auto& [category, unused] : seen)
      seen_anywhere.insert(category);
    judge_categories(dataset, seen, declared, result);
    judge_nir(activity, dataset, seen, result);
  }
  for (const std::string& category : declared)
    if (silence_speaks && !seen_anywhere.contains(category))
      result.discrepancies.push_back({DiscrepancyKind::never_seen, "", category, {}});
  return result;
}

}  // namespace aval
