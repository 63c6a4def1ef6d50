// How diverse the sensitive values of one class are.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace aval {

// The share of each sensitive value in the whole table, and their running sums.
struct ValueShares {
  std::vector<double> share;
  std::vector<double> running;  // of share, up to and with this value
};

// Records by value code; the sum must not be 0.
ValueShares shares_of(const std::vector<std::uint64_t>& records);

// A class: records by value code, ascending, each code once and not 0 records.
using ClassValues = std::vector<std::pair<std::uint32_t, std::uint64_t>>;

// Distance of a class to the table, 0 to 1 (Li et al. 2007, earth mover's distance): all values
// equally far, half the sum of |q - p|.
double equal_distance(const ClassValues& values, const ValueShares& table);
// Values in a row, neighbours 1 / (r - 1) apart: the mean of |running q - running p| over the first
// r - 1 values. 0 when the table has one value.
double ordered_distance(const ClassValues& values, const ValueShares& table);

}  // namespace aval
