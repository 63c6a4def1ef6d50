#include "audit/risk/risk_measures.h"

#include "audit/risk/value_order.h"

namespace aval {
namespace {

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

DisclosureOptions disclosure_options(const CodedTable& table, const RiskQuestion& question,
                                     std::size_t sensitive) {
  DisclosureOptions options;
  options.order = find_order(table.columns[question.sensitive[sensitive]].values);
  if (sensitive < question.trees.size())
    options.tree = question.trees[sensitive];
  return options;
}

CellSecrecy measure_secrecy_of(const CodedTable& table, const RiskQuestion& question) {
  return measure_secrecy(table, {question.quasi, question.amount.value(), question.unit},
                         question.secrecy,
                         question.missing == MissingRule::excluded ? MissingRule::excluded
                                                                   : MissingRule::own_category);
}

void measure_attackers(const RiskQuestion& question, RiskMeasures& measures) {
  const KAnonymity& k = chosen_k(measures, question.missing);
  measures.attacks =
      measure_attacks(k, measures.population ? &*measures.population : nullptr, question.threshold);
  if (question.population_size && k.classes)
    measures.population_uniques =
        estimate_population_uniques(class_sizes(k), *question.population_size);
}

RiskMeasures measure_risk(const CodedTable& table, const RiskQuestion& question) {
  RiskMeasures measures;
  for (const MissingRule rule :
       {MissingRule::own_category, MissingRule::wildcard, MissingRule::excluded})
    measures.k.push_back(measure_k(table, question.quasi, rule));
  for (std::size_t s = 0; s < question.sensitive.size(); ++s)
    measures.disclosure.push_back(measure_disclosure(
        table, count_sensitive(table, question.quasi, question.sensitive[s], question.missing),
        disclosure_options(table, question, s)));
  measure_other_files(question, measures);
  measure_attackers(question, measures);
  if (question.amount)
    measures.secrecy = measure_secrecy_of(table, question);
  measures.subsets = measure_subsets(table, question.quasi,
                                     {largest_subset_for(table.rows(), question.quasi.size()),
                                      question.suda, question.sampling_fraction});
  return measures;
}

}  // namespace aval
