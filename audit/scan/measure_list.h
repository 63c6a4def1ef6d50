// The measures of one column, or of the table, as they are added.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "audit/scan/quality_measure.h"

namespace aval {

// Nothing when there is nothing to measure.
inline std::optional<double> ratio_of(std::uint64_t counted, std::uint64_t of) {
  if (of == 0)
    return std::nullopt;
  return static_cast<double>(counted) / static_cast<double>(of);
}

class MeasureList {
 public:
  MeasureList(std::vector<QualityMeasure>& measures, std::optional<std::size_t> column)
      : measures_(measures), column_(column) {}

  // The one added, good until the next.
  QualityMeasure& share(const char* key, std::uint64_t counted, std::uint64_t of) {
    measures_.push_back({key, column_, ratio_of(counted, of), counted, of});
    return measures_.back();
  }
  void value(const char* key, std::optional<double> value) {
    measures_.push_back({key, column_, value});
  }
  QualityMeasure& last() { return measures_.back(); }
  // There is something to measure, and it cannot be told.
  void untold(const char* key) {
    measures_.push_back({key, column_, std::nullopt});
    measures_.back().not_measured = true;
  }

 private:
  std::vector<QualityMeasure>& measures_;
  std::optional<std::size_t> column_;
};

}  // namespace aval
