#include "audit/risk/spilled_measures.h"

#include <algorithm>

#include "audit/risk/spilled_match.h"
#include "audit/risk/value_order.h"

namespace aval {
namespace {

bool misses_values(const SpilledTable& table, const RiskQuestion& question) {
  return std::any_of(question.quasi.begin(), question.quasi.end(), [&table](std::size_t column) {
    return table.columns().columns[column].missing > 0;
  });
}

void refuse(const char* option) {
  throw Error(ErrorKind::usage, option,
              {"cette mesure tient toute la table en mémoire, qui dépasse la limite : donnez-en "
               "plus (--memory 16G, 0 : sans limite)",
               "this measure holds the whole table in memory, which is beyond the limit: give more "
               "(--memory 16G, 0: no limit)"});
}

void refuse_measures_in_memory(const SpilledTable& table, const RiskQuestion& question) {
  if (question.suda)
    refuse("--suda");
  if (question.population)
    refuse("--population");
  if (!question.linked.empty())
    refuse("--link");
  if (question.missing == MissingRule::wildcard && !question.sensitive.empty() &&
      misses_values(table, question))
    refuse("--missing wildcard");
}

// What happens part by part; `rows` is one part.
template <typename Work>
void for_each_part(SpilledTable& table, Work work) {
  CodedTable rows;
  for (std::size_t part = 0; part < table.parts(); ++part) {
    table.load(part, rows);
    if (rows.rows() > 0)
      work(part, rows);
    table.give_back(rows);
  }
}

// The sensitive values of all rows that count.
std::vector<SensitiveClass> count_whole(SpilledTable& table, const RiskQuestion& question) {
  std::vector<std::map<std::uint32_t, std::uint64_t>> counts(question.sensitive.size());
  for_each_part(table, [&](std::size_t, const CodedTable& rows) {
    for (std::size_t s = 0; s < counts.size(); ++s)
      for (const ValueCount& value :
           count_sensitive_of_all(rows, question.quasi, question.sensitive[s], question.missing))
        counts[s][value.code] += value.count;
  });
  std::vector<SensitiveClass> whole(counts.size());
  for (std::size_t s = 0; s < counts.size(); ++s)
    for (const auto& [code, count] : counts[s]) {
      whole[s].values.push_back({code, count});
      whole[s].rows += count;
    }
  return whole;
}

void measure_parts(SpilledTable& table, const RiskQuestion& question, RiskMeasures& measures) {
  const std::vector<SensitiveClass> whole = count_whole(table, question);
  std::vector<DisclosureOptions> options(question.sensitive.size());
  for (std::size_t s = 0; s < options.size(); ++s)
    options[s] = disclosure_options(table.columns(), question, s);
  std::optional<SpilledMatches> matches;
  if (misses_values(table, question))
    matches.emplace(table, question.quasi);
  const auto rules = {MissingRule::own_category, MissingRule::wildcard, MissingRule::excluded};
  for (const MissingRule rule : rules) {
    measures.k.emplace_back();
    measures.k.back().missing = rule;
  }
  measures.disclosure.resize(options.size());
  if (question.amount)
    measures.secrecy.emplace();
  for_each_part(table, [&](std::size_t part, const CodedTable& rows) {
    for (KAnonymity& k : measures.k) {
      const EquivalenceClasses classes = group_rows(rows, question.quasi, k.missing);
      std::vector<std::uint64_t> sizes(classes.count());
      for (std::size_t c = 0; c < sizes.size(); ++c)
        sizes[c] = classes.size(c);
      if (k.missing == MissingRule::wildcard && matches)
        sizes = matches->of_part(part, classes);
      merge_k(k_of_sizes(rows, classes, sizes, k.missing), k);
    }
    for (std::size_t s = 0; s < options.size(); ++s) {
      SensitiveAttribute attribute =
          count_sensitive(rows, question.quasi, question.sensitive[s], question.missing);
      attribute.whole = whole[s];
      merge_disclosure(measure_disclosure(rows, attribute, options[s]), measures.disclosure[s]);
    }
    if (question.amount)
      merge_secrecy(measure_secrecy_of(rows, question), *measures.secrecy);
  });
}

SubsetMeasures measure_spilled_subsets(SpilledTable& table, const RiskQuestion& question) {
  SubsetMeasures measures;
  const std::size_t quasi = question.quasi.size();
  for (const std::vector<std::size_t>& attributes :
       subsets_up_to(quasi, std::min(quasi, largest_subset_for(table.rows(), quasi)))) {
    std::vector<std::size_t> positions;
    for (const std::size_t attribute : attributes)
      positions.push_back(question.quasi[attribute]);
    SubsetClasses classes;
    for_each_class_size(table, positions, [&](std::uint64_t size) { classes.add(size); });
    measures.subsets.push_back(describe_subset(attributes, classes, table.rows()));
  }
  return measures;
}

}  // namespace

RiskMeasures measure_spilled_risk(SpilledTable& table, const RiskQuestion& question) {
  refuse_measures_in_memory(table, question);
  RiskMeasures measures;
  measure_parts(table, question, measures);
  measure_attackers(question, measures);
  measures.subsets = measure_spilled_subsets(table, question);
  return measures;
}

}  // namespace aval
