#include "audit/risk/disclosure_measures.h"

#include <algorithm>
#include <cmath>

#include "audit/risk/emd.h"

namespace aval {
namespace {

constexpr std::uint64_t kMaxRecursiveL = 5;

double share(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

// Keeps the worst value met so far, with the class that has it first.
class WorstSoFar {
 public:
  explicit WorstSoFar(bool smallest_is_worst) : smallest_(smallest_is_worst) {}

  void see(double value, const SensitiveClass& of_class) {
    if (at_ == nullptr || (smallest_ ? value < value_ : value > value_)) {
      value_ = value;
      at_ = &of_class;
    }
  }
  WorstClass told(const CodedTable& table) const {
    WorstClass worst{value_, {}};
    if (at_ != nullptr)
      for (const std::size_t row : at_->witnesses)
        worst.witnesses.push_back(table.record_numbers[row]);
    return worst;
  }

 private:
  bool smallest_;
  double value_ = 0;
  const SensitiveClass* at_ = nullptr;
};

template <typename Measure>
WorstClass worst_of(const CodedTable& table, const std::vector<SensitiveClass>& classes,
                    bool smallest_is_worst, Measure measure) {
  WorstSoFar worst(smallest_is_worst);
  for (const SensitiveClass& of_class : classes)
    worst.see(measure(of_class), of_class);
  return worst.told(table);
}

double entropy_diversity(const SensitiveClass& of_class) {
  double entropy = 0;
  for (const ValueCount& value : of_class.values) {
    const double q = share(value.count, of_class.rows);
    entropy -= q * std::log(q);
  }
  return std::exp(entropy);
}

double largest_share(const SensitiveClass& of_class) {
  std::uint64_t largest = 0;
  for (const ValueCount& value : of_class.values)
    largest = std::max(largest, value.count);
  return share(largest, of_class.rows);
}

// r_1 / (r_l + ... + r_r), counts in descending order; the class has l values at least.
double recursive_bound(const SensitiveClass& of_class, std::uint64_t l) {
  std::vector<std::uint64_t> counts;
  for (const ValueCount& value : of_class.values)
    counts.push_back(value.count);
  std::sort(counts.begin(), counts.end(), std::greater<>());
  std::uint64_t tail = 0;
  for (std::size_t i = l - 1; i < counts.size(); ++i)
    tail += counts[i];
  return share(counts.front(), tail);
}

double largest_gain(const SensitiveClass& of_class, const ValueShares& whole) {
  double gain = 0;
  for (const ValueCount& value : of_class.values) {
    const double p = whole.of(value.code);
    gain = std::max(gain, (share(value.count, of_class.rows) - p) / p);
  }
  return gain;
}

bool keeps_enhanced_bound(const SensitiveClass& of_class, const ValueShares& whole) {
  return std::all_of(of_class.values.begin(), of_class.values.end(), [&](const ValueCount& value) {
    const double p = whole.of(value.code);
    return (share(value.count, of_class.rows) - p) / p <= -std::log(p);
  });
}

double largest_log_ratio(const SensitiveClass& of_class, const ValueShares& whole) {
  double ratio = 0;
  for (const ValueCount& value : of_class.values)
    ratio = std::max(ratio,
                     std::abs(std::log(share(value.count, of_class.rows) / whole.of(value.code))));
  return ratio;
}

void measure_diversity(const CodedTable& table, const std::vector<SensitiveClass>& classes,
                       DisclosureMeasures& measures) {
  measures.distinct_l = worst_of(table, classes, true, [](const SensitiveClass& of_class) {
    return static_cast<double>(of_class.values.size());
  });
  measures.entropy_l = worst_of(table, classes, true, entropy_diversity);
  measures.alpha = worst_of(table, classes, false, largest_share);
  for (std::uint64_t l = 2; l <= kMaxRecursiveL; ++l)
    if (measures.distinct_l.value >= static_cast<double>(l))
      measures.recursive.push_back(
          {l, worst_of(table, classes, false, [l](const SensitiveClass& of_class) {
             return recursive_bound(of_class, l);
           })});
}

SensitiveClass without_missing(const SensitiveClass& of_class) {
  SensitiveClass known = of_class;
  if (!known.values.empty() && known.values.back().code == kMissingCode) {
    known.rows -= known.values.back().count;
    known.values.pop_back();
  }
  return known;
}

WorstClass largest_distance(const CodedTable& table, const std::vector<SensitiveClass>& classes,
                            const EarthMoversDistance& distance) {
  return worst_of(table, classes, false,
                  [&](const SensitiveClass& of_class) { return distance.to(of_class.values); });
}

void measure_distances(const CodedTable& table, const SensitiveAttribute& attribute,
                       const DisclosureOptions& options, DisclosureMeasures& measures) {
  measures.t_equal =
      largest_distance(table, attribute.classes, EarthMoversDistance(attribute.whole.values, {}));
  if (!options.order && options.tree.parents.empty())
    return;
  std::vector<SensitiveClass> known;
  for (const SensitiveClass& of_class : attribute.classes) {
    known.push_back(without_missing(of_class));
    if (known.back().rows == 0)
      known.pop_back();
  }
  const std::vector<ValueCount> known_whole = without_missing(attribute.whole).values;
  if (known_whole.empty())
    return;
  if (options.order)
    measures.t_ordered =
        largest_distance(table, known, EarthMoversDistance(known_whole, {*options.order, {}}));
  if (!options.tree.parents.empty())
    measures.t_hierarchical =
        largest_distance(table, known, EarthMoversDistance(known_whole, {{}, options.tree}));
}

// Of equal values, that of the class whose first row comes first.
void keep_worst(const WorstClass& part, bool smallest_is_worst, WorstClass& whole) {
  if (part.witnesses.empty())
    return;
  const bool is_worse = smallest_is_worst ? part.value < whole.value : part.value > whole.value;
  if (whole.witnesses.empty() || is_worse ||
      (part.value == whole.value && part.witnesses.front() < whole.witnesses.front()))
    whole = part;
}

void keep_worst_of(const std::optional<WorstClass>& part, std::optional<WorstClass>& whole) {
  if (!part)
    return;
  if (!whole)
    whole.emplace();
  keep_worst(*part, false, *whole);
}

}  // namespace

void merge_disclosure(const DisclosureMeasures& part, DisclosureMeasures& whole) {
  if (part.distinct_l.witnesses.empty())
    return;  // no class has a row that counts
  if (whole.records == 0) {
    whole = part;
    return;
  }
  keep_worst(part.distinct_l, true, whole.distinct_l);
  keep_worst(part.entropy_l, true, whole.entropy_l);
  whole.recursive.resize(std::min(whole.recursive.size(), part.recursive.size()));
  for (std::size_t i = 0; i < whole.recursive.size(); ++i)
    keep_worst(part.recursive[i].bound, false, whole.recursive[i].bound);
  keep_worst(part.alpha, false, whole.alpha);
  keep_worst(part.t_equal, false, whole.t_equal);
  keep_worst_of(part.t_ordered, whole.t_ordered);
  keep_worst_of(part.t_hierarchical, whole.t_hierarchical);
  keep_worst(part.beta, false, whole.beta);
  whole.enhanced_reachable = whole.enhanced_reachable && part.enhanced_reachable;
  keep_worst(part.delta, false, whole.delta);
  whole.classes_lacking_a_value += part.classes_lacking_a_value;
}

DisclosureMeasures measure_disclosure(const CodedTable& table, const SensitiveAttribute& attribute,
                                      const DisclosureOptions& options) {
  DisclosureMeasures measures;
  measures.records = attribute.whole.rows;
  measures.distinct_values = attribute.whole.values.size();
  if (measures.records == 0)
    return measures;
  const ValueShares whole(attribute.whole.values);
  const std::vector<SensitiveClass>& classes = attribute.classes;
  measure_diversity(table, classes, measures);
  measure_distances(table, attribute, options, measures);
  measures.beta = worst_of(table, classes, false, [&](const SensitiveClass& of_class) {
    return largest_gain(of_class, whole);
  });
  measures.delta = worst_of(table, classes, false, [&](const SensitiveClass& of_class) {
    return largest_log_ratio(of_class, whole);
  });
  for (const SensitiveClass& of_class : classes) {
    measures.enhanced_reachable =
        measures.enhanced_reachable && keeps_enhanced_bound(of_class, whole);
    measures.classes_lacking_a_value += of_class.values.size() < measures.distinct_values ? 1U : 0U;
  }
  return measures;
}

}  // namespace aval
