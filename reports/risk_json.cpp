#include <algorithm>
#include <functional>

#include <nlohmann/json.hpp>

#include "audit/base/json.h"
#include "reports/risk_report.h"

namespace aval {
namespace {

OrderedJson columns_json(const std::vector<RiskColumn>& columns) {
  OrderedJson list = OrderedJson::array();
  for (const RiskColumn& column : columns)
    list.push_back({{"index", column.index}, {"name", column.name}});
  return list;
}

OrderedJson sizes_json(const std::map<std::uint64_t, std::uint64_t>& records_by_size) {
  OrderedJson list = OrderedJson::array();
  for (const auto& [size, records] : records_by_size)
    list.push_back({{"size", size}, {"records", records}});
  return list;
}

OrderedJson convention_json(const KAnonymity& k, std::uint64_t threshold) {
  OrderedJson convention = {
      {"missing", name_of(k.missing)}, {"records", k.records}, {"left_out", k.left_out}};
  if (k.classes)
    convention["classes"] = *k.classes;
  convention["k"] = k.k;
  convention["unique_records"] = k.unique_records;
  convention["records_below_threshold"] = k.records_below(threshold);
  convention["records_by_size"] = sizes_json(k.records_by_size);
  convention["witness_rows"] = k.witnesses;
  return convention;
}

OrderedJson worst_json(const WorstClass& worst) {
  return {{"value", worst.value}, {"witness_rows", worst.witnesses}};
}

OrderedJson attribute_json(const RiskColumn& column, const DisclosureMeasures& measures) {
  OrderedJson recursive = OrderedJson::array();
  for (const RecursiveDiversity& entry : measures.recursive)
    recursive.push_back(
        {{"l", entry.l}, {"c", entry.bound.value}, {"witness_rows", entry.bound.witnesses}});
  OrderedJson t = {{"equal", worst_json(measures.t_equal)}};
  if (measures.t_ordered)
    t["ordered"] = worst_json(*measures.t_ordered);
  if (measures.t_hierarchical)
    t["hierarchical"] = worst_json(*measures.t_hierarchical);
  OrderedJson delta = worst_json(measures.delta);
  delta["log"] = "e";
  delta["classes_lacking_a_value"] = measures.classes_lacking_a_value;
  return {
      {"index", column.index},
      {"name", column.name},
      {"records", measures.records},
      {"distinct_values", measures.distinct_values},
      {"l",
       {{"distinct", worst_json(measures.distinct_l)},
        {"entropy", worst_json(measures.entropy_l)},
        {"recursive", recursive}}},
      {"t", t},
      {"alpha", worst_json(measures.alpha)},
      {"beta",
       {{"basic", worst_json(measures.beta)}, {"enhanced_reachable", measures.enhanced_reachable}}},
      {"delta", delta}};
}

using MeasureOf = std::function<const WorstClass*(const DisclosureMeasures&)>;

// The worst over attributes; nothing when one of them does not have the measure.
std::optional<double> worst_over(const std::vector<DisclosureMeasures>& all, bool smallest,
                                 const MeasureOf& of) {
  std::optional<double> worst;
  for (const DisclosureMeasures& measures : all) {
    const WorstClass* found = of(measures);
    if (found == nullptr)
      return std::nullopt;
    if (!worst || (smallest ? found->value < *worst : found->value > *worst))
      worst = found->value;
  }
  return worst;
}

void put(OrderedJson& object, const char* key, const std::optional<double>& value) {
  if (value)
    object[key] = *value;
}

OrderedJson recursive_over(const std::vector<DisclosureMeasures>& all) {
  OrderedJson list = OrderedJson::array();
  for (std::size_t i = 0;; ++i) {
    const auto bound = worst_over(all, false, [i](const DisclosureMeasures& measures) {
      return i < measures.recursive.size() ? &measures.recursive[i].bound : nullptr;
    });
    if (!bound)
      return list;
    list.push_back({{"l", i + 2}, {"c", *bound}});
  }
}

OrderedJson diversity_over(const std::vector<DisclosureMeasures>& all) {
  OrderedJson l = OrderedJson::object();
  const auto distinct =
      worst_over(all, true, [](const DisclosureMeasures& m) { return &m.distinct_l; });
  l["distinct"] = static_cast<std::uint64_t>(distinct.value_or(0));
  put(l, "entropy",
      worst_over(all, true, [](const DisclosureMeasures& m) { return &m.entropy_l; }));
  const OrderedJson recursive = recursive_over(all);
  if (!recursive.empty())
    l["recursive"] = recursive;
  return l;
}

OrderedJson closeness_over(const std::vector<DisclosureMeasures>& all) {
  OrderedJson t = OrderedJson::object();
  put(t, "equal", worst_over(all, false, [](const DisclosureMeasures& m) { return &m.t_equal; }));
  put(t, "ordered", worst_over(all, false, [](const DisclosureMeasures& m) {
        return m.t_ordered ? &*m.t_ordered : nullptr;
      }));
  put(t, "hierarchical", worst_over(all, false, [](const DisclosureMeasures& m) {
        return m.t_hierarchical ? &*m.t_hierarchical : nullptr;
      }));
  return t;
}

void put_disclosure(OrderedJson& document, const RiskReport& report) {
  const std::vector<DisclosureMeasures>& all = report.measures.disclosure;
  const bool any = std::any_of(all.begin(), all.end(),
                               [](const DisclosureMeasures& m) { return m.records > 0; });
  if (!any)
    return;
  document["l"] = diversity_over(all);
  document["t"] = closeness_over(all);
  put(document, "alpha",
      worst_over(all, false, [](const DisclosureMeasures& m) { return &m.alpha; }));
  const auto basic = worst_over(all, false, [](const DisclosureMeasures& m) { return &m.beta; });
  OrderedJson beta = {{"basic", basic.value_or(0)}};
  const bool reachable = std::all_of(
      all.begin(), all.end(), [](const DisclosureMeasures& m) { return m.enhanced_reachable; });
  if (reachable)
    beta["enhanced"] = basic.value_or(0);
  document["beta"] = beta;
  const auto delta = worst_over(all, false, [](const DisclosureMeasures& m) { return &m.delta; });
  document["delta"] = {{"value", delta.value_or(0)}, {"log", "e"}};
  OrderedJson attributes = OrderedJson::array();
  for (std::size_t i = 0; i < all.size(); ++i)
    attributes.push_back(attribute_json(report.sensitive[i], all[i]));
  document["attributes"] = attributes;
}

OrderedJson success_json(const AttackSuccess& success) {
  return {{"average", success.average},
          {"highest", success.highest},
          {"share_at_risk", success.share_at_risk}};
}

OrderedJson attacks_json(const AttackRisk& attacks) {
  OrderedJson risk = {{"prosecutor", success_json(attacks.prosecutor)}};
  if (attacks.journalist)
    risk["journalist"] = success_json(*attacks.journalist);
  risk["marketer"] = {{"average", attacks.marketer}};
  return risk;
}

OrderedJson names_json(const RiskReport& report, const std::vector<std::size_t>& attributes) {
  OrderedJson names = OrderedJson::array();
  for (const std::size_t attribute : attributes)
    names.push_back(report.quasi[attribute].name);
  return names;
}

OrderedJson population_json(const PopulationMatch& match) {
  return {{"population", match.population},
          {"value", match.k_map},
          {"absent_records", match.absent_records},
          {"classes", match.classes},
          {"records_by_size", sizes_json(match.records_by_size)},
          {"witness_rows", match.witnesses}};
}

OrderedJson population_uniques_json(const PopulationUniques& uniques) {
  const auto population = static_cast<double>(uniques.population);
  OrderedJson shares = {{"population", uniques.population}};
  if (uniques.pitman)
    shares["pitman"] = *uniques.pitman / population;
  shares["zayatz"] = uniques.zayatz / population;
  return shares;
}

OrderedJson suda_json(const RiskReport& report, const SudaScores& suda) {
  OrderedJson contributions = OrderedJson::array();
  for (std::size_t i = 0; i < suda.contribution.size(); ++i)
    contributions.push_back({{"name", report.quasi[i].name}, {"share", suda.contribution[i]}});
  return {{"risky_records", suda.risky_records},
          {"msu_by_size", suda.msu_by_size},
          {"contributions", contributions},
          {"sampling_fraction", suda.sampling_fraction},
          {"witness_rows", suda.witnesses},
          {"score", suda.score},
          {"dis", suda.dis}};
}

OrderedJson linkage_json(const LinkedFile& file, const LinkageResult& result) {
  return {{"file", file.name},
          {"sha256", file.sha256},
          {"columns", file.columns},
          {"other_records", result.other_records},
          {"records", result.records},
          {"matched_records", result.matched_records},
          {"single_candidate", result.single_candidate},
          {"one_to_one", result.one_to_one},
          {"expected_links", result.expected_links},
          {"witness_rows", result.witnesses}};
}

OrderedJson releases_json(const RiskReport& report) {
  OrderedJson list = OrderedJson::array();
  for (const EarlierRelease& release : report.releases)
    list.push_back({{"dataset", report.dataset},
                    {"version", release.version},
                    {"date", release.date},
                    {"sha256", release.sha256},
                    {"file", release.file.empty() ? OrderedJson() : OrderedJson(release.file)}});
  return list;
}

OrderedJson secrecy_json(const CellSecrecy& secrecy, const SecrecyRule& rule) {
  return {{"cells", secrecy.cells},
          {"least_units", rule.least_units},
          {"largest_share", rule.largest_share},
          {"small_cells", secrecy.small_cells},
          {"dominated_cells", secrecy.dominated_cells},
          {"left_out", secrecy.left_out},
          {"fewest_units", secrecy.fewest_units},
          {"highest_share", secrecy.highest_share},
          {"small_witness_rows", secrecy.small_witnesses},
          {"dominated_witness_rows", secrecy.dominated_witnesses}};
}

OrderedJson subsets_json(const RiskReport& report) {
  OrderedJson list = OrderedJson::array();
  for (const AttributeSubset& subset : report.measures.subsets.subsets)
    list.push_back({{"attributes", names_json(report, subset.attributes)},
                    {"classes", subset.classes},
                    {"unique_records", subset.unique_records},
                    {"distinction", subset.distinction},
                    {"separation", subset.separation}});
  return list;
}

// What was asked for beyond the table itself.
void put_asked(OrderedJson& document, const RiskReport& report) {
  const RiskMeasures& measures = report.measures;
  if (measures.population)
    document["k_map"] = population_json(*measures.population);
  if (measures.population_uniques)
    document["population_uniques"] = population_uniques_json(*measures.population_uniques);
  if (report.question.suda)
    document["suda"] = suda_json(report, measures.subsets.suda);
  if (measures.secrecy)
    document["secrecy"] = secrecy_json(*measures.secrecy, report.question.secrecy);
  document["subsets"] = subsets_json(report);
  OrderedJson linkage = OrderedJson::array();
  for (std::size_t i = 0; i < measures.linkage.size(); ++i)
    linkage.push_back(linkage_json(report.linked[i], measures.linkage[i]));
  if (!linkage.empty())
    document["linkage"] = linkage;
  if (!report.dataset.empty())
    document["releases"] = releases_json(report);
}

OrderedJson heading_json(const RiskReport& report) {
  return {{"schema", "aval.risk/1"},
          {"tool", {{"name", "aval"}, {"version", report.tool_version}}},
          {"source",
           {{"name", report.source},
            {"sha256", report.sha256},
            {"table", report.table},
            {"skipped_rows", report.skipped_rows}}},
          {"quasi_identifiers", columns_json(report.quasi)},
          {"sensitive_attributes", columns_json(report.sensitive)},
          {"proposed", report.proposed},
          {"missing", name_of(report.question.missing)},
          {"missing_words", report.missing_words},
          {"threshold", report.question.threshold}};
}

}  // namespace

std::string render_risk_json(const RiskReport& report) {
  const KAnonymity& k = chosen_k(report.measures, report.question.missing);
  OrderedJson document = heading_json(report);
  document["records"] = k.records;
  document["left_out"] = k.left_out;
  if (k.classes)
    document["classes"] = *k.classes;
  document["unique_records"] = k.unique_records;
  document["records_below_threshold"] = k.records_below(report.question.threshold);
  document["k"] = k.k;
  document["witness_rows"] = k.witnesses;
  OrderedJson conventions = OrderedJson::array();
  for (const KAnonymity& convention : report.measures.k)
    conventions.push_back(convention_json(convention, report.question.threshold));
  document["conventions"] = conventions;
  put_disclosure(document, report);
  if (k.records > 0)
    document["risk"] = attacks_json(report.measures.attacks);
  put_asked(document, report);
  return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace aval
