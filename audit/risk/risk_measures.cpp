#include "audit/risk/risk_measures.h"

#include "audit/risk/value_order.h"

namespace aval {
namespace {

// Sets of up to three attributes, of fewer where rows and sets are many: about ten seconds' work.
std::size_t largest_subset_for(const CodedTable& table, std::size_t attributes) {
  constexpr std::uint64_t kMostCells = 500'000'000;
  std::size_t largest = 3;
  while (largest > 1 && (count_subsets(attributes, largest) > kMaxSubsets ||
                         count_subsets(attributes, largest) * table.rows() > kMostCells))
    --largest;
  return largest;
}

ClassSizes class_sizes(const KAnonymity& k) {
  ClassSizes sizes;
  for (const auto& [size, records] : k.records_by_size)
    sizes.classes_by_size[size] = records / size;
  return sizes;
}

void measure_other_files(const RiskQuestion& question, RiskMeasures& measures) {
  if (question.population)
    measures.population = match_population(
        join_profiles(question.population->here, question.population->there, question.missing),
        question.population->there.table->rows());
  for (const ComparedFile& file : question.linked)
    measures.linkage.push_back(measure_linkage(
        join_profiles(file.here, file.there, question.missing), file.there.table->rows()));
}

}  // namespace

const KAnonymity& chosen_k(const RiskMeasures& measures, MissingRule missing) {
  return measures.k.at(static_cast<std::size_t>(missing));
}

RiskMeasures measure_risk(const CodedTable& table, const RiskQuestion& question) {
  RiskMeasures measures;
  for (const MissingRule rule :
       {MissingRule::own_category, MissingRule::wildcard, MissingRule::excluded})
    measures.k.push_back(measure_k(table, question.quasi, rule));
  for (std::size_t s = 0; s < question.sensitive.size(); ++s) {
    const std::size_t sensitive = question.sensitive[s];
    DisclosureOptions options;
    if (s < question.trees.size())
      options.tree = question.trees[s];
    options.order = find_order(table.columns[sensitive].values);
    measures.disclosure.push_back(measure_disclosure(
        table, count_sensitive(table, question.quasi, sensitive, question.missing), options));
  }
  measure_other_files(question, measures);
  const KAnonymity& k = chosen_k(measures, question.missing);
  measures.attacks =
      measure_attacks(k, measures.population ? &*measures.population : nullptr, question.threshold);
  if (question.population_size && k.classes)
    measures.population_uniques =
        estimate_population_uniques(class_sizes(k), *question.population_size);
  if (question.amount)
    measures.secrecy =
        measure_secrecy(table, {question.quasi, *question.amount, question.unit}, question.secrecy,
                        question.missing == MissingRule::excluded ? MissingRule::excluded
                                                                  : MissingRule::own_category);
  measures.subsets = measure_subsets(table, question.quasi,
                                     {largest_subset_for(table, question.quasi.size()),
                                      question.suda, question.sampling_fraction});
  return measures;
}

}  // namespace aval
