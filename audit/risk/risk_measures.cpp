#include "audit/risk/risk_measures.h"

#include "audit/risk/value_order.h"

namespace aval {

const KAnonymity& chosen_k(const RiskMeasures& measures, MissingRule missing) {
  return measures.k.at(static_cast<std::size_t>(missing));
}

RiskMeasures measure_risk(const CodedTable& table, const RiskQuestion& question) {
  RiskMeasures measures;
  for (const MissingRule rule :
       {MissingRule::own_category, MissingRule::wildcard, MissingRule::excluded})
    measures.k.push_back(measure_k(table, question.quasi, rule));
  for (const std::size_t sensitive : question.sensitive) {
    DisclosureOptions options;
    options.order = find_order(table.columns[sensitive].values);
    measures.disclosure.push_back(measure_disclosure(
        table, count_sensitive(table, question.quasi, sensitive, question.missing), options));
  }
  measures.attacks =
      measure_attacks(chosen_k(measures, question.missing), nullptr, question.threshold);
  return measures;
}

}  // namespace aval
